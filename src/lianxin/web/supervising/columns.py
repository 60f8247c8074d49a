"""The columns of today's board: which limit their cards count down to, by what article, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianxin.law.lamps import Spoken
from lianxin.law.words import ClockName, Desk, SupervisionGround
from lianxin.web.dates import until_words
from lianxin.web.lists.lamps import AnyClock, ClockT, first_due

G = SupervisionGround


@dataclass(frozen=True, slots=True)
class Column:
    """One column, by the code of its tile in `access.lists`.

    `limits`: what its cards count down to, else the first limit of the order. `article`: by which an order is here,
    where the limit's own does not say it. `grounds`: for which it may be supervised, the likeliest first. `desk`: whose
    own duty it is, so that no unit is supervised for it. `because`: what a person would write who urges or supervises,
    with the limit and its end filled in.
    """

    code: str
    because: Spoken
    limits: tuple[ClockName, ...] = ()
    article: str = ""
    grounds: tuple[SupervisionGround, ...] = ()
    desk: Desk | None = None


COLUMNS: tuple[Column, ...] = (
    Column(
        "overdue",
        Spoken(
            "{limit}应于 {until} 前完成，现已逾期。请抓紧办理，并说明逾期原因。",
            "{limit} was due before {until} and is overdue. Please handle it without delay and say why it is late.",
        ),
        grounds=(G.OVERDUE,),
    ),
    Column(
        "today",
        Spoken("{limit}将于 {until} 到期。请按时办理。", "{limit} is due before {until}. Please handle it in time."),
    ),
    Column(
        "promises",
        Spoken(
            "告知来电人的第二时限 {until} 已过，仍未办理完毕。请说明原因并抓紧办理。",
            "The second date told to the caller, {until}, has passed and the matter is open. Please say why.",
        ),
        (ClockName.SECOND_DATE,),
        grounds=(G.OVERDUE,),
    ),
    Column(
        "explanations",
        Spoken(
            "应于 {until} 前向来电人作出的说明尚未作出。请尽快说明。",
            "The explanation owed to the caller was due before {until} and is missing. Please give it now.",
        ),
        (ClockName.EXPLANATION,),
        grounds=(G.OVERDUE,),
    ),
    Column(
        "dissatisfied",
        Spoken(
            "来电人两轮回访均不满意。请核实未解决的原因，重新办理。",
            "The caller was dissatisfied in two rounds. Please find out what is unsolved, and handle it again.",
        ),
        article="R57",
        grounds=(G.REPEATED, G.UNSOLVED),
    ),
    Column(
        "disputes",
        Spoken(
            "此件存在争议，尚未裁定。时限照常计算，请继续办理。",
            "The order is in dispute and not decided. Its limits run on: please go on with it.",
        ),
        (ClockName.DECISION_PENDING, ClockName.PROOF),
        "jinan_2018:29",
    ),
    Column(
        "examination",
        Spoken(
            "反馈应于 {until} 前审核，现已逾期。请尽快审核。",
            "The feedback was to be examined before {until}. Please examine it now.",
        ),
        (ClockName.EXAMINE,),
        desk=Desk.EXAMINATION,
    ),
    Column(
        "callback",
        Spoken(
            "应于 {until} 前回访，现已逾期。请尽快回访。",
            "The callback was due before {until}. Please make it now.",
        ),
        (ClockName.CALLBACK,),
        desk=Desk.CALLBACK,
    ),
)
"""In the order of the board."""

NOT_LATE_YET = "today"
"""The one column whose limits have not passed."""

BY_CODE: Mapping[str, Column] = {column.code: column for column in COLUMNS}


def limit_of(column: Column, clocks: Iterable[ClockT]) -> ClockT | None:
    """The limit that a card of this column counts down to; where none of its own runs, the first of the order."""
    known = list(clocks)
    own = [clock for clock in known if clock.end is None and clock.name in column.limits]
    return min(own, key=lambda clock: (clock.due_at, clock.name)) if own else first_due(known)


def because(column: Column, clocks: Iterable[AnyClock], now: dt.datetime) -> Spoken:
    """What a person would write who urges or supervises for it; empty where it is not so, or not any more."""
    limit = limit_of(column, clocks)
    if "{" not in column.because.zh:
        return column.because
    if limit is None or (column.limits and limit.name not in column.limits):
        return Spoken()
    if (limit.due_at <= now) is (column.code == NOT_LATE_YET):
        return Spoken()
    until = until_words(limit.due_at)
    return Spoken(
        column.because.zh.format(limit=limit.name.zh, until=until.zh),
        column.because.en.format(limit=limit.name.en, until=until.en),
    )
