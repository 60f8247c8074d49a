"""Decides on consultations: drafted, published by another person, answered, closed, reported by two (Art. 37; R9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.by import By, Changes, check_duty
from lianxin.law.consultation import BY_ACTION
from lianxin.law.consultation_text import GENERAL, Content, Given, Item
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI, last_day, midnight
from lianxin.law.words import ConsultationChannel, ConsultationItemKind, ConsultationState, Role, TakenUp

K, S = ConsultationItemKind, ConsultationState
ONE_DAY = dt.timedelta(days=1)

MOST_DAYS = 366
"""Days that a consultation may last."""

MOST_ITEMS, MOST_GROUPS, MOST_CHOICES = 200, 12, 20
LONGEST_TITLE, LONGEST_TEXT, LONGEST_WORDS = 100, 5000, 2000
"""Characters of a title, of a paragraph or question, of what one writes to it."""


@dataclass(frozen=True, slots=True)
class ConsultationFacts:
    """A consultation as it stands, by ids. `closes_at` is exclusive: 24:00 of the last day."""

    state: ConsultationState
    opens_at: dt.datetime
    closes_at: dt.datetime
    one_per_person: bool = False
    drafted_by: int | None = None
    reported_by: int | None = None

    def is_open(self, now: dt.datetime) -> bool:
        """Whether answers are taken at this moment."""
        return self.state is S.PUBLISHED and self.opens_at <= now < self.closes_at


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    first: dt.date
    last: dt.date

    @property
    def opens_at(self) -> dt.datetime:
        """The moment the first day begins."""
        return midnight(self.first)

    @property
    def closes_at(self) -> dt.datetime:
        """24:00 of the last day: the first moment that is too late (R16)."""
        return midnight(self.last + ONE_DAY)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What came in on one paragraph or question, in the centre's own words, what became of it, and why."""

    summary_zh: str
    taken_up: TakenUp
    reason_zh: str = ""
    summary_en: str = ""
    reason_en: str = ""


# ---- drafted and published -------------------------------------------------------------------------------------------


def draft(by: By, *, content: Content, period: Period) -> None:
    """Whether a consultation may begin with this text and these days."""
    check_duty(by, BY_ACTION["draft_consultation"])
    _check_content(content)
    _check_period(period, by.now)


def redraft(facts: ConsultationFacts, by: By, *, content: Content, period: Period) -> None:
    """Whether the draft may be replaced by this one; what is published is corrected by a note beside it."""
    check(facts, by, "redraft_consultation")
    _check_content(content)
    _check_period(period, by.now)


def publish(facts: ConsultationFacts, by: By, *, content: Content) -> Changes:
    """Another person than who drafted it has read it: from now on its text never changes."""
    check(facts, by, "publish_consultation")
    if by.actor.staff == facts.drafted_by:
        raise Refused("second_person_publishes")
    if by.now >= facts.closes_at:
        raise Refused("consultation_period")
    _check_content(content)
    return {"state": S.PUBLISHED, "published_at": by.now, "published_by_id": by.actor.staff}


def discard(facts: ConsultationFacts, by: By) -> Changes:
    """Who wrote the draft last gives it up; nobody gives up the draft of another."""
    check(facts, by, "discard_consultation")
    if by.actor.staff != facts.drafted_by:
        raise Refused("draft_of_another")
    return {"state": S.DISCARDED}


def extend(facts: ConsultationFacts, by: By, *, last: dt.date, reason: str) -> Changes:
    """Before its end it gets a later one, with a reason that everybody reads; it is never made shorter."""
    check(facts, by, "extend_consultation")
    if by.now >= facts.closes_at:
        raise Refused("consultation_not_open")
    period = Period(facts.opens_at.astimezone(SHANGHAI).date(), last)
    if period.closes_at <= facts.closes_at:
        raise Refused("consultation_not_longer")
    _check_period(period, by.now)
    _check_note(reason)
    return {"closes_at": period.closes_at}


def correct(facts: ConsultationFacts, by: By, *, note: str) -> None:
    """A note beside the text that was published: the text stays as people have answered it."""
    check(facts, by, "correct_consultation")
    _check_note(note)


# ---- answered --------------------------------------------------------------------------------------------------------


def answer(
    facts: ConsultationFacts,
    by: By,
    *,
    content: Content,
    given: Given,
    channel: ConsultationChannel,
    received_on: dt.date | None = None,
) -> None:
    """Whether this answer is taken: in time, from one of the groups, and to what was asked.

    A letter counts by the day on which it came; it may be written down until the report is published.
    """
    check(facts, by, "answer_consultation")
    if (by.actor.role is Role.CALLER) != (channel is ConsultationChannel.PORTAL):
        raise Refused("not_your_duty")
    if channel is ConsultationChannel.LETTER:
        _check_letter(facts, by, received_on)
    elif not facts.is_open(by.now):
        raise Refused("consultation_not_open")
    if given.empty:
        raise Refused("answer_empty")
    if any(answer_faults(content, given).values()):
        raise Refused("answer_incomplete")


