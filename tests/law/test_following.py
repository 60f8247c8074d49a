"""Following on the web: what a caller sees at which level, what they may do, and in which words (R47, R65)."""

from __future__ import annotations

import dataclasses

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions import callers, clockwork, disputes, examination, rating, reopening
from lianxin.law.decisions.following import (
    OWN_ACTS,
    Sight,
    acts_of,
    can_prove_more,
    refusal_of,
    send_one_time_code,
    shows_file,
    sight,
)
from lianxin.law.decisions.intake import Wishes
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION
from lianxin.law.followed import explanation_limit, happened, latest, standing
from lianxin.law.lamps import Spoken
from lianxin.law.words import ClosedAs, Grade, OrderState, RequestType, Role, Solved
from tests.law.drafts import (
    CALLER,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    PERSON,
    SECOND_CALLER,
    SECOND_PERSON,
    SILENCE,
    Life,
    closed_order,
    handling_order,
    received,
    refuses,
    tip_off,
)
from tests.law.rules import at

UNITS = {DEPARTMENT: Spoken("市照明处", "the lighting office")}
NAMED, SECRET = Wishes(person=PERSON), Wishes(person=PERSON, secret=True)
SECRET_SILENCE = dataclasses.replace(SILENCE, secret=True)
PROVED, CODE = True, False


def nameless(caller: int) -> Actor:
    """Somebody without a contact who has the query code."""
    return Actor(role=Role.CALLER, caller=caller)


def view(life: Life, actor: Actor = CALLER) -> Draft:
    return Draft.of(life.whole, life.around(actor))


def seen(life: Life, *, verified: bool, caller: int = 1) -> Sight:
    return sight(life.whole.order, life.caller(caller), verified=verified)


def why(life: Life, action: str, actor: Actor = CALLER, caller: int = 1) -> str:
    refusal = refusal_of(view(life, actor), caller, action)
    return refusal.code if refusal is not None else ""


# ---- what is seen (R47, R65) -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("life", "with_code", "proved"),
    [
        (lambda: received(NAMED), Sight.STATE, Sight.ALL),
        (lambda: received(SECRET), Sight.NOTHING, Sight.ALL),
        (lambda: received(SILENCE), Sight.ALL, Sight.ALL),
        (lambda: received(SECRET_SILENCE), Sight.STATE, Sight.ALL),
        (lambda: tip_off(NAMED), Sight.NOTHING, Sight.ALL),
        (lambda: tip_off(SILENCE), Sight.STATE, Sight.ALL),
        (lambda: tip_off(Wishes(person=PERSON, anonymous=True)), Sight.STATE, Sight.ALL),
    ],
    ids=["plain", "secret", "anonymous", "secret anonymous", "tip-off", "anonymous tip-off", "anonymous with contact"],
)
def test_r47_what_number_and_code_open_and_what_the_one_time_code(
    life: object, with_code: Sight, proved: Sight
) -> None:
    made = life()  # type: ignore[operator]  # each story is made anew
    assert seen(made, verified=CODE) is with_code
    assert seen(made, verified=PROVED) is proved


def test_r65_each_callers_own_wish_counts() -> None:
    life = received(NAMED, Wishes(person=SECOND_PERSON, secret=True))
    assert life.whole.order.secret
    assert [seen(life, verified=CODE, caller=one) for one in (1, 2)] == [Sight.STATE, Sight.NOTHING]


def test_r47_a_sealed_order_shows_nothing_before_the_code() -> None:
    order = dataclasses.replace(received(NAMED).whole.order, sealed=True)
    for wishes in (NAMED, SILENCE):
        assert sight(order, received(wishes).caller(), verified=False) is Sight.NOTHING


def test_a_one_time_code_is_offered_to_whom_it_opens_more() -> None:
    assert can_prove_more(received(NAMED).caller(), Sight.STATE)
    assert not can_prove_more(received(NAMED).caller(), Sight.ALL)
    assert not can_prove_more(tip_off(SILENCE).caller(), Sight.STATE)


