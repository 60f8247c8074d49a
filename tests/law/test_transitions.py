"""The table of moves as a model: it says what the rulings say, has no dead end, and no way around examination."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pytest

from lianxin.law.decide import assert_lawful
from lianxin.law.duties import BY_ACTION as DUTIES
from lianxin.law.transitions import ANY, BY_ACTION, OPEN, ROWS, Row
from lianxin.law.words import OrderState
from tests.law.drafts import Life, callback_order, closed_order, fed_back_order, handling_order, received, tracked_order

S = OrderState
Edge = tuple[OrderState, OrderState]

R49_R50: Mapping[str, Mapping[OrderState, tuple[OrderState, ...]]] = {
    "queue": {S.REGISTERED: (S.DISPATCHING,)},
    "dispatch": {S.REGISTERED: (S.HANDLING,), S.DISPATCHING: (S.HANDLING,)},
    "designate": {S.REGISTERED: (S.HANDLING,), S.DISPATCHING: (S.HANDLING,)},
    "decide_send_back": {S.HANDLING: (S.HANDLING, S.DISPATCHING), S.TRACKED: (S.TRACKED, S.DISPATCHING)},
    "recall": {S.HANDLING: (S.DISPATCHING,), S.TRACKED: (S.DISPATCHING,)},
    "change_host": {S.HANDLING: (S.HANDLING,), S.TRACKED: (S.TRACKED,)},
    "feed_back": {S.HANDLING: (S.HANDLING, S.FED_BACK), S.TRACKED: (S.TRACKED, S.FED_BACK)},
    "examine": {S.FED_BACK: (S.CALLBACK, S.TRACKED)},
    "call_back": {S.CALLBACK: (S.CALLBACK, S.TRACKED)},
    "close": {S.CALLBACK: (S.CLOSED,)},
    "rehandle": {S.FED_BACK: (S.HANDLING,), S.CALLBACK: (S.HANDLING,)},
    "reopen": {S.CLOSED: (S.HANDLING, S.DISPATCHING), S.ARCHIVED: (S.HANDLING, S.DISPATCHING)},
    "answer": {S.REGISTERED: (S.CLOSED,), S.DISPATCHING: (S.CLOSED,)},
    "hand_over": {S.REGISTERED: (S.CLOSED,)},
    "redirect": {S.REGISTERED: (S.CLOSED,), S.DISPATCHING: (S.CLOSED,), S.HANDLING: (S.CLOSED,)},
    "transfer_out": {S.REGISTERED: (S.CLOSED,), S.DISPATCHING: (S.CLOSED,)},
    "merge": {state: (state, S.CLOSED) for state in (S.REGISTERED, S.DISPATCHING, S.HANDLING)},
    "stop": {S.HANDLING: (S.FED_BACK,)},
    "uphold_stop": {S.FED_BACK: (S.CLOSED,)},
    "overturn_stop": {S.FED_BACK: (S.HANDLING,)},
    "archive": {S.CLOSED: (S.ARCHIVED,)},
    "forget": {S.ARCHIVED: (S.ARCHIVED,)},
}
"""The moves and ends of RULINGS R49 and R50, and the extended outcome that leads straight to tracking (R57)."""


def edges(rows: Iterable[Row] = ROWS, *, keep: Callable[[Row], bool] = lambda _row: True) -> set[Edge]:
    return {(start, end) for row in rows if keep(row) for start, ends in row.moves.items() for end in ends}


def reached(start: OrderState, ways: set[Edge]) -> set[OrderState]:
    found, border = {start}, [start]
    while border:
        here = border.pop()
        for end in {end for begin, end in ways if begin is here} - found:
            found.add(end)
            border.append(end)
    return found


@pytest.mark.parametrize("action", sorted(R49_R50))
def test_r49_r50_the_rows_say_what_the_rulings_say(action: str) -> None:
    assert {state: set(ends) for state, ends in BY_ACTION[action].moves.items()} == {
        state: set(ends) for state, ends in R49_R50[action].items()
    }


def test_every_state_is_reached_from_the_first() -> None:
    assert reached(S.REGISTERED, edges()) == set(OrderState)


@pytest.mark.parametrize("state", OPEN)
def test_r50_a_lawful_end_is_reached_from_every_open_state(state: OrderState) -> None:
    assert S.CLOSED in reached(state, edges())


@pytest.mark.parametrize("state", OPEN)
def test_r50_the_centre_and_the_units_alone_can_bring_every_open_order_to_an_end(state: OrderState) -> None:
    ordinary = {"queue", "dispatch", "feed_back", "examine", "call_back", "close", "rehandle"}
    assert S.CLOSED in reached(state, edges(keep=lambda row: row.action in ordinary))


def test_r50_no_way_around_examination() -> None:
    """Only `examine` leads from a feedback to its callback, or, where nobody can be called, on to tracking."""
    into = {row.action for row in ROWS for begin, ends in row.moves.items() if begin is not S.CALLBACK
            and S.CALLBACK in ends}  # fmt: skip
    assert into == {"examine"}
    from_fed_back = {row.action for row in ROWS if S.TRACKED in row.moves.get(S.FED_BACK, ())}
    assert from_fed_back == {"examine", "return_for_correction"}
    assert S.CALLBACK not in reached(S.REGISTERED, edges(keep=lambda row: row.action != "examine"))


def test_r50_no_way_around_the_callback() -> None:
    closing = {(row.action, start) for row in ROWS for start, ends in row.moves.items() if S.CLOSED in ends
               and start in (S.FED_BACK, S.CALLBACK)}  # fmt: skip
    assert closing == {("close", S.CALLBACK), ("uphold_stop", S.FED_BACK)}
    tracked = {row.action for row in ROWS if S.CLOSED in row.moves.get(S.TRACKED, ())}
    assert tracked == {"decide_withdrawal", "confirm_sealing"}


def test_r50_a_withdrawal_is_only_noted_while_a_feedback_lies_at_the_centre() -> None:
    moves = BY_ACTION["decide_withdrawal"].moves
    assert {state for state, ends in moves.items() if S.CLOSED not in ends} == {S.FED_BACK, S.CALLBACK}


def test_r66_an_ended_order_moves_only_by_archive_reopen_and_unmerge() -> None:
    moving = {row.action for row in ROWS for start, ends in row.moves.items() if start in (S.CLOSED, S.ARCHIVED)
              and set(ends) - {start}}  # fmt: skip
    assert moving == {"archive", "reopen", "decide_reopening", "unmerge"}


def test_lives_begin_registered_or_as_history() -> None:
    begins = {row.action: row.begins for row in ROWS if not row.moves}
    assert begins == {"receive": (S.REGISTERED,), "import_history": (S.ARCHIVED,)}
    assert BY_ACTION["split"].begins == (S.REGISTERED, S.DISPATCHING, S.HANDLING)


def test_r64_a_sealing_is_asked_and_decided_in_any_state() -> None:
    for action in ("seal_content", "confirm_sealing"):
        assert set(BY_ACTION[action].moves) == set(ANY)


def test_every_act_has_its_duty_and_cites_what_it_rests_on() -> None:
    assert [row.action for row in ROWS] == list(dict.fromkeys(row.action for row in ROWS))
    assert set(DUTIES) == set(BY_ACTION)
    assert all(row.articles for row in ROWS)


LIVES: Mapping[OrderState, Callable[[], Life]] = {
    S.REGISTERED: received,
    S.HANDLING: handling_order,
    S.FED_BACK: fed_back_order,
    S.CALLBACK: callback_order,
    S.TRACKED: tracked_order,
    S.CLOSED: closed_order,
}


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("feed_back", S.HANDLING, S.CALLBACK),
        ("queue", S.REGISTERED, S.HANDLING),
        ("close", S.FED_BACK, S.CLOSED),
        ("sign", S.HANDLING, S.FED_BACK),
    ],
)
def test_a_decision_that_leads_elsewhere_than_its_row_is_a_bug(
    action: str, before: OrderState, after: OrderState
) -> None:
    with pytest.raises(AssertionError, match=f"{action}: {before} may not lead to {after}"):
        assert_lawful(action, LIVES[before]().whole, LIVES[after]().whole)


def test_a_life_that_begins_elsewhere_than_its_row_is_a_bug() -> None:
    assert_lawful("receive", None, received().whole)
    with pytest.raises(AssertionError, match="receive: a life may not begin handling"):
        assert_lawful("receive", None, handling_order().whole)