def answer_faults(content: Content, given: Given) -> dict[int, bool]:
    """By serial whether something is missing or cannot be; `GENERAL` stands for the group."""
    right_group = given.group in content.group_codes if content.groups else not given.group
    faults = {GENERAL: not right_group or _too_long(given.words.get(GENERAL, ""))}
    for item in content.items:
        picks, words = given.picks.get(item.serial, ()), given.words.get(item.serial, "").strip()
        faults[item.serial] = not _fits(item, picks, words)
    known = {GENERAL, *content.by_serial}
    if not {*given.picks, *given.words} <= known or given.picks.get(GENERAL):
        faults[GENERAL] = True
    return faults


def _fits(item: Item, picks: tuple[str, ...], words: str) -> bool:
    if not {*picks} <= {*item.codes} or len({*picks}) < len(picks) or _too_long(words):
        return False
    if len(picks) > 1 and item.kind is not K.SEVERAL:
        return False
    if words and not item.takes_words:
        return False
    return not item.required or bool(words if item.kind is K.WORDS else picks)


def _too_long(words: str) -> bool:
    return len(words) > LONGEST_WORDS


def _check_letter(facts: ConsultationFacts, by: By, received_on: dt.date | None) -> None:
    if received_on is None:
        raise Refused("letter_without_day")
    first, last = facts.opens_at.astimezone(SHANGHAI).date(), last_day(facts.closes_at)
    if not first <= received_on <= min(last, by.now.astimezone(SHANGHAI).date()):
        raise Refused("consultation_not_open")


# ---- closed, sorted, reported ----------------------------------------------------------------------------------------


def close(facts: ConsultationFacts, by: By) -> Changes:
    """The clockwork closes what is over, at 24:00 of the last day or as soon as it is there again."""
    check(facts, by, "close_consultation")
    if by.now < facts.closes_at:
        raise Refused("consultation_elsewhere", facts.state)
    return {"state": S.CLOSED, "closed_at": by.now}


def report(facts: ConsultationFacts, by: By) -> Changes:
    """Whether the report may be written, wholly or in part; who wrote last does not publish it."""
    check(facts, by, "report_consultation")
    return {"reported_by_id": by.actor.staff}


def publish_report(
    facts: ConsultationFacts, by: By, *, content: Content, rows: Mapping[int, ReportRow], tells_person: bool
) -> Changes:
    """Another person publishes what was taken up, and why not: everything asked has its row, none names anybody."""
    check(facts, by, "publish_report")
    if by.actor.staff == facts.reported_by:
        raise Refused("second_person_publishes")
    if missing_rows(content, rows):
        raise Refused("report_incomplete")
    if tells_person:
        raise Refused("report_tells_person")
    return {"state": S.REPORTED, "reported_at": by.now, "report_published_by_id": by.actor.staff}


def missing_rows(content: Content, rows: Mapping[int, ReportRow]) -> list[int]:
    """The serials of what the report does not speak of yet, or of which it does not say why it was not taken up."""
    wanted = [*content.by_serial, GENERAL]
    return [serial for serial in wanted if serial not in rows or not _whole(rows[serial])]


def _whole(row: ReportRow) -> bool:
    reasoned = row.taken_up not in (TakenUp.PARTLY, TakenUp.NO) or bool(row.reason_zh.strip())
    return bool(row.summary_zh.strip()) and reasoned


def destroy(facts: ConsultationFacts, by: By, *, days: int) -> None:
    """Whether the words may go: so many days after the end, be the report published or not (Art. 10)."""
    check(facts, by, "destroy_words")
    if by.now < facts.closes_at + dt.timedelta(days=days):
        raise Refused("consultation_elsewhere", facts.state)


# ---- who and what ----------------------------------------------------------------------------------------------------


def check(facts: ConsultationFacts, by: By, action: str) -> None:
    """Refuses who may not do this with the consultation as it stands."""
    check_duty(by, BY_ACTION[action])
    if facts.state not in BY_ACTION[action].states:
        raise Refused("consultation_elsewhere", facts.state)


def _check_period(period: Period, now: dt.datetime) -> None:
    ahead = (period.last - now.astimezone(SHANGHAI).date()).days
    if not period.first <= period.last or (period.last - period.first).days >= MOST_DAYS:
        raise Refused("consultation_period")
    if not 0 <= ahead <= 2 * MOST_DAYS:  # today is still ahead until 24:00; far dates are slips of the finger
        raise Refused("consultation_period")


def _check_note(note: str) -> None:
    if not note.strip() or len(note) > LONGEST_TEXT:
        raise Refused("consultation_words_missing")


def _check_content(content: Content) -> None:
    """Title, purpose, and something that is asked; what can be chosen has at least two choices."""
    texts = [content.purpose_zh, content.purpose_en, *(text for one in content.items for text in (one.zh, one.en))]
    sizes = len(content.items) <= MOST_ITEMS and len(content.groups) <= MOST_GROUPS
    if not content.title_zh.strip() or not content.purpose_zh.strip() or not content.items:
        raise Refused("consultation_incomplete")
    if not sizes or max(map(len, texts)) > LONGEST_TEXT or len(content.title_zh) > LONGEST_TITLE:
        raise Refused("consultation_too_long")
    if [one.serial for one in content.items] != list(range(1, len(content.items) + 1)):
        raise Refused("consultation_incomplete")
    for item in content.items:
        several = item.kind in (K.ONE, K.SEVERAL)
        fits = 2 <= len(item.choices) <= MOST_CHOICES if several else not item.choices
        if not item.zh.strip() or not fits or (item.required and item.kind is K.PARAGRAPH):
            raise Refused("consultation_incomplete")
