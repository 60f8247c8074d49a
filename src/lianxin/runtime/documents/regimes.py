"""docs/reference/regimes.md: every regime a city can live under, rule by rule, each with its article."""

from __future__ import annotations

from functools import cache

from lianxin.law.regime import Floor, RegimeLayer, parse_regime
from lianxin.law.regime_effects import UNREAD, effect_of
from lianxin.law.regime_keys import KEYS
from lianxin.law.regime_rules import Rule
from lianxin.law.words import RegimeLevel, RuleEffect
from lianxin.runtime.documents.markdown import page, sources, table
from lianxin.runtime.documents.values import matched, named, said
from lianxin.runtime.places import CITIES

_BEFORE = """A regime is a dated, cited file in `cities/regimes`. A city names the regimes it lives under; they are
layered: the more specific rule wins, then the nearer level, and the centre's working rules speak last. `silent` falls
through to the next layer. The national floors below can be undercut by none.

每套规则是 `cities/regimes` 里带日期、带出处的文件。更具体的优先，其次层级更近的优先，本市工作规范最后；
全国底线不能降低。"""


_UNREAD = """## What comes of a rule 规则如何生效

The program goes by every rule, save those below: what the lifecycle keeps in every city, whatever the regime says, and
what is shown for people to keep.

除下列各项外，程序都照规则执行；下列各项有的由流程本身在各市一律保证，有的只展示，由人执行。"""


def text() -> str:
    """The page: one section for each file, nearest level first."""
    ordered = sorted(layers(), key=lambda layer: (list(RegimeLevel).index(layer.level), layer.id))
    return page("Regimes 规则", _BEFORE, *(_section(layer) for layer in ordered), _unread())


@cache
def layers() -> tuple[RegimeLayer, ...]:
    """Every file of `cities/regimes`, read and checked."""
    files = sorted((CITIES / "regimes").glob("*.toml"))
    return tuple(parse_regime(path.read_text(encoding="utf-8"), f"cities/regimes/{path.name}") for path in files)


def _section(layer: RegimeLayer) -> str:
    parts = [f"## {layer.zh} {layer.en}", _about(layer)]
    if layer.rules:
        headings = ("规则", "rule", "code name", "for 适用", "value 值", "source 依据", "effect 生效方式")
        parts.append(table(headings, (_line(rule) for rule in layer.rules)))
    if layer.floors:
        parts.append(
            "Floors 底线：\n\n" + table(("规则", "rule", "value 值", "source 依据"), map(_floor, layer.floors))
        )
    if layer.silent:
        parts.append("Silent 未规定：" + "、".join(f"{KEYS[key].zh} `{key}`" for key in layer.silent))
    return "\n\n".join(parts)


def _about(layer: RegimeLayer) -> str:
    since, until = layer.in_force
    facts = [f"`{layer.id}`", f"{layer.level.zh} {layer.level.en}"]
    guess = " (the day is a guess 日期不详)" if layer.in_force_uncertain else ""
    facts += [f"from {since.isoformat()}{guess}"] if since else []
    facts += [f"to {until.isoformat()}"] if until else []
    facts += ["with " + "、".join(f"`{name}`" for name in layer.companions)] if layer.companions else []
    facts += [] if layer.selectable else ["for comparison only 仅供比较"]
    facts += ["uncertain: read in part 未通读"] if layer.uncertain else []
    return " · ".join(facts)


def _line(rule: Rule) -> tuple[str, ...]:
    key = KEYS[rule.key]
    where, source = matched(rule.match) or "all 全部", sources([rule.article]) + _mark(uncertain=rule.uncertain)
    return key.zh, key.en, f"`{rule.key}`", where, said(rule.value), source, _effect(rule)


def _effect(rule: Rule) -> str:
    """What comes of the rule; of one that is read also the fields that are not."""
    found = effect_of(rule.key)
    parts = [f"{found.zh} {found.en}"]
    if found is RuleEffect.READ:
        other = {name: effect_of(f"{rule.key}.{name}") for name in named(rule.value) or ()}
        parts += [f"{name}: {one.zh} {one.en}" for name, one in other.items() if one is not RuleEffect.READ]
    return "\n".join(parts)


def _mark(*, uncertain: bool) -> str:
    return " (uncertain 未核定)" if uncertain else ""


def _floor(floor: Floor) -> tuple[str, ...]:
    source = sources([floor.article]) + _mark(uncertain=floor.uncertain)
    return KEYS[floor.key].zh, KEYS[floor.key].en, said(floor.value), source


def _unread() -> str:
    """Every key and field that no code reads, with the reason."""
    rows = ((f"`{row.key}`", f"{row.effect.zh} {row.effect.en}", f"{row.zh}\n{row.en}") for row in UNREAD.values())
    return _UNREAD + "\n\n" + table(("code name", "effect 生效方式", "why 原因"), rows)
