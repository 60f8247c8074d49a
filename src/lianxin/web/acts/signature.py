"""What an act asks for, read off its own typed signature: a new act has a form without further code."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import inspect
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lianxin import actions
from lianxin.law.duties import BY_ACTION
from lianxin.law.transitions import ROWS
from lianxin.law.words import Role, Word

NOT_ASKED = frozenset({"door", "order", "return"})
SAID_BY_THE_PAGE = frozenset({("rate", "way")})
"""Act and parameter: what no form asks, for the page a person came by says it."""
APART = frozenset({"receive", "reveal", "attach", "examine", "import_history", "recompute_clocks", "succeed_unit"})
"""Acts with a page of their own, or with none; a feedback passes at the desk where its points are ticked."""
NOBODYS = frozenset({Role.SYSTEM, Role.CALLER})

FORMS: tuple[str, ...] = tuple(
    row.action for row in ROWS if row.action not in APART and not set(BY_ACTION[row.action].roles) <= NOBODYS
)
"""Every act on an order that a person of the hotline or of a unit does by the general form."""


class Kind(enum.Enum):
    """What a person is asked for, and so how it is asked."""

    TEXT = "text"
    WORD = "word"
    YES_NO = "yes_no"
    DATE = "date"
    MOMENT = "moment"
    AMOUNT = "amount"
    ORDER = "order"
    UNIT = "unit"
    UNITS = "units"
    STAFF = "staff"
    CALLER = "caller"
    CALLERS = "callers"
    PERSON = "person"
    OVERLAY = "overlay"
    RATING = "rating"
    ASSIGNMENT = "assignment"
    CLOCKS = "clocks"
    TOPIC = "topic"
    DIVISION = "division"
    FLAGS = "flags"
    REASONS = "reasons"
    DISPOSITION = "disposition"
    WORDS = "words"
    POINTS = "points"
    LINES = "lines"


_BY_NAME: Mapping[str, Kind] = {
    "unit": Kind.UNIT,
    "suggested": Kind.UNIT,
    "old": Kind.UNIT,
    "new": Kind.UNIT,
    "managing_unit": Kind.UNIT,
    "subject_unit": Kind.UNIT,
    "co_handlers": Kind.UNITS,
    "copies": Kind.UNITS,
    "staff": Kind.STAFF,
    "subject_staff": Kind.STAFF,
    "caller": Kind.CALLER,
    "callers": Kind.CALLERS,
    "person": Kind.PERSON,
    "overlay": Kind.OVERLAY,
    "rating": Kind.RATING,
    "assignment": Kind.ASSIGNMENT,
    "clocks": Kind.CLOCKS,
    "topic": Kind.TOPIC,
    "division": Kind.DIVISION,
    "flags": Kind.FLAGS,
    "reasons": Kind.REASONS,
    "earlier": Kind.ORDER,
    "points": Kind.POINTS,
    "lines": Kind.LINES,
}
"""What a number or a code stands for is said by its name."""

_BY_TYPE: Mapping[object, Kind] = {
    int | str: Kind.ORDER,
    bool: Kind.YES_NO,
    dt.date: Kind.DATE,
    dt.datetime: Kind.MOMENT,
}
_TEXTS_THAT_STAND_FOR_SOMETHING = frozenset({Kind.TOPIC, Kind.DIVISION, Kind.ORDER})
_NUMBERS = frozenset(
    {Kind.UNIT, Kind.STAFF, Kind.CALLER, Kind.PERSON, Kind.OVERLAY, Kind.RATING, Kind.ASSIGNMENT, Kind.AMOUNT}
)
_SEVERAL = frozenset({Kind.UNITS, Kind.CALLERS, Kind.CLOCKS})
_SEVERAL_BUT_NO_NUMBERS = frozenset({Kind.FLAGS, Kind.WORDS, Kind.REASONS})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing an act asks for. `name` is the field's, `path` leads to its place in the arguments.

    `required`: nothing stands in for it. `empty` is what the act gets when nothing was given. `by_id`: an order is
    typed by its number and given to the act by its id.
    """

    name: str
    kind: Kind
    path: tuple[str, ...]
    required: bool
    empty: object
    word: type[Word] | None = None
    by_id: bool = False

    @property
    def several(self) -> bool:
        """Whether it takes more than one answer."""
        return self.kind in _SEVERAL or self.kind in _SEVERAL_BUT_NO_NUMBERS

    @property
    def numeric(self) -> bool:
        """Whether each answer is a number for the act."""
        return self.kind in _NUMBERS or self.kind in _SEVERAL


