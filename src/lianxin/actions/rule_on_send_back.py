"""退单处置 · Rule on a send-back."""

from __future__ import annotations

from dataclasses import replace

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import together
from lianxin.actions._ruling import Ruling
from lianxin.actions.decide_send_back import decide_send_back
from lianxin.actions.designate import designate
from lianxin.actions.dispatch import dispatch
from lianxin.actions.escalate import escalate
from lianxin.law.refusals import Refused
from lianxin.law.words import EscalationStep, SendBackVerdict


def rule_on_send_back(door: Door, *, order: int, overlay: int, ruling: Ruling) -> list[Done]:
    """What the dispatcher makes of a send-back, with the next host at once where one is named (R4, R6, R62)."""
    verdict, reason = ruling.verdict, ruling.reason
    if verdict is SendBackVerdict.REFER:
        return [escalate(door, order=order, step=EscalationStep.CITY_HOTLINE, reason=reason)]
    upheld = verdict is not SendBackVerdict.REFUSE
    if verdict is not SendBackVerdict.NEXT_UNIT:
        return [decide_send_back(door, order=order, overlay=overlay, upheld=upheld, reason=reason)]

    def both() -> list[Done]:
        first = decide_send_back(door, order=order, overlay=overlay, upheld=True, reason=reason)
        return [first, _hand_on(replace(door, request_key=f"{door.request_key}:next"), order, ruling)]

    return together(both)


def _hand_on(door: Door, order: int, ruling: Ruling) -> Done:
    """After the last send-back that may be upheld only a designation is left (R6): the same form may come to either.

    Sent a second time it finds its key used, by a designation if it came to one.
    """
    if ruling.unit is None:
        raise Refused("unit_missing")
    try:
        return dispatch(door, order=order, unit=ruling.unit, transfer=ruling.transfer)
    except Refused as refusal:
        if refusal.code not in ("must_designate", "request_key_reused"):
            raise
    return designate(door, order=order, unit=ruling.unit, transfer=ruling.transfer, reason=ruling.reason)
