"""Every figure the hotline is judged by: what is counted, over what, when it falls due, and what is left out and why.

A figure is two whole numbers and a list of what was left out, never a decimal: `Fraction` is exact, a float is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from lianxin.law.actors import UnitDirectory
from lianxin.law.lamps import Spoken
from lianxin.law.terms import midnight
from lianxin.law.words import Exclusion as X
from lianxin.law.words import LegalRole

SINCE = dt.date(2018, 9, 1)
"""The regulation came into force: before that day nothing was owed under it (Art. 44)."""


class Basis(Enum):
    """What one case of a figure is."""

    ACCEPTED = "accepted"
    """An order that was received."""
    CHARGE = "charge"
    """A dispatch to a host."""
    SIGNING = "signing"
    """A limit for signing."""
    LIMIT = "limit"
    """A host's limit for feedback; where the regime has the days for finishing, that one (R52)."""
    REPLY = "reply"
    """The limit of one host for the reply to one caller."""
    PROMISE = "promise"
    """A second date that a host gave, and had to keep."""
    FEEDBACK = "feedback"
    """A feedback to the centre."""
    CALLBACK = "callback"
    """The centre's limit for calling back all callers of an order."""
    RATING = "rating"
    """A caller of an order that was closed after its callback."""


@dataclass(frozen=True, slots=True)
class Left:
    """Cases of one kind that are left out, and the ruling or article by which they are."""

    reason: X
    article: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure. `falls`: the moment by which a case falls in a period; `over`: what the denominator is.

    `good`: whether a higher share is the better one; `since`: the day from which the definition holds.
    """

    code: str
    zh: str
    en: str
    basis: Basis
    articles: tuple[str, ...]
    counts: Spoken
    over: Spoken
    falls: Spoken
    left: tuple[Left, ...]
    good: bool = True
    since: dt.date = SINCE


# fmt: off
BY_DUE = Spoken("到期日", "the day it fell due")
"""Figures of limits go by the due date, so that no month looks better for what it has only begun."""
MOVED = Left(X.MOVED, "R62")
ENDED, MERGED, WITHDRAWN, IMPORTED = Left(X.ENDED, "R50"), Left(X.MERGED, "R55"), Left(X.WITHDRAWN, "R36"), Left(X.IMPORTED, "R68")
LIMITS = (IMPORTED, MOVED, MERGED, WITHDRAWN, Left(X.REHANDLED, "R22"), ENDED, Left(X.NOT_DUE, "R16"))
EXAMINED_FIRST = Left(X.AWAITING_EXAMINATION, "R53")
NOT_OWED = (Left(X.WAIVED, "R25"), Left(X.ANONYMOUS, "R25"), Left(X.UNREACHABLE, "R28"))
ON_ITS_WAY, CONTESTED = Left(X.ON_ITS_WAY, "R58"), Left(X.CONTESTED, "R31")

RATED = (Left(X.STOPPED, "R51"), Left(X.ANONYMOUS, "R25"), Left(X.UNREACHABLE, "R28"), Left(X.DECLINED, "R28"), Left(X.UNANSWERED, "R57"))
ANSWERED = Spoken("回访后办结的工单的每位来电人，以其当月冻结前最后一次作答为准", "each caller of an order closed after its callback who answered, by the last answer before the month is frozen")
WHEN_CLOSED = Spoken("办结日", "the day the order was closed")

INDICATORS: tuple[Indicator, ...] = (
    Indicator("sign_on_time", "按时签收率", "Signed in time", Basis.SIGNING, ("R7", "R17"),
              Spoken("到期前由单位自己签收的", "signed by the unit itself before the due moment"), Spoken("应签收的转办和转下级", "transfers to be signed for"), BY_DUE, LIMITS),
    Indicator("send_back", "退单率", "Sent back", Basis.CHARGE, ("R6", "R62"),
              Spoken("经裁定同意退单的", "send-backs that were upheld"), Spoken("转办给主办单位的", "dispatches to a host"), Spoken("转办日", "the day of dispatch"),
              (IMPORTED, Left(X.DESIGNATED, "R6"), Left(X.AGAIN, "R49")), good=False),
    Indicator("reply", "回复率", "Replied", Basis.REPLY, ("jinan_2018:24", "R25", "R58"),
              Spoken("已回复来电人的（不论早晚）", "replies made, early or late"), Spoken("应回复的来电人", "replies owed"), BY_DUE,
              (*LIMITS, *NOT_OWED, ON_ITS_WAY, CONTESTED)),
    Indicator("reply_on_time", "按时回复率", "Replied in time", Basis.REPLY, ("jinan_2018:24", "R16", "R25", "R58"),
              Spoken("到期前回复来电人的", "replies made before the due moment"), Spoken("应回复的来电人", "replies owed"), BY_DUE,
              (*LIMITS, *NOT_OWED, ON_ITS_WAY, CONTESTED)),
    Indicator("on_time", "按时反馈率", "Fed back in time", Basis.LIMIT, ("jinan_2018:24", "R16", "R22", "R53"),
              Spoken("到期前反馈且审核通过的；首轮逾期不因重办消除", "fed back before the due moment and passed; the lateness of a first round stays"),
              Spoken("应反馈的", "feedback owed"), BY_DUE, (*LIMITS, Left(X.HANDED_ON, "R52"), EXAMINED_FIRST)),
    Indicator("second_date_kept", "承诺按期率", "Second date kept", Basis.PROMISE, ("jinan_2018:24", "R21", "R53"),
              Spoken("在最初给出的第二时限内办结并审核通过的", "finished by the date first given, and passed"),
              Spoken("最初给出的第二时限已到的", "second dates as first given"), Spoken("最初给出的第二时限", "the second date as first given"),
              (*LIMITS, EXAMINED_FIRST)),
    Indicator("examined", "审核覆盖率", "Examined", Basis.FEEDBACK, ("jinan_2018:27", "R50"),
              Spoken("已逐一审核的", "examined one by one"), Spoken("单位的反馈", "feedback from units"), Spoken("反馈日", "the day of the feedback"),
              (Left(X.VOID, "R60"), Left(X.NOT_DUE, "R17"))),
    Indicator("rehandled", "重办率", "Rehandled", Basis.FEEDBACK, ("jinan_2018:27", "R22", "R57"),
              Spoken("审核或回访后转入重办的", "sent back for rehandling after examination or callback"), Spoken("成立的反馈", "feedback that counts as made"),
              Spoken("反馈日", "the day of the feedback"), (Left(X.STOPPED, "R51"), Left(X.RETURNED, "R22"), Left(X.VOID, "R60"), EXAMINED_FIRST), good=False),
    Indicator("called_back", "回访率", "Called back", Basis.CALLBACK, ("jinan_2018:27", "R28", "R57"),
              Spoken("回访已完成的（按规定次数未联系上的也算完成）", "callbacks that are done, those who could not be reached by rule included"),
              Spoken("应回访的", "callbacks owed"), BY_DUE, LIMITS),
    Indicator("contradicted", "联系存疑率", "Reply denied", Basis.REPLY, ("R31",),
              Spoken("来电人否认已回复的", "replies that their callers denied"), Spoken("记为已回复的", "replies recorded as made"), BY_DUE,
              (*LIMITS, Left(X.WAIVED, "R25"), Left(X.UNREACHABLE, "R28"), ON_ITS_WAY, Left(X.NO_REPLY, "R58")), good=False),
    Indicator("contradiction_upheld", "存疑成立率", "Denied reply did not hold", Basis.REPLY, ("R31", "jinan_2018:40(3)"),
              Spoken("经认定回复不成立的", "replies found not to have been made"), Spoken("记为已回复的", "replies recorded as made"), BY_DUE,
              (*LIMITS, Left(X.WAIVED, "R25"), Left(X.UNREACHABLE, "R28"), ON_ITS_WAY, Left(X.NO_REPLY, "R58"), CONTESTED), good=False),
    Indicator("contacted", "联系率", "Contacted", Basis.RATING, ("jinan_2018:27", "R30", "R57"),
              Spoken("说单位联系过的", "who say that the unit contacted them"), ANSWERED, WHEN_CLOSED, RATED),
    Indicator("solved", "解决率", "Solved", Basis.RATING, ("jinan_2018:27", "R30", "R57"),
              Spoken("说已解决的（部分解决不算）", "who say that it is solved; partly is not"), ANSWERED, WHEN_CLOSED, RATED),
    Indicator("satisfied_result", "结果满意率", "Satisfied with the result", Basis.RATING, ("jinan_2018:27", "R30", "R57"),
              Spoken("对结果非常满意、满意或基本满意的", "very satisfied, satisfied or fairly satisfied with the result"), ANSWERED, WHEN_CLOSED, RATED),
    Indicator("satisfied_attitude", "态度满意率", "Satisfied with the attitude", Basis.RATING, ("jinan_2018:27", "R30", "R57"),
              Spoken("对态度非常满意、满意或基本满意的", "very satisfied, satisfied or fairly satisfied with the attitude"), ANSWERED, WHEN_CLOSED, RATED),
    Indicator("completion", "办结率", "Closed", Basis.ACCEPTED, ("jinan_2018:22", "R35", "R50"),
              Spoken("已办结或归档的", "closed or archived"), Spoken("受理的工单", "orders accepted"), Spoken("受理日", "the day of receipt"),
              (IMPORTED, Left(X.NO_MATTER, "R35"), MERGED, WITHDRAWN)),
)
# fmt: on
"""In the order in which an order lives."""

BY_CODE: Mapping[str, Indicator] = MappingProxyType({row.code: row for row in INDICATORS})

REASONS: Mapping[str, X] = MappingProxyType(
    {
        "withdrawn": X.WITHDRAWN,
        "merged": X.MERGED,
        "unmerged": X.MERGED,
        "recalled": X.MOVED,
        "sent_back": X.MOVED,
        "host_changed": X.MOVED,
        "designated": X.MOVED,
        "barred": X.MOVED,
        "unit_succeeded": X.MOVED,
        "redirected": X.MOVED,
        "rehandled": X.REHANDLED,
        "second_date": X.HANDED_ON,
        "reply_waived": X.WAIVED,
        "unreachable": X.UNREACHABLE,
    }
)
"""Why a limit that was asked for no more is left out, by the reason it keeps; every other one: the order ended."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted: cases in the numerator, those in the denominator only, and those left out by reason."""

    holds: int = 0
    fails: int = 0
    left: Mapping[X, int] = field(default_factory=dict)

    @property
    def numerator(self) -> int:
        """What holds."""
        return self.holds

    @property
    def denominator(self) -> int:
        """What holds and what fails."""
        return self.holds + self.fails

    @property
    def share(self) -> Fraction | None:
        """The exact share; None over nothing, which is no share at all."""
        return Fraction(self.holds, self.denominator) if self.denominator else None

    @property
    def percent(self) -> str:
        """The share with two decimals, half up, reckoned in whole numbers; empty over nothing."""
        if not self.denominator:
            return ""
        hundredths = (self.holds * 20_000 + self.denominator) // (2 * self.denominator)
        return f"{hundredths // 100}.{hundredths % 100:02d}%"

    def __add__(self, other: Figure) -> Figure:
        """Both together."""
        reasons = {**self.left, **other.left}
        left = {reason: self.left.get(reason, 0) + other.left.get(reason, 0) for reason in reasons}
        return Figure(self.holds + other.holds, self.fails + other.fails, left)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to and without `end`."""

    start: dt.date
    end: dt.date

    @classmethod
    def month(cls, day: dt.date) -> Period:
        """The month of a day."""
        return cls(day.replace(day=1), next_month(day))

    def since(self, day: dt.date) -> Period:
        """The part from a day on; before its first day a definition counts nothing."""
        return Period(max(self.start, day), max(self.end, day))

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """Its first midnight and the one that ends it, in Shanghai."""
        return midnight(self.start), midnight(self.end)


def next_month(day: dt.date) -> dt.date:
    """The first day of the month after."""
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


def frozen_at(month: dt.date, freeze_days: int) -> dt.datetime:
    """From when a month's figures stay as they are: so many days after its end (R30, R66)."""
    return midnight(next_month(month) + dt.timedelta(days=freeze_days))


def counted_for(unit: int, units: UnitDirectory) -> tuple[int, ...]:
    """Whose figures a unit's case is in: its own, and those of the unit above a sub-unit, which answers for it (R1)."""
    found = []
    for one in units.chain(unit):
        found.append(one)
        facts = units.get(one)
        if facts is None or facts.legal_role is not LegalRole.SUB_UNIT:
            break
    return tuple(found) or (unit,)
