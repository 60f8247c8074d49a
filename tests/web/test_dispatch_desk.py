"""The dispatcher's desk: what is open, what is suggested, what may be done, by plain pages and posts alone."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.test import Client

from lianxin.law.words import OverlayKind, OverlayState, RequestType, SendBackReason
from lianxin.records.models import Assignment, Overlay, ReadingLog
from tests.web.town import AGENT, ARBITER, CLERK, DISPATCHER, EXAMINER, HOST, OTHER, SUB_UNIT, Story, Town

LAMPS, PLACE = "0309", "990102001"
NUMBER = re.compile(r'<span class="num strong">([\d-]+)</span>')


@pytest.fixture
def dispatcher(town: Town) -> Client:
    """The dispatcher's browser."""
    return town.client(DISPATCHER)


def received(town: Town, **more: object) -> Story:
    return town.received(topic=LAMPS, division=PLACE, **more)


def sent_back(town: Town, unit: str = HOST) -> Story:
    said = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "路灯不归我局管。"}
    return received(town).dispatched(unit).do(town.clerk_of(unit), "send_back", **said)


def desk(client: Client, story: Story, code: str = "to_dispatch", **more: str) -> str:
    answer = client.get("/dispatch/", {"list": code, "order": story.number, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def rule(client: Client, story: Story, verdict: str, **more: object) -> int:
    """The decision on the send-back is posted."""
    given = {"overlay": "1", "verdict": verdict, "reason": "职责目录写明。", "request_key": uuid.uuid4().hex, **more}
    return client.post(f"/orders/{story.number}/act/rule_on_send_back", given).status_code


def test_the_desk_is_for_those_who_dispatch(town: Town) -> None:
    for username in (AGENT, CLERK, EXAMINER):
        client = town.client(username)
        assert client.get("/dispatch/").status_code == 403
        assert client.get("/dispatch/queue").status_code == 403
        assert 'href="/dispatch/"' not in client.get("/").content.decode()
    assert 'href="/dispatch/"' in town.client(DISPATCHER).get("/").content.decode()


def test_it_shows_the_account_the_suggestions_and_the_form(town: Town, dispatcher: Client) -> None:
    story = received(town)
    page = desk(dispatcher, story)
    assert NUMBER.findall(page)[0] == story.number
    assert "来电人王女士称" in page
    assert "市城市照明管理处" in page
    assert f'action="/orders/{story.number}/act/dispatch"' in page
    assert 'aria-keyshortcuts="1"' in page
    read = ReadingLog.objects.filter(staff=town.actor(DISPATCHER).staff)
    assert read.filter(order=story.id).exists()
    assert read.filter(query__list="to_dispatch", query__orders__contains=story.id).exists()


def test_a_suggestion_is_a_plain_link_that_chooses_the_unit(town: Town, dispatcher: Client) -> None:
    unit = town.units[SUB_UNIT]
    page = desk(dispatcher, received(town), unit=str(unit))
    assert f'<option value="{unit}" selected' in page


def test_the_suggestions_stand_above_the_form_too_and_no_id_comes_twice(town: Town, dispatcher: Client) -> None:
    """Where there is no room beside the form they are read before the unit is chosen; one of both is shown."""
    story = received(town)
    page = desk(dispatcher, story)
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert page.index('id="suggestions-above"') < page.index('name="unit"') < page.index('id="suggestions"')
    part = dispatcher.get(f"/dispatch/{story.number}/matter?list=to_dispatch").content.decode()
    assert 'id="suggestions-above"' in part
    assert "市城市照明管理处" in part.split('id="act"')[0]


def test_after_the_post_the_next_order_is_there(town: Town, dispatcher: Client) -> None:
    story = received(town)
    given = {
        "unit": str(town.units[SUB_UNIT]),
        "transfer": "柳岸小区北门路灯不亮，请核实。",
        "next": "/dispatch/?list=to_dispatch",
        "request_key": uuid.uuid4().hex,
    }
    answer = dispatcher.post(f"/orders/{story.number}/act/dispatch", given, follow=True)
    assert answer.redirect_chain == [("/dispatch/?list=to_dispatch", 302)]
    assert f"{story.number} 已办理：转办" in answer.content.decode()
    assert NUMBER.findall(answer.content.decode())[:1] != [story.number]
    assert story.order.host_unit_id == town.units[SUB_UNIT]


def test_nobody_is_led_away_from_our_pages(town: Town, dispatcher: Client) -> None:
    story = received(town)
    given = {"unit": str(town.units[SUB_UNIT]), "transfer": "请核实。", "next": "https://example.org/"}
    answer = dispatcher.post(f"/orders/{story.number}/act/dispatch", given)
    assert answer["Location"] == f"/orders/{story.number}/"


def test_what_is_wrong_is_said_and_the_way_on_is_kept(town: Town, dispatcher: Client) -> None:
    story = received(town)
    answer = dispatcher.post(f"/orders/{story.number}/act/dispatch", {"next": "/dispatch/?list=to_dispatch"})
    assert answer.status_code == 422
    assert 'name="next" value="/dispatch/?list=to_dispatch"' in answer.content.decode()


def test_an_order_that_waits_no_more_gives_way_to_the_most_urgent_and_it_is_said(
    town: Town, dispatcher: Client
) -> None:
    gone, waits = received(town).dispatched(SUB_UNIT), received(town)
    page = desk(dispatcher, gone)
    assert gone.number not in NUMBER.findall(page)
    assert re.search(rf"工单 {gone.number} 不在“待转办”中，已打开 [\d-]+。", page)
    assert "不在“待转办”中" not in desk(dispatcher, waits)


def test_barred_units_are_named_with_the_reason_and_cannot_be_chosen(town: Town, dispatcher: Client) -> None:
    story = received(town, request_type=RequestType.TIP_OFF, subject_unit=town.units[SUB_UNIT])
    page = desk(dispatcher, story)
    option = re.search(rf'<option value="{town.units[SUB_UNIT]}"[^>]*>[^<]*', page)
    assert option is not None
    assert " disabled" in option[0]
    assert "回避" in option[0]
    assert "barred" in page


def test_units_stand_in_a_tree(town: Town, dispatcher: Client) -> None:
    page = desk(dispatcher, received(town))
    places = [page.index(f'<option value="{town.units[code]}"') for code in (HOST, SUB_UNIT, "lishan")]
    assert places == sorted(places)
    assert re.search(rf'<option value="{town.units[SUB_UNIT]}"[^>]*data-note="市城市管理局"[^>]*>\u3000', page)


def test_the_account_drafts_the_text_without_what_stays_at_the_centre(town: Town, dispatcher: Client) -> None:
    page = desk(dispatcher, received(town), draft="account")
    drafted = re.search(r'<textarea[^>]*name="transfer"[^>]*>([^<]*)', page)
    assert drafted is not None
    assert "北门三盏路灯不亮" in drafted[1]
    assert "王女士" not in drafted[1]
    assert "3 号楼" not in drafted[1]


def test_what_was_begun_at_the_desk_is_there_again(town: Town, dispatcher: Client) -> None:
    story = received(town)
    form = f"/orders/{story.number}/act/dispatch"
    written = {"unit": str(town.units[OTHER]), "transfer": "小区北门路灯不亮，请"}
    kept = {"draft_form": form, "draft_slot": "", "request_key": uuid.uuid4().hex, **written}
    assert dispatcher.post("/drafts", kept, headers={"Accept": "application/json"}).status_code == 200
    page = desk(dispatcher, story)
    assert "小区北门路灯不亮，请</textarea>" in page
    assert f'<option value="{town.units[OTHER]}" selected' in page
    assert "小区北门路灯不亮，请</textarea>" not in desk(dispatcher, story, draft="account")
    assert f'<option value="{town.units[SUB_UNIT]}" selected' in desk(dispatcher, story, unit=str(town.units[SUB_UNIT]))


def test_a_send_back_shows_what_the_unit_says_and_what_an_upheld_one_means(town: Town, dispatcher: Client) -> None:
    page = desk(dispatcher, sent_back(town), "send_backs")
    assert "路灯不归我局管" in page
    assert "不属于本单位职责" in page
    assert "已同意退单 0 次" in page
    assert "中心裁定至" in page


def test_upheld_with_the_next_unit_is_one_act(town: Town, dispatcher: Client) -> None:
    story = sent_back(town)
    assert rule(dispatcher, story, "next_unit", unit=str(town.units[SUB_UNIT]), transfer="请核实维修。") == 302
    assert story.order.host_unit_id == town.units[SUB_UNIT]
    assert story.order.upheld_send_backs == 1


def test_a_next_unit_that_may_not_have_it_leaves_everything_as_it_was(town: Town, dispatcher: Client) -> None:
    story = sent_back(town)
    community = town.units["lishan.qingfeng.liuan"]
    assert rule(dispatcher, story, "next_unit", unit=str(community), transfer="请核实维修。") in (409, 422)
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.SEND_BACK).state is OverlayState.OPEN
    assert story.order.host_unit_id == town.units[HOST]


def test_the_second_one_upheld_designates_the_next_unit(town: Town, dispatcher: Client) -> None:
    story = sent_back(town).do(DISPATCHER, "decide_send_back", overlay=1, upheld=True, reason="属实。")
    story.dispatched(OTHER)
    story.do(town.clerk_of(OTHER), "send_back", code=SendBackReason.OTHER_TRADE, reason="属照明行业。")
    assert "下一单位只能指定承办" in desk(dispatcher, story, "send_backs")
    posted = rule(dispatcher, story, "next_unit", overlay="2", unit=str(town.units[SUB_UNIT]), transfer="请核实维修。")
    assert posted == 302
    assert Assignment.objects.get(order=story.id, kind="host", unit=town.units[SUB_UNIT]).designated


@pytest.mark.parametrize(
    ("verdict", "state", "host"),
    [
        ("to_queue", OverlayState.UPHELD, None),
        ("refuse", OverlayState.REFUSED, HOST),
        ("refer", OverlayState.OPEN, HOST),
    ],
)
def test_the_other_decisions(
    town: Town, dispatcher: Client, verdict: str, state: OverlayState, host: str | None
) -> None:
    story = sent_back(town)
    assert rule(dispatcher, story, verdict) == 302
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.SEND_BACK).state is state
    assert story.order.host_unit_id == (town.units[host] if host else None)


