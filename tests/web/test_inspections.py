"""The inspectors' desk and an agent's own scores, by plain pages and posts alone (Art. 18; R9, R14)."""

from __future__ import annotations

import datetime as dt
import html
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lianxin import actions
from lianxin.law.decisions.intake import Intake
from lianxin.law.words import Channel, InspectionCause, InspectionState, RequestType, Role
from lianxin.records.inspection_forms import form_at
from lianxin.records.models import Inspection, InspectionSample, InspectionText, ReadingLog, StaffRole
from lianxin.web.shell import OFFICE
from tests.web.forms import said_to_anybody
from tests.web.town import AGENT, CLERK, DISPATCHER, EXAMINER, HEAD, SHIFT_LEADER, Story, Town

INSPECTOR, OTHER_AGENT, VENDORS_AGENT, VENDORS_LEADER = "zhujiahe", "panwenbo", "gaochao", "luoshuyao"
LAST = {"first": "2026-01-01", "last": "2026-01-02"}


@pytest.fixture(autouse=True)
def nothing_inspected(town: Town) -> None:
    """Each test begins with no inspection: what the ones before drew is scored out of the lists."""
    rows = Inspection.objects.filter(state__in=(InspectionState.DRAWN, InspectionState.APPEALED))
    for row in rows:
        _score(town, row)


def _score(town: Town, row: Inspection) -> None:
    if row.state is InspectionState.DRAWN:
        post(town.client(INSPECTOR), f"{row.pk}/score", **full(), list="to_score")
        return
    reason = "已核。"
    post(town.client(HEAD), f"{row.pk}/decide", verdict="stands", reason=reason, list="appealed")


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(f"/inspections/{address}", {"request_key": uuid.uuid4().hex, **given})


def full(**other: Any) -> dict[str, Any]:
    """The whole form, with the most points where `other` says nothing else."""
    return {code: str(one.most) for code, one in form_at(timezone.now()).criteria.items()} | other


def flagged(town: Town, story: Story | None = None) -> Inspection:
    story = story or town.received()
    answer = post(town.client(INSPECTOR), "flag", number=story.number, reason="来电人说没有记全。")
    assert answer.status_code == 302
    return Inspection.objects.get(order=story.id)


def scored(town: Town, **other: Any) -> Inspection:
    row = flagged(town)
    given = full(complete="8", better="请追问发生的时间。", good="语气平和。") | other
    assert post(town.client(INSPECTOR), f"{row.pk}/score", list="to_score", **given).status_code == 302
    row.refresh_from_db()
    return row


def appealed(town: Town) -> Inspection:
    row = scored(town)
    post(town.client(AGENT), f"{row.pk}/appeal", reason="问过时间，记在原述里。", list="mine")
    row.refresh_from_db()
    assert row.state is InspectionState.APPEALED
    return row


def page(client: Client, **asked: Any) -> str:
    answer = client.get("/inspections/", asked)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return html.unescape(answer.content.decode())


def by_vendor(town: Town) -> Story:
    """An order that one of the vendor's people took in."""
    story = town.received()
    matter = Intake(RequestType.HELP, Channel.PHONE, "路面坑洼", "来电人称和平路路面坑洼，要求修补。")
    caller = actions.CallerEntry(name="李华", phone="13812345677")
    done = actions.receive(story.door(VENDORS_AGENT), intake=matter, callers=(caller,))
    story.id, story.number = done.order, done.number
    return story


# ---- who -------------------------------------------------------------------------------------------------------------


def test_the_desk_is_in_the_menu_of_those_who_work_there_and_shut_to_all_others(town: Town) -> None:
    for username in (CLERK, DISPATCHER, EXAMINER):
        client = town.client(username)
        assert client.get("/inspections/").status_code == 403
        assert client.get("/inspections/results").status_code == 403
        assert client.get("/inspections/draw").status_code == 403
        assert 'href="/inspections/"' not in client.get("/").content.decode()
    for username, words in (
        (INSPECTOR, "受理质检"),
        (HEAD, "受理质检"),
        (AGENT, "我的质检"),
        (SHIFT_LEADER, "受理质检"),
    ):
        home = town.client(username).get("/").content.decode()
        assert re.search(rf'href="/inspections/".*?{words}', home, re.DOTALL), username


def test_an_agent_sees_no_inspection_of_a_colleague_and_none_that_is_not_scored(town: Town) -> None:
    row = flagged(town)
    agent, other = town.client(AGENT), town.client(OTHER_AGENT)
    for client in (agent, other):
        assert client.get("/inspections/", {"inspection": row.pk}).status_code == 404
        assert client.get(f"/inspections/{row.pk}/matter").status_code == 404
    _score(town, row)
    assert agent.get(f"/inspections/{row.pk}/matter").status_code == 200
    assert other.get(f"/inspections/{row.pk}/matter").status_code == 404
    asked = [f"/inspections/?inspection={one}" for one in (row.pk, 10**9)]
    strange, unknown = (said_to_anybody(other.get(one), one) for one in asked)
    assert strange == unknown


