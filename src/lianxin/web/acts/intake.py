"""The intake form: what an agent writes down, in the order of a call, and what is done with it at once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lianxin.actions import CallerEntry
from lianxin.law import transitions
from lianxin.law.decisions import dispatching
from lianxin.law.decisions import intake as decisions
from lianxin.law.decisions.intake import Intake
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.words import Channel, OrderFlag, RequestType, Role, Urgency
from lianxin.records.choices import managing_unit_of
from lianxin.web.acts.answers import Answers
from lianxin.web.acts.asked import Asked, ask
from lianxin.web.acts.field import Field
from lianxin.web.acts.fields import field_of
from lianxin.web.acts.fitting import Choice, Desk
from lianxin.web.acts.signature import Kind, Parameter, parameters

DISPOSITIONS: Mapping[str, Callable[..., None]] = {
    "answer": decisions.answer,
    "dispatch": dispatching.dispatch,
    "queue": decisions.queue,
    "redirect": decisions.redirect,
    "hand_over": decisions.hand_over,
    "transfer_out": decisions.transfer_out,
    "no_matter": decisions.no_matter,
}
"""What can be done with a matter at once, in the order of the page, with the decision that a preview asks."""

WISHES = ("secret", "reply_waived", "text_only", "minor", "anonymous")
_WISHED = {"reply_waived": Spoken("不需要回复（本人明示）", "No reply (said expressly)")}
ABOUT_THE_HOTLINE = (OrderFlag.ABOUT_CENTRE, OrderFlag.ABOUT_SECTION, OrderFlag.CONDUCT)
"""Marks that an agent can set: they decide whose the order may be (R14)."""
HARM = "minor_harmed"
"""The field by which a matter is marked as harm to a minor."""
SUBJECT = "request_type=complain|tip_off"
TITLE_LENGTH = 30
"""Characters of the account that stand for the title of a consultation."""

_MATTER = ("request_type", "title", "account", "subject_unit", "subject_staff", "subject_person", "accusation",
           "superior_requested", "flags", "address", "division", "topic")  # fmt: skip
_CALLER = ("channel", "kind", "name", "phone", "contact")
_JUDGEMENT = ("urgency", "public_safety", "earlier")
_OWN: Mapping[str, Field] = {
    "title": dataclasses.replace(
        field_of("split", "title"), help=Spoken("咨询可不填", "May stay empty for a consultation")
    ),
    "subject_unit": dataclasses.replace(
        field_of("split", "subject_unit"),
        shown_when=SUBJECT,
        help=Spoken("单位、人员至少填一项", "Name the unit, the person, or both"),
    ),
    "subject_staff": dataclasses.replace(field_of("split", "subject_staff"), shown_when=SUBJECT),
    "subject_person": dataclasses.replace(field_of("split", "subject_person"), shown_when=SUBJECT),
    "flags": dataclasses.replace(field_of("split", "flags"), shown_when=SUBJECT),
    "urgency": dataclasses.replace(field_of("split", "urgency"), help=Spoken("由受理员判断", "The agent's judgement")),
}
_FREE = frozenset({"title"})
"""Needed by the law, but filled in for a consultation."""


def intake_fields(desk: Desk) -> list[Asked]:
    """Everything the page asks for; fields of a disposition bear its name before their own."""
    matter = {one.name: one for one in parameters("split")}
    caller = {one.name: one for one in parameters("add_caller")}
    split, join = _as(desk, "split"), _as(desk, "add_caller")
    found = [_asked(split, matter[name]) for name in _MATTER]
    found += [_asked(split, matter["channel"])]
    found += [_renamed(ask(join, caller[name]), f"caller_{name}") for name in _CALLER[1:]]
    found += [_wishes(), _renamed(ask(join, caller["language"]), "caller_language")]
    wish = _renamed(ask(join, caller["callback_wish"]), "caller_callback_wish")
    found.append(Asked(wish.parameter, _for_minors(wish.field), wish.offered))
    found += [_asked(split, matter[name]) for name in _JUDGEMENT]
    found.append(_harm())
    dispositions = _dispositions(desk.draft.actor.role)
    found.append(_disposition(dispositions))
    for action in dispositions:
        below = _as(desk, action)
        found += [_below(ask(below, one), action) for one in parameters(action)]
    return found


def _as(desk: Desk, action: str) -> Desk:
    return dataclasses.replace(desk, action=action)


def _asked(desk: Desk, parameter: Parameter) -> Asked:
    known = ask(desk, parameter)
    offered = _flags if parameter.name == "flags" else known.offered
    field = _OWN.get(parameter.name, known.field)
    return Asked(_freed(parameter) if parameter.name in _FREE else parameter, field, offered)


def _renamed(one: Asked, name: str) -> Asked:
    return Asked(_called(one.parameter, name), one.field, one.offered)


def _below(one: Asked, action: str) -> Asked:
    return Asked(_called(one.parameter, f"{action}_{one.name}"), _shown_for(one.field, action), one.offered)


# The same for every request: made once, because agents open this page all day.


@functools.cache
def _freed(parameter: Parameter) -> Parameter:
    return dataclasses.replace(parameter, required=False)


@functools.cache
def _called(parameter: Parameter, name: str) -> Parameter:
    return dataclasses.replace(parameter, name=name)


@functools.cache
def _shown_for(field: Field, action: str) -> Field:
    return dataclasses.replace(field, shown_when=f"disposition={action}")


@functools.cache
def _for_minors(field: Field) -> Field:
    words = Spoken(
        "按本人意愿回访；受到侵害的，在下面标明，立即转 110 或者民政部门",
        "As the child wishes; harm is marked below, and goes to 110 or civil affairs at once",
    )
    return dataclasses.replace(field, shown_when="wishes=minor", help=words)


@functools.cache
def _harm() -> Asked:
    """Whoever calls may tell of it; then there is one way for the matter (R32)."""
    flag = OrderFlag.MINOR_HARMED
    field = Field(Spoken(flag.zh, flag.en), Spoken("立即转 110 或者民政部门", "Goes to 110 or civil affairs at once"))
    choices = (Choice("no", Spoken("否", "No")), Choice("yes", Spoken("是", "Yes")))
    return Asked(Parameter(HARM, Kind.YES_NO, (HARM,), required=False, empty=False), field, lambda: choices)


@functools.cache
def _flags() -> tuple[Choice, ...]:
    return tuple(Choice(flag.value, Spoken(flag.zh, flag.en)) for flag in ABOUT_THE_HOTLINE)


@functools.cache
def _wishes() -> Asked:
    words = Field(Spoken("来电人要求", "Wishes"))
    labels = [(name, field_of("add_caller", name)) for name in WISHES]
    choices = tuple(Choice(name, _WISHED.get(name, field.label)) for name, field in labels)
    return Asked(Parameter("wishes", Kind.FLAGS, ("wishes",), required=False, empty=()), words, lambda: choices)


def _dispositions(role: Role) -> list[str]:
    return [action for action in DISPOSITIONS if role in BY_ACTION[action].roles]


def _disposition(actions: Sequence[str]) -> Asked:
    rows = [transitions.BY_ACTION[action] for action in actions]
    choices = tuple(Choice(row.action, Spoken(row.zh, row.en)) for row in rows)
    parameter = Parameter("disposition", Kind.DISPOSITION, ("disposition",), required=True, empty="")
    return Asked(parameter, Field(Spoken("处置方式", "Disposition")), lambda: choices)


BEFORE: Mapping[str, list[str]] = {
    "channel": [Channel.PHONE.value],
    "urgency": [Urgency.NORMAL.value],
    "disposition": ["dispatch"],
}
"""What stands in the fields when the page opens, beside the defaults of the act."""


# ---- from answers to what the acts take ------------------------------------------------------------------------------


def intake_of(values: Mapping[str, Any]) -> Intake:
    """The matter; a consultation without a title gets the beginning of its account."""
    names = {item.name for item in dataclasses.fields(Intake)}
    given = {name: value for name, value in values.items() if name in names}
    if not given["title"] and given["request_type"] is RequestType.CONSULT:
        given["title"] = given["account"][:TITLE_LENGTH]
    if given.get("division"):
        given["managing_unit"] = managing_unit_of(given["division"])
    if values.get(HARM):
        given["flags"] = (*given["flags"], OrderFlag.MINOR_HARMED)
    return Intake(**given)


def caller_of(values: Mapping[str, Any]) -> CallerEntry:
    """The caller; without name, number and account they are anonymous."""
    given: dict[str, Any] = {
        name: values[f"caller_{name}"] for name in ("name", "phone", "contact", "kind", "language", "callback_wish")
    }
    given |= {name: name in values["wishes"] for name in WISHES}
    given["anonymous"] = given["anonymous"] or not (given["name"] or given["phone"] or given["contact"])
    return CallerEntry(**given)


def disposition_of(values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """What is done at once, and the arguments of that act."""
    action = str(values["disposition"])
    return action, {one.path[0]: values[f"{action}_{one.name}"] for one in parameters(action)}


def check_title(answers: Answers) -> None:
    """Only a consultation goes without a title."""
    if answers.values.get("request_type") is not RequestType.CONSULT and answers.values.get("title") == "":
        answers.errors["title"] = Spoken(
            "请填写“标题”；只有咨询可以不填", "Fill in the title; only a consultation needs none"
        )
