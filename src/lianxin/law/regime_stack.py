"""Lays regimes upon each other: which rule outranks which, what no city may undercut, which texts stand together."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianxin.law.articles import citation
from lianxin.law.city_files import DataRefused
from lianxin.law.regime import Floor, RegimeLayer, tie
from lianxin.law.regime_rules import Rule, Specificity
from lianxin.law.words import RegimeLevel

FLOORS = "national_floors"
HOUSE = "house_rules"

Rank = tuple[bool, Specificity, int]
"""A text before the house rules, then the more specific match, then the nearer level."""


@dataclass(frozen=True, slots=True)
class RankedRule:
    """A rule in force with the layer it stands in."""

    rank: Rank
    rule: Rule
    layer: RegimeLayer

    @property
    def uncertain(self) -> bool:
        """Whether the rule or its whole text was not fully checked against the source."""
        return self.rule.uncertain or self.layer.uncertain


def _nearness(layer: RegimeLayer) -> int:
    return -list(RegimeLevel).index(layer.level)


def ranked(layers: Sequence[RegimeLayer], on: dt.date) -> dict[str, tuple[RankedRule, ...]]:
    """The rules in force on a day by key, strongest first; raises `DataRefused` for a tie between layers."""
    rules: dict[str, list[RankedRule]] = {}
    for layer in layers:
        for rule in layer.rules:
            if rule.in_force(on):
                rank = (layer.level is not RegimeLevel.HOUSE, rule.match.specificity, _nearness(layer))
                rules.setdefault(rule.key, []).append(RankedRule(rank, rule, layer))
    for found in rules.values():
        _refuse_ties(found)
    return {key: tuple(sorted(found, key=lambda one: one.rank, reverse=True)) for key, found in rules.items()}


def _refuse_ties(rules: Iterable[RankedRule]) -> None:
    for one in rules:
        for other in rules:
            same_level = one.layer.id < other.layer.id and one.layer.level is other.layer.level
            if same_level and one.rule.ties_with(other.rule):
                raise tie(one.layer.source, one.rule, other.layer.source, other.rule)


def floors_of(layers: Sequence[RegimeLayer]) -> dict[str, tuple[Floor, str]]:
    """The floors these layers set, with the layer's id; raises `DataRefused` where a rule undercuts one."""
    floors = {floor.key: (floor, layer.id) for layer in layers for floor in layer.floors}
    for layer in layers:
        for rule in layer.rules:
            _refuse_undercut(layer, rule, floors)
    return floors


def _refuse_undercut(layer: RegimeLayer, rule: Rule, floors: Mapping[str, tuple[Floor, str]]) -> None:
    if rule.key not in floors:
        return
    floor, _ = floors[rule.key]
    if not floor.kept_by(rule.value):
        zh, en = ("，未核定", ", not checked against the text") if floor.uncertain else ("", "")
        raise DataRefused(
            layer.source,
            f"rule[{rule.number}].value",
            f"{rule.key} 低于全国底线（{citation(floor.article).zh}{zh}），请删去这条规则",
            f"{rule.key} undercuts a national floor ({citation(floor.article).en}{en}): remove this rule",
        )


def version_of(bound: Sequence[RegimeLayer], on: dt.date) -> str:
    """A name for exactly these layers and the rules of theirs in force on the day, derived from the content."""
    content = [(layer.version, [rule.number for rule in layer.rules if rule.in_force(on)]) for layer in bound]
    name = bound[0].id if bound else "none"
    return f"{name}@{hashlib.sha256(repr(content).encode()).hexdigest()[:12]}"


def load_order(
    regimes: Sequence[str], layers: Mapping[str, RegimeLayer], *, comparison: bool = False
) -> tuple[RegimeLayer, ...]:
    """The layers that these regimes need: they, all they stand with, the house rules and the floors, nearest first.

    Raises `DataRefused` when one is missing, or is kept for comparison only and no `comparison` is asked for.
    """
    wanted: list[RegimeLayer] = []
    waiting = [*regimes, HOUSE, FLOORS]
    while waiting:
        name = waiting.pop(0)
        if name not in layers:
            raise DataRefused("cities/regimes", name, "没有这个规则文件", f"there is no regime {name}; add {name}.toml")
        if not (comparison or layers[name].selectable):
            zh, en = "只供比较，城市不能选用", "is kept for comparison only: no city can choose it"
            raise DataRefused(layers[name].source, "selectable", zh, en)
        if layers[name] not in wanted:
            wanted.append(layers[name])
            waiting += layers[name].companions
    return tuple(sorted(wanted, key=lambda layer: (-_nearness(layer), layer.id not in regimes, layer.id)))
