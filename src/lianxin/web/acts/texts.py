"""What units will read is looked at before it goes there: names, numbers and doors stay at the centre (R43, R44)."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from lianxin.access import Part
from lianxin.law.decisions.points import PointCheck
from lianxin.law.lamps import Spoken
from lianxin.law.words import FlaggedKind, RequestType, TextKind
from lianxin.records.people import callers_of
from lianxin.records.texts import newest_texts
from lianxin.vault.flags import NOBODY, FlaggedSpan, Known, flags, is_name_of, tells_caller
from lianxin.web.acts.answers import Answers
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.doing import Told
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.signature import Kind

CHECKED = "checked_text"
"""The tick by which the writer says that a flagged text has been looked at."""

READ_BY_UNITS: Mapping[str, tuple[str, ...]] = {
    "dispatch": ("transfer",),
    "designate": ("transfer",),
    "decide_escalation": ("transfer",),
    "rule_on_send_back": ("transfer",),
    "split": ("title", "address", "subject_person", "transfer"),
    "correct": ("subject_person",),
    "supplement": ("text",),
    "list_points": ("lines",),
    "return_for_correction": ("points",),
    "rehandle": ("points",),
    "rule_on_feedback": ("points",),
}
"""What units read of the answers to an act."""

FROM_TRANSFER = frozenset({Kind.POINTS, Kind.LINES})
"""What is taken from the text for transfer: what units have read there already is not flagged a second time."""

READ_AFTER_INTAKE = ("title", "address", "subject_person", "dispatch_transfer")
GO_TO_UNITS = frozenset({"dispatch", "queue"})
"""Dispositions after which a unit has the order, at once or when the dispatcher has chosen one."""

BELONGS: Mapping[str, frozenset[FlaggedKind]] = {
    "address": frozenset({FlaggedKind.DOOR_NUMBER}),
    "subject_person": frozenset({FlaggedKind.NAME}),
}
"""What a field is there for; where the matter lies may tell who called, so not on orders that are secret."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Texts that units will read: their fields, the answers; and whose order it is.

    `read_already`: what they have read before, where the texts are taken from it.
    """

    fields: tuple[Asked, ...]
    answers: Answers
    secret: bool
    callers: Known
    subjects: tuple[str, ...]
    read_already: str = ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A field with what it should not carry; `barred`: no tick lets it pass."""

    field: Asked
    found: tuple[Spoken, ...]
    barred: bool

    @property
    def line(self) -> Spoken:
        """Which field seems to carry what."""
        label, zh, en = self.field.field.label, _joined(self.found, "、").zh, _joined(self.found, ", ").en
        if self.barred:
            return Spoken(
                f"此件对承办单位保密，{label.zh}中不能有{zh}，请删去",
                f"This order is secret towards units: take out of “{label.en}” {en}",
            )
        return Spoken(f"{label.zh}中可能有：{zh}", f"“{label.en}” seems to carry: {en}")


def _joined(found: Iterable[Spoken], between: str) -> Spoken:
    return Spoken(between.join(one.zh for one in found), between.join(one.en for one in found))


# ---- which texts -----------------------------------------------------------------------------------------------------


def sent_at_intake(desk: Desk, fields: Iterable[Asked], answers: Answers) -> Sent:
    """What the unit will read of an order that is taken in; nothing while it goes to none."""
    values = answers.values
    names = READ_AFTER_INTAKE if values.get("disposition") in GO_TO_UNITS else ()
    wishes = values.get("wishes")
    always = desk.draft.policy.secrecy(desk.draft.rule_facts).identity_always
    kept = isinstance(wishes, tuple) and bool({"secret", "minor"} & set(wishes))
    callers = Known(_said(answers, "caller_name"), _said(answers, "caller_phone"), _said(answers, "caller_contact"))
    secret = always or kept or _is_tip_off(answers)
    return Sent(_read(fields, names, answers), answers, secret, callers, _said(answers, "subject_person"))


def sent_with(desk: Desk, fields: Iterable[Asked], answers: Answers) -> Sent:
    """What units will read of the answers to an act; who called is known to those who may read their accounts."""
    read = _read(fields, READ_BY_UNITS.get(desk.action, ()), answers)
    secret = desk.draft.order.secret or _is_tip_off(answers)
    known = bool(read) and Part.ACCOUNT in desk.reading
    order = desk.draft.order.id
    callers = callers_of(order) if known else NOBODY
    subjects = newest_texts(order, [TextKind.SUBJECT_PERSON], private=True) if known else {}
    taken = any(one.parameter.kind in FROM_TRANSFER for one in read)
    before = newest_texts(order, [TextKind.TRANSFER]).get(TextKind.TRANSFER, "") if taken else ""
    return Sent(read, answers, secret, callers, tuple(subjects.values()), before)