@functools.cache
def parameters(action: str) -> tuple[Parameter, ...]:
    """What the act asks for besides door and order, in the order of its signature, records laid out flat."""
    return parameters_of(actions.ACTIONS[action])


def parameters_of(act: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Like `parameters`, of any function; raises TypeError for a parameter that no form can ask for."""
    hints = typing.get_type_hints(act)
    given = inspect.signature(act).parameters
    found: list[Parameter] = []
    for name, hint in hints.items():
        if _is_asked(act, name):
            found += _flat((name,), hint, given[name].default)
    return tuple(found)


def _is_asked(act: Callable[..., Any], name: str) -> bool:
    return name not in NOT_ASKED and (getattr(act, "__name__", ""), name) not in SAID_BY_THE_PAGE


def _flat(path: tuple[str, ...], hint: object, default: object) -> Iterator[Parameter]:
    kind, optional = _bare(hint)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        for item in dataclasses.fields(kind):
            yield from _flat((*path, item.name), hints[item.name], item.default)
        return
    nothing = default is inspect.Parameter.empty or default is dataclasses.MISSING
    yield Parameter(
        name="_".join(path[1:] if len(path) > 1 else path),
        kind=_kind(path[-1], kind),
        path=path,
        required=nothing and not optional,
        empty=_nothing(kind, optional=optional) if nothing else default,
        word=_word_of(kind),
        by_id=kind is int and _BY_NAME.get(path[-1]) is Kind.ORDER,
    )


def _bare(hint: object) -> tuple[Any, bool]:
    """The type without None, and whether None was allowed; `int | str` is how acts name an order."""
    if not isinstance(hint, types.UnionType):
        return hint, False
    options = [option for option in typing.get_args(hint) if option is not types.NoneType]
    return (options[0] if len(options) == 1 else hint), len(options) < len(typing.get_args(hint))


def _word_of(kind: object) -> type[Word] | None:
    """The words among which one, or several of a tuple, are chosen."""
    inner = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
    return inner if isinstance(inner, type) and issubclass(inner, Word) else None


def _kind(name: str, kind: object) -> Kind:
    if _word_of(kind) is not None:
        return Kind.WORD if isinstance(kind, type) else Kind.WORDS
    named = _BY_NAME.get(name)
    if kind is str and named not in _TEXTS_THAT_STAND_FOR_SOMETHING:
        return Kind.TEXT
    found = _BY_TYPE.get(kind) or named
    if found is None and kind is int:
        return Kind.AMOUNT
    if found is not None:
        return found
    raise TypeError(f"{name}: no form can ask for {kind}; name it in web/acts/signature.py")


def _nothing(kind: object, *, optional: bool) -> object:
    if optional:
        return None
    if kind is str:
        return ""
    return () if typing.get_origin(kind) is tuple else None


def arguments(act: Callable[..., Any], answers: Mapping[str, object], unchanged: frozenset[str]) -> dict[str, Any]:
    """The act's keyword arguments from the answers by field name, records built again.

    An optional record is left out (None) when all of its parts are empty or in `unchanged`.
    """
    hints = typing.get_type_hints(act)
    by_path = {one.path: one for one in parameters_of(act)}

    def value(path: tuple[str, ...], hint: object) -> object:
        kind, optional = _bare(hint)
        if not dataclasses.is_dataclass(kind):
            one = by_path[path]
            return answers.get(one.name, one.empty)
        parts = typing.get_type_hints(kind)
        below = [one for one in by_path.values() if one.path[: len(path)] == path]
        untouched = all(one.name in unchanged or answers.get(one.name, one.empty) == one.empty for one in below)
        if optional and untouched:
            return None
        made: Callable[..., object] = typing.cast("Callable[..., object]", kind)
        return made(**{item.name: value((*path, item.name), parts[item.name]) for item in dataclasses.fields(kind)})

    return {name: value((name,), hint) for name, hint in hints.items() if _is_asked(act, name)}
