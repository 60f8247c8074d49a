"""The telephone on the agent's screen: pages of a call, who calls, and orders that come of it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from lianxin import actions
from lianxin.actions import CallerEntry
from lianxin.law.words import (
    CallCommand,
    CallDisposition,
    CallEndedBy,
    CallEventKind,
    CallMissed,
    CallRelation,
    CallState,
    OrderState,
    RequestType,
    Role,
)
from lianxin.records.calls import facts_of
from lianxin.records.models import Call, CallOrder, Event, OrderCaller, Person, ReadingLog, Unit, WorkOrder
from lianxin.records.people import identity
from lianxin.telephony.port import CallEvent, Command
from lianxin.telephony.simulator import Simulator
from lianxin.web.calls import switch
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, EXAMINER, HOST, SHIFT_LEADER, Story, Town

PIECE = {"HX-Request": "true"}
ACCOUNT = "来电人反映柳岸小区北门三盏路灯不亮已有一周，要求维修。"


class Line:
    """One call at an agent's desk, as the switch tells of it."""

    def __init__(self, town: Town, number: str, *, agent: str = AGENT) -> None:
        self.id, self.number = uuid.uuid4().hex, number
        self.agent = town.offices[agent].staff.number
        self.tell(CallEventKind.AGENT_OFFERED)

    def tell(self, kind: CallEventKind, **more: Any) -> Line:
        given: dict[str, Any] = {"caller": self.number, "agent": self.agent, "queue": "市民诉求"} | more
        actions.take_call_event(CallEvent("simulator", uuid.uuid4().hex, kind, self.id, timezone.now(), **given))
        return self

    def answered(self) -> Line:
        return self.tell(CallEventKind.ANSWERED)

    def ended(self) -> Line:
        return self.tell(CallEventKind.ENDED, ended_by=CallEndedBy.CALLER)

    @property
    def row(self) -> Call:
        return Call.objects.get(source_id=self.id)

    @property
    def form(self) -> str:
        return f"/orders/receive?call={self.row.pk}"


def new_number() -> str:
    return f"139{uuid.uuid4().int % 10**8:08d}"


def page(client: Client, href: str, **more: Any) -> str:
    return client.get(href, **more).content.decode()


def matter(town: Town, **given: str | list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {"request_type": "help", "title": "路灯不亮", "account": ACCOUNT}
    if "disposition" not in given:
        said |= {"dispatch_unit": str(town.units[HOST]), "dispatch_transfer": "小区北门三盏路灯不亮，请维修。"}
    return said | given


def newest() -> WorkOrder:
    return WorkOrder.objects.order_by("-id")[0]


def history(html: str) -> str:
    """The caller's own orders in the column."""
    return "".join(re.findall(r'id="history".*?</section>', html, re.DOTALL))


def finish(client: Client, line: Line) -> None:
    """Leaves the desk empty for the next test."""
    client.post(f"/calls/{line.row.pk}/dispose", {"hang_up": "yes"})


# ---- the bar ---------------------------------------------------------------------------------------------------------


def test_the_bar_shows_the_call_masked_and_what_can_be_done_with_it(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    assert "data-idle" in page(client, "/calls/bar")
    line = Line(town, number)
    ringing = page(client, "/")
    assert "响铃" in ringing
    assert "市民诉求" in ringing
    assert f"{number[:3]} **** {number[-4:]}" in ringing
    assert f'action="/calls/{line.row.pk}/answer"' in ringing
    answered = client.post(f"/calls/{line.row.pk}/answer")
    assert answered.headers["Location"] == line.form
    talking = page(client, "/calls/bar")
    assert 'aria-keyshortcuts="Alt+X"' in talking
    assert "通话中" in talking
    assert f'href="{line.form}"' in talking
    over = client.post(f"/calls/{line.row.pk}/hang-up", headers=PIECE).content.decode()
    assert "待登记去向" in over
    assert facts_of(line.row).state is CallState.TO_DISPOSE
    finished = client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "silent"})
    assert finished.headers["Location"] == "/"
    assert "data-idle" in page(client, "/calls/bar")
    assert number not in ringing + talking + over


def test_the_bar_is_there_for_who_answers_calls_and_shows_nobody_elses(town: Town) -> None:
    line = Line(town, new_number())
    assert 'id="calls"' not in page(town.client(CLERK), "/")
    assert "data-idle" in page(town.client(SHIFT_LEADER), "/")
    line.ended()


