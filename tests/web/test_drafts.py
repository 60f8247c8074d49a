"""Drafts: what somebody has begun to write is there again for them, and for nobody else."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.actions.purge_drafts import purge_drafts
from lianxin.jobs.housekeeping import forget_drafts
from lianxin.jobs.turn import Turn
from lianxin.law.words import OverlayKind
from lianxin.records.models import UnsentForm, WorkOrder
from lianxin.records.rules import current_policy
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, HEAD, SHIFT_LEADER, UNIT_HEAD, Town

INTAKE = "/orders/receive"
JSON = {"Accept": "application/json"}
ACCOUNT = "来电人孙小美称家住 6 号楼，路灯不亮。"


@pytest.fixture(autouse=True)
def no_drafts(town: Town) -> None:
    """Every test begins with empty desks."""
    _ = town
    UnsentForm.objects.all().delete()


def keep(client: Client, form: str, slot: str = "", **words: str | list[str]) -> str | None:
    """What the browser does while somebody writes; the time the page then shows."""
    posted = {"draft_form": form, "draft_slot": slot, "request_key": f"page:{uuid.uuid4()}", **words}
    answer = client.post("/drafts", posted, headers=JSON)
    assert answer.status_code == 200, answer.content
    said: str | None = answer.json()["saved_at"]
    return said


def test_a_form_is_found_as_it_was_left_on_any_machine(town: Town) -> None:
    href = f"/orders/{town.received().signed().number}/act/record_progress"
    assert re.fullmatch(r"\d\d:\d\d:\d\d", keep(town.client(CLERK), href, note="已到现场，灯杆须更换。") or "")
    page = town.client(CLERK).get(href).content.decode()
    assert "已到现场，灯杆须更换。</textarea>" in page
    assert "已恢复上次未提交的内容" in page
    assert "灯杆须更换" not in town.client(UNIT_HEAD).get(href).content.decode()


def test_the_latest_words_stand_in_place_of_those_before(town: Town) -> None:
    client, href = town.client(CLERK), f"/orders/{town.received().signed().number}/act/record_progress"
    keep(client, href, note="已到")
    keep(client, href, note="已到现场。")
    assert "已到现场。</textarea>" in client.get(href).content.decode()
    assert UnsentForm.objects.count() == 1


def test_no_word_of_a_draft_lies_open_in_the_database(town: Town) -> None:
    keep(town.client(AGENT), INTAKE, "a", account=ACCOUNT, caller_phone="13711112222")
    row = UnsentForm.objects.get()
    stored = "".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in vars(row).values())
    for word in ("孙小美", ACCOUNT, "13711112222", "account"):
        assert word not in stored
        assert word.encode() not in bytes(row.words_ct)


def test_a_draft_moved_to_another_person_does_not_open(town: Town) -> None:
    keep(town.client(AGENT), INTAKE, "a", account=ACCOUNT)
    UnsentForm.objects.update(staff=town.offices[SHIFT_LEADER].staff_id)
    page = town.client(SHIFT_LEADER).get(f"{INTAKE}?draft=a").content.decode()
    assert ACCOUNT not in page


def test_several_matters_lie_side_by_side(town: Town) -> None:
    client = town.client(AGENT)
    keep(client, INTAKE, "a", title="柳岸路井盖丢失")
    keep(client, INTAKE, "b", account="请问灵活就业人员如何参加医疗保险，需要哪些材料，在哪里办理？")
    page = client.get(INTAKE).content.decode()
    assert "柳岸路井盖丢失" in page
    assert "请问灵活就业人员如何参加医疗保险，需要哪些材料，…" in page
    taken_up = client.get(f"{INTAKE}?draft=a").content.decode()
    assert 'value="柳岸路井盖丢失"' in taken_up
    assert f'href="{INTAKE}?draft=a"' not in taken_up
    assert f'href="{INTAKE}?draft=b"' in taken_up
    assert "柳岸路井盖丢失" not in town.client(SHIFT_LEADER).get(INTAKE).content.decode()


def test_whoever_discards_a_draft_is_asked_first(town: Town) -> None:
    client = town.client(AGENT)
    keep(client, INTAKE, "a", title="柳岸路井盖丢失")
    asked = client.get("/drafts/a/discard").content.decode()
    assert "“柳岸路井盖丢失”还没有提交" in asked
    assert UnsentForm.objects.exists()
    assert town.client(SHIFT_LEADER).get("/drafts/a/discard").status_code == 404
    town.client(SHIFT_LEADER).post("/drafts/a/discard")
    assert UnsentForm.objects.exists()
    assert client.post("/drafts/a/discard").headers["Location"] == INTAKE
    assert not UnsentForm.objects.exists()


def test_a_form_that_was_accepted_leaves_no_draft_however_late_the_browser_is(town: Town) -> None:
    client = town.client(AGENT)
    page = client.get(f"{INTAKE}?draft=a").content.decode()
    data = fill(
        page,
        request_type="consult",
        account="请问如何参加医疗保险？",
        disposition="answer",
        answer_content="请在线办理。",
    )
    words = {name: value for name, value in data.items() if name not in ("draft_form", "draft_slot")}
    assert keep(client, INTAKE, "a", **words)
    assert client.post(INTAKE, data).status_code == 302
    assert not UnsentForm.objects.exists()
    assert keep(client, INTAKE, "a", **words) is None
    assert not UnsentForm.objects.exists()


def test_a_draft_keeps_the_key_of_its_form(town: Town) -> None:
    """The answer to a form got lost: taken up again and handed in a second time it is still one order."""
    client = town.client(AGENT)
    data = fill(client.get(f"{INTAKE}?draft=a").content.decode(), request_type="consult", account="请问如何参保？",
                disposition="answer", answer_content="请在线办理。")  # fmt: skip
    keep(client, INTAKE, "a", **{name: value for name, value in data.items() if not name.startswith("draft_")})
    again = fill(client.get(f"{INTAKE}?draft=a").content.decode())
    assert again["request_key"] == data["request_key"]
    before = WorkOrder.objects.count()
    assert client.post(INTAKE, data).headers["Location"] == client.post(INTAKE, again).headers["Location"]
    assert WorkOrder.objects.count() == before + 1


def test_without_scripts_a_button_keeps_the_draft(town: Town) -> None:
    client = town.client(AGENT)
    data = fill(client.get(f"{INTAKE}?draft=a").content.decode(), account=ACCOUNT, caller_phone="13711112222")
    answer = client.post("/drafts", data)
    assert answer.headers["Location"] == f"{INTAKE}?draft=a"
    page = client.get(answer.headers["Location"]).content.decode()
    assert ACCOUNT in page
    assert "草稿已保存" in page
    assert "13711112222" not in answer.headers["Location"]


@pytest.mark.parametrize("form", ["//evil.example/", "https://evil.example/", "/no/such/page", ""])
def test_only_forms_of_our_own_are_kept(town: Town, form: str) -> None:
    answer = town.client(AGENT).post("/drafts", {"draft_form": form, "note": "x"}, headers=JSON)
    assert answer.status_code == 404
    assert not UnsentForm.objects.exists()


def test_what_is_too_long_for_any_form_is_not_kept(town: Town) -> None:
    answer = town.client(AGENT).post("/drafts", {"draft_form": INTAKE, "account": "字" * 50_000}, headers=JSON)
    assert answer.status_code == 413
    assert not UnsentForm.objects.exists()


def test_strangers_keep_nothing(town: Town) -> None:
    _ = town
    assert Client().post("/drafts", {"draft_form": INTAKE, "account": "x"}, headers=JSON).status_code == 302


def test_what_nobody_takes_up_again_goes_after_some_days(town: Town) -> None:
    now = timezone.now()
    days = current_policy(now).draft_days
    keep(town.client(AGENT), INTAKE, "old", account=ACCOUNT)
    keep(town.client(AGENT), INTAKE, "new", account=ACCOUNT)
    UnsentForm.objects.filter(slot="old").update(saved_at=now - dt.timedelta(days=days, minutes=1))
    UnsentForm.objects.filter(slot="new").update(saved_at=now - dt.timedelta(days=days, minutes=-1))
    assert forget_drafts(now, Turn()).done == 1
    assert UnsentForm.objects.get().slot == "new"
    assert purge_drafts(now - dt.timedelta(days=days)) == 0


def test_sealing_an_order_takes_the_drafts_about_it(town: Town) -> None:
    story = town.received().signed()
    keep(town.client(CLERK), f"/orders/{story.number}/act/record_progress", note="涉密内容")
    keep(town.client(CLERK), f"/orders/{town.received().signed().number}/act/record_progress", note="别的工单")
    story.do(SHIFT_LEADER, "seal_content", reason="误录涉密内容。")
    (asked,) = story.order.overlays.filter(kind=OverlayKind.SEALING)
    story.do(HEAD, "confirm_sealing", overlay=asked.serial, neutral_text="内容已封存。")
    assert [row.form for row in UnsentForm.objects.all() if story.number in row.form] == []
    assert UnsentForm.objects.count() == 1


# ---- cancelled on purpose --------------------------------------------------------------------------------------------

NOTE = "已到现场，灯杆须更换。"


def cancel(client: Client, form: str, note: str = NOTE, leads_to: str = "/orders/?list=todo") -> str:
    """The form's own Cancel, as it is posted without scripts; the page that comes then."""
    data = fill(client.get(form).content.decode(), note=note) | {"cancelled_to": [leads_to]}
    return client.post("/drafts/cancel", data, follow=True).content.decode()


