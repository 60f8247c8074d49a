"""What a rule of a regime can say: terms, grounds, who decides; read from TOML into typed values or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from lianxin.law.deadlines import Term
from lianxin.law.words import Approver, ClockName, RegimeWord, StopDecider, StopGround, TermUnit

Shape = Callable[[object, str], object]
"""Reads a TOML value found at a path; raises `ValueRefused`."""

EnumT = TypeVar("EnumT", bound=Enum)
LIMIT_WORDS = frozenset({RegimeWord.PROMPTLY, RegimeWord.AT_ONCE, RegimeWord.BY_ORDER, RegimeWord.NO_LIMIT})


class ValueRefused(ValueError):
    """A value that its key does not allow; `path` is below the key."""

    def __init__(self, path: str, zh: str, en: str) -> None:
        self.path, self.zh, self.en = path, zh, en
        super().__init__(f"{path}: {en}")


@dataclass(frozen=True, slots=True)
class SameAs:
    """A limit that follows another clock: the first of these that has a term."""

    clocks: tuple[ClockName, ...]


Limit = Term | RegimeWord | SameAs


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """Whether and by whom the finishing date may be moved (R19, R52); `normally`: the maximum is the usual one."""

    max_add: Term | None = None
    approver: Approver = Approver.CENTRE
    normally: bool = False
    grounds: tuple[str, ...] = ()
    further_by: str = ""
    apply_before_deadline: bool = False
    needs_reason: bool = False
    tell_caller: bool = True
    forbidden: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class SendBackRule:
    """Whether a unit may send an order back, and why (R5, R6)."""

    needs_reason: bool = True
    grounds: tuple[str, ...] = ()
    arbiter: str = "city_hotline"
    after_designation: bool = False
    after_joint_study: bool = False
    forbidden: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class StopRule:
    """Whose act it is to handle no further, on which grounds, with which papers (R40, R51)."""

    decided_by: StopDecider = StopDecider.CITY_HOTLINE
    grounds: tuple[StopGround, ...] = ()
    needs: tuple[str, ...] = ()
    forbidden: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class RehandleRule:
    """When an order is handled again: `max` times (None: no limit), then `then`; `within`: the fresh limit."""

    grounds: tuple[str, ...] = ()
    discretionary: bool = True
    max: int | None = None
    then: str = ""
    within: Term | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """What must be told with an outcome, and whether it leaves a second date that is tracked (R21).

    Each of the three rests on an article of its own: a text may ask for one and be silent on the others.
    """

    tell: tuple[str, ...] = ()
    second_date: str = ""
    tracked: bool = False
    article: str = ""
    second_date_article: str = ""
    tracked_article: str = ""


@dataclass(frozen=True, slots=True)
class AttemptRule:
    """How often and on how many days a caller is tried before being 未联系上 (R28)."""

    number: int
    days: int


# ---- shapes ----------------------------------------------------------------------------------------------------------


def _wrong(path: str, wanted_zh: str, wanted_en: str, value: object) -> ValueRefused:
    return ValueRefused(path, f"应为{wanted_zh}，现为 {value!r}", f"must be {wanted_en}, not {value!r}")


def boolean(value: object, path: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise _wrong(path, " true 或 false", "true or false", value)
    return value


def positive(value: object, path: str) -> int:
    """A whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _wrong(path, "正整数", "a whole number of at least 1", value)
    return value


def text(value: object, path: str) -> str:
    """Words that are not empty."""
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, "非空文字", "a text that is not empty", value)
    return value


def word(kind: type[EnumT]) -> Callable[[object, str], EnumT]:
    """One code of an enumeration."""

    def read(value: object, path: str) -> EnumT:
        for member in kind:
            if member.value == value:
                return member
        codes = "、".join(str(member.value) for member in kind)
        raise _wrong(path, f"其中之一：{codes}", f"one of {codes}", value)

    return read


def code(*codes: str) -> Callable[[object, str], str]:
    """One of these codes."""

    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or value not in codes:
            raise _wrong(path, f"其中之一：{'、'.join(codes)}", f"one of {', '.join(codes)}", value)
        return value

    return read


def many(shape: Shape) -> Shape:
    """A list of one or more, or a single one."""

    def read(value: object, path: str) -> object:
        values = value if isinstance(value, list) else [value]
        if not values:
            raise _wrong(path, "至少一项", "at least one", value)
        return tuple(shape(one, path) for one in values)

    return read


def table(make: Callable[..., object], fields: Mapping[str, Shape], needed: tuple[str, ...] = ()) -> Shape:
    """A table whose fields are read one by one and given to `make`; unknown and missing fields are refused."""

    def read(value: object, path: str) -> object:
        if not isinstance(value, dict):
            raise _wrong(path, "表 { … }", "a table { … }", value)
        for key in value:
            if key not in fields:
                known = ", ".join(fields)
                raise ValueRefused(
                    f"{path}.{key}", f"没有这一项；可用的有：{known}", f"unknown key; use one of: {known}"
                )
        for key in needed:
            if key not in value:
                raise ValueRefused(f"{path}.{key}", "缺少这一项，请补上", "is missing, add it")
        return make(**{key: fields[key](one, f"{path}.{key}") for key, one in value.items()})

    return read


def permission(value: object, path: str) -> RegimeWord:
    """ "forbidden" or "allowed"."""
    for one in (RegimeWord.FORBIDDEN, RegimeWord.ALLOWED):
        if value == one.value:
            return one
    raise _wrong(path, " forbidden 或 allowed", "forbidden or allowed", value)


def forbiddable(shape: Shape, when_forbidden: object) -> Shape:
    """The shape, or the word "forbidden"."""

    def read(value: object, path: str) -> object:
        return when_forbidden if value == RegimeWord.FORBIDDEN.value else shape(value, path)

    return read


def term(value: object, path: str) -> Term:
    """{ amount = 5, unit = "working_day" }."""
    read = table(Term, {"amount": positive, "unit": word(TermUnit)}, ("amount", "unit"))
    found = read(value, path)
    if not isinstance(found, Term):
        raise _wrong(path, "期限", "a term", value)
    return found


def limit(value: object, path: str) -> Limit:
    """A term, or { same_as = ["reply"] }, or a word: promptly, at_once, by_order, no_limit."""
    if isinstance(value, str):
        found = word(RegimeWord)(value, path)
        if found not in LIMIT_WORDS:
            raise _wrong(path, "期限或及时等字样", "a term, promptly, at_once, by_order or no_limit", value)
        return found
    if isinstance(value, dict) and set(value) == {"same_as"}:
        names = value["same_as"] if isinstance(value["same_as"], list) else [value["same_as"]]
        return SameAs(tuple(word(ClockName)(name, f"{path}.same_as") for name in names))
    return term(value, path)