@pytest.mark.parametrize(
    ("restricted", "given_by", "original_by", "shown"),
    [
        (False, None, None, True),
        (True, None, None, False),
        (True, 1, None, True),
        (True, 2, None, False),
        (False, None, 2, False),
        (False, None, 1, True),
        (False, 2, None, False),
    ],
)
def test_r45_versions_and_the_own_originals_and_nothing_of_another_caller(
    restricted: bool, given_by: int | None, original_by: int | None, shown: bool
) -> None:
    assert shows_file(1, restricted=restricted, given_by=given_by, original_by=original_by) is shown


# ---- what may be done ------------------------------------------------------------------------------------------------


def test_every_act_of_a_caller_is_a_callers_duty() -> None:
    assert all(Role.CALLER in BY_ACTION[action].roles for action in OWN_ACTS)


def test_nothing_may_be_done_before_it_is_seen() -> None:
    assert acts_of(view(received(SECRET)), 1, Sight.NOTHING) == ()
    assert acts_of(view(received(NAMED)), 1, Sight.STATE) == ()


def test_r65_an_anonymous_tipster_may_add_and_no_more() -> None:
    life = tip_off(SILENCE)
    found = acts_of(view(life, nameless(1)), 1, Sight.STATE)
    assert [(one.action, one.allowed) for one in found] == [("supplement", True)]


def test_r12_recusal_is_offered_in_tip_offs_alone() -> None:
    def offered(life: Life) -> set[str]:
        return {one.action for one in acts_of(view(life), 1, Sight.ALL) if one.allowed}

    assert "demand_recusal" in offered(tip_off(NAMED))
    found = [one.action for one in acts_of(view(handling_order(NAMED)), 1, Sight.ALL)]
    assert "demand_recusal" not in found, "what is never theirs is not shown either"


def test_r48_retaliation_is_reported_at_any_time_and_by_whoever_sees_all() -> None:
    for life in (received(NAMED), handling_order(NAMED), closed_order(), tip_off(NAMED)):
        assert why(life, "report_retaliation") == ""


def test_r65_in_a_tip_off_secrecy_needs_no_asking() -> None:
    assert why(tip_off(NAMED), "change_wishes") == "nothing_changes"
    assert why(received(NAMED), "change_wishes") == ""


def test_r27_a_nameless_caller_acts_for_nobody_else() -> None:
    life = handling_order(SILENCE, SILENCE, NAMED)
    life.act(nameless(2), "supplement", callers.supplement, caller=2, text="还有一盏。")
    for other in (1, 3):
        with refuses("caller_unknown"):
            life.act(nameless(2), "withdraw", callers.withdraw, caller=other, reason="不用了。")
    with refuses("caller_unknown"):
        life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不用了。")


def test_who_is_no_caller_of_the_order_does_nothing() -> None:
    life = handling_order(NAMED, SILENCE)
    for stranger in (nameless(1), nameless(9), Actor(role=Role.CALLER), SECOND_CALLER):
        with refuses("not_your_duty"):
            life.act(stranger, "urge", callers.urge, reason="请快一些。")


def test_r67_urging_is_over_once_this_caller_was_answered() -> None:
    life = handling_order(NAMED, Wishes(person=SECOND_PERSON), SILENCE)
    assert why(life, "urge") == ""
    life.reply(1)
    assert why(life, "urge") == "already_replied"
    assert why(life, "urge", SECOND_CALLER, 2) == ""
    assert why(life, "urge", nameless(3), 3) == "", "who can have no reply was not answered"