def test_what_is_referred_lies_before_the_arbiter_with_what_was_said(town: Town, dispatcher: Client) -> None:
    story = sent_back(town)
    rule(dispatcher, story, "refer")
    page = desk(town.client(ARBITER), story, "disputes")
    assert f'action="/orders/{story.number}/act/decide_escalation"' in page
    assert "路灯不归我局管" in page
    assert "争议待裁定" not in dispatcher.get("/dispatch/").content.decode()


def test_what_is_referred_leaves_the_list_until_the_arbiter_has_spoken(town: Town, dispatcher: Client) -> None:
    story, other = sent_back(town), sent_back(town)
    rule(dispatcher, story, "refer")
    queue = "/dispatch/queue?list=send_backs"
    for page in (queue, "/orders/?list=send_backs"):
        listed = dispatcher.get(page).content.decode()
        assert story.number not in listed
        assert other.number in listed
    still_open = dispatcher.get(f"/dispatch/{story.number}/matter?list=send_backs").content.decode()
    assert "此件已不在“退单待裁定”中" in still_open
    assert "/act/rule_on_send_back" not in still_open
    overlay = Overlay.objects.get(order=story.id, kind=OverlayKind.ESCALATION).serial
    story.do(ARBITER, "decide_escalation", overlay=overlay, text="退单请求由转办员依目录裁定。")
    assert story.number in dispatcher.get(queue).content.decode()
    assert "/act/rule_on_send_back" in desk(dispatcher, story, "send_backs")


