"""Counts every figure once more from the log alone, for the distrustful: no table is read, no counting code is shared.

Each order's events are folded into plain fields by table and serial, and each figure is judged from those in Python, by
the same definitions and by nothing else. It reads the whole log, so it is slow, and no page waits for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lianxin.records.stories import Fields, Told, stories

HERE = ZoneInfo("Asia/Shanghai")


class Found(NamedTuple):
    """One case as the log has it: its order, its day, whose it is, its topic, and the code of what becomes of it."""

    order: int
    day: dt.date
    unit: int | None
    topic: str | None
    verdict: str


@dataclass(frozen=True, slots=True)
class When:
    """As of which moment is judged, and how many days after its end a month is frozen."""

    now: dt.datetime
    freeze_days: int


def recount(codes: tuple[str, ...], when: When, orders: list[int] | None = None) -> dict[str, list[Found]]:
    """Every case of these figures, whatever its day; `orders`: of these alone."""
    found: dict[str, list[Found]] = {code: [] for code in codes}
    for told in stories(orders):
        for code in codes:
            found[code] += [Found(told.id, *case) for case in JUDGED[code](told, when)]
    return found


Part = tuple[dt.date, int | None, str | None, str]


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _on(text: str) -> dt.date:
    return _at(text).astimezone(HERE).date()


def _due_on(text: str) -> dt.date:
    """A limit is due before its moment: midnight belongs to the day that it ends."""
    return (_at(text).astimezone(HERE) - dt.timedelta(microseconds=1)).date()


def _topic(told: Told) -> str | None:
    topic: str | None = told.order.get("topic")
    return topic


WHY_OVER = {
    "withdrawn": "withdrawn", "merged": "merged", "unmerged": "merged", "recalled": "moved", "sent_back": "moved",
    "host_changed": "moved", "designated": "moved", "barred": "moved", "unit_succeeded": "moved",
    "redirected": "moved", "rehandled": "rehandled", "second_date": "handed_on", "reply_waived": "waived",
    "unreachable": "unreachable",
}  # fmt: skip


def _left_out(told: Told, clock: Fields, when: When) -> str:
    """Why a limit is in no denominator; empty when it is in one."""
    if told.imported:
        return "imported"
    if clock.get("end") in ("cancelled", "handed_on"):
        return WHY_OVER.get(clock.get("end_reason") or "", "ended")
    return "not_due" if _at(clock["due_at"]) > when.now else ""


def _kept(clock: Fields) -> bool:
    return clock.get("end") == "met"


def _ended(clock: Fields) -> bool:
    """Whether what a limit asked for was done, early or late, and not just asked for no more."""
    return clock.get("end") in ("met", "late") and clock.get("end_reason") is None


def _signing(told: Told, when: When) -> Iterator[Part]:
    for clock in told.all("clock", name="sign"):
        verdict = _left_out(told, clock, when) or ("holds" if _kept(clock) else "fails")
        yield _due_on(clock["due_at"]), clock.get("unit"), _topic(told), verdict


def _main_limits(told: Told) -> list[Fields]:
    """The limits for feedback, and those for finishing of charges that have none."""
    limits = told.all("clock", name="feed_back")
    with_feedback = {clock["assignment"] for clock in limits}
    return limits + [one for one in told.all("clock", name="finish") if one["assignment"] not in with_feedback]


def _limits(told: Told, when: When) -> Iterator[Part]:
    waiting = [row for row in told.all("feedback") if row.get("end") is None]
    for clock in _main_limits(told):
        verdict = _left_out(told, clock, when)
        if not verdict and clock.get("end") is None:
            in_time = [one for one in waiting if one["assignment"] == clock["assignment"]]
            in_time = [one for one in in_time if _at(one["made_at"]) < _at(clock["due_at"])]
            verdict = "awaiting_examination" if in_time else ""
        yield (
            _due_on(clock["due_at"]),
            clock.get("unit"),
            _topic(told),
            verdict or ("holds" if _kept(clock) else "fails"),
        )


def _reply_state(told: Told, clock: Fields, when: When) -> str:
    """Why a reply is in no denominator, before one asks whether it was made; empty when it is."""
    if not told.imported and clock.get("end_reason") == "unreachable":
        return "unreachable"
    if found := _left_out(told, clock, when):
        return found
    caller = told.rows["caller"][clock["caller"]]
    if _ended(clock) and clock["round"] == told.round and caller.get("reply") == "on_its_way":
        return "on_its_way"
    return ""


def _contested(told: Told, clock: Fields) -> bool:
    caller = told.rows["caller"][clock["caller"]]
    return _ended(clock) and clock["round"] == told.round and caller.get("reply") == "contested"


def _replies(made: Callable[[Fields], bool]) -> Callable[[Told, When], Iterator[Part]]:
    def judged(told: Told, when: When) -> Iterator[Part]:
        owed = told.all("clock", name="reply")
        for clock in owed:
            verdict = _reply_state(told, clock, when) or ("contested" if _contested(told, clock) else "")
            verdict = verdict or ("holds" if made(clock) else "fails")
            yield _due_on(clock["due_at"]), clock.get("unit"), _topic(told), verdict
        yield from _not_owed(told, when, {(clock["caller"], clock["assignment"]) for clock in owed})

    return judged


def _not_owed(told: Told, when: When, owed: set[tuple[int, int]]) -> Iterator[Part]:
    for clock in _main_limits(told):
        for caller in told.all("caller"):
            state = caller.get("reply")
            if state not in ("waived", "impossible") or caller.get("withdrawn"):
                continue
            if (caller["serial"], clock["assignment"]) not in owed:
                verdict = _left_out(told, clock, when) or ("waived" if state == "waived" else "anonymous")
                yield _due_on(clock["due_at"]), clock.get("unit"), _topic(told), verdict


def _denied(*, upheld: bool) -> Callable[[Told, When], Iterator[Part]]:
    def judged(told: Told, when: When) -> Iterator[Part]:
        for clock in told.all("clock", name="reply"):
            verdict = _reply_state(told, clock, when) or _denial(told, clock, upheld=upheld)
            yield _due_on(clock["due_at"]), clock.get("unit"), _topic(told), verdict

    return judged


def _denial(told: Told, clock: Fields, *, upheld: bool) -> str:
    about = {"kind": "contradiction", "caller": clock["caller"], "assignment": clock["assignment"]}
    states = {row["state"] for row in told.all("overlay", **about)} - {"withdrawn"}
    if "upheld" in states or (states and not upheld):
        return "holds"
    if "open" in states:
        return "contested"
    return "fails" if _ended(clock) else "no_reply"


def _promises(told: Told, when: When) -> Iterator[Part]:
    passed = [one for one in told.all("feedback", end="passed") if one.get("second_date")]
    for clock in told.all("clock", name="second_date"):
        given = [one for one in passed if one["round"] == clock["round"]]
        given = [one for one in given if _at(one["ended_at"]) <= _at(clock["started_at"])]
        if not given:
            continue
        day = dt.date.fromisoformat(given[-1]["second_date"])
        over = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), HERE)
        yield day, clock.get("unit"), _topic(told), _promise(told, clock, over, when)


def _promise(told: Told, clock: Fields, over: dt.datetime, when: When) -> str:
    if clock.get("end") in ("cancelled", "handed_on"):
        return WHY_OVER.get(clock.get("end_reason") or "", "ended")
    if over > when.now:
        return "not_due"
    if _ended(clock):
        return "holds" if _at(clock["ended_at"]) < over else "fails"
    waiting = [one for one in told.all("feedback") if one.get("end") is None and _at(one["made_at"]) < over]
    return "awaiting_examination" if waiting and clock.get("end") is None else "fails"


def _feedbacks(judge: Callable[[Told, Fields, When], str]) -> Callable[[Told, When], Iterator[Part]]:
    def judged(told: Told, when: When) -> Iterator[Part]:
        for row in told.all("feedback"):
            charge = told.rows["assignment"][row["assignment"]]
            yield _on(row["made_at"]), charge["unit"], _topic(told), judge(told, row, when)

    return judged


def _examined(told: Told, row: Fields, when: When) -> str:
    if row.get("end") is not None:
        return "void" if row["end"] == "void" else "holds"
    limits = [one for one in told.all("clock", name="examine") if one.get("end") is None]
    return "not_due" if any(_at(one["due_at"]) > when.now for one in limits) else "fails"


def _rehandled(told: Told, row: Fields, when: When) -> str:
    _ = when
    if row["outcome"] == "stop":
        return "stopped"
    end = row.get("end")
    if end in ("returned", "void", None):
        return end or "awaiting_examination"
    made = [one for one in told.all("feedback", round=row["round"]) if one.get("end") in ("passed", "rehandled")]
    ended_at = told.rows["assignment"][row["assignment"]].get("ended_at")
    next_hosts = told.all("assignment", kind="host", round=row["round"] + 1)
    at_once = any(ended_at and _at(one["offered_at"]) == _at(ended_at) for one in next_hosts)
    return "holds" if end == "rehandled" or (made[-1] is row and at_once) else "fails"


def _hosts(told: Told) -> list[Fields]:
    return told.all("assignment", kind="host")


def _callbacks(told: Told, when: When) -> Iterator[Part]:
    for clock in told.all("clock", name="callback"):
        hosts = [one for one in _hosts(told) if _at(one["offered_at"]) <= _at(clock["started_at"])]
        verdict = _left_out(told, clock, when) or ("holds" if _ended(clock) else "fails")
        yield _due_on(clock["due_at"]), hosts[-1]["unit"] if hosts else None, _topic(told), verdict


def _charges(told: Told, when: When) -> Iterator[Part]:
    _ = when
    for row in _hosts(told):
        verdict = "holds" if row["state"] == "returned" else "fails"
        if row.get("signed_at") and _at(row["signed_at"]) == _at(row["offered_at"]):
            verdict = "again"
        if row.get("designated"):
            verdict = "designated"
        yield _on(row["offered_at"]), row["unit"], _topic(told), "imported" if told.imported else verdict


def _accepted(told: Told, when: When) -> Iterator[Part]:
    _ = when
    hosts, end = _hosts(told), told.order.get("closed_as")
    verdict = "holds" if told.order["state"] in ("closed", "archived") else "fails"
    if end in ("imported", "no_matter", "merged", "withdrawn"):
        verdict = end
    yield _on(told.order["received_at"]), hosts[-1]["unit"] if hosts else None, _topic(told), verdict


def _answers(question: str, *wanted: object) -> Callable[[Told, When], Iterator[Part]]:
    def judged(told: Told, when: When) -> Iterator[Part]:
        if told.order.get("closed_as") not in ("done", "not_possible", "stopped"):
            return
        hosts, day = _hosts(told), _on(told.order["closed_at"])
        for caller in told.all("caller"):
            if not caller.get("withdrawn"):
                verdict = _answer(told, caller, _freezing(day, when), question) or "unanswered"
                if verdict not in LEFT_OUT:
                    verdict = "holds" if verdict in wanted else "fails"
                yield day, hosts[-1]["unit"] if hosts else None, _topic(told), verdict

    return judged


LEFT_OUT = ("stopped", "anonymous", "unreachable", "declined", "unanswered")


def _freezing(day: dt.date, when: When) -> dt.datetime:
    """Midnight so many days after the end of the month of a day."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return dt.datetime(year, month, 1, tzinfo=HERE) + dt.timedelta(days=when.freeze_days)