def test_what_waits_is_not_asked_for_twice() -> None:
    life = handling_order(NAMED)
    assert why(life, "withdraw") == ""
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="已解决。")
    assert why(life, "withdraw") == "request_pending"


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("object", "wrong_state"),
        ("demand_explanation", "explanation_not_due"),
        ("contest", "no_reply_yet"),
        ("request_reopening", "wrong_state"),
        ("rate", "nothing_to_rate"),
        ("supplement", ""),
        ("change_wishes", ""),
    ],
)
def test_before_there_is_an_answer(action: str, code: str) -> None:
    assert why(handling_order(NAMED), action) == code


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("object", ""),
        ("demand_explanation", ""),
        ("request_reopening", ""),
        ("rate", ""),
        ("supplement", "reopen_or_new_order"),
        ("withdraw", "wrong_state"),
        ("urge", "wrong_state"),
    ],
)
def test_after_the_end(action: str, code: str) -> None:
    assert why(closed_order(), action) == code


def test_r66_after_thirty_days_it_is_too_late() -> None:
    life = closed_order()
    life.now = at("2027-01-20T09:00")
    assert why(life, "request_reopening") == "reopen_too_late"


def test_asking_what_may_be_done_changes_nothing() -> None:
    life = handling_order(NAMED)
    before = life.whole
    acts_of(view(life), 1, Sight.ALL)
    assert life.whole == before


# ---- the one-time code -----------------------------------------------------------------------------------------------


def test_a_code_goes_to_the_caller_who_asks_and_the_log_says_only_that() -> None:
    life = handling_order(NAMED, Wishes(person=SECOND_PERSON))
    draft = life.act(SECOND_CALLER, "send_one_time_code", send_one_time_code, caller=2)
    assert [(one.template, one.caller) for one in draft.deliveries] == [("one_time_code", 2)]
    assert draft.facts == {"caller": 2}
    assert life.log[-1] == {}


def test_no_code_goes_to_another_caller_or_to_nobody() -> None:
    life = handling_order(NAMED, SILENCE)
    with refuses("caller_unknown"):
        life.act(CALLER, "send_one_time_code", send_one_time_code, caller=2)
    with refuses("no_contact_for_code"):
        life.act(nameless(2), "send_one_time_code", send_one_time_code, caller=2)
    with refuses("not_your_duty"):
        life.act(DISPATCHER, "send_one_time_code", send_one_time_code, caller=1)


def test_a_code_is_sent_for_what_was_put_away_too() -> None:
    life = closed_order()
    life.now = at("2027-01-20T09:00")
    life.act(SYSTEM, "archive", clockwork.archive)
    life.act(CALLER, "send_one_time_code", send_one_time_code, caller=1)


# ---- in plain words (UX rule 33) -------------------------------------------------------------------------------------


def said(life: Life, caller: int = 1) -> str:
    return standing(view(life), caller, UNITS).words.zh


def test_the_state_in_plain_words_from_beginning_to_end() -> None:
    life = received(NAMED)
    assert said(life) == "已受理"
    life.dispatch()
    assert said(life) == "已交给市照明处"
    life.sign()
    assert said(life) == "正在办理"
    life.reply()
    assert said(life) == "已答复，请您核实"
    life.feed_back().examine()
    assert said(life) == "已答复，请您核实"
    life.call_back().close()
    assert said(life) == "已办结"


def test_no_word_of_the_desk_is_said() -> None:
    lives = [received(NAMED), handling_order(NAMED), closed_order()]
    for life in lives:
        lines = [standing(view(life), 1, UNITS).words, standing(view(life), 1, UNITS).then]
        lines += [one.words for one in happened(view(life), 1, Sight.ALL, UNITS)]
        for word in ("工单", "承办", "签收", "退单", "来电人", "反馈"):
            assert not [line.zh for line in lines if word in line.zh]


def test_an_office_that_may_not_be_told_is_not_named() -> None:
    life = received(SECRET).dispatch()
    assert standing(view(life), 1, {}).words.zh == "已交给有关单位"


def test_every_end_has_words() -> None:
    life = closed_order()
    for end in ClosedAs:
        order = dataclasses.replace(life.whole.order, closed_as=end)
        draft = Draft.of(dataclasses.replace(life.whole, order=order), life.around(CALLER))
        words = standing(draft, 1, {}).words
        assert words.zh
        assert words.en


