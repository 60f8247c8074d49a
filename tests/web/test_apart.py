"""Acts that are about no order, from their forms."""

from __future__ import annotations

from lianxin.records.models import Outage, Unit
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, HEAD, HOST, OTHER, SHIFT_LEADER, Town

ADMINISTRATOR = "jiaguiying"


def test_a_failure_of_the_hotline_is_written_down(town: Town) -> None:
    client = town.client(SHIFT_LEADER)
    assert 'href="/administration/act/record_outage"' in client.get("/").content.decode()
    page = client.get("/administration/act/record_outage").content.decode()
    data = fill(page, began_at="2026-11-20T08:30", ended_at="2026-11-20T09:10", kind="network")
    assert client.post("/administration/act/record_outage", data).headers["Location"] == "/"
    assert client.post("/administration/act/record_outage", data).status_code == 302
    in_the_browser = client.post("/administration/act/record_outage", data, headers={"HX-Request": "true"})
    assert (in_the_browser.status_code, in_the_browser.headers["HX-Redirect"]) == (204, "/")
    outage = Outage.objects.get()
    assert (outage.ended_at - outage.began_at).seconds == 40 * 60
    assert outage.began_at.isoformat() == "2026-11-20T00:30:00+00:00"


def test_a_failure_that_ends_before_it_begins_is_refused_with_every_word_kept(town: Town) -> None:
    client = town.client(SHIFT_LEADER)
    page = client.get("/administration/act/record_outage").content.decode()
    data = fill(page, began_at="2026-11-20T09:30", ended_at="2026-11-20T09:10", description="机房停电。")
    answer = client.post("/administration/act/record_outage", data)
    assert answer.status_code == 409
    assert "机房停电。" in answer.content.decode()
    wrong = client.post("/administration/act/record_outage", data | {"began_at": ["yesterday"]})
    assert wrong.status_code == 422
    assert "应为日期和时间" in wrong.content.decode()


def test_a_unit_goes_over_into_another_with_its_orders(town: Town) -> None:
    story = town.received().signed(OTHER)
    client = town.client(ADMINISTRATOR)
    page = client.get("/administration/act/succeed_unit").content.decode()
    data = fill(page, old=str(town.units[OTHER]), new=str(town.units[HOST]))
    assert client.post("/administration/act/succeed_unit", data).status_code == 302
    assert Unit.objects.get(code=OTHER).successor_id == town.units[HOST]
    assert story.order.host_unit_id == town.units[HOST]
    again = client.post("/administration/act/succeed_unit", data)
    assert again.status_code in (409, 422)


def test_nobody_else_may(town: Town) -> None:
    for action, allowed in (("record_outage", SHIFT_LEADER), ("succeed_unit", HEAD)):
        address = f"/administration/act/{action}"
        assert town.client(allowed).get(address).status_code == 200
        for username in (AGENT, CLERK):
            assert town.client(username).get(address).status_code == 403
            assert town.client(username).post(address, {}).status_code == 403
    assert town.client(HEAD).get("/administration/act/load_city").status_code == 404