def test_precedents_are_found_by_topic_place_unit_ground_and_outcome(town: Town, dispatcher: Client) -> None:
    story = sent_back(town)
    rule(dispatcher, story, "next_unit", unit=str(town.units[SUB_UNIT]), transfer="请核实维修。")
    asked = {"topic": LAMPS, "division": PLACE, "unit": town.units[HOST], "ground": "not_our_duty", "upheld": "yes"}
    page = dispatcher.get("/precedents", asked).content.decode()
    assert story.number in page
    assert "职责目录写明。" in page
    assert story.number not in dispatcher.get("/precedents", {**asked, "upheld": "no"}).content.decode()
    assert story.number not in dispatcher.get("/precedents", {**asked, "topic": "01"}).content.decode()
    assert town.client(CLERK).get("/precedents").status_code == 403


def test_a_precedent_of_a_tip_off_is_read_by_nobody_who_is_barred(town: Town) -> None:
    accused = {"request_type": RequestType.TIP_OFF, "subject_unit": town.units["centre.dispatch"]}
    story = received(town, **accused, flags=("about_section",))
    assert story.number not in town.client(DISPATCHER).get("/precedents").content.decode()


def test_orders_alike_are_offered_for_merging_side_by_side(town: Town, dispatcher: Client) -> None:
    parent = received(town).dispatched(SUB_UNIT)
    child = received(town)
    assert f"/dispatch/{child.number}/merge/" in desk(dispatcher, child)
    page = dispatcher.get(f"/dispatch/{child.number}/merge/{parent.number}").content.decode()
    assert child.number in page
    assert re.search(rf'name="parent"[^>]*value="{parent.number}"', page)


