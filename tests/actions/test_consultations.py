"""Consultations behind the door: thirty answers over three channels, counted by hand, reported, and forgotten."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import orjson
import pytest
from django.db import IntegrityError, transaction

from lianxin.actions import Door
from lianxin.actions._consultations import Came
from lianxin.actions._one_time import MOST_TO_CONTACT, MOST_TRIES
from lianxin.actions._subjects import SubjectDone
from lianxin.actions.answer_consultation import MOST_ANSWERS, answer_consultation
from lianxin.actions.close_consultation import close_consultation
from lianxin.actions.correct_consultation import correct_consultation
from lianxin.actions.discard_consultation import discard_consultation
from lianxin.actions.draft_consultation import draft_consultation
from lianxin.actions.extend_consultation import extend_consultation
from lianxin.actions.publish_consultation import publish_consultation
from lianxin.actions.publish_report import publish_report
from lianxin.actions.purge_consultation_codes import purge_consultation_codes
from lianxin.actions.redraft_consultation import redraft_consultation
from lianxin.actions.report_consultation import report_consultation
from lianxin.actions.send_consultation_code import MOST_UNUSED, send_consultation_code
from lianxin.actions.sort_words import sort_words
from lianxin.actions.try_consultation_code import try_consultation_code
from lianxin.jobs.consultations import close_consultations, forget_answers
from lianxin.jobs.to_citizens import send_to_citizens
from lianxin.jobs.turn import Turn
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.consultation_text import GENERAL, Given
from lianxin.law.decisions.consultation import Period, ReportRow
from lianxin.law.event_body import StoredEvent
from lianxin.law.event_chain import verify_chain
from lianxin.law.refusals import Refused
from lianxin.law.seals import Head
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import (
    AddressKind,
    ConsultationChannel,
    ConsultationState,
    DeliveryState,
    Role,
    SubjectKind,
    TakenUp,
)
from lianxin.messaging.port import Message, NotSent
from lianxin.records.consultations import (
    chosen_words,
    counted_now,
    giver_digest,
    replaced,
    report_of,
    tally_of,
    theme_counts,
    written,
)
from lianxin.records.models import (
    CitizenMessage,
    Consultation,
    ConsultationAnswer,
    ConsultationCode,
    ConsultationNote,
    ConsultationWords,
    Event,
    Staff,
    StaffRole,
    WebArrival,
)
from lianxin.runtime.simulate.consulting import ANSWERS, hold_consultations
from tests.law.test_consultation import CONTENT
from tests.small_city import build_small_city

C = ConsultationChannel
DAYS = Period(dt.date(2026, 11, 2), dt.date(2026, 11, 30))
NOON = dt.datetime(2026, 11, 10, 12, tzinfo=SHANGHAI)
AFTER = dt.datetime(2026, 12, 3, 9, tzinfo=SHANGHAI)
ADDRESS, NUMBER, LASTS = "203.0.113.9", "13812345621", dt.timedelta(minutes=10)
SECRET_WORDS = "我叫王小明，住柳岸小区 3 号楼，建议改为三个工作日。"
_keys = itertools.count(1)


@dataclass(frozen=True)
class Hotline:
    """Who drafts, who publishes, who writes answers down, and one consultation."""

    editor: Actor
    head: Actor
    agent: Actor
    id: int

    @property
    def row(self) -> Consultation:
        return Consultation.objects.get(pk=self.id)

    def given(self, **more: Any) -> SubjectDone:
        return give(self.id, **more)


def door(actor: Actor, at: dt.datetime = NOON, key: str = "") -> Door:
    return Door(actor, at, key or f"consult-{next(_keys)}")


CALLER = Actor(Role.CALLER)


def give(
    consultation: int, *, by: Actor = CALLER, at: dt.datetime = NOON, key: str = "", number: str = "", **more: Any
) -> SubjectDone:
    """An answer; from a proved number where one is given."""
    channel = more.pop("channel", C.PORTAL)
    key = key or f"consult-{next(_keys)}"
    came = Came(
        channel,
        giver_digest(consultation, number or key),
        proved=bool(number),
        received_on=more.pop("received_on", None),
        source=more.pop("source", ""),
    )
    said = Given(**{"group": "g1", "picks": {3: ("c1",)}} | more)
    return answer_consultation(door(by, at, key), consultation=consultation, given=said, came=came)


def _person(role: Role, unit: int) -> Actor:
    staff = Staff.objects.create(username=f"consult-{role.value}", display_name=role.zh)
    return Actor(role, staff=staff.pk, unit=unit)


@pytest.fixture
def hotline(db: None) -> Hotline:
    """A small city in which a consultation is open."""
    city = build_small_city()
    editor, head = _person(Role.KNOWLEDGE_EDITOR, city.hotline), _person(Role.HEAD_OF_CENTRE, city.hotline)
    begun = dt.datetime(2026, 11, 1, 9, tzinfo=SHANGHAI)
    made = draft_consultation(door(editor, begun), content=CONTENT, period=DAYS, one_per_person=False)
    publish_consultation(door(head, begun), consultation=made.id, version=1)
    return Hotline(editor, head, city.agent, made.id)


@pytest.fixture
def once_each(hotline: Hotline) -> Hotline:
    """The same, for one answer of each person."""
    Consultation.objects.filter(pk=hotline.id).update(one_per_person=True)
    return hotline


def refusal(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def events_of(consultation: int) -> list[Event]:
    return list(Event.objects.filter(subject_kind="consultation", subject_id=consultation).order_by("sequence"))


def assert_whole(row: Consultation) -> None:
    rows = [
        StoredEvent(*one)._replace(payload=orjson.dumps(one[StoredEvent._fields.index("payload")]))
        for one in Event.objects.filter(subject_kind="consultation", subject_id=row.pk)
        .order_by("sequence")
        .values_list(*StoredEvent._fields)
    ]
    head = Head("consultation", row.pk, row.head_sequence, bytes(row.head_hash))
    assert verify_chain([one._replace(hash=bytes(one.hash)) for one in rows], head) == []


# ---- the story -------------------------------------------------------------------------------------------------------

OPINIONS = ("agree", "change", "disagree")


def thirty_answers(hotline: Hotline) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Ten by each channel; what one counts by hand: group, channel, picks."""
    said = []
    for place in range(30):
        group, opinion = ("g1", "g2")[place % 2], OPINIONS[place % 3]
        picks = {1: (opinion,), 3: (("c1", "c2")[place % 5 == 0],), 5: (str(place % 5 + 1),)}
        words = {1: f"第 {place} 份意见。"} if opinion != "agree" else {}
        channel = (C.PORTAL, C.DESK, C.LETTER)[place // 10]
        by = CALLER if channel is C.PORTAL else hotline.agent
        day = dt.date(2026, 11, 9) if channel is C.LETTER else None
        hotline.given(by=by, channel=channel, received_on=day, group=group, picks=picks, words=words)
        said.append((group, channel.value, {str(serial): list(codes) for serial, codes in picks.items()}))
    return said


def test_a_draft_text_becomes_thirty_answers_a_count_and_a_report(hotline: Hotline) -> None:
    said = thirty_answers(hotline)
    found = counted_now(hotline.row)
    assert found.total == 30
    assert found.channels == Counter(channel for _, channel, _ in said) == {"portal": 10, "desk": 10, "letter": 10}
    for group in ("g1", "g2"):
        mine = [picks for one, _, picks in said if one == group]
        for opinion in OPINIONS:
            assert found.picked[1, opinion, group] == sum(picks["1"] == [opinion] for picks in mine)
        for mark in "12345":
            assert found.picked[5, mark, group] == sum(picks["5"] == [mark] for picks in mine)
    assert (found.picked[1, "agree", ""], found.share(1, "agree")) == (10, 33)

    assert close_consultations(DAYS.closes_at, Turn()).done == 1
    assert close_consultations(DAYS.closes_at, Turn()).done == 0
    rows = {serial: ReportRow("有人同意。", TakenUp.YES) for serial in (GENERAL, *CONTENT.by_serial)}
    rows[1] = ReportRow("有人建议改为四个工作日。", TakenUp.PARTLY, "急事已改为三个工作日，其他不变。")
    report_consultation(door(hotline.editor, AFTER), consultation=hotline.id, rows=rows)
    assert refusal(lambda: publish_report(door(hotline.editor, AFTER), consultation=hotline.id)) == "not_your_duty"
    publish_report(door(hotline.head, AFTER), consultation=hotline.id)
    row = hotline.row
    assert (row.state, tally_of(row)) == (ConsultationState.REPORTED, found)
    assert report_of(row)[1].taken_up is TakenUp.PARTLY
    assert_whole(row)


def test_of_one_person_the_last_answer_counts_and_the_earlier_one_is_kept(once_each: Hotline) -> None:
    once_each.given(number=NUMBER, picks={3: ("c1",), 1: ("agree",)})
    once_each.given(number="13900001111", picks={3: ("c1",), 1: ("agree",)})
    later = once_each.given(number=NUMBER, picks={3: ("c2",), 1: ("disagree",)})
    found = counted_now(once_each.row)
    assert (found.total, found.picked[1, "agree", ""], found.picked[1, "disagree", ""]) == (2, 1, 1)
    assert replaced(once_each.row) == 1
    assert ConsultationAnswer.objects.filter(consultation=once_each.id).count() == 3
    told = events_of(once_each.id)[-1].payload
    assert (told["answer"], told["replaces"]) == (later.made, 1)


def test_a_number_means_nothing_in_another_consultation(hotline: Hotline) -> None:
    assert giver_digest(1, NUMBER) != giver_digest(2, NUMBER)
    assert giver_digest(1, NUMBER) == giver_digest(1, "138 1234 5621")


def test_the_web_takes_no_unproved_answer_where_everybody_has_one(once_each: Hotline) -> None:
    assert refusal(once_each.given) == "consultation_unproved"
    once_each.given(by=once_each.agent, channel=C.DESK)


def test_a_double_click_is_one_answer_and_a_corrected_form_takes_its_place(hotline: Hotline) -> None:
    first = hotline.given(key="form-1", words={1: "改为三天。"})
    again = hotline.given(key="form-1", words={1: "改为三天。"})
    assert (again.made, again.repeated) == (first.made, True)
    assert ConsultationAnswer.objects.filter(consultation=hotline.id).count() == 1
    assert refusal(lambda: hotline.given(key="form-1", words={1: "改为两天。"})) == "request_key_reused"


# ---- the log ---------------------------------------------------------------------------------------------------------


def test_the_counts_can_be_made_again_from_the_log_which_names_nobody(once_each: Hotline) -> None:
    once_each.given(number=NUMBER, picks={3: ("c1",)}, words={1: SECRET_WORDS})
    once_each.given(number=NUMBER, picks={3: ("c2",)}, words={1: SECRET_WORDS})
    events = events_of(once_each.id)
    standing: dict[int, dict[str, Any]] = {}
    for event in events:
        if event.name == "answer_consultation":
            standing.pop(event.payload["replaces"] or 0, None)
            standing[event.payload["answer"]] = event.payload
    assert [told["picks"] for told in standing.values()] == [{"3": ["c2"]}]
    whole = orjson.dumps([event.payload for event in events]).decode()
    assert "王小明" not in whole
    assert NUMBER not in whole
    assert events[1].payload["content_digest"] == CONTENT.digest == once_each.row.content_digest
    assert_whole(once_each.row)


def test_a_published_text_never_changes_and_is_corrected_by_a_note(hotline: Hotline) -> None:
    code = refusal(
        lambda: redraft_consultation(
            door(hotline.editor), consultation=hotline.id, version=1, content=CONTENT, period=DAYS, one_per_person=True
        )
    )
    assert code == "consultation_elsewhere"
    correct_consultation(door(hotline.head), consultation=hotline.id, zh="第二条“答复”应为“回复”。", en="…")
    assert hotline.row.content == CONTENT.as_json()
    assert [note.zh for note in ConsultationNote.objects.filter(consultation=hotline.id)] == [
        "第二条“答复”应为“回复”。"
    ]


def test_two_editors_do_not_write_over_each_other(hotline: Hotline) -> None:
    made = draft_consultation(door(hotline.editor), content=CONTENT, period=DAYS, one_per_person=False)
    given: dict[str, Any] = {"consultation": made.id, "content": CONTENT, "period": DAYS}
    redraft_consultation(door(hotline.editor), version=1, one_per_person=True, **given)
    again = partial(redraft_consultation, version=1, one_per_person=False, **given)
    assert refusal(lambda: again(door(hotline.editor))) == "consultation_changed"
    publish = partial(publish_consultation, consultation=made.id, version=1)
    assert refusal(lambda: publish(door(hotline.head))) == "consultation_changed"


def test_the_database_lets_nobody_publish_their_own_draft(hotline: Hotline) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=hotline.id).update(published_by=hotline.editor.staff)