def test_what_is_cancelled_does_not_come_back_by_itself(town: Town) -> None:
    client, form = town.client(CLERK), f"/orders/{town.received().signed().number}/act/record_progress"
    assert 'formaction="/drafts/cancel" name="cancelled_to"' in client.get(form).content.decode()
    keep(client, form, note=NOTE)
    page = cancel(client, form)
    assert "草稿已丢弃" in page
    assert NOTE not in client.get(form).content.decode()


def test_it_can_be_taken_back_while_the_page_says_so(town: Town) -> None:
    client, form = town.client(CLERK), f"/orders/{town.received().signed().number}/act/record_progress"
    keep(client, form, note="已到")
    assert 'action="/drafts/restore"' in cancel(client, form)
    assert f'name="draft_form" value="{form}"' not in client.get("/orders/?list=todo").content.decode()
    taken_back = client.post("/drafts/restore", {"draft_form": form}, follow=True)
    assert taken_back.redirect_chain == [(form, 302)]
    assert f"{NOTE}</textarea>" in taken_back.content.decode()
    assert UnsentForm.objects.count() == 1


def test_what_was_cancelled_is_its_writers_alone(town: Town) -> None:
    form = f"/orders/{town.received().signed().number}/act/record_progress"
    cancel(town.client(CLERK), form)
    for username, theirs in ((UNIT_HEAD, False), (CLERK, True)):
        page = town.client(username).post("/drafts/restore", {"draft_form": form}, follow=True).content.decode()
        assert (NOTE in page) is theirs


def test_cancelling_leads_to_pages_of_ours_and_an_empty_form_is_no_loss(town: Town) -> None:
    client, form = town.client(CLERK), f"/orders/{town.received().signed().number}/act/record_progress"
    posted = {"draft_form": form, "draft_slot": "", "note": "", "cancelled_to": "//evil.example/"}
    answer = client.post("/drafts/cancel", posted, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "草稿已丢弃" not in answer.content.decode()
    assert not UnsentForm.objects.exists()


def test_a_dialog_is_answered_with_the_word_alone(town: Town) -> None:
    client, form = town.client(CLERK), f"/orders/{town.received().signed().number}/act/record_progress"
    headers = {"HX-Request": "true", "HX-Target": "hl-messages"}
    answer = client.post("/drafts/cancel", {"draft_form": form, "note": NOTE}, headers=headers).content.decode()
    assert answer.count('id="hl-messages"') == 1
    assert "草稿已丢弃" in answer
    assert "<html" not in answer
