"""What no page of ours sends: each gets an answer that says what is wrong, and nothing breaks."""

from __future__ import annotations

import pytest
from django.test import Client

from lianxin.records.models import OrderText, Staff, WorkOrder
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, EXAMINER, Town

NUL = "\x00"


@pytest.mark.parametrize(
    "address", ["/orders/%00/", "/orders/?words=%00", "/law/%00", "/?%00=1", "/orders/?topic=a%1b"]
)
def test_an_address_with_control_characters_is_refused_in_words(town: Town, address: str) -> None:
    answer = town.client(EXAMINER).get(address)
    assert answer.status_code in (400, 404)
    assert "<h1>" in answer.content.decode()


def test_control_characters_in_a_form_are_left_out_and_the_rest_is_kept(town: Town) -> None:
    client = town.client(AGENT)
    page = client.get("/orders/receive").content.decode()
    given = fill(
        page,
        request_type="help",
        title=f"路灯{NUL}不亮",
        account=f"门口路灯{NUL}不亮\n三天了",
        caller_name="孙小美",
        caller_phone=f"1371111{NUL}2222",
        disposition="queue",
        request_key=f"page:{NUL}one",
        subject_unit="9" * 5000,
    )
    assert client.post("/orders/receive", given).status_code == 302
    order = WorkOrder.objects.order_by("-id")[0]
    said = set(OrderText.objects.filter(order=order).values_list("content", flat=True))
    assert {"路灯不亮", "门口路灯不亮\n三天了"} <= said


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "2026-13-01", "明天"])
def test_a_date_that_cannot_be_meant_is_refused_at_its_field(town: Town, date: str) -> None:
    story = town.received().replied()
    client = town.client(CLERK)
    page = client.get(f"/orders/{story.number}/act/feed_back").content.decode()
    given = fill(page, outcome="constrained", measures="分期更换。", findings="现场核实。", second_date=date)
    assert client.post(f"/orders/{story.number}/act/feed_back", given).status_code in (409, 422)
    assert story.order.state.value == "handling"


def test_a_name_with_a_nul_is_nobodys(town: Town) -> None:
    _ = town
    answer = Client().post("/sign-in", {"username": f"gao{NUL}chao", "password": f"x{NUL}"})
    assert answer.status_code == 422


def test_a_form_without_its_token_keeps_what_was_typed(town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Staff.objects.get(username=AGENT))
    whole = client.post("/orders/receive", {"title": "路灯不亮"})
    assert whole.status_code == 403
    assert "页面已过期" in whole.content.decode()
    piece = client.post("/orders/receive", {"title": "路灯不亮"}, headers={"HX-Request": "true"})
    assert (piece.status_code, piece["HX-Reswap"]) == (403, "afterbegin")
    assert "<html" not in piece.content.decode()