# ---- sorting and forgetting ------------------------------------------------------------------------------------------


def test_what_was_written_is_searched_and_sorted_by_a_person(hotline: Hotline) -> None:
    hotline.given(picks={1: ("change",), 3: ("c1",)}, words={1: "改为三个工作日。", GENERAL: "总的赞成。"})
    hotline.given(picks={1: ("disagree",), 3: ("c1",)}, words={1: "不应再加条款。"}, group="g2")
    rows = written(hotline.row)
    assert [one.content for one in chosen_words(rows, {"item": "1", "opinion": "change"})] == ["改为三个工作日。"]
    assert [one.content for one in chosen_words(rows, {"group": "g2"})] == ["不应再加条款。"]
    assert [one.content for one in chosen_words(rows, {"words": "赞成"})] == ["总的赞成。"]
    assert [one.content for one in chosen_words(rows, {"item": "0"})] == ["总的赞成。"]
    text = chosen_words(rows, {"words": "三个工作日"}).get()
    sort_words(door(hotline.editor), consultation=hotline.id, words=text.pk, themes=(), named="时限")
    theme = next(iter(theme_counts(hotline.row)))[1]
    sort_words(door(hotline.editor), consultation=hotline.id, words=text.pk, themes=(theme,), named="急事")
    assert set(theme_counts(hotline.row).values()) == {1}
    assert len(theme_counts(hotline.row)) == 2
    assert [one.pk for one in chosen_words(rows, {"theme": str(theme)})] == [text.pk]
    assert text.pk not in {one.pk for one in chosen_words(rows, {"theme": "none"})}


