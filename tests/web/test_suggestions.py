"""Suggested units: the catalogue, then how disputes were decided, who had the like, and who answers for a place."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.utils import timezone

from lianxin.law.draft import Draft
from lianxin.law.words import EscalationStep, OverlayKind, RequestType, SendBackReason, SuggestionSource
from lianxin.records.load import read_order
from lianxin.records.models import Topic
from lianxin.records.precedents import precedents_of
from lianxin.records.rules import current_rules, surroundings
from lianxin.records.suggestions import Suggestion, suggest_for, suggest_units
from lianxin.web.dates import day_words
from lianxin.web.suggested_notes import said_notes
from tests.web.town import ARBITER, DISPATCHER, HOST, OTHER, STREET, SUB_UNIT, Story, Town

LAMPS, PLACE, COMMUNITY = "0309", "990102001", "990102001001"
"""Street lighting in Qingfeng and in one of its communities; the catalogue names the lighting unit for it."""

UNUSED = itertools.count(1)


@pytest.fixture
def topic(town: Town) -> str:
    """A topic of its own, below one that the catalogue names the city management bureau for."""
    _ = town
    code = f"039{next(UNUSED)}"
    Topic.objects.create(code=code, name_zh=f"事项{code}", parent_id="03")
    return code


def known(one: Suggestion) -> str:
    """What is known of the unit besides, as the desks say it."""
    return said_notes(one.notes, timezone.now()).zh


def suggested(topic: str, place: str = PLACE) -> dict[int, Suggestion]:
    """The suggestions by unit, in their order."""
    return {one.unit: one for one in suggest_units(topic, place, RequestType.HELP, timezone.now(), current_rules())}


def sent_back(town: Town, topic: str, unit: str, *, upheld: bool) -> Story:
    """A unit asks to be relieved of a matter, and the centre decides."""
    story = town.received(topic=topic, division=PLACE).dispatched(unit)
    story.do(town.clerk_of(unit), "send_back", code=SendBackReason.NOT_OUR_DUTY, reason="不归我单位管。")
    return story.do(DISPATCHER, "decide_send_back", overlay=1, upheld=upheld, reason="职责目录写明由住建部门管。")


def test_the_catalogue_comes_first_with_its_basis_and_the_place_last(town: Town) -> None:
    found = list(suggested(LAMPS).values())
    assert (found[0].source, found[0].unit) == (SuggestionSource.CATALOGUE, town.units[SUB_UNIT])
    assert found[0].basis == "jinan_2018:23(2)"
    assert "2026-1" in known(found[0])
    assert [one.source for one in found[-2:]] == [SuggestionSource.PLACE] * 2
    assert [one.unit for one in found[-2:]] == [town.units[STREET], town.units["lishan"]]


def test_a_matter_without_topic_and_place_has_no_suggestion(town: Town) -> None:
    _ = town
    assert suggest_units(None, None, RequestType.HELP, timezone.now(), current_rules()) == []


def test_who_had_the_like_lately_is_counted_with_what_came_back(town: Town, topic: str) -> None:
    town.received(topic=topic, division=COMMUNITY).dispatched(OTHER)
    sent_back(town, topic, OTHER, upheld=True)
    town.received(topic=topic, division="990102002").dispatched(HOST)
    town.received(topic=topic, division=PLACE, at=timezone.now() - dt.timedelta(days=91)).dispatched("water")
    found = suggested(topic)
    assert found[town.units[OTHER]].source is SuggestionSource.PAST
    assert "近 90 天同类 2 件，退单率 50.0%" in known(found[town.units[OTHER]])
    assert town.units["water"] not in found
    assert "同类" not in known(found[town.units[HOST]])


def test_a_send_back_upheld_is_a_precedent_for_the_unit_that_got_it(town: Town, topic: str) -> None:
    sent_back(town, topic, HOST, upheld=True).dispatched(OTHER)
    found = suggested(topic)
    assert found[town.units[OTHER]].source is SuggestionSource.PRECEDENT
    assert found[town.units[OTHER]].basis == "R6"
    today = day_words(timezone.localdate(), timezone.now()).zh
    assert known(found[town.units[OTHER]]).startswith(f"先例 1 件，最近 {today}")
    assert "先例 1 件裁定不由该单位承办" in known(found[town.units[HOST]])
    assert list(found).index(town.units[HOST]) < list(found).index(town.units[OTHER])


def test_a_send_back_refused_is_a_precedent_for_the_unit_that_keeps_it(town: Town, topic: str) -> None:
    sent_back(town, topic, OTHER, upheld=False)
    one = precedents_of(topic, [PLACE], 9)[0]
    assert (one.upheld, one.contested_by, one.goes_to) == (False, town.units[OTHER], town.units[OTHER])
    assert suggested(topic)[town.units[OTHER]].source is SuggestionSource.PRECEDENT


def test_what_an_arbiter_decided_is_a_precedent(town: Town, topic: str) -> None:
    story = town.received(topic=topic, division=PLACE).dispatched(HOST)
    story.do(DISPATCHER, "escalate", step=EscalationStep.CITY_HOTLINE, reason="两家都说不归自己管。")
    story.do(ARBITER, "decide_escalation", overlay=1, text="按职责目录由住建部门主办。", unit=town.units[OTHER])
    one = precedents_of(topic, [PLACE], 9)[0]
    assert (one.kind, one.contested_by, one.goes_to) == (OverlayKind.ESCALATION, town.units[HOST], town.units[OTHER])
    found = suggested(topic)
    assert found[town.units[OTHER]].source is SuggestionSource.PRECEDENT
    assert "先例 1 件裁定不由该单位承办" in known(found[town.units[HOST]])
    assert story.order.host_unit_id == town.units[OTHER]


def test_tip_offs_neither_give_nor_get_precedents(town: Town, topic: str) -> None:
    tip_off = {"request_type": RequestType.TIP_OFF, "subject_unit": town.units["water"]}
    town.received(topic=topic, division=PLACE, **tip_off).dispatched(OTHER)
    assert town.units[OTHER] not in suggested(topic)
    sent_back(town, topic, OTHER, upheld=False)
    asked = suggest_units(topic, PLACE, RequestType.TIP_OFF, timezone.now(), current_rules())
    assert town.units[OTHER] not in {one.unit for one in asked}


def test_a_barred_unit_is_never_among_the_suggestions_but_named_apart(town: Town) -> None:
    tip_off = {"request_type": RequestType.TIP_OFF, "subject_unit": town.units[SUB_UNIT]}
    story = town.received(topic=LAMPS, division=PLACE, **tip_off)
    rules, actor = current_rules(), town.actor(DISPATCHER)
    order = read_order(story.id).aggregate
    draft = Draft.of(order, surroundings(actor, timezone.now(), rules, order.order))
    found = suggest_for(draft, rules)
    assert town.units[SUB_UNIT] not in {one.unit for one in found.units}
    assert [(one.unit, why.code) for one, why in found.barred] == [(town.units[SUB_UNIT], "barred_unit")]


def test_orders_of_a_matter_and_decided_disputes_are_found_by_their_indexes(town: Town) -> None:
    _ = town
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM work_order WHERE topic_id = '0309' AND division_id = '990102001' "
            "AND received_at >= now() - interval '90 days'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute(
            "EXPLAIN SELECT 1 FROM overlay WHERE kind IN ('send_back', 'host_change', 'escalation') "
            "AND state IN ('upheld', 'refused', 'answered') ORDER BY ended_at DESC LIMIT 20"
        )
        plan += "\n".join(row[0] for row in cursor.fetchall())
    assert "work_order_of_matter" in plan
    assert "overlay_decided" in plan
