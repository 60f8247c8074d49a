"""A report of retaliation on the pages: who takes it down, who finds it, and who never learns of it (R48)."""

from __future__ import annotations

import re

import pytest

from lianxin.law.words import OverlayKind, RequestType
from lianxin.records.models import Event, WorkOrder
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, DISPATCHER, HEAD, HOST, OTHER, SUB_UNIT, SUPERVISOR, Story, Town

WORD = "打击报复"


def reported(town: Town, story: Story) -> WorkOrder:
    """The agent fills in the form as the caller tells it."""
    client, href = town.client(AGENT), f"/orders/{story.number}/act/report_retaliation"
    data = fill(client.get(href).content.decode(), account="来电后被上门威胁。")
    assert data["unit"] == [str(town.units[HOST])], "whoever has the order is proposed"
    assert client.post(href, data).status_code == 302
    return WorkOrder.objects.latest("id")


def test_the_order_that_was_the_cause_bears_no_trace(town: Town) -> None:
    story = town.received().signed()
    events = Event.objects.filter(subject_kind="order", subject_id=story.id)
    before = events.count(), story.order.updated_at
    order = reported(town, story)
    assert order.pk != story.id
    assert (order.request_type, order.subject_unit_id) == (RequestType.TIP_OFF, town.units[HOST])
    assert (events.count(), story.order.updated_at) == before
    assert Event.objects.get(subject_kind="order", subject_id=order.pk).name == "report_retaliation"


@pytest.mark.parametrize("unit", [HOST, SUB_UNIT])
def test_the_accused_find_it_nowhere(town: Town, unit: str) -> None:
    story = town.received().signed()
    order = reported(town, story)
    client = town.client(CLERK if unit == HOST else town.clerk_of(unit))
    assert client.get(f"/orders/{order.number}/").status_code == 404
    assert f"/orders/{order.number}/" not in client.get(f"/orders/?q={order.number}").content.decode()
    if unit == HOST:
        page = client.get(f"/orders/{story.number}/").content.decode()
        assert WORD not in page
        assert order.number not in page


def test_whoever_handles_it_does_not_learn_from_which_order_it_came(town: Town) -> None:
    story = town.received().signed(SUB_UNIT)
    order = reported_by_sub_unit(town, story)
    page = town.client(town.clerk_of(HOST)).get(f"/orders/{order.number}/").content.decode()
    assert WORD in page
    assert story.number not in page


def reported_by_sub_unit(town: Town, story: Story) -> WorkOrder:
    """A report against a sub-unit, passed on to the unit above it, which reads the order that was the cause."""
    client, href = town.client(AGENT), f"/orders/{story.number}/act/report_retaliation"
    client.post(href, fill(client.get(href).content.decode(), account="来电后被上门威胁。"))
    order = WorkOrder.objects.latest("id")
    href = f"/orders/{order.number}/act/dispatch"
    client = town.client(DISPATCHER)
    data = fill(client.get(href).content.decode(), unit=str(town.units[HOST]), transfer="请核实有无打击报复情形。")
    assert client.post(href, data).status_code == 302
    return order


@pytest.mark.parametrize("username", [SUPERVISOR, HEAD])
def test_it_lies_before_the_supervisor_and_the_head_of_the_centre(town: Town, username: str) -> None:
    order = reported(town, town.received().signed())
    client = town.client(username)
    assert order.number in client.get("/orders/?list=retaliation").content.decode()
    href = f"/orders/{order.number}/act/decide_retaliation"
    data = fill(client.get(href).content.decode(), found="no", reason="查无此事。")
    assert client.post(href, data).status_code == 302
    assert not order.overlays.filter(kind=OverlayKind.RETALIATION, ended_at__isnull=True).exists()
    assert order.number not in client.get("/orders/?list=retaliation").content.decode()
    page = client.get(f"/orders/{order.number}/").content.decode()
    assert "未认定" in page


def test_another_unit_does_not_find_it_either(town: Town) -> None:
    order = reported(town, town.received().signed())
    assert town.client(town.clerk_of(OTHER)).get(f"/orders/{order.number}/").status_code == 404


def test_the_caller_is_given_a_code_to_ask_after_the_report(town: Town) -> None:
    story, client = town.received().signed(), town.client(AGENT)
    href = f"/orders/{story.number}/act/report_retaliation"
    answer = client.post(href, fill(client.get(href).content.decode(), account="来电后被上门威胁。"), follow=True)
    shown = re.search(r'<section class="hl-handed".*?</section>', answer.content.decode(), re.DOTALL)
    assert shown is not None
    assert WorkOrder.objects.latest("id").number in shown[0]


def test_the_form_speaks_english(town: Town) -> None:
    story = town.received().signed()
    page = town.client(AGENT, "en").get(f"/orders/{story.number}/act/report_retaliation").content.decode()
    assert "this order bears no trace" in page
    assert "By which unit" in page