def test_r9_the_vendors_people_read_their_own_and_never_inspect(town: Town) -> None:
    ours, theirs = scored(town), flagged(town, by_vendor(town))
    leader = town.client(VENDORS_LEADER)
    for address in ("draw", "flag"):
        assert leader.get(f"/inspections/{address}").status_code == 403
    assert leader.get(f"/inspections/{ours.pk}/matter").status_code == 404
    assert leader.get(f"/inspections/{theirs.pk}/matter").status_code == 404
    _score(town, theirs)
    assert leader.get(f"/inspections/{theirs.pk}/matter").status_code == 200
    results = leader.get("/inspections/results").content.decode()
    assert "高超" in results
    assert "夏明" not in results


# ---- drawn and flagged -----------------------------------------------------------------------------------------------


def test_a_sample_shows_how_many_there_are_and_is_drawn_by_a_plain_post(town: Town) -> None:
    for _ in range(3):
        town.received()
    client, today = town.client(INSPECTOR), timezone.localdate()
    first = str(today - dt.timedelta(days=1))
    days = {"what": "order", "first": first, "last": str(today), "per_agent": "2"}
    before = Inspection.objects.count()
    shown = post(client, "draw", preview="yes", **days).content.decode()
    told = re.search(r"将抽取 (\d+) 件", shown)
    assert told is not None
    assert int(told[1]) >= 2
    assert "2009 夏明" in shown
    assert Inspection.objects.count() == before
    assert post(client, "draw", **days).status_code == 302
    sample = InspectionSample.objects.latest("pk")
    assert (len(sample.seed), sample.per_agent, str(sample.first_date)) == (32, 2, first)
    drawn = Inspection.objects.filter(sample=sample)
    assert drawn.count() == int(told[1])
    words = page(client, inspection=drawn[0].pk)
    assert re.search(
        rf"日至 (\d+ 年 )?{today.month} 月 {today.day} 日，该员 \d+ 件中抽 2 件，种子 {sample.seed[:8]}", words
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first": "2026-02-02", "last": "2026-02-01"}, "止日不得早于起日"),
        ({"first": "x"}, "请填写日期"),
        ({"per_agent": "51"}, "应为 1 至 50"),
        ({"per_agent": "two"}, "请填写件数"),
        ({"what": "all"}, "请选择工单或者通话"),
        ({}, "没有尚未质检的受理"),
    ],
)
def test_what_is_wrong_with_a_draw_is_said_at_its_field(town: Town, given: dict[str, str], said: str) -> None:
    answer = post(town.client(INSPECTOR), "draw", **({"what": "order", "per_agent": "2"} | LAST | given))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_flag_needs_a_reason_and_an_order_that_the_reader_may_open(town: Town) -> None:
    client, story = town.client(SHIFT_LEADER), town.received()
    answer = post(client, "flag", number=story.number, reason=" ")
    assert (answer.status_code, "没有写明理由" in answer.content.decode()) == (422, True)
    about_me = town.client(INSPECTOR)
    named = town.received(
        request_type=RequestType.COMPLAIN, subject_staff=town.actor(INSPECTOR).staff, flags=("about_section",)
    )
    answer = post(about_me, "flag", number=named.number, reason="核对")
    assert (answer.status_code, Inspection.objects.filter(order=named.id).exists()) == (422, False)
    assert post(client, "flag", number=story.number, reason="需要核对").status_code == 302
    row = Inspection.objects.get(order=story.id)
    assert row.cause is InspectionCause.BY_PERSON
    again = post(client, "flag", number=story.number, reason="需要核对")
    assert "已经质检过，或者正在质检" in again.content.decode()


# ---- scored ----------------------------------------------------------------------------------------------------------


def test_the_desk_shows_the_order_with_its_account_and_the_form_and_notes_the_reading(town: Town) -> None:
    row = flagged(town)
    shown = page(town.client(INSPECTOR), inspection=row.pk)
    assert "来电人王女士称柳岸小区北门三盏路灯不亮" in shown
    assert "13812345621" not in shown
    assert 'name="complete" value="15"' in shown
    assert 'data-digit="3"' in shown
    assert "来电人说没有记全。" in shown
    assert "通话录音尚未接入" in shown
    assert ReadingLog.objects.filter(order=row.order_id, staff=town.actor(INSPECTOR).staff).exists()


