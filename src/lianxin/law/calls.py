"""Calls as the law sees them: what may be done with one, in which state, by whom, and what can come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.words import CallDisposition, CallRelation, CallState, EmergencyService, Role

BRIDGED = (EmergencyService.POLICE, EmergencyService.FIRE, EmergencyService.AMBULANCE)
"""Lines that join a call in which somebody is in distress (R35)."""

LEADERS = (Role.SHIFT_LEADER,)
"""Offices that an agent calls for help (R35)."""

ANSWERING = (Role.AGENT, Role.EXPERT, Role.SHIFT_LEADER)
"""Offices that answer calls; each sees and handles the own calls alone (R44)."""


@dataclass(frozen=True, slots=True)
class CallAct:
    """One act on a call: its words, in which states it can be done, and its sources.

    No row looks at how often a number called or how: nobody is refused or put behind others (R41).
    """

    action: str
    zh: str
    en: str
    states: tuple[CallState, ...]
    articles: tuple[str, ...]
    by_switch: bool = False
    by_leader: bool = False


@dataclass(frozen=True, slots=True)
class DispositionRow:
    """What can come of an answered call. `digit` is its key where it has one.

    `relations`: one of these ties the call to an order, or it did not come to this; empty: there must be no order.
    """

    disposition: CallDisposition
    relations: tuple[CallRelation, ...]
    article: str
    digit: str = ""

    @property
    def invalid(self) -> bool:
        """Whether such a call is none of a caller's matter (R35)."""
        return not self.relations


S, D, L = CallState, CallDisposition, CallRelation

# fmt: off
CALL_ACTS: tuple[CallAct, ...] = (
    CallAct("offer_call", "来电", "Offer a call", (S.QUEUED, S.RINGING), ("jinan_2018:3", "R41"), by_switch=True),
    CallAct("release_call", "振铃未接", "Release a call", (S.RINGING,), ("R41",), by_switch=True),
    CallAct("answer_call", "接听", "Answer a call", (S.QUEUED, S.RINGING), ("jinan_2018:18",), by_switch=True),
    CallAct("end_call", "通话结束", "End a call", (S.QUEUED, S.RINGING, S.TALKING), ("R35",), by_switch=True),
    CallAct("link_call", "关联工单", "Link a call", (S.TALKING, S.TO_DISPOSE), ("R26",)),
    CallAct("reveal_number", "显示来电号码", "Show a caller's number", (S.RINGING, S.TALKING, S.TO_DISPOSE), ("R44",)),
    CallAct("alert_shift_leader", "求助值班长", "Alert the shift leader", (S.TALKING, S.TO_DISPOSE), ("R35",)),
    CallAct("take_up_alert", "接手求助", "Take up an alert", (S.TALKING, S.TO_DISPOSE, S.DISPOSED), ("R35",),
            by_leader=True),
    CallAct("dispose_call", "登记去向", "Record the outcome of a call", (S.TO_DISPOSE,), ("R26", "R35")),
)

DISPOSITIONS: tuple[DispositionRow, ...] = (
    DispositionRow(D.WRONG_NUMBER, (), "R35", "1"),
    DispositionRow(D.SILENT, (), "R35", "2"),
    DispositionRow(D.DROPPED, (), "R35", "3"),
    DispositionRow(D.TEST, (), "R35", "4"),
    DispositionRow(D.MATTER, (L.RECEIVED,), "R26"),
    DispositionRow(D.CONSULTED, (L.ANSWERED,), "R26"),
    DispositionRow(D.FOLLOWED_UP, (L.SUPPLEMENTED, L.JOINED), "R67"),
    DispositionRow(D.DEMANDED, (L.DEMANDED,), "jinan_2018:16"),
    DispositionRow(D.TOLD, (L.TOLD,), "R47"),
)
"""In this order: what is first and fits the orders of a call is what came of it."""
# fmt: on

BY_ACTION: Mapping[str, CallAct] = {row.action: row for row in CALL_ACTS}
BY_DISPOSITION: Mapping[CallDisposition, DispositionRow] = {row.disposition: row for row in DISPOSITIONS}
INVALID: tuple[DispositionRow, ...] = tuple(row for row in DISPOSITIONS if row.invalid)
