"""Every act from its form: who fills in what is asked for and sends it has done it, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.utils import timezone

from lianxin import actions
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.decisions.retaliation import Report
from lianxin.law.words import (
    Channel,
    ContactWay,
    EscalationStep,
    Grade,
    OrderState,
    Outcome,
    PoliceGround,
    Procedure,
    ReplyWay,
    RequestType,
    SendBackReason,
    SupervisionGround,
    SupervisionLevel,
    TalkResult,
)
from lianxin.records.models import Event
from lianxin.web.acts.signature import FORMS
from tests.web.forms import fill
from tests.web.town import (
    AGENT,
    ARBITER,
    CALLBACK_CLERK,
    CLERK,
    COMMUNITY,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    OTHER,
    OTHER_CLERK,
    SHIFT_LEADER,
    STREET,
    STREET_CLERK,
    SUB_UNIT,
    SUPERVISOR,
    WORKER,
    Story,
    Town,
)

Given = dict[str, str | list[str]]


def nothing(_: Story) -> Given:
    return {}


@dataclass(frozen=True)
class Scene:
    """Where an order stands, who acts, what they choose where the least will not do, and where it leads."""

    story: Callable[[Town], Story]
    who: str
    state: OrderState
    given: Callable[[Story], Given] = nothing


def unit(code: str) -> Callable[[Story], Given]:
    return lambda story: {"unit": str(story.town.units[code])}


def given(**said: str | list[str]) -> Callable[[Story], Given]:
    return lambda _: said


def retaliated(town: Town) -> Story:
    """The tip-off that a report of retaliation makes."""
    story = signed(town)
    said = Report(account="被威胁不得来电。", unit=town.units[HOST])
    done = actions.report_retaliation(story.door(AGENT), order=story.id, caller=1, said=said)
    story.id, story.number = done.order, done.number
    return story


def received(town: Town) -> Story:
    return town.received()


def dispatched(town: Town) -> Story:
    return town.received().dispatched()


def signed(town: Town) -> Story:
    return town.received().signed()


def asked_to_send_back(town: Town) -> Story:
    return dispatched(town).do(CLERK, "send_back", code=SendBackReason.NOT_OUR_DUTY, reason="不属本单位职责。")


def asked_for_host_change(town: Town) -> Story:
    return signed(town).do(CLERK, "request_host_change", unit=town.units[OTHER], reason="属房屋维修范围。")


def asked_for_co_handler(town: Town) -> Story:
    return signed(town).do(CLERK, "request_co_handler", unit=town.units[OTHER], reason="需房管部门配合。")


def asked_for_redirection(town: Town) -> Story:
    court = {"procedure": Procedure.LITIGATION, "body": "区人民法院", "case_number": "（2026）云 01 行初 12 号"}
    return signed(town).do(CLERK, "request_redirection", **court)


def come_back(town: Town) -> Story:
    return closed(town).do(AGENT, "request_reopening", caller=1, text="路灯又不亮了。")


def asked_for_extension(town: Town) -> Story:
    return signed(town).do(CLERK, "extend", amount_working_days=3, reason="灯具采购需要时间。")


def asked_to_change_promise(town: Town) -> Story:
    until = timezone.localdate() + dt.timedelta(days=40)
    return tracked(town).do(CLERK, "change_promise", until=until, reason="供货推迟。")


def delegated(town: Town) -> Story:
    return signed(town).do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请现场核实并维修。")


def co_handling(town: Town) -> Story:
    story = signed(town).do(DISPATCHER, "add_co_handler", unit=town.units[OTHER], reason="涉及房屋外墙。")
    return story.do(OTHER_CLERK, "sign")


def at_street(town: Town) -> Story:
    return town.received().signed(STREET)


def assisting(town: Town) -> Story:
    return (
        at_street(town).do(STREET_CLERK, "assist", unit=town.units[COMMUNITY], note="请上门查看。").do(WORKER, "sign")
    )


def replied(town: Town) -> Story:
    return town.received().replied()


def fed_back(town: Town) -> Story:
    return town.received().fed_back()


def tracked(town: Town) -> Story:
    return town.received().tracked()


def stopped(town: Town) -> Story:
    return town.received().stopped()


def examined(town: Town) -> Story:
    return town.received().examined()


def dissatisfied(town: Town) -> Story:
    return town.received().called_back(content=False)


def called_back(town: Town) -> Story:
    return town.received().called_back()


def closed(town: Town) -> Story:
    return town.received().closed()


def archived(town: Town) -> Story:
    alone = actions.CallerEntry(name="赵大海", phone="13700003333")
    return town.received(at=timezone.now() - dt.timedelta(days=45), caller=alone).archived()


def merged(town: Town) -> Story:
    parent = dispatched(town)
    child = received(town)
    child.do(DISPATCHER, "merge", parent=parent.number)
    PARENTS[child.number] = parent.number
    return child


PARENTS: dict[str, str] = {}


def demanded(town: Town) -> Story:
    return fed_back(town).do(CALLBACK_CLERK, "object", caller=1, text="没有修好。")


def contested(town: Town) -> Story:
    return replied(town).do(CALLBACK_CLERK, "contest", caller=1)


def proved(town: Town) -> Story:
    story = contested(town)
    overlay = story.order.overlays.get(kind="contradiction").serial
    return story.do(CLERK, "prove", overlay=overlay, way=ReplyWay.BRIDGED_CALL, text="10:02 中心转接通话三分钟。")


def risen(town: Town) -> Story:
    story = replied(town).do(CALLBACK_CLERK, "rate", caller=1, rating=GivenRating(grade_result=Grade.DISSATISFIED))
    story.do(CLERK, "record_progress", note="上门说明情况。", contact=ContactWay.VISIT)
    return story.do(CALLBACK_CLERK, "rate", caller=1, rating=GivenRating(grade_result=Grade.SATISFIED))


def proposed(town: Town) -> Story:
    return dissatisfied(town).do(CALLBACK_CLERK, "propose_rehandling", caller=1, reason="灯仍不亮。")


def withdrawing(town: Town) -> Story:
    return signed(town).do(AGENT, "withdraw", caller=1, reason="已自行解决。")


def supervised(town: Town) -> Story:
    said = {"level": SupervisionLevel.CITY, "ground": SupervisionGround.OTHER, "reason": "请尽快处理。"}
    return signed(town).do(SUPERVISOR, "supervise", **said)


def escalated(town: Town) -> Story:
    return signed(town).do(SUPERVISOR, "escalate", step=EscalationStep.CITY_HOTLINE, reason="涉及多个单位。")


def tip_off(town: Town) -> Story:
    named = {"request_type": RequestType.TIP_OFF, "subject_person": "某摊主"}
    return town.received(**named).signed()


def recusal_demanded(town: Town) -> Story:
    return tip_off(town).do(AGENT, "demand_recusal", caller=1, unit=town.units[HOST], reason="与被反映人有往来。")


def sealing_asked(town: Town) -> Story:
    return received(town).do(SHIFT_LEADER, "seal_content", reason="误录涉密内容。")


def referred(town: Town) -> Story:
    return received(town).do(SHIFT_LEADER, "refer_to_police", ground=PoliceGround.THREATS, note="多次威胁接线员。")


def by_web(town: Town) -> Story:
    return town.received(channel=Channel.WEB)


def earlier(story: Story) -> Given:
    settled = Story(story.town, story.now - dt.timedelta(days=1)).closed()
    return {"earlier": settled.number}


def parent(story: Story) -> Given:
    return {"parent": PARENTS.get(story.number) or dispatched(story.town).number}


S = OrderState
AGREED = given(upheld="yes")

SCENES: Mapping[str, Scene] = {
    "queue": Scene(received, AGENT, S.DISPATCHING),
    "answer": Scene(received, AGENT, S.CLOSED),
    "redirect": Scene(received, AGENT, S.CLOSED, given(case_number="（2026）云 01 行初 12 号")),
    "hand_over": Scene(received, AGENT, S.CLOSED),
    "transfer_out": Scene(received, AGENT, S.CLOSED),
    "no_matter": Scene(by_web, AGENT, S.CLOSED),
    "dispatch": Scene(received, DISPATCHER, S.HANDLING, unit(HOST)),
    "designate": Scene(received, ARBITER, S.HANDLING, unit(HOST)),
    "decide_send_back": Scene(asked_to_send_back, DISPATCHER, S.DISPATCHING, AGREED),
    "change_host": Scene(signed, DISPATCHER, S.HANDLING, unit(OTHER)),
    "decide_host_change": Scene(asked_for_host_change, DISPATCHER, S.HANDLING, AGREED),
    "recall": Scene(signed, DISPATCHER, S.DISPATCHING),
    "add_co_handler": Scene(signed, DISPATCHER, S.HANDLING, unit(OTHER)),
    "decide_co_handling": Scene(asked_for_co_handler, DISPATCHER, S.HANDLING, AGREED),
    "split": Scene(received, DISPATCHER, S.REGISTERED, given(callers=["1"], request_type="help")),
    "merge": Scene(received, DISPATCHER, S.CLOSED, parent),
    "unmerge": Scene(merged, DISPATCHER, S.DISPATCHING, parent),
    "sign": Scene(dispatched, CLERK, S.HANDLING),
    "send_back": Scene(dispatched, CLERK, S.HANDLING),
    "delegate": Scene(signed, CLERK, S.HANDLING, unit(SUB_UNIT)),
    "recall_delegate": Scene(delegated, CLERK, S.HANDLING),
    "request_co_handler": Scene(signed, CLERK, S.HANDLING),
    "request_host_change": Scene(signed, CLERK, S.HANDLING),
    "request_redirection": Scene(signed, CLERK, S.HANDLING, given(case_number="（2026）云 01 行初 12 号")),
    "decide_redirection": Scene(asked_for_redirection, EXAMINER, S.CLOSED, AGREED),
    "give_opinion": Scene(co_handling, OTHER_CLERK, S.HANDLING),
    "assist": Scene(at_street, STREET_CLERK, S.HANDLING, unit(COMMUNITY)),
    "end_assistance": Scene(assisting, WORKER, S.HANDLING),
    "record_progress": Scene(signed, CLERK, S.HANDLING, given(contact=ContactWay.VISIT.value)),
    "reply": Scene(signed, CLERK, S.HANDLING),
    "feed_back": Scene(replied, CLERK, S.FED_BACK),
    "extend": Scene(signed, CLERK, S.HANDLING),
    "decide_extension": Scene(asked_for_extension, EXAMINER, S.HANDLING, AGREED),
    "change_promise": Scene(tracked, CLERK, S.TRACKED),
    "decide_promise_change": Scene(asked_to_change_promise, EXAMINER, S.TRACKED, AGREED),
    "stop": Scene(signed, CLERK, S.FED_BACK, earlier),
    "list_points": Scene(fed_back, EXAMINER, S.FED_BACK),
    "return_for_correction": Scene(fed_back, EXAMINER, S.HANDLING),
    "uphold_stop": Scene(stopped, EXAMINER, S.CLOSED),
    "overturn_stop": Scene(stopped, EXAMINER, S.HANDLING),
    "call_back": Scene(examined, CALLBACK_CLERK, S.CALLBACK),
    "accept_dissatisfaction": Scene(dissatisfied, EXAMINER, S.CALLBACK),
    "rate": Scene(replied, CALLBACK_CLERK, S.HANDLING, given(grade_result="satisfied", solved="yes")),
    "propose_rehandling": Scene(dissatisfied, CALLBACK_CLERK, S.CALLBACK),
    "decline_rehandling": Scene(proposed, EXAMINER, S.CALLBACK),
    "check_rating": Scene(risen, EXAMINER, S.HANDLING, given(stands="yes")),
    "rehandle": Scene(dissatisfied, EXAMINER, S.HANDLING),
    "close": Scene(called_back, CALLBACK_CLERK, S.CLOSED),
    "reopen": Scene(closed, EXAMINER, S.HANDLING),
    "request_reopening": Scene(closed, AGENT, S.CLOSED),
    "decide_reopening": Scene(come_back, EXAMINER, S.HANDLING, AGREED),
    "supplement": Scene(signed, AGENT, S.HANDLING),
    "add_caller": Scene(signed, AGENT, S.HANDLING, given(name="李四", phone="13900001111")),
    "change_wishes": Scene(signed, AGENT, S.HANDLING, given(secret="yes")),
    "renew_query_code": Scene(signed, AGENT, S.HANDLING),
    "urge": Scene(signed, AGENT, S.HANDLING),
    "object": Scene(examined, CALLBACK_CLERK, S.CALLBACK),
    "demand_explanation": Scene(replied, AGENT, S.HANDLING),
    "explain": Scene(demanded, CLERK, S.FED_BACK),
    "contest": Scene(replied, CALLBACK_CLERK, S.HANDLING),
    "prove": Scene(contested, CLERK, S.HANDLING),
    "decide_contradiction": Scene(proved, EXAMINER, S.HANDLING, given(reply_stands="yes", untruth="no")),
    "withdraw": Scene(signed, AGENT, S.HANDLING),
    "decide_withdrawal": Scene(withdrawing, EXAMINER, S.CLOSED, given(free="yes")),
    "supervise": Scene(signed, SUPERVISOR, S.HANDLING, given(ground="other")),
    "answer_supervision": Scene(supervised, CLERK, S.HANDLING),
    "escalate": Scene(signed, SUPERVISOR, S.HANDLING),
    "decide_escalation": Scene(escalated, HEAD, S.HANDLING),
    "attach_instruction": Scene(signed, SUPERVISOR, S.HANDLING),
    "mark_difficult": Scene(signed, EXAMINER, S.HANDLING),
    "report_risk": Scene(signed, CLERK, S.HANDLING),
    "decide_retaliation": Scene(retaliated, SUPERVISOR, S.REGISTERED, given(found="yes", body="监察机关")),
    "record_dissuasion": Scene(received, AGENT, S.REGISTERED),
    "refer_to_police": Scene(received, SHIFT_LEADER, S.REGISTERED, given(ground="43")),
    "end_referral": Scene(referred, SHIFT_LEADER, S.REGISTERED),
    "declare_interest": Scene(received, AGENT, S.REGISTERED),
    "demand_recusal": Scene(tip_off, AGENT, S.HANDLING, unit(HOST)),
    "decide_recusal": Scene(recusal_demanded, HEAD, S.DISPATCHING, AGREED),
    "seal_content": Scene(received, SHIFT_LEADER, S.REGISTERED),
    "confirm_sealing": Scene(sealing_asked, HEAD, S.REGISTERED, given(neutral_text="内容已封存。")),
    "forget": Scene(archived, HEAD, S.ARCHIVED),
    "correct": Scene(signed, DISPATCHER, S.HANDLING, given(urgency="urgent")),
    "shift_clocks": Scene(signed, HEAD, S.HANDLING),
}


def test_there_is_a_scene_for_every_form() -> None:
    assert {*SCENES, "report_retaliation"} == set(FORMS), "that one leaves no trace on its order: see test_retaliation"


@pytest.mark.parametrize("action", SCENES)
def test_an_act_is_done_from_its_form(town: Town, action: str) -> None:
    scene = SCENES[action]
    story = scene.story(town)
    client = town.client(scene.who)
    href = f"/orders/{story.number}/act/{action}"
    page = client.get(href)
    assert page.status_code == 200, page.content.decode()[:2000]
    data = fill(page.content.decode(), **scene.given(story))
    answer = client.post(href, data)
    assert answer.status_code == 302, answer.content.decode()
    events = Event.objects.filter(subject_kind="order", subject_id=story.id).order_by("sequence")
    last = events.values_list("name", "actor_staff", "payload").last()
    assert last is not None
    assert (last[0], last[1]) == (action, town.actor(scene.who).staff)
    assert story.order.state is scene.state


def test_a_failed_attempt_needs_no_answers(town: Town) -> None:
    story = examined(town)
    client = town.client(CALLBACK_CLERK)
    href = f"/orders/{story.number}/act/call_back"
    data = fill(client.get(href).content.decode(), result=TalkResult.NO_ANSWER.value)
    assert "contacted" not in data
    assert client.post(href, data).status_code == 302
    assert len(story.order.callers.get().callback_attempts) == 1


def test_each_outcome_asks_for_what_the_law_asks_of_it(town: Town) -> None:
    client = town.client(CLERK)
    for outcome in (Outcome.DONE, Outcome.STATUTORY_LONGER, Outcome.CONSTRAINED, Outcome.NOT_POSSIBLE):
        story = replied(town)
        href = f"/orders/{story.number}/act/feed_back"
        data = fill(client.get(href).content.decode(), outcome=outcome.value)
        assert client.post(href, data).status_code == 302, outcome
        assert story.order.feedbacks.get().outcome is outcome


def test_one_form_makes_one_event_however_often_it_is_sent(town: Town) -> None:
    story, client = dispatched(town), town.client(CLERK)
    href = f"/orders/{story.number}/act/sign"
    data = fill(client.get(href).content.decode())
    assert client.post(href, data).status_code == 302
    again = client.post(href, data)
    assert again.status_code == 302
    names = Event.objects.filter(subject_kind="order", subject_id=story.id).values_list("name", flat=True)
    assert list(names).count("sign") == 1


def test_actions_without_a_form_have_no_page(town: Town) -> None:
    story, client = received(town), town.client(HEAD)
    for action in ("receive", "import_history", "succeed_unit", "signal_clock", "archive", "paint"):
        assert client.get(f"/orders/{story.number}/act/{action}").status_code == 404, action
    assert set(actions.ACTIONS) > set(FORMS)