def test_an_invalid_call_that_still_goes_on_ends_with_its_outcome(town: Town) -> None:
    client, line = town.client(AGENT), Line(town, new_number()).answered()
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "wrong_number", "hang_up": "yes"})
    assert line.row.disposition is CallDisposition.WRONG_NUMBER
    assert line.row.ended_by is CallEndedBy.AGENT


def test_an_invalid_call_disposed_of_from_another_page_leaves_that_page_alone(town: Town) -> None:
    client = town.client(AGENT)
    lines = [Line(town, new_number()).answered().ended() for _ in range(2)]
    away = {**PIECE, "HX-Current-URL": "http://testserver/orders/?list=intake"}
    answer = client.post(f"/calls/{lines[0].row.pk}/dispose", {"disposition": "test"}, headers=away)
    assert "HX-Redirect" not in answer.headers
    assert 'id="calls"' in answer.content.decode()
    own = {**PIECE, "HX-Current-URL": f"http://testserver{lines[1].form}"}
    answer = client.post(f"/calls/{lines[1].row.pk}/dispose", {"disposition": "test"}, headers=own)
    assert answer.headers["HX-Redirect"] == "/"


@pytest.mark.parametrize("where", ["answer", "hang-up", "dispose", "number"])
def test_the_call_of_another_is_unknown(town: Town, where: str) -> None:
    line = Line(town, new_number()).answered()
    stranger = town.client(SHIFT_LEADER)
    answer = stranger.post(f"/calls/{line.row.pk}/{where}", {"disposition": "test", "purpose": "verify"})
    assert answer.status_code in (403, 404, 409)
    assert "没有这通来电，或者不是您接的" in answer.content.decode()
    assert stranger.get(line.form).status_code in (403, 404, 409)
    assert stranger.get(f"/calls/{line.row.pk}").status_code in (403, 404, 409)
    assert facts_of(line.row).state is CallState.TALKING
    line.ended()
    town.client(AGENT).post(f"/calls/{line.row.pk}/dispose", {"disposition": "test"})


def test_a_number_is_shown_once_for_a_purpose_and_logged(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    line = Line(town, number).answered()
    href = f"/calls/{line.row.pk}/number"
    asked = page(client, href)
    assert number not in asked
    assert client.post(href, fill(asked, purpose="")).status_code == 422
    said = fill(asked, purpose="call_back")
    shown = client.post(href, said, headers=PIECE)
    assert number in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    again = client.post(href, said)
    assert again.status_code == 409
    assert number not in again.content.decode()
    logged = Event.objects.filter(subject_kind="call", subject_id=line.row.pk, name="reveal_number")
    assert [one.payload["purpose"] for one in logged] == ["call_back"]
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "test", "hang_up": "yes"})


# ---- from a call to orders -------------------------------------------------------------------------------------------


def test_r26_two_matters_of_one_call_without_typing_a_number(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    line = Line(town, number).answered()
    form = page(client, line.form)
    masked = f"{number[:3]} **** {number[-4:]}"
    assert f'value="{masked}"' in form
    assert number not in form
    assert f'name="call" value="{line.row.pk}"' in form
    answer = client.post(line.form, fill(form, **matter(town, caller_name="孙小美")))
    assert answer.headers["Location"] == f"/calls/{line.row.pk}"
    first = newest()
    assert 'aria-keyshortcuts="Alt+X"' not in page(client, "/calls/bar"), "a call with an order is no invalid one"
    assert identity(Person.objects.get(appearances__order=first)).phone == number
    after = page(client, answer.headers["Location"])
    assert first.number in after
    assert "再登记一件" in after
    second_form = page(client, line.form)
    assert 'value="孙**"' in second_form
    client.post(line.form, fill(second_form, **matter(town, title="井盖缺失")))
    second = newest()
    assert second != first
    assert OrderCaller.objects.get(order=second).person_id == OrderCaller.objects.get(order=first).person_id
    assert set(CallOrder.objects.filter(call=line.row).values_list("order_id", "relation")) == {
        (first.pk, CallRelation.RECEIVED),
        (second.pk, CallRelation.RECEIVED),
    }
    finish(client, line)
    assert line.row.disposition is CallDisposition.MATTER


def test_a_consultation_makes_the_call_a_consultation(town: Town) -> None:
    client, line = town.client(AGENT), Line(town, new_number()).answered()
    data = matter(town, request_type="consult", title="", disposition="answer", answer_content="已告知办理地点。")
    client.post(line.form, fill(page(client, line.form), **data))
    assert newest().state is OrderState.CLOSED
    finish(client, line)
    assert line.row.disposition is CallDisposition.CONSULTED


def test_a_form_that_comes_back_with_errors_is_masked_as_before(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    line = Line(town, number).answered()
    form = page(client, line.form)
    wrong = client.post(line.form, fill(form, **matter(town, title="")))
    shown = wrong.content.decode()
    assert wrong.status_code == 422
    assert f"{number[:3]} **** {number[-4:]}" in shown
    assert number not in shown
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "test", "hang_up": "yes"})