def test_what_went_into_an_order_is_taken_out_again_from_the_desk(town: Town, dispatcher: Client) -> None:
    parent = received(town)
    child = received(town)
    child.do(DISPATCHER, "merge", parent=parent.number)
    page = desk(dispatcher, parent)
    way = re.search(rf'href="(/orders/{child.number}/act/unmerge[^"]*)"', page)
    assert way is not None
    form = dispatcher.get(html.unescape(way[1])).content.decode()
    assert re.search(rf'name="parent"[^>]*value="{parent.number}"', form)
    given = {"parent": parent.number, "next": f"/dispatch/?order={parent.number}", "request_key": uuid.uuid4().hex}
    assert dispatcher.post(f"/orders/{child.number}/act/unmerge", given)["Location"] == given["next"]
    assert child.order.merged_into_id is None


# ---- up to date while colleagues work --------------------------------------------------------------------------------


def part(client: Client, story: Story, name: str, code: str = "to_dispatch") -> str:
    """One part of the desk as the page fetches it anew."""
    answer = client.get(f"/dispatch/{story.number}/{name}", {"list": code})
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_parts_of_the_open_order_hear_of_its_changes_alone(town: Town, dispatcher: Client) -> None:
    story = received(town)
    page = desk(dispatcher, story)
    for name in ("matter", "aside"):
        element = re.search(rf'id="{name}"[^>]*>', page)
        assert element
        assert f'data-live="order:{story.id}"' in element[0]
        address = re.search(r'data-live-src="([^"]+)"', element[0])
        assert address
        anew = dispatcher.get(html.unescape(address[1])).content.decode()
        assert re.search(rf'<(section|aside)[^>]* id="{name}"', anew)
        assert "<html" not in anew
    assert story.number in part(dispatcher, story, "matter")
    assert "data-choose" in part(dispatcher, story, "aside")


def test_an_order_that_a_colleague_took_stays_open_and_says_where_it_went(town: Town, dispatcher: Client) -> None:
    """No other order slips under the hands of whoever reads this one."""
    story = received(town)
    received(town)
    assert "hl-form" in part(dispatcher, story, "matter")
    story.dispatched(OTHER)
    shown = part(dispatcher, story, "matter")
    assert NUMBER.findall(shown) == [story.number]
    assert "hl-form" not in shown
    assert "此件已不在“待转办”中，现为办理中，由市住房和城乡建设局主办。" in html.unescape(shown)
    assert "hl-dispatch-next" in shown, "the way to the next one"
    queue = dispatcher.get("/dispatch/queue", {"list": "to_dispatch", "order": story.number}).content.decode()
    assert 'aria-current="true"' not in queue
    assert f"order={story.number}" in queue, "asked again, it is still this one that is open"
    assert story.number not in re.findall(r'<span class="num">([\d-]+)</span>', queue)


def test_reading_a_part_is_noted_and_only_for_those_who_dispatch_and_may_open_it(
    town: Town, dispatcher: Client
) -> None:
    story = received(town)
    part(dispatcher, story, "matter")
    assert ReadingLog.objects.filter(order=story.id, staff__username=DISPATCHER).exists()
    assert town.client(EXAMINER).get(f"/dispatch/{story.number}/matter").status_code == 403
    assert dispatcher.get(f"/dispatch/{story.number}/anything").status_code == 404
    assert dispatcher.get("/dispatch/20261129-99999-1/work").status_code == 404


def test_words_left_unfinished_stand_in_the_form_again_unless_a_link_has_chosen(town: Town, dispatcher: Client) -> None:
    story = received(town)
    words = {"draft_form": f"/orders/{story.number}/act/dispatch", "draft_slot": "", "transfer": "写了一半的转办内容"}
    assert dispatcher.post("/drafts", words, headers={"Accept": "application/json"}).status_code in (200, 204)
    assert "写了一半的转办内容" in part(dispatcher, story, "matter")
    assert "写了一半的转办内容" in desk(dispatcher, story)
    assert "写了一半的转办内容" not in desk(dispatcher, story, unit=str(town.units[HOST]))
    assert "写了一半的转办内容" not in desk(town.client(ARBITER), story)
