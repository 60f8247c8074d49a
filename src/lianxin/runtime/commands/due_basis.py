"""From where `due` takes the calendar and the rules: the installation that was named, else the files of `cities/`."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from lianxin.law.calendar import WorkingCalendar, parse_year
from lianxin.law.city_files import read_toml
from lianxin.law.policy import Policy, RegimeLayer, load_order, parse_regime, stack
from lianxin.law.refusals import Refused
from lianxin.runtime.commands.verify import tables_needed
from lianxin.runtime.places import CITIES
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick, say

FILES, INSTALLATION = "files", "installation"


@dataclass(frozen=True)
class Basis:
    """A calendar, and the layers that rules are stacked from; `in_force` binds new orders of the installation.

    `source` is "files" or "installation", `place` the folder of it.
    """

    source: str
    place: str
    calendar: WorkingCalendar
    layers: Mapping[str, RegimeLayer]
    regimes: tuple[str, ...]
    in_force: Policy | None = None

    @property
    def zh(self) -> str:
        """The source, to be shown."""
        return f"{self.place} 中的安装（日历与规则取自数据库）" if self.source == INSTALLATION else "cities/ 中的文件"

    @property
    def en(self) -> str:
        """The source, to be shown."""
        in_database = f"the installation in {self.place} (calendar and rules of its database)"
        return in_database if self.source == INSTALLATION else "the files of cities/"


def basis(start: dt.datetime) -> Basis:
    """The installation's calendar and rules where one was named and can be read; else those of the files.

    Says on standard error why an installation that was named is not used.
    """
    if not (os.environ.get("LIANXIN_DATA") or os.environ.get("LIANXIN_DATABASE_URL")):
        return _files()
    try:
        with _database() as place:
            return _installation(place, start)
    except CommandRefused as refusal:
        _instead(refusal.zh, refusal.en)
    except Refused as refusal:
        _instead(refusal.reason.zh, refusal.reason.en)
    return _files()


def policy(found: Basis, regime: str | None, on: dt.date, *, as_if_in_force: bool) -> Policy:
    """The rules on a day: those of the regime named, else of the city; refused when it is unknown or not in force."""
    if regime and regime not in found.layers:
        raise CommandRefused(
            "regime_unknown",
            zh=f"没有 {regime} 这套规则",
            en=f"There is no regime {regime}",
            next_step=pick("可用的有：", "Use one of: ") + ", ".join(found.layers),
        )
    if regime is None and found.in_force is not None and not as_if_in_force:
        return found.in_force
    names = (regime,) if regime else found.regimes
    if not names:
        raise CommandRefused(
            "regime_not_named",
            zh="没有城市文件，请用 --regime 指明规则",
            en="There is no city in cities/: name the rules with --regime",
        )
    stacked = stack(load_order(names, found.layers, comparison=True), on, as_if_in_force=as_if_in_force)
    if names[0] not in stacked.regimes:
        raise _not_in_force(found.layers[names[0]], on)
    return stacked


def _not_in_force(layer: RegimeLayer, on: dt.date) -> CommandRefused:
    since = layer.in_force[0]
    return CommandRefused(
        "regime_not_in_force",
        zh=f"{layer.zh}在 {on} 不施行（{since} 起施行）",
        en=f"{layer.en} is not in force on {on} (in force from {since})",
        next_step=pick("要照样套用，请加 --as-if-in-force", "To apply it all the same, add --as-if-in-force"),
        article=layer.text,
    )


def _instead(zh: str, en: str) -> None:
    say(f"没有用安装中的日历和规则，改用 cities/ 中的文件：{zh}", f"Taking the files of cities/ instead: {en}")


# ---- the files -------------------------------------------------------------------------------------------------------


def _files() -> Basis:
    years = sorted((CITIES / "calendars").glob("*.toml"))
    return Basis(
        source=FILES,
        place=str(CITIES),
        calendar=WorkingCalendar.from_years(
            parse_year(path.read_text(encoding="utf-8"), f"cities/calendars/{path.name}") for path in years
        ),
        layers=_layers(_file_texts()),
        regimes=_city_regimes(),
    )


def _file_texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((CITIES / "regimes").glob("*.toml"))}


def _layers(texts: Mapping[str, str]) -> dict[str, RegimeLayer]:
    return {name: parse_regime(text, f"cities/regimes/{name}.toml") for name, text in texts.items()}


def _city_regimes() -> tuple[str, ...]:
    for path in sorted(CITIES.glob("*/city.toml")):
        regimes = read_toml(path.read_text(encoding="utf-8"), f"cities/{path.parent.name}/city.toml").get("regimes")
        if regimes:
            return tuple(str(name) for name in regimes)
    return ()


# ---- the installation ------------------------------------------------------------------------------------------------


@contextmanager
def _database() -> Iterator[str]:
    """The database of the installation, up, with its tables; yields the installation's folder."""
    need_installation()
    with ready_database(reads=True) as ready, tables_needed():
        yield str(ready.installation.data)


def _installation(place: str, start: dt.datetime) -> Basis:
    """A regime that this installation never adopted is read from the files, as it would be when adopted now."""
    from lianxin.records.models import RegimeVersion
    from lianxin.records.policies import policy_for
    from lianxin.records.rules import current_rules

    rules = current_rules()
    version = rules.version_at(start)
    row = RegimeVersion.objects.get(version=version)
    return Basis(
        source=INSTALLATION,
        place=place,
        calendar=rules.calendar,
        layers=_layers(_file_texts() | row.texts),
        regimes=tuple(row.regimes),
        in_force=policy_for(version),
    )
