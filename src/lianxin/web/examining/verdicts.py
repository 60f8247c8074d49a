"""Where each verdict would lead, told before anybody decides: whose date begins, which stands, why it is refused."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lianxin.access import may
from lianxin.law.decisions import examination, stopping
from lianxin.law.decisions.feedback import limit_of
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.state import Clock, OrderAggregate
from lianxin.law.words import ClockName, CorrectionGround, OrderState, PointState
from lianxin.law.words import FeedbackVerdict as V
from lianxin.web.acts.consequences import main_clock
from lianxin.web.acts.doing import STAND_IN
from lianxin.web.acts.fitting import Desk, fitting_words
from lianxin.web.dates import until_words
from lianxin.web.orders.sheet import Sheet
from lianxin.web.refusing import what

KEYS: Mapping[V, str] = {V.PASS: "Y", V.RETURN: "T", V.REHANDLE: "R", V.UPHOLD: "Y", V.OVERTURN: "T"}
"""The letter that chooses each, as on the order's page; a stop and a feedback never lie before one at once."""
ANY_GROUND = (CorrectionGround.EVIDENCE,)
"""A ground that every feedback can be returned for."""
UNITS_LIMITS = (ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE)


def verdicts_context(sheet: Sheet) -> list[dict[str, Any]]:
    """`verdicts` of templates/examining/_verdicts.html: each with its key, and where it leads or why it is refused."""
    desk = Desk("rule_on_feedback", sheet.draft, sheet.reading)
    return [_verdict(sheet, V(word)) for word in fitting_words(desk, V)]


def _verdict(sheet: Sheet, verdict: V) -> dict[str, Any]:
    shown = {"value": verdict.value, "text": verdict, "key": KEYS[verdict], "barred": "", "leads": Spoken()}
    refusal = may(sheet.draft, verdict.value)
    if refusal is None:
        try:
            after = _tried(sheet, verdict)
        except Refused as no:
            refusal = no
        else:
            return shown | {"leads": _leads(sheet, verdict, after)}
    reason = what(refusal)
    way_out = Spoken(refusal.reason.next_zh, refusal.reason.next_en)
    return shown | {"barred": Spoken(f"{reason.zh}{way_out.zh}", f"{reason.en} {way_out.en}")}


def _tried(sheet: Sheet, verdict: V) -> OrderAggregate:
    """The order as the verdict would leave it, tried on a copy in memory; raises Refused."""
    copy = Draft.of(sheet.loaded.aggregate, sheet.draft.around)
    ticked = tuple(PointCheck(PointState.ANSWERED, row.serial) for row in copy.standing_points())
    acts: Mapping[V, Callable[[], None]] = {
        V.PASS: functools.partial(examination.examine, copy, points=ticked),
        V.RETURN: functools.partial(examination.return_for_correction, copy, reason=STAND_IN, grounds=ANY_GROUND),
        V.REHANDLE: functools.partial(examination.rehandle, copy, reason=STAND_IN),
        V.UPHOLD: functools.partial(stopping.uphold_stop, copy, reason=STAND_IN),
        V.OVERTURN: functools.partial(stopping.overturn_stop, copy, reason=STAND_IN),
    }
    acts[verdict]()
    return copy.finish()[0]


def _leads(sheet: Sheet, verdict: V, after: OrderAggregate) -> Spoken:
    if verdict in (V.RETURN, V.OVERTURN):
        return _old_date(sheet, after)
    if verdict is V.REHANDLE:
        until = until_words(_due(_running(after, *UNITS_LIMITS)).due_at)
        zh = f"第 {after.order.round} 轮，新期限至 {until.zh}；上一轮是否超期不变"
        return Spoken(zh, f"Round {after.order.round}, fresh limit to {until.en}; the first round's lateness stays")
    if verdict is V.UPHOLD:
        return Spoken("以“不再办理”办结，告知来电人，不回访", "Ends as stopped; the callers are told, no callback")
    return _passed(sheet, after)


def _running(order: OrderAggregate, *names: ClockName) -> list[Clock]:
    return [row for row in order.clock.values() if row.running and row.name in names]


def _due(clocks: Iterable[Clock]) -> Clock:
    found = main_clock(sorted(clocks, key=lambda row: row.due_at))
    if found is None:
        raise Refused("no_finish_limit")
    return found


def _old_date(sheet: Sheet, after: OrderAggregate) -> Spoken:
    """The date that stands, and what it means where it has passed while the feedback lay here (R22, R53)."""
    clock = main_clock(sorted(_running(after, *UNITS_LIMITS), key=lambda row: row.due_at))
    if clock is None:
        return Spoken("原期限不变", "The old date stands")
    until = until_words(clock.due_at)
    if clock.due_at > sheet.draft.now:
        return Spoken(f"原期限不变：至 {until.zh}", f"The old date stands: {until.en}")
    zh, en = f"原期限 {until.zh} 已过：不算按时", f"The old date {until.en} has passed: not on time"
    if clock.next_signal is None:  # the card of this limit was given already
        return Spoken(zh, en)
    return Spoken(f"{zh}，下一工作日发红牌", f"{en}, red card on the next working day")


def _passed(sheet: Sheet, after: OrderAggregate) -> Spoken:
    feedback = sheet.draft.need_feedback()
    limit = limit_of(sheet.draft, feedback)
    on_time = limit is None or feedback.made_at < limit.due_at
    kept = Spoken("计为按时", "counts as on time") if on_time else Spoken("计为超期", "counts as late")
    if after.order.state is OrderState.TRACKED:
        return Spoken(f"{kept.zh}；转跟踪", f"It {kept.en}; the order is tracked")
    callback = next(iter(_running(after, ClockName.CALLBACK)), None)
    if callback is None:
        return Spoken(f"{kept.zh}；转回访", f"It {kept.en}; the callers are called back")
    until = until_words(callback.due_at)
    return Spoken(f"{kept.zh}；回访至 {until.zh}", f"It {kept.en}; callback by {until.en}")