def test_r20_the_date_is_the_callers_own_and_before_the_transfer_its_term() -> None:
    life = received(NAMED)
    before = latest(view(life), 1)
    assert before is not None
    assert (before.clock, before.term.zh if before.term else "") == (None, "5 个工作日")
    life.dispatch()
    after = latest(view(life), 1)
    assert after is not None
    assert after.clock is not None
    assert (after.clock.due_at, after.words.zh) == (at("2026-11-24T00:00"), "最晚答复您")


def test_r27_a_joiner_has_a_date_of_their_own() -> None:
    life = handling_order(NAMED)
    life.now = at("2026-11-18T09:00")
    wishes = Wishes(person=SECOND_PERSON)
    life.act(DISPATCHER, "add_caller", callers.add_caller, wishes=wishes, wish="请一并答复。")
    dates = [latest(view(life), one) for one in (1, 2)]
    assert [one.clock.caller for one in dates if one and one.clock] == [1, 2]
    lines = happened(view(life, SECOND_CALLER), 2, Sight.ALL, UNITS)
    assert lines[-1].words.zh == "您反映的事已并到这里一起办"
    assert all(line.at >= life.caller(2).joined_at for line in lines)


def test_art_16_by_when_an_explanation_is_owed_is_told_to_who_asked() -> None:
    life = handling_order(NAMED, Wishes(person=SECOND_PERSON)).answer_everybody().feed_back()
    life.act(CALLER, "object", disputes.object, caller=1, text="没有修好。")
    assert explanation_limit(view(life), 1) is not None
    assert explanation_limit(view(life), 2) is None
    assert "您提出异议" in [one.words.zh for one in happened(view(life), 1, Sight.ALL, UNITS)]
    assert "您提出异议" not in [one.words.zh for one in happened(view(life), 2, Sight.ALL, UNITS)]


def test_with_the_state_alone_nothing_of_ones_own_doing_is_told() -> None:
    life = handling_order(NAMED)
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="已解决。")
    everything = [one.words.zh for one in happened(view(life), 1, Sight.ALL, UNITS)]
    state = [one.words.zh for one in happened(view(life), 1, Sight.STATE, UNITS)]
    assert set(everything) - set(state) == {"您申请撤回"}


def test_what_happened_comes_newest_first_through_every_round() -> None:
    life = handling_order(NAMED).reply().feed_back().examine()
    life.now = at("2026-11-17T09:00")
    bad = GivenRating(contacted=True, solved=Solved.NO, grade_result=Grade.DISSATISFIED, grade_attitude=Grade.FAIR)
    life.act(CALLER, "rate", rating.rate, caller=1, rating=bad)
    assert said(life) == "您的评价已收到"
    life.now = at("2026-11-17T10:00")
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="请重新办理。")
    assert life.state is OrderState.HANDLING
    lines = happened(view(life), 1, Sight.ALL, UNITS)
    assert [one.at for one in lines] == sorted((one.at for one in lines), reverse=True)
    words = [one.words.zh for one in lines]
    assert "重新办理，已交给市照明处" in words
    assert {"热线中心已审核", "您作了评价", "已答复", "已受理"} <= set(words)


def test_a_reopening_asked_for_and_refused_is_told() -> None:
    life = closed_order()
    life.act(CALLER, "request_reopening", reopening.request_reopening, caller=1, text="又坏了。")
    (row,) = [one for one in life.whole.overlay.values() if one.open]
    decide = reopening.decide_reopening
    life.act(EXAMINER, "decide_reopening", decide, overlay=row.serial, upheld=False, reason="属新情况。")
    words = [one.words.zh for one in happened(view(life), 1, Sight.ALL, UNITS)]
    assert {"您要求重新办理", "没有同意重新办理"} <= set(words)


def test_a_tip_off_says_as_little_as_it_can() -> None:
    life = received(SILENCE, kind=RequestType.TIP_OFF, subject_person="某摊主").dispatch()
    words = [one.words.zh for one in happened(view(life, nameless(1)), 1, Sight.STATE, {})]
    assert words == ["已交给有关单位", "已受理"]