def test_another_number_can_be_written_over_the_masked_one(town: Town) -> None:
    client, line, other = town.client(AGENT), Line(town, new_number()).answered(), new_number()
    client.post(line.form, fill(page(client, line.form), **matter(town, caller_phone=other)))
    assert identity(Person.objects.get(appearances__order=newest())).phone == other
    finish(client, line)


def test_stars_that_mean_no_number_of_ours_are_no_number(town: Town) -> None:
    client, before = town.client(AGENT), WorkOrder.objects.count()
    data = matter(town, caller_phone="138 **** 5621", caller_name="王**")
    answer = client.post("/orders/receive", fill(page(client, "/orders/receive"), **data))
    assert answer.status_code == 422
    assert "这是遮蔽的号码" in answer.content.decode()
    assert "这是遮蔽的姓名" in answer.content.decode()
    assert WorkOrder.objects.count() == before


def test_both_or_neither_the_order_and_its_call(town: Town) -> None:
    client, line = town.client(AGENT), Line(town, new_number()).answered()
    form = fill(page(client, line.form), **matter(town))
    line.ended()
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "dropped"})
    before = WorkOrder.objects.count()
    assert client.post(line.form, form).status_code == 409
    assert WorkOrder.objects.count() == before


# ---- who calls -------------------------------------------------------------------------------------------------------


def known(town: Town, number: str, **more: Any) -> Story:
    return town.received(caller=CallerEntry(name="王小明", phone=number, **more))


def test_the_caller_is_known_by_the_number(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    old = known(town, number, secret=True).called_back(content=False)
    going_on = known(town, number).dispatched()
    line = Line(town, number).answered()
    shown = page(client, line.form)
    for words in ("曾来电", "曾要求保密", "王**", "工单 2 件", "不满意 1 件", old.number, going_on.number):
        assert words in shown
    assert "王小明" not in shown
    assert 'value="王**"' in shown
    read = ReadingLog.objects.filter(query__list="caller").order_by("-id")[0]
    assert read.query is not None
    assert read.query["call"] == line.row.pk
    assert {old.id, going_on.id} <= set(read.query["orders"])
    assert number not in str(read.query)
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "test", "hang_up": "yes"})