def _read(fields: Iterable[Asked], names: Collection[str], answers: Answers) -> tuple[Asked, ...]:
    """Of a tip-off the subject is for the centre alone."""
    names = [name for name in names if not (name == "subject_person" and _is_tip_off(answers))]
    return tuple(one for one in fields if one.name in names and _said(answers, one.name))


def _said(answers: Answers, name: str) -> tuple[str, ...]:
    value = answers.values.get(name)
    several = value if isinstance(value, tuple) else (value,)
    texts = (one.text if isinstance(one, PointCheck) else one for one in several)
    return tuple(one for one in texts if isinstance(one, str) and one)


def _is_tip_off(answers: Answers) -> bool:
    return answers.values.get("request_type") is RequestType.TIP_OFF


# ---- what stands in them ---------------------------------------------------------------------------------------------


def look(sent: Sent) -> list[Flagged]:
    """Field by field what should not go out: first what no tick lets pass, then what one does."""
    found = []
    for field in sent.fields:
        for text in _said(sent.answers, field.name):
            spans = _flagged(field.name, text, sent)
            for barred in (True, False):
                words = [_words(text, one) for one in spans if _is_barred(text, one, sent) is barred]
                if words:
                    found.append(Flagged(field, tuple(dict.fromkeys(words)), barred))
    return found


def _flagged(name: str, text: str, sent: Sent) -> list[FlaggedSpan]:
    belongs = frozenset() if sent.secret and name == "address" else BELONGS.get(name, frozenset())
    known = dataclasses.replace(sent.callers, names=(*sent.callers.names, *sent.subjects))
    found = [one for one in flags(text, known) if text[one.start : one.end] not in sent.read_already or sent.secret]
    return [one for one in found if one.kind not in belongs or is_name_of(text, one, sent.callers)]


def _is_barred(text: str, span: FlaggedSpan, sent: Sent) -> bool:
    return sent.secret and tells_caller(text, span, sent.callers)


def _words(text: str, span: FlaggedSpan) -> Spoken:
    words = text[span.start : span.end].strip()
    return Spoken(f"{span.kind.zh}“{words}”", f"{span.kind.en} “{words}”")


def in_file_name(desk: Desk, name: str) -> Spoken:
    """What the name of a file that units see carries; empty for nothing. Files are easily given another name."""
    callers = callers_of(desk.draft.order.id) if Part.ACCOUNT in desk.reading else NOBODY
    spans = flags(name, callers)
    found = [one for one in spans if tells_caller(name, one, callers)]
    words = [_words(name, one) for one in found]
    return Spoken(_joined(words, "、").zh, _joined(words, ", ").en)


# ---- what is said of it ----------------------------------------------------------------------------------------------


def places(name: str, sent: Sent, text: str) -> list[dict[str, Any]]:
    """Where in a text something stands that should not go out, by characters; `barred`: no tick lets it pass."""
    spans = _flagged(name, text, sent)
    return [
        {"start": one.start, "end": one.end, "kind": one.kind.value, "barred": _is_barred(text, one, sent)}
        for one in spans
    ]


def refuse_barred(answers: Answers, found: Iterable[Flagged]) -> None:
    """At the field, as any other answer that cannot be taken."""
    for one in found:
        if one.barred:
            answers.errors.setdefault(one.field.name, one.line)


def unticked(found: Iterable[Flagged], data: QueryDict) -> list[Flagged]:
    """What still waits for the writer's tick."""
    return [] if CHECKED in data else [one for one in found if not one.barred]


def warned(told: Told, found: Iterable[Flagged]) -> Told:
    """A preview that also says what should not go out."""
    lines = [one.line for one in found]
    more = [Spoken(f"{line.zh.removesuffix('，请删去')}，请删去", f"{line.en}. Take it out") for line in lines]
    return Told([*told.lines, *more], told.basis)


def check_field(flagged: Iterable[Flagged]) -> list[dict[str, Any]]:
    """The tick that lets flagged texts pass, with what was found; none where nothing waits for it."""
    said = [one.line for one in flagged]
    if not said:
        return []
    zh, en = _joined(said, "；").zh, _joined(said, "; ").en
    error = Spoken(f"{zh}。请删去；确属办理所需的请勾选。", f"{en}. Take it out, or tick that the unit needs it.")
    label = Spoken("已核对，确属办理所需", "Looked at: the unit needs it")
    return [{"name": CHECKED, "kind": "check", "label": label, "value": "", "error": error}]