def test_what_is_missing_of_a_score_is_said_at_its_field_and_nothing_typed_is_lost(town: Town) -> None:
    row, client = flagged(town), town.client(INSPECTOR)
    given = full(good="听得耐心。", list="to_score")
    del given["accurate"]
    answer = post(client, f"{row.pk}/score", **given)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "请给分" in shown
    assert "听得耐心。" in shown
    answer = post(client, f"{row.pk}/score", **full(accurate="8", list="to_score"))
    assert (answer.status_code, "要写明需改进的地方" in answer.content.decode()) == (422, True)
    part = client.post(f"/inspections/{row.pk}/score", {"list": "to_score"}, headers={"HX-Request": "true"})
    assert (part.status_code, part.content.decode().lstrip().startswith("<form")) == (422, True)
    row.refresh_from_db()
    assert row.state is InspectionState.DRAWN


def test_what_is_fetched_anew_has_the_words_in_its_form_and_leads_on_like_the_page(town: Town) -> None:
    row, following, client = flagged(town), flagged(town), town.client(INSPECTOR)
    form = f"/inspections/{row.pk}/score"
    words = {"draft_form": form, "draft_slot": "", "request_key": "page:1", "better": "请追问发生的时间。"}
    assert client.post("/drafts", words, headers={"Accept": "application/json"}).status_code == 200
    shown = page(client, list="to_score", inspection=row.pk)
    (anew,) = re.findall(r'id="matter".*?data-live-src="([^"]+)"', shown, re.DOTALL)
    part = html.unescape(client.get(anew, headers={"HX-Request": "true"}).content.decode())
    for seen in (shown, part):
        assert "请追问发生的时间。</textarea>" in seen
        assert f'href="/inspections/?list=to_score&inspection={following.pk}" aria-keyshortcuts="N"' in seen


def test_what_is_open_hears_of_itself_alone_and_its_list_of_all(town: Town) -> None:
    row = flagged(town)
    shown = page(town.client(INSPECTOR), list="to_score", inspection=row.pk)
    assert re.findall(r'id="(queue|matter)"[^>]*data-live="([^"]+)"', shown) == [
        ("queue", "inspections"),
        ("matter", f"inspection:{row.pk}"),
    ]


def test_after_a_score_the_list_goes_on_and_a_fatal_fault_makes_it_zero(town: Town) -> None:
    row = scored(town, faults=["leaked"])
    assert (row.total, row.faults) == (0, ["leaked"])
    shown = page(town.client(INSPECTOR), list="done", inspection=row.pk)
    assert "一票否决，总分为 0" in shown
    assert "泄露来电人信息" in shown


def test_nobody_scores_what_they_took_in_also_not_by_a_post(town: Town) -> None:
    row = flagged(town)
    Inspection.objects.filter(pk=row.pk).update(agent=town.actor(INSPECTOR).staff)
    assert post(town.client(INSPECTOR), f"{row.pk}/score", **full(), list="to_score").status_code == 404
    Inspection.objects.filter(pk=row.pk).update(agent=town.actor(AGENT).staff)


# ---- complaints are walled off ---------------------------------------------------------------------------------------


def test_r14_who_is_complained_of_finds_no_title_or_number_of_it_among_the_inspections(town: Town) -> None:
    leader = town.actor(SHIFT_LEADER).staff
    story = town.received(
        request_type=RequestType.COMPLAIN, subject_staff=leader, title="反映值班长态度生硬", flags=("about_section",)
    )
    row = flagged(town, story)
    _score(town, row)
    named, other = town.client(SHIFT_LEADER), town.client(HEAD)
    for client, seen in ((named, False), (other, True)):
        pages = [page(client, list="done"), page(client, list="done", inspection=row.pk)]
        pages.append(client.get("/inspections/cases").content.decode())
        for shown in pages:
            assert ("反映值班长态度生硬" in shown) is seen
            assert (story.number in shown) is seen
        assert ("来电人说没有记全。" in pages[1]) is seen


def test_r12_an_inspector_with_an_interest_in_the_matter_neither_reads_nor_scores_it(town: Town) -> None:
    story = town.received()
    row = flagged(town, story)
    story.do("panyong", "declare_interest", reason="系亲属")
    client = town.client("panyong")
    session = client.session
    session[OFFICE] = StaffRole.objects.get(staff__username="panyong", role=Role.QUALITY_INSPECTOR).pk
    session.save()
    shown = page(client, list="to_score", inspection=row.pk)
    assert "来电人王女士称" not in shown
    assert 'name="complete"' not in shown
    assert post(client, f"{row.pk}/score", **full(), list="to_score").status_code == 404
    row.refresh_from_db()
    assert row.state is InspectionState.DRAWN


def test_r14_an_agent_does_not_learn_who_flagged_the_intake_or_why(town: Town) -> None:
    row = scored(town)
    shown = page(town.client(AGENT), list="mine", inspection=row.pk)
    assert "来电人说没有记全。" not in shown
    assert "人工提请" not in shown
    assert "朱嘉禾" in shown  # who scored is told
    assert "来电人说没有记全。" in page(town.client(HEAD), list="done", inspection=row.pk)