def _answer(told: Told, caller: Fields, before: dt.datetime, question: str) -> str:
    """What the caller's last rating says to a question, or why there is none; empty where it says nothing to it."""
    if told.order["closed_as"] == "stopped":
        return "stopped"
    given = [one for one in told.all("rating", caller=caller["serial"]) if one.get("check_state") != "set_aside"]
    given = [one for one in given if _at(one["rated_at"]) < before]
    spoken = bool(given) and given[-1]["round"] >= told.round
    if not spoken and caller.get("callback") in ("impossible", "unreachable", "declined"):
        return "anonymous" if caller["callback"] == "impossible" else str(caller["callback"])
    said = given[-1].get(question) if given else None
    return "" if said is None else str(said)


JUDGED: Mapping[str, Callable[[Told, When], Iterator[Part]]] = {
    "sign_on_time": _signing,
    "send_back": _charges,
    "reply": _replies(_ended),
    "reply_on_time": _replies(lambda clock: _kept(clock) and _ended(clock)),
    "on_time": _limits,
    "second_date_kept": _promises,
    "examined": _feedbacks(_examined),
    "rehandled": _feedbacks(_rehandled),
    "called_back": _callbacks,
    "contradicted": _denied(upheld=False),
    "contradiction_upheld": _denied(upheld=True),
    "contacted": _answers("contacted", "True"),
    "solved": _answers("solved", "yes"),
    "satisfied_result": _answers("grade_result", "very_satisfied", "satisfied", "fair"),
    "satisfied_attitude": _answers("grade_attitude", "very_satisfied", "satisfied", "fair"),
    "completion": _accepted,
}
"""How each figure is judged from an order's story."""
