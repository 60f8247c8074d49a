"""An intake is put before the inspectors by hand: an order from its page, a call by seat and minute (Art. 18; R9)."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.law.terms import SHANGHAI
from lianxin.law.words import InspectedKind, InspectionCause, RequestType
from lianxin.records.models import CallOrder, Event, Inspection
from tests.web.forms import fill
from tests.web.test_calls import Line, finish, matter, new_number, newest
from tests.web.town import AGENT, CLERK, DISPATCHER, EXAMINER, HEAD, SHIFT_LEADER, Town

INSPECTOR, VENDORS_LEADER = "zhujiahe", "luoshuyao"
FLAG = "/inspections/flag"
QUARTERS = itertools.count(-40)
"""Ten hours ago and on: what is made later is newer, also where a day ends in between."""


@pytest.fixture(autouse=True)
def _a_quarter_of_an_hour_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """In each test a seat talks in other minutes than in the ones before."""
    at = timezone.now() + dt.timedelta(minutes=15) * next(QUARTERS)
    monkeypatch.setattr(timezone, "now", lambda: at)


def told(town: Town, **given: str | list[str]) -> Line:
    """A call on which an agent talked, the order that came of it, and its end."""
    client, line = town.client(AGENT), Line(town, new_number()).answered()
    page = client.get(line.form).content.decode()
    said = matter(town, **given) | {"caller_name": "孙小美", "caller_phone": line.number}
    answer = client.post("/orders/receive", fill(page, **said))
    assert answer.status_code == 302, answer.content.decode()
    finish(client, line)
    return line


def minute(line: Line) -> str:
    answered = line.row.answered_at
    assert answered is not None
    return answered.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def flagged(client: Client, **given: Any) -> int:
    page = client.get(FLAG).content.decode()
    return client.post(FLAG, fill(page, **given)).status_code


@pytest.mark.parametrize("username", [SHIFT_LEADER, INSPECTOR, EXAMINER, HEAD])
def test_the_orders_page_leads_there_with_order_and_call_filled_in(town: Town, username: str) -> None:
    line, client = told(town), town.client(username)
    order = newest()
    found = re.search(rf'href="({FLAG}\?number=[\d-]+)"', client.get(f"/orders/{order.number}/").content.decode())
    assert found is not None
    form = html.unescape(client.get(found[1]).content.decode())
    assert f'value="{order.number}"' in form
    assert f'value="{line.agent}"' in form
    assert f'value="{minute(line)}"' in form
    assert line.number not in form
    assert client.post(FLAG, fill(form, reason="来电人说没有记全。")).status_code == 302
    row = Inspection.objects.get(order=order)
    assert (row.what, row.cause, row.agent_id) == (
        InspectedKind.ORDER,
        InspectionCause.BY_PERSON,
        town.actor(AGENT).staff,
    )


def test_nobody_else_has_the_button_and_the_vendor_flags_nothing(town: Town) -> None:
    story = town.received().signed()
    for username, allowed in ((AGENT, False), (CLERK, False), (DISPATCHER, False), (VENDORS_LEADER, False)):
        client = town.client(username)
        assert (FLAG in client.get(f"/orders/{story.number}/").content.decode()) is allowed
        assert client.get(FLAG).status_code == 403
        assert client.post(FLAG, {"what": "order", "number": story.number, "reason": "核对"}).status_code == 403
    assert not Inspection.objects.filter(order=story.id).exists()


@pytest.mark.parametrize("username", [SHIFT_LEADER, INSPECTOR])
def test_a_call_is_flagged_by_seat_and_minute_and_its_order_apart(town: Town, username: str) -> None:
    line, client = told(town), town.client(username)
    said = {"what": "call", "seat": line.agent, "minute": minute(line), "reason": "语气生硬。"}
    assert flagged(client, **said) == 302
    row = Inspection.objects.get(call=line.row)
    assert (row.what, row.agent_id, row.order_id) == (InspectedKind.CALL, town.actor(AGENT).staff, None)
    event = Event.objects.get(subject_kind="inspection", subject_id=row.pk)
    assert (event.name, event.actor_staff) == ("flag_for_inspection", town.actor(username).staff)
    assert line.number not in str(event.payload)
    assert "语气生硬" not in str(event.payload)
    assert flagged(client, what="order", number=newest().number, reason="语气生硬。") == 302


def test_a_call_that_led_to_nothing_is_flagged_as_well(town: Town) -> None:
    client, line = town.client(AGENT), Line(town, new_number()).answered()
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "silent", "hang_up": "yes"})
    said = {"what": "call", "seat": line.agent, "minute": minute(line), "reason": "并非无声。"}
    assert flagged(town.client(SHIFT_LEADER), **said) == 302
    assert Inspection.objects.get(call=line.row).cause is InspectionCause.BY_PERSON
    assert flagged(town.client(INSPECTOR), **said) == 422, "each intake is inspected once"


@pytest.mark.parametrize(
    ("given", "told_so"),
    [
        ({"seat": "0000"}, "没有已登记去向的通话"),
        ({"seat": ""}, "没有已登记去向的通话"),
        ({"minute": "2026-01-01T08:30"}, "没有已登记去向的通话"),
        ({"minute": "halb neun"}, "请填写通话中的一个时间"),
        ({"reason": " "}, "没有写明理由"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(town: Town, given: dict[str, str], told_so: str) -> None:
    line, before = told(town), Inspection.objects.count()
    said = {"what": "call", "seat": line.agent, "minute": minute(line), "reason": "语气生硬。"} | given
    answer = town.client(SHIFT_LEADER).post(FLAG, said)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert told_so in page
    for name in ("seat", "minute"):
        assert f'value="{said[name]}"' in page
    assert Inspection.objects.count() == before


def test_a_call_still_talked_on_is_none_yet(town: Town) -> None:
    line = Line(town, new_number()).answered()
    later = (dt.datetime.fromisoformat(minute(line)) + dt.timedelta(minutes=3)).isoformat()
    said = {"what": "call", "seat": line.agent, "minute": later, "reason": "核对"}
    assert town.client(SHIFT_LEADER).post(FLAG, said).status_code == 422
    finish(town.client(AGENT), line)


def test_r14_whoever_may_not_open_the_calls_order_does_not_find_the_call(town: Town) -> None:
    line = told(town, request_type="complain", subject_staff=str(town.actor(SHIFT_LEADER).staff), disposition="queue")
    order = newest()
    assert (order.request_type, CallOrder.objects.filter(call=line.row, order=order).exists()) == (
        RequestType.COMPLAIN,
        True,
    )
    said = {"what": "call", "seat": line.agent, "minute": minute(line), "reason": "核对"}
    answer = town.client(SHIFT_LEADER).post(FLAG, said)
    assert (answer.status_code, "没有已登记去向的通话" in answer.content.decode()) == (422, True)
    assert flagged(town.client(INSPECTOR), **said) == 302


def test_nobody_flags_the_call_they_took(town: Town) -> None:
    line = Line(town, new_number(), agent=SHIFT_LEADER).answered()
    town.client(SHIFT_LEADER).post(f"/calls/{line.row.pk}/dispose", {"disposition": "test", "hang_up": "yes"})
    said = {"what": "call", "seat": line.agent, "minute": minute(line), "reason": "核对"}
    answer = town.client(SHIFT_LEADER).post(FLAG, said)
    assert (answer.status_code, "是您自己受理的" in answer.content.decode()) == (422, True)