# ---- the agent answers -----------------------------------------------------------------------------------------------


def test_the_agent_reads_what_was_good_what_to_do_better_and_until_when_to_appeal(town: Town) -> None:
    row = scored(town)
    shown = page(town.client(AGENT), list="mine", inspection=row.pk)
    for words in ("语气平和。", "请追问发生的时间。", "8 / 15", "申诉期限", "时限怎样算出", "3 个工作日", "确认评分"):
        assert words in shown
    assert post(town.client(AGENT), f"{row.pk}/acknowledge", list="mine").status_code == 302
    row.refresh_from_db()
    assert row.state is InspectionState.ACKNOWLEDGED
    assert "提交申诉" not in page(town.client(AGENT), list="mine", inspection=row.pk)


def test_an_appeal_is_decided_by_another_and_both_scores_are_shown(town: Town) -> None:
    row = appealed(town)
    assert "提交评分" not in page(town.client(INSPECTOR), list="appealed", inspection=row.pk)
    leader = town.client(SHIFT_LEADER)
    assert "问过时间，记在原述里。" in page(leader, list="appealed", inspection=row.pk)
    before = page(leader, list="appealed", inspection=row.pk)
    assert row.points
    for code, points in row.points.items():
        assert re.search(rf'name="{code}"[^>]*value="{points}"[^>]*checked', before), "a change begins with the score"
    answer = post(leader, f"{row.pk}/decide", reason="已核。", list="appealed")
    assert (answer.status_code, "请选择“裁定”" in html.unescape(answer.content.decode())) == (422, True)
    given = full(verdict="changed", reason="原述里有时间。", list="appealed")
    assert post(leader, f"{row.pk}/decide", **given).status_code == 302
    row.refresh_from_db()
    assert (row.total, row.total_decided, row.upheld) == (93, 100, True)
    shown = page(town.client(AGENT), list="mine", inspection=row.pk)
    assert "<del>8</del> 15" in shown
    assert "原评 93" in shown
    assert "原述里有时间。" in shown


def test_an_appeal_without_reason_comes_back_and_a_late_one_is_not_offered(town: Town) -> None:
    row = scored(town)
    client = town.client(AGENT)
    answer = post(client, f"{row.pk}/appeal", reason="", list="mine")
    assert (answer.status_code, "没有写明理由" in answer.content.decode()) == (422, True)
    Inspection.objects.filter(pk=row.pk).update(appeal_until=timezone.now() - dt.timedelta(minutes=1))
    shown = page(client, list="mine", inspection=row.pk)
    assert "提交申诉" not in shown
    assert "已过，评分有效" in shown


# ---- results ---------------------------------------------------------------------------------------------------------


def test_each_figure_of_the_results_opens_to_its_cases(town: Town) -> None:
    row = scored(town, faults=["false_record"])
    client = town.client(SHIFT_LEADER)
    results = html.unescape(client.get("/inspections/results").content.decode())
    links = re.findall(r'<a href="(/inspections/cases\?[^"]+)">([\d.]+)</a>', results)
    assert len(links) >= 4
    for href, figure in links:
        cases = client.get(href).content.decode()
        if "." not in figure:
            assert cases.count("<tr><td data-label") == int(figure), href
    lost = next(href for href, _ in links if "criterion=complete" in href)
    assert f"inspection={row.pk}" in client.get(lost).content.decode()
    assert "不作排名" in results
    assert f"inspection={row.pk}" not in client.get("/inspections/cases", LAST).content.decode()


def test_a_wrong_period_is_said_and_a_made_up_criterion_is_refused(town: Town) -> None:
    client = town.client(HEAD)
    wrong = client.get("/inspections/results", {"first": "2026-01-01", "last": "2027-01-01"}).content.decode()
    assert "最多 92 日" in wrong
    assert client.get("/inspections/cases", {"criterion": "x", "form": "y"}).status_code == 409
    assert client.get("/inspections/cases", {"agent": "x"}).status_code == 200


def test_remarks_stand_in_the_tables_alone(town: Town) -> None:
    row = scored(town)
    assert InspectionText.objects.filter(inspection=row.pk, content="请追问发生的时间。").exists()
    assert "请追问" not in str(list(row.texts.values_list("digest", flat=True)))


def test_the_pages_speak_english(town: Town) -> None:
    row = appealed(town)
    client = town.client(SHIFT_LEADER, "en")
    shown = page(client, list="appealed", inspection=row.pk)
    for words in ("Inspection of intake", "Recorded", "Decision", "Time for an appeal", "To do better"):
        assert words.lower() in shown.lower()
    for address in ("results", "cases"):
        assert "Agent" in client.get(f"/inspections/{address}").content.decode()
    assert "See how many first" in town.client(INSPECTOR, "en").get("/inspections/draw").content.decode()
