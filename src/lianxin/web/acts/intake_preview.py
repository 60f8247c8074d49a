"""What receiving a matter and passing it on would do, decided on a blank order that is never kept."""

from __future__ import annotations

from lianxin.law import transitions
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.decisions import intake as decisions
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.gate import check
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import RequestType
from lianxin.records.choices import unit_names
from lianxin.web.acts.answers import Answers
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.consequences import counted, main_clock
from lianxin.web.acts.doing import STAND_IN, Told, told, told_refusal
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.intake import DISPOSITIONS, caller_of, disposition_of, intake_of
from lianxin.web.acts.rehearsal import Rehearsal
from lianxin.web.acts.rehearsal import Told as ToldTo
from lianxin.web.acts.signature import Kind
from lianxin.web.acts.texts import look, sent_at_intake, warned
from lianxin.web.dates import until_words

ALWAYS_KNOWN = "00000000-00000-0"


def intake_preview(desk: Desk, fields: list[Asked], answers: Answers) -> Told:
    """The dates with their article; a proposal of the catalogue while no unit is chosen."""
    wrong = [one for one in fields if one.name in answers.errors]
    if "dispatch_unit" in answers.errors:
        return _proposal(desk, answers)
    if any(one.parameter.kind is not Kind.TEXT for one in wrong):
        return Told()
    values = {**answers.values, **{one.name: STAND_IN for one in wrong}}
    for name in ("title", "account"):
        values[name] = values[name] or STAND_IN
    try:
        rehearsal = _rehearse(desk, values)
        found = _dates(told(rehearsal, desk), rehearsal, disposition_of(values)[0], desk.draft.around.calendar)
        return warned(found, look(sent_at_intake(desk, fields, answers)))
    except Refused as refusal:
        return told_refusal(refusal)


def _dates(said: Told, rehearsal: Rehearsal, action: str, calendar: WorkingCalendar) -> Told:
    """What the caller asks for: until when there will be an answer, and how that is counted."""
    main = main_clock(rehearsal.started)
    if main is None:
        return said
    row, until = transitions.BY_ACTION[action], until_words(main.due_at).zh
    first = next((line for line in said.lines if line.zh.startswith(until)), said.lines[0])
    heading = Spoken(f"现在{row.zh}：{first.zh}", f"{row.en} now: {first.en}")
    return Told([heading, *counted(rehearsal.started, calendar)], said.basis)


def _rehearse(desk: Desk, values: dict[str, object]) -> Rehearsal:
    entry = caller_of(values)
    reachable = bool(entry.phone or entry.contact)
    wishes = Wishes(
        person=None,
        kind=entry.kind,
        anonymous=entry.anonymous,
        contactable=reachable,
        secret=entry.secret,
        reply_waived=entry.reply_waived,
        text_only=entry.text_only,
        minor=entry.minor,
        language=entry.language,
    )
    around = desk.draft.around
    received = decisions.receive(around, 0, ALWAYS_KNOWN, intake=intake_of(values), callers=(wishes,))
    before, _ = received.finish()
    draft = Draft.of(before, around)
    action, given = disposition_of(values)
    check(draft, action)
    DISPOSITIONS[action](draft, **given)
    after, _ = draft.finish()
    told_to = [ToldTo(unit=one.unit, caller=one.caller, desk=one.desk) for one in draft.deliveries]
    return Rehearsal(before=before, after=after, told=tuple(dict.fromkeys(told_to)))


def _proposal(desk: Desk, answers: Answers) -> Told:
    topic, division, kind = (answers.values.get(name) for name in ("topic", "division", "request_type"))
    if not isinstance(topic, str) or not isinstance(kind, RequestType):
        return Told()
    found = desk.draft.around.catalogue.named(topic, division if isinstance(division, str) else None, kind)
    if found is None:
        return Told()
    unit = unit_names([found.unit])[found.unit]
    heading = Spoken(f"派单目录建议：{unit.zh}", f"The catalogue proposes: {unit.en}")
    return Told([heading, Spoken(f"依据：{found.ground.zh}", f"Ground: {found.ground.en}")], found.basis or None)
