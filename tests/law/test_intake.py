"""What the hotline does first: receive, answer, redirect, hand over, transfer out, set aside (Art. 18, 22, 23)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decide import check_duty
from lianxin.law.decisions import handling, intake
from lianxin.law.decisions.intake import Intake, Wishes
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.words import (
    AssignmentState,
    Channel,
    ClockEnd,
    ClockName,
    ClockOwner,
    ClosedAs,
    EmergencyService,
    OrderFlag,
    OrderState,
    OverlayKind,
    OverlayState,
    Procedure,
    ReplyState,
    RequestType,
    Role,
    TextKind,
    Urgency,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DISPATCHER,
    EXAMINER,
    MORNING,
    PERSON,
    SECOND_PERSON,
    SILENCE,
    UNITS,
    VENDOR,
    Life,
    handling_order,
    received,
    refuses,
    staff,
    tip_off,
)
from tests.law.rules import calendar, policy

WEIFANG = ("weifang_2021", "shandong_2020", "national_2025")
COURT = {"procedure": Procedure.LITIGATION, "body": "市中级人民法院", "case_number": "（2026）01 民初 12 号"}


def take(actor: Actor = AGENT, callers: tuple[Wishes, ...] = (Wishes(person=PERSON),), **fields: Any) -> Draft:
    """Receives a matter as the door would."""
    around = Surroundings(
        actor=actor,
        now=MORNING,
        calendar=calendar(2026),
        units=UNITS,
        intake_policy=policy("jinan_2018"),
        handling_policy=policy("jinan_2018"),
    )
    given = {"request_type": RequestType.HELP, "channel": Channel.PHONE, "title": "路灯不亮", "account": "坏了三天"}
    return intake.receive(around, 1, "20261116-00001-0", intake=Intake(**(given | fields)), callers=callers)


def answer(life: Life) -> Draft:
    return life.act(AGENT, "answer", intake.answer, content="路灯报修电话为 12345 转 1。")


def redirect(life: Life, **more: Any) -> Draft:
    actor = AGENT if life.whole.order.transferred_at is None else EXAMINER
    return life.act(actor, "redirect", intake.redirect, **(COURT | more))


# ---- receiving -------------------------------------------------------------------------------------------------------


def test_article_22_a_matter_begins_as_registered_with_its_moment_and_regime() -> None:
    order = received().whole.order
    assert (order.state, order.received_at, order.round) == (OrderState.REGISTERED, MORNING, 1)
    assert order.regime_at_receive == received().policy.version
    assert order.transferred_at is None


def test_r43_the_callers_account_is_private_and_the_title_is_not() -> None:
    texts = {text.kind: text for text in take(address="中山路 12 号").texts}
    assert texts[TextKind.ACCOUNT].private
    assert not texts[TextKind.TITLE].private
    assert not texts[TextKind.ADDRESS].private


def test_r10_the_person_tipped_off_about_is_named_to_the_centre_alone() -> None:
    for kind, private in ((RequestType.TIP_OFF, True), (RequestType.COMPLAIN, False)):
        texts = {text.kind: text for text in take(request_type=kind, subject_person="张三").texts}
        assert texts[TextKind.SUBJECT_PERSON].private is private


@pytest.mark.parametrize(
    ("channel", "limit"), [(Channel.PHONE, dt.timedelta(minutes=30)), (Channel.WEB, dt.timedelta(hours=2))]
)
def test_r17_the_centre_dispatches_within_half_an_hour_by_phone_and_two_hours_by_web(
    channel: Channel, limit: dt.timedelta
) -> None:
    clock = received(channel=channel).clock(ClockName.DISPATCH)
    assert (clock.owner, clock.unit, clock.due_at) == (ClockOwner.DESK, None, MORNING + limit)


@pytest.mark.parametrize(("missing", "code"), [({"title": " "}, "title_missing"), ({"account": ""}, "account_missing")])
def test_article_18_title_and_account_are_recorded(missing: dict[str, Any], code: str) -> None:
    with refuses(code):
        take(**missing)


def test_r27_an_order_has_at_least_one_caller() -> None:
    with refuses("caller_missing"):
        take(callers=())


@pytest.mark.parametrize("kind", [RequestType.COMPLAIN, RequestType.TIP_OFF])
def test_r13_complaints_and_tip_offs_say_whom_they_are_about(kind: RequestType) -> None:
    with refuses("subject_required"):
        take(request_type=kind)
    for subject in ({"subject_unit": 20}, {"subject_staff": 7}, {"subject_person": "张三"}):
        assert take(request_type=kind, **subject).order.state is OrderState.REGISTERED
    assert take(request_type=RequestType.SUGGEST).order.subject_unit is None


def test_r11_an_accusation_is_a_kind_of_tip_off() -> None:
    assert take(request_type=RequestType.TIP_OFF, subject_unit=20, accusation=True).order.accusation
    assert not take(request_type=RequestType.COMPLAIN, subject_unit=20, accusation=True).order.accusation


def test_r25_a_reply_is_owed_unless_waived_or_impossible() -> None:
    replies = [
        received(wishes).caller().reply
        for wishes in (Wishes(person=PERSON), Wishes(person=PERSON, reply_waived=True), SILENCE)
    ]
    assert replies == [ReplyState.OWED, ReplyState.WAIVED, ReplyState.IMPOSSIBLE]
    known_but_anonymous = received(Wishes(person=PERSON, anonymous=True)).caller()
    assert known_but_anonymous.reply is ReplyState.OWED


def test_r25_waiving_does_not_come_from_being_anonymous() -> None:
    assert not received(SILENCE).caller().reply_waived


def test_r32_minors_are_always_secret() -> None:
    assert received(Wishes(person=PERSON, minor=True)).whole.order.secret
    assert not received(Wishes(person=PERSON)).whole.order.secret


def test_r65_one_secret_caller_or_a_tip_off_makes_the_order_secret() -> None:
    assert received(Wishes(person=PERSON), Wishes(person=SECOND_PERSON, secret=True)).whole.order.secret
    assert tip_off().whole.order.secret
    assert not tip_off().caller().secret


def test_r65_a_tip_off_is_anonymous_only_if_every_tipster_is() -> None:
    assert tip_off(SILENCE).whole.order.anonymous_tip_off
    assert not tip_off(SILENCE, Wishes(person=PERSON)).whole.order.anonymous_tip_off
    assert not received(SILENCE).whole.order.anonymous_tip_off


def test_article_62_business_complaints_keep_every_complainant_secret() -> None:
    regimes = ("jinan_2018", "jinan_business_2022", "shandong_2020", "national_2025")
    business = received(kind=RequestType.COMPLAIN, subject_unit=20, topic="2103", regimes=regimes)
    assert business.caller().secret
    assert not received(kind=RequestType.COMPLAIN, subject_unit=20, topic="0101", regimes=regimes).caller().secret


def test_each_caller_who_can_be_reached_is_told_the_number() -> None:
    told = [
        row for row in take(callers=(Wishes(person=PERSON), SILENCE)).deliveries if row.template == "order_received"
    ]
    assert [row.caller for row in told] == [1]


def test_r9_the_vendors_agents_receive_and_units_do_not() -> None:
    assert take(staff(Role.AGENT, VENDOR)).order.state is OrderState.REGISTERED
    assert take(CALLER).order.state is OrderState.REGISTERED
    with refuses("not_your_duty"):
        take(CLERK)


# ---- queueing --------------------------------------------------------------------------------------------------------


def test_r49_queueing_leaves_the_dispatch_limit_running_from_receipt() -> None:
    life = received()
    life.now += dt.timedelta(minutes=10)
    life.act(AGENT, "queue", intake.queue)
    assert life.state is OrderState.DISPATCHING
    assert life.clock(ClockName.DISPATCH).due_at == MORNING + dt.timedelta(minutes=30)


# ---- the hotline's own ends ------------------------------------------------------------------------------------------


def test_article_23_1_what_can_be_answered_at_once_ends_answered() -> None:
    life = received(Wishes(person=PERSON), SILENCE)
    answer(life)
    order = life.whole.order
    assert (order.state, order.closed_as, order.closed_at) == (OrderState.CLOSED, ClosedAs.ANSWERED, life.now)
    assert [row.reply for row in life.whole.caller.values()] == [ReplyState.MADE, ReplyState.IMPOSSIBLE]
    assert [row.end for row in life.whole.clock.values()] == [ClockEnd.MET]


def test_article_23_1_a_queued_order_can_still_be_answered_late() -> None:
    life = received()
    life.act(AGENT, "queue", intake.queue)
    life.now += dt.timedelta(minutes=31)
    answer(life)
    assert life.clocks(ClockName.DISPATCH)[0].end is ClockEnd.LATE


def test_r50_a_dispatched_order_is_not_answered_by_the_agent() -> None:
    with refuses("wrong_state"):
        answer(received().dispatch())
    with refuses("text_missing"):
        received().act(AGENT, "answer", intake.answer, content=" ")


def test_article_23_3_what_has_entered_litigation_is_redirected_with_body_and_number() -> None:
    life = received()
    draft = redirect(life)
    assert life.whole.order.closed_as is ClosedAs.REDIRECTED
    assert draft.facts["procedure"] == "litigation"
    private = {text.kind: text.private for text in draft.texts}
    assert private == {TextKind.BODY: False, TextKind.CASE_NUMBER: True}


def test_article_23_3_only_what_has_entered_a_procedure_so_there_is_a_number() -> None:
    with refuses("case_number_missing"):
        redirect(received(), case_number="")
    with refuses("body_missing"):
        redirect(received(), body="")
    life = received(regimes=WEIFANG)
    redirect(life, case_number="")
    assert life.whole.order.closed_as is ClosedAs.REDIRECTED


def test_r38_midway_the_centre_redirects_and_recalls_the_units() -> None:
    life = handling_order(regimes=WEIFANG)
    life.act(CLERK, "request_host_change", handling.request_host_change, reason="已进入诉讼")
    with refuses("case_number_missing"):
        redirect(life, case_number="")
    redirect(life)
    assert life.whole.order.closed_as is ClosedAs.REDIRECTED
    assert [row.state for row in life.whole.assignment.values()] == [AssignmentState.RECALLED]
    assert life.overlays(OverlayKind.HOST_CHANGE)[0].state is OverlayState.WITHDRAWN
    ends = {row.name: row.end for row in life.whole.clock.values()}
    assert ends[ClockName.FINISH] is ends[ClockName.FIRST_CONTACT] is ClockEnd.CANCELLED
    assert ends[ClockName.CALLERS_DATE] is ClockEnd.MET


def test_r38_once_fed_back_it_is_too_late_to_redirect() -> None:
    life = handling_order().answer_everybody().feed_back()
    with refuses("wrong_state"):
        redirect(life)


def test_an_emergency_is_handed_over_from_the_first_desk_only() -> None:
    life = received(urgency=Urgency.CRITICAL)
    draft = life.act(AGENT, "hand_over", intake.hand_over, service=EmergencyService.FIRE)
    assert (life.whole.order.closed_as, draft.facts["service"]) == (ClosedAs.HANDED_OVER, "119")
    queued = received()
    queued.act(AGENT, "queue", intake.queue)
    with refuses("wrong_state"):
        queued.act(AGENT, "hand_over", intake.hand_over, service=EmergencyService.FIRE)


@pytest.mark.parametrize("action", ["queue", "answer", "redirect", "transfer_out", "dispatch", "merge"])
def test_r32_harm_to_a_minor_leaves_the_intake_by_no_other_door(action: str) -> None:
    harmed = received(flags=(OrderFlag.MINOR_HARMED,))
    actor = AGENT if action in ("answer", "queue") else DISPATCHER
    with refuses("harm_goes_at_once"):
        harmed.draft(actor, action)
    received().draft(actor, action)


@pytest.mark.parametrize("service", EmergencyService)
def test_r32_harm_to_a_minor_goes_to_police_or_civil_affairs(service: EmergencyService) -> None:
    harmed = received(flags=(OrderFlag.MINOR_HARMED,))
    if service in (EmergencyService.POLICE, EmergencyService.CIVIL_AFFAIRS):
        harmed.act(AGENT, "hand_over", intake.hand_over, service=service)
        assert harmed.whole.order.closed_as is ClosedAs.HANDED_OVER
    else:
        with refuses("harm_goes_at_once"):
            harmed.act(AGENT, "hand_over", intake.hand_over, service=service)


def test_r32_how_a_child_wants_to_be_called_back_is_for_the_centre_alone_and_of_children_only() -> None:
    child, adult = (Wishes(person=PERSON, minor=minor, callback_wish="只发文字。") for minor in (True, False))
    (said,) = [one for one in take(callers=(child,)).texts if one.kind is TextKind.WISH]
    assert (said.content, said.private, said.caller) == ("只发文字。", True, 1)
    assert not [one for one in take(callers=(adult,)).texts if one.kind is TextKind.WISH]


def test_r37_another_citys_matter_goes_there_with_a_receipt() -> None:
    for missing, code in (({"body": ""}, "body_missing"), ({"receipt": ""}, "receipt_missing")):
        with refuses(code):
            transfer_out(received(), **missing)
    life = received()
    transfer_out(life)
    assert life.whole.order.closed_as is ClosedAs.TRANSFERRED_OUT


def transfer_out(life: Life, **more: str) -> Draft:
    told = {"body": "外市热线", "receipt": "回执 0917"} | more
    return life.act(DISPATCHER, "transfer_out", intake.transfer_out, **told)


def test_r35_no_matter_is_an_end_of_received_texts_only() -> None:
    with refuses("no_matter_is_for_texts"):
        received().act(AGENT, "no_matter", intake.no_matter, reason="静音")
    life = received(channel=Channel.SMS)
    life.act(AGENT, "no_matter", intake.no_matter, reason="空白短信")
    assert life.whole.order.closed_as is ClosedAs.NO_MATTER
    assert life.caller().reply is ReplyState.OWED, "nobody was answered, and nobody is said to have been"


def test_r9_the_first_acts_are_the_front_desks() -> None:
    draft = take()
    for action, role, allowed in (
        ("queue", Role.AGENT, True),
        ("queue", Role.EXAMINER, False),
        ("hand_over", Role.DISPATCHER, False),
        ("answer", Role.DISPATCHER, True),
        ("no_matter", Role.CALLBACK_CLERK, False),
    ):
        draft.around = Surroundings(
            actor=staff(role),
            now=MORNING,
            calendar=calendar(2026),
            units=UNITS,
            intake_policy=draft.policy,
            handling_policy=draft.policy,
        )
        if allowed:
            check_duty(draft, action)
        else:
            with refuses("not_your_duty"):
                check_duty(draft, action)