def test_several_people_share_a_number_and_one_is_chosen(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    known(town, number)
    other = town.received(caller=CallerEntry(name="王大力", phone=number))
    line = Line(town, number).answered()
    form = page(client, line.form)
    assert form.count('data-name="王**"') == 2
    assert 'name="caller_name"' in form
    assert 'value="王**"' not in form, "nobody has said which of them it is"
    unclear = client.post(line.form, fill(form, **matter(town, caller_name="王**")))
    assert unclear.status_code == 422
    person = OrderCaller.objects.get(order=other.id).person_id
    chosen = page(client, f"{line.form}&person={person}")
    client.post(line.form, fill(chosen, **matter(town)))
    assert OrderCaller.objects.get(order=newest()).person_id == person
    finish(client, line)


def test_a_written_number_finds_its_caller_without_a_call(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    story = known(town, number)
    found = client.post("/calls/caller", {"caller_phone": number}).content.decode()
    assert story.number in found
    assert "王**" in found
    assert number not in found
    assert story.number not in client.post("/calls/caller", {"caller_phone": new_number()}).content.decode()


def test_r44_who_receives_nothing_learns_of_no_number_whose_it_is(town: Town) -> None:
    number = new_number()
    known(town, number).dispatched()
    for username in (CLERK, EXAMINER):
        answer = town.client(username).post("/calls/caller", {"caller_phone": number})
        assert answer.status_code == 403, username
        assert "王**" not in answer.content.decode()


def test_who_is_shut_out_of_an_order_does_not_find_it_beside_the_caller(town: Town) -> None:
    number = new_number()
    caller = CallerEntry(name="王小明", phone=number)
    about = town.received(
        caller=caller, request_type=RequestType.TIP_OFF, subject_unit=town.units["centre.intake"], title="举报受理科"
    )
    found = town.client(AGENT).post("/calls/caller", {"caller_phone": number}).content.decode()
    assert "王**" in found
    assert about.number not in found
    assert "工单 1 件" not in found, "nor how many there are"


def test_a_supplement_from_the_call_takes_one_step_and_ties_the_two(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    story = known(town, number).dispatched()
    line = Line(town, number).answered()
    column = page(client, line.form)
    way = re.search(rf'formaction="(/orders/receive/into/{story.number}/supplement\?[^"]+)"[^>]*Alt\+A', column)
    assert way, "the first open order has the key"
    opened = client.post(way[1], fill(column, account="昨晚又灭了一盏。"), follow=True, headers=PIECE)
    form = opened.content.decode()
    assert '<option value="1" selected>' in form or re.search(r'name="caller" value="1" checked', form)
    assert "昨晚又灭了一盏。" in form, "what was written so far goes along"
    answer = client.post(f"/orders/{story.number}/act/supplement", fill(form))
    assert answer.headers["Location"] == line.form
    assert CallOrder.objects.get(call=line.row).relation is CallRelation.SUPPLEMENTED
    finish(client, line)
    assert line.row.disposition is CallDisposition.FOLLOWED_UP


def test_r27_joining_anothers_order_shows_title_and_state_and_nobodys_data(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    place = f"柳岸小区{uuid.uuid4().int % 1000}号门口"
    theirs = town.received(caller=CallerEntry(name="赵大海", phone=new_number()), address=place).dispatched()
    line = Line(town, number).answered()
    said = {"caller_phone": f"{number[:3]} **** {number[-4:]}", "address": place}
    column = client.post(f"/calls/caller?call={line.row.pk}", said).content.decode()
    way = f"/orders/receive/into/{theirs.number}/add_caller"
    assert f'formaction="{way}"' in column
    assert f'href="/orders/{theirs.number}/"' not in column
    intake = fill(page(client, line.form), caller_name="孙小美", account="门口的灯也请修好。", address=place)
    opened = client.post(way, intake, follow=True, headers=PIECE)
    form = opened.content.decode()
    assert theirs.number in form, "which order it is"
    for secret in ("赵大海", "赵**", "家住 3 号楼", number):
        assert secret not in column + form
    assert "门口的灯也请修好。" in form
    answer = client.post(f"/orders/{theirs.number}/act/add_caller", fill(form), headers=PIECE)
    assert answer.headers["HX-Redirect"] == line.form
    joined = OrderCaller.objects.get(order=theirs.id, serial=2)
    assert identity(Person.objects.get(pk=joined.person_id)).phone == number
    assert CallOrder.objects.get(call=line.row).relation is CallRelation.JOINED
    after = page(client, f"/calls/{line.row.pk}")
    assert theirs.number in after
    assert f'href="/orders/{theirs.number}/"' not in after
    finish(client, line)


def test_the_same_matter_of_the_same_caller_is_pointed_out(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    place = f"清风街道柳岸小区{uuid.uuid4().int % 1000}号楼北侧"
    town.received(caller=CallerEntry(name="王小明", phone=number), address=place).dispatched()
    line = Line(town, number).answered()
    assert "疑似重复诉求" not in page(client, line.form)
    said = {"caller_phone": f"{number[:3]} **** {number[-4:]}", "address": place}
    column = client.post(f"/calls/caller?call={line.row.pk}", said).content.decode()
    assert "疑似重复诉求" in column
    assert column.count('aria-keyshortcuts="Alt+A"') == 1
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "test", "hang_up": "yes"})


def test_r47_who_calls_from_the_number_on_record_is_told_state_and_dates(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    open_one, secret = known(town, number).dispatched(), known(town, number, secret=True)
    anothers = town.received(caller=CallerEntry(name="赵大海", phone=new_number()))
    line = Line(town, number).answered()
    told = client.post(f"/calls/{line.row.pk}/told/{open_one.number}", headers=PIECE).content.decode()
    assert "办理中" in told
    for other in (secret, anothers):
        assert client.post(f"/calls/{line.row.pk}/told/{other.number}").status_code in (403, 409, 422)
    assert list(CallOrder.objects.filter(call=line.row).values_list("order_id", "relation")) == [
        (open_one.id, CallRelation.TOLD)
    ]
    finish(client, line)
    assert line.row.disposition is CallDisposition.TOLD


def test_art16_who_asks_hears_where_it_stands_and_what_is_owed_to_them_alone(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    caller = CallerEntry(name="王小明", phone=number)
    story = town.received(caller=caller, at=timezone.now() - dt.timedelta(days=30)).signed()
    joiner = CallerEntry(name="赵大海", phone=new_number())
    story.do(AGENT, "add_caller", entry=joiner, wish="也请修好。")
    line = Line(town, number).answered()
    column = history(page(client, line.form))
    assert Unit.objects.get(pk=town.units[HOST]).name_zh in column
    assert "已签收" in column
    assert "告知日期" in column
    assert "欠说明" not in column
    story.now = timezone.now() - dt.timedelta(minutes=10)
    story.do(AGENT, "demand_explanation", caller=2, text="为何还没有回复？")
    assert "欠说明" not in history(page(client, line.form)), "what is owed to another caller is theirs (R27)"
    story.do(AGENT, "demand_explanation", caller=1, text="为何还没有回复？")
    assert "欠说明" in history(page(client, line.form))
    told = client.post(f"/calls/{line.row.pk}/told/{story.number}", headers=PIECE).content.decode()
    assert "说明期限" in told
    assert "demand_explanation" not in told, "it is demanded already"
    finish(client, line)
    assert line.row.disposition is CallDisposition.TOLD


def test_art16_a_late_reply_lets_who_asks_demand_an_explanation_at_once(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    late = town.received(
        caller=CallerEntry(name="王小明", phone=number), at=timezone.now() - dt.timedelta(days=30)
    ).dispatched()
    line = Line(town, number).answered()
    assert "已过告知日期" in history(page(client, line.form))
    told = client.post(f"/calls/{line.row.pk}/told/{late.number}", headers=PIECE).content.decode()
    way = re.search(rf'href="(/orders/{late.number}/act/demand_explanation\?[^"]+)"', told)
    assert way
    form = page(client, way[1].replace("&amp;", "&"), headers=PIECE)
    answer = client.post(f"/orders/{late.number}/act/demand_explanation", fill(form, text="为何逾期？"))
    assert answer.headers["Location"] == line.form, "on with the call"
    assert "欠说明" in history(page(client, line.form))
    assert "要求说明" in page(client, f"/calls/{line.row.pk}")
    finish(client, line)
    assert line.row.disposition is CallDisposition.DEMANDED, "told as well, but that is not what came of it"
    tied = CallOrder.objects.filter(call=line.row).values_list("order_id", "relation")
    assert set(tied) == {(late.id, CallRelation.DEMANDED), (late.id, CallRelation.TOLD)}


def test_r47_of_a_secret_order_telling_is_not_even_offered(town: Town) -> None:
    client, number = town.client(AGENT), new_number()
    secret = known(town, number, secret=True).dispatched()
    line = Line(town, number).answered()
    column = history(page(client, line.form))
    assert secret.number in column
    assert "电话中不告知" in column
    assert "告知进度" not in column
    finish(client, line)


# ---- the simulator ---------------------------------------------------------------------------------------------------


def test_the_simulator_calls_an_agent(town: Town) -> None:
    player, number = town.client(SHIFT_LEADER), new_number()
    shown = page(player, "/simulator")
    assert 'href="/simulator"' in shown
    agent = str(town.offices[AGENT].staff_id)
    data = fill(shown, agent=agent, who="own", phone=number, waited="12")
    assert player.post("/simulator", data).headers["Location"] == "/simulator"
    bar = page(town.client(AGENT), "/calls/bar")
    assert "响铃" in bar
    assert "等待 12 秒" in bar or "等待 13 秒" in bar
    call = Call.objects.order_by("-id")[0]
    assert number not in page(player, "/simulator")
    player.post(f"/simulator/{call.pk}/hang-up")
    call.refresh_from_db()
    assert call.missed is CallMissed.ABANDONED
    assert player.post("/simulator", fill(shown, agent=agent, who="own", phone="1")).status_code == 422


def test_the_simulator_plays_known_callers_and_withheld_numbers(town: Town) -> None:
    number = new_number()
    story = known(town, number)
    player, agent = town.client(AGENT), str(town.offices[AGENT].staff_id)
    person = str(OrderCaller.objects.get(order=story.id).person_id)
    for who, phone in ((person, f"{number[:3]} **** {number[-4:]}"), ("withheld", "未显示号码")):
        player.post("/simulator", {"agent": agent, "who": who})
        assert phone in page(player, "/calls/bar")
        player.post(f"/simulator/{Call.objects.order_by('-id')[0].pk}/hang-up")


def test_the_simulator_is_for_those_who_play_and_only_where_nothing_is_real(town: Town) -> None:
    assert town.client(CLERK).get("/simulator").status_code == 403
    assert "/simulator" not in page(town.client(town.somebody(Role.DISPATCHER)), "/")
    with override_settings(PRODUCTION=True):
        agent = town.client(AGENT)
        assert agent.get("/simulator", secure=True).status_code == 404
        assert 'href="/simulator"' not in page(agent, "/", secure=True)


def test_a_call_that_has_ended_long_ago_is_no_news(town: Town) -> None:
    """The bar counts from the switch's moments, not from when the page was made."""
    client, line = town.client(AGENT), Line(town, new_number()).answered()
    Call.objects.filter(pk=line.row.pk).update(answered_at=timezone.now() - dt.timedelta(minutes=3, seconds=21))
    line.ended()
    assert "03:21" in page(client, "/calls/bar")
    client.post(f"/calls/{line.row.pk}/dispose", {"disposition": "dropped"})


# ---- somebody in distress (R35) --------------------------------------------------------------------------------------


def test_r35_an_agent_stays_on_the_line_and_the_shift_leader_comes(town: Town) -> None:
    client, leader, number = town.client(AGENT), town.client(SHIFT_LEADER), new_number()
    line = Line(town, number).answered()
    bar = page(client, "/calls/bar")
    assert f'href="/calls/{line.row.pk}/alert"' in bar
    form = page(client, f"/calls/{line.row.pk}/alert", headers=PIECE)
    called = client.post(f"/calls/{line.row.pk}/alert", fill(form, service="120"))
    assert called.headers["Location"] == line.form
    shown = page(client, line.form)
    assert "请保持通话" in shown
    assert "请用话机三方拨打 120" in shown, "the switch of the demonstration brings nobody in"
    assert f'action="/calls/{line.row.pk}/hang-up"' not in shown
    for way, said in (("hang-up", {}), ("dispose", {"hang_up": "yes", "disposition": "silent"})):
        assert client.post(f"/calls/{line.row.pk}/{way}", said).status_code == 409
    assert facts_of(line.row).state is CallState.TALKING
    seen = page(leader, "/")
    assert "受理员求助" in seen
    assert "120" in seen
    assert number[:3] + " **** " + number[-4:] not in seen, "nothing of the caller (R44)"
    assert f"/calls/{line.row.pk}/take-up" not in page(town.client(CLERK), "/")
    assert town.client(CLERK).post(f"/calls/{line.row.pk}/take-up").status_code == 403
    assert leader.post(f"/calls/{line.row.pk}/take-up").status_code == 302
    assert "受理员求助" not in page(leader, "/calls/bar")
    assert "已接手" in page(client, "/calls/bar")
    assert client.post(f"/calls/{line.row.pk}/hang-up").status_code == 302
    told = Event.objects.filter(subject_id=line.row.pk, name__in=["alert_shift_leader", "take_up_alert"])
    assert [one.article for one in told.order_by("sequence")] == ["R35", "R35"]
    assert number not in str([one.payload for one in told])
    finish(client, line)


def test_r35_the_switch_brings_the_line_in_where_it_can(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client, asked = town.client(AGENT), []

    class Able(Simulator):
        commands = frozenset({CallCommand.CONFERENCE})

        def order(self, command: Command) -> None:
            asked.append((command.kind, command.to, command.call_id))

    monkeypatch.setattr(switch, "switch_of", lambda _: Able(lambda _: None, timezone.now))
    line = Line(town, new_number()).answered()
    form = page(client, f"/calls/{line.row.pk}/alert")
    client.post(f"/calls/{line.row.pk}/alert", fill(form, service="110"))
    assert asked == [(CallCommand.CONFERENCE, "110", line.id)]
    assert "三方拨打" not in page(client, line.form)
    monkeypatch.undo()
    town.client(SHIFT_LEADER).post(f"/calls/{line.row.pk}/take-up")
    finish(client, line)