def test_words_go_after_the_citys_days_and_the_counts_and_the_chain_stay(hotline: Hotline) -> None:
    hotline.given(words={1: SECRET_WORDS})
    close_consultation(door(SYSTEM, DAYS.closes_at), consultation=hotline.id)
    early = DAYS.closes_at + dt.timedelta(days=364)
    assert forget_answers(early, Turn()).done == 0
    assert forget_answers(DAYS.closes_at + dt.timedelta(days=365), Turn()).done == 1
    words = ConsultationWords.objects.get(answer__consultation=hotline.id)
    assert (words.content, words.hmac_key) == (None, None)
    assert ConsultationAnswer.objects.get(consultation=hotline.id).giver_digest is None
    assert counted_now(hotline.row).total == 1
    assert_whole(hotline.row)
    assert forget_answers(DAYS.closes_at + dt.timedelta(days=366), Turn()).done == 0


# ---- codes -----------------------------------------------------------------------------------------------------------


class Way:
    """Keeps what is sent; refuses while `away`."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.away = False

    def send(self, message: Message) -> None:
        if self.away:
            raise NotSent("away")
        self.sent.append(message)

    def code(self) -> str:
        """The six digits of the last message."""
        return "".join(letter for letter in self.sent[-1].body.split("验证码 ")[1][:6])


def send(hotline: Hotline, at: dt.datetime = NOON, number: str = NUMBER, source: str = ADDRESS) -> int:
    return send_consultation_code(door(CALLER, at), consultation=hotline.id, number=number, source=source)


def attempt(hotline: Hotline, sent: int, code: str, at: dt.datetime = NOON) -> int:
    return try_consultation_code(door(CALLER, at), consultation=hotline.id, sent=sent, code=code, lasts=LASTS)


def test_a_code_goes_to_the_number_proves_it_once_and_leaves_nothing_in_clear(once_each: Hotline) -> None:
    way, sent = Way(), send(once_each)
    assert send_to_citizens(NOON, way) == 1
    assert (way.sent[0].to.kind, way.sent[0].to.value) == (AddressKind.PHONE, NUMBER)
    row = CitizenMessage.objects.get()
    assert (row.said_ct, row.wrapped_key, row.next_at, row.state) == (None, None, None, DeliveryState.SENT)
    assert send_to_citizens(NOON, way) == 0
    assert attempt(once_each, sent, way.code()) == sent
    assert refusal(lambda: attempt(once_each, sent, way.code())) == "one_time_code_wrong"


def test_a_code_that_is_asked_for_again_takes_the_place_of_the_one_that_waits(once_each: Hotline) -> None:
    first, way = send(once_each), Way()
    second = send(once_each)
    states = dict(CitizenMessage.objects.values_list("key", "state"))
    assert states[f"consultation_code:{once_each.id}:{first}"] is DeliveryState.RECORDED
    assert send_to_citizens(NOON, way) == 1
    assert attempt(once_each, second, way.code()) == second
    old = NOON + dt.timedelta(days=1, minutes=1)
    purge_consultation_codes(old)
    assert not CitizenMessage.objects.exists()


def test_only_the_last_code_is_good_for_few_tries_and_a_few_minutes(once_each: Hotline) -> None:
    way, first = Way(), send(once_each)
    send_to_citizens(NOON, way)
    old, later = way.code(), NOON + dt.timedelta(minutes=1)
    second = send(once_each, later)
    send_to_citizens(later, way)
    if old != way.code():
        assert refusal(lambda: attempt(once_each, first, old, later)) == "one_time_code_wrong"
    for _ in range(MOST_TRIES):
        refusal(lambda: attempt(once_each, second, "x", later))
    assert refusal(lambda: attempt(once_each, second, way.code(), later)) == "one_time_code_wrong"
    third = send(once_each, later)
    send_to_citizens(later, way)
    assert refusal(lambda: attempt(once_each, third, way.code(), later + LASTS)) == "one_time_code_wrong"


def test_a_code_that_did_not_go_is_tried_again_and_given_up_when_it_is_old(once_each: Hotline) -> None:
    way = Way()
    way.away = True
    sent = send(once_each)
    assert send_to_citizens(NOON, way) == 0
    row = CitizenMessage.objects.get(key=f"consultation_code:{once_each.id}:{sent}")
    assert (row.state, row.next_at) == (DeliveryState.PENDING, NOON + dt.timedelta(seconds=30))
    way.away = False
    assert send_to_citizens(NOON + LASTS, way) == 0
    row.refresh_from_db()
    assert (row.state, row.said_ct, row.wrapped_key) == (DeliveryState.RECORDED, None, None)


def test_codes_are_limited_for_a_number_and_for_an_address_that_gives_none_back(once_each: Hotline) -> None:
    for _ in range(MOST_TO_CONTACT):
        send(once_each)
    assert refusal(lambda: send(once_each, number="+86 138-1234-5621")) == "one_time_codes_sent_too_often"
    send(once_each, NOON + dt.timedelta(hours=1, seconds=1))
    ConsultationCode.objects.all().delete()
    for place in range(MOST_UNUSED):
        send(once_each, number=f"139{place:08d}")
    assert refusal(lambda: send(once_each, number="13712345678")) == "consultation_busy"
    send(once_each, number="13712345678", source="203.0.113.10")
    ConsultationCode.objects.filter(source_digest__isnull=False).update(used_at=NOON)
    send(once_each, number="13712345679")


def test_an_address_that_many_share_survives_and_a_machine_does_not(hotline: Hotline) -> None:
    for _ in range(MOST_ANSWERS):
        hotline.given(source=ADDRESS)
    assert refusal(lambda: hotline.given(source=ADDRESS)) == "consultation_busy"
    hotline.given(source="203.0.113.10")
    later = NOON + dt.timedelta(minutes=15, seconds=1)
    hotline.given(source=ADDRESS, at=later)
    close_consultations(later, Turn())
    assert WebArrival.objects.count() == 1
    close_consultations(later + dt.timedelta(minutes=15), Turn())
    assert WebArrival.objects.count() == 0


# ---- given up, and made longer ---------------------------------------------------------------------------------------


def test_a_draft_is_given_up_by_who_wrote_it_last_and_its_chain_stays(hotline: Hotline) -> None:
    content, more = CONTENT, {"period": DAYS, "one_per_person": False}
    made = draft_consultation(door(hotline.editor), content=content, **more)
    give_up = partial(discard_consultation, consultation=made.id)
    assert refusal(lambda: give_up(door(hotline.head))) == "not_your_duty"
    other = replace(hotline.editor, staff=(hotline.agent.staff or 0))
    assert refusal(lambda: give_up(door(other))) == "draft_of_another"
    give_up(door(hotline.editor))
    assert Consultation.objects.get(pk=made.id).state is ConsultationState.DISCARDED
    told = Event.objects.filter(subject_kind=SubjectKind.CONSULTATION, subject_id=made.id).order_by("sequence")
    assert list(told.values_list("name", flat=True)) == ["draft_consultation", "discard_consultation"]
    publish = partial(publish_consultation, consultation=made.id, version=1)
    assert refusal(lambda: publish(door(hotline.head))) == "consultation_elsewhere"
    assert (
        refusal(lambda: discard_consultation(door(hotline.editor), consultation=hotline.id)) == "consultation_elsewhere"
    )


def test_before_its_end_a_consultation_gets_a_later_one_which_everybody_reads(hotline: Hotline) -> None:
    longer = dt.date(2026, 12, 10)

    def extend(last: dt.date, at: dt.datetime = NOON, zh: str = "来信较多。") -> None:
        extend_consultation(door(hotline.head, at), consultation=hotline.id, last=last, zh=zh)

    assert refusal(lambda: extend(DAYS.last)) == "consultation_not_longer"
    assert refusal(lambda: extend(dt.date(2026, 11, 20))) == "consultation_not_longer"
    assert refusal(lambda: extend(longer, zh=" ")) == "consultation_words_missing"
    assert refusal(lambda: extend(longer, at=AFTER)) == "consultation_not_open"
    assert refusal(lambda: extend(dt.date(2028, 1, 1))) == "consultation_period"
    extend(longer)
    end = Period(longer, longer).closes_at
    note = ConsultationNote.objects.get(consultation=hotline.id)
    assert (hotline.row.closes_at, note.closes_at, note.zh) == (end, end, "来信较多。")
    event = Event.objects.get(name="extend_consultation")
    assert (event.sequence, set(event.payload)) == (note.sequence, {"changes", "note_digest"})
    assert close_consultations(AFTER, Turn()).done == 0, "the old end is no end any more"
    hotline.given(at=AFTER)
    assert close_consultations(end, Turn()).done == 1


# ---- the demonstration -----------------------------------------------------------------------------------------------


def test_a_demonstration_holds_two_consultations_once(hotline: Hotline) -> None:
    for actor in (hotline.editor, hotline.head, hotline.agent):
        StaffRole.objects.create(
            staff_id=actor.staff, role=actor.role, unit_id=actor.unit, valid_from=dt.date(2026, 1, 1)
        )
    until = dt.datetime(2026, 11, 20, 15, tzinfo=SHANGHAI)
    for _ in range(2):
        assert hold_consultations("demo", until) == 2 * ANSWERS
    made = Consultation.objects.exclude(pk=hotline.id)
    assert sorted(row.state for row in made) == [ConsultationState.PUBLISHED, ConsultationState.REPORTED]
    for row in made:
        assert tally_of(row).total == ANSWERS
        assert_whole(row)
