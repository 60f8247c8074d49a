"""What will happen in one life: drawn once at its beginning, so that its steps read straight on."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from lianxin.law.words import Channel, Outcome, RequestType
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw


class Way(Enum):
    """How the hotline takes a matter up."""

    ANSWER = "answer"
    REDIRECT = "redirect"
    HAND_OVER = "hand_over"
    TRANSFER_OUT = "transfer_out"
    NO_MATTER = "no_matter"
    DISPATCH = "dispatch"


class SentBack(Enum):
    """What becomes of a unit's wish to be relieved."""

    NEVER = "never"
    REFUSED = "refused"
    UPHELD = "upheld"
    TWICE = "twice"


class Mood(Enum):
    """What a caller says at the callback."""

    CONTENT = "content"
    DISSATISFIED = "dissatisfied"
    NOT_CONTACTED = "not_contacted"
    UNREACHABLE = "unreachable"
    DECLINES = "declines"


@dataclass(frozen=True, slots=True)
class Fate:
    """Everything chance has a say in, besides moments and words."""

    way: Way
    queued: bool = False
    sent_back: SentBack = SentBack.NEVER
    never_signed: bool = False
    host_changed: bool = False
    recalled: bool = False
    delegated: bool = False
    by_county_hotline: bool = False
    about_centre: bool = False
    assisted: bool = False
    co_handled: bool = False
    revealed: bool = False
    second_note: bool = False
    urged: bool = False
    supplemented: bool = False
    joined: bool = False
    merged: bool = False
    withdrawn: bool = False
    corrected: bool = False
    instructed: bool = False
    difficult: bool = False
    risk: bool = False
    recusal: bool = False
    outcome: Outcome = Outcome.DONE
    extension_refused: bool = False
    stopped: bool = False
    stop_overturned: bool = False
    late_days: int = 0
    supervised: bool = False
    by_county: bool = False
    explained: bool = False
    returned: bool = False
    promise_changed: bool = False
    promise_missed: bool = False
    mood: Mood = Mood.CONTENT
    accepted: bool = False
    reopened: bool = False


MOODS = {
    Mood.CONTENT: 0.80,
    Mood.DISSATISFIED: 0.08,
    Mood.NOT_CONTACTED: 0.01,
    Mood.UNREACHABLE: 0.06,
    Mood.DECLINES: 0.05,
}
SENT_BACK = {SentBack.NEVER: 0.935, SentBack.REFUSED: 0.025, SentBack.UPHELD: 0.034, SentBack.TWICE: 0.006}

SINGLE = {
    "queued": shares.QUEUED,
    "never_signed": 0.02,
    "host_changed": 0.012,
    "recalled": 0.006,
    "delegated": 0.13,
    "by_county_hotline": 0.08,
    "assisted": 0.05,
    "co_handled": 0.05,
    "revealed": 0.08,
    "second_note": 0.25,
    "urged": 0.06,
    "supplemented": 0.06,
    "joined": 0.03,
    "merged": 0.015,
    "withdrawn": 0.015,
    "corrected": 0.01,
    "instructed": 0.008,
    "difficult": 0.01,
    "risk": 0.008,
    "recusal": 0.10,  # of tip-offs
    "extension_refused": 0.3,
    "stopped": 0.012,
    "stop_overturned": 0.3,
    "supervised": 0.4,  # of the late
    "explained": 0.3,  # of the late
    "returned": 0.07,
    "promise_changed": 0.2,
    "promise_missed": 0.15,
    "accepted": 0.3,
    "reopened": 0.012,
}
"""How often each of these happens in the life of a handled order, or of those it can happen to."""

LATE = 0.08
LATEST_DAYS = 6


def draw_fate(chance: random.Random, kind: RequestType, channel: Channel) -> Fate:
    """A life's fate, for a matter of this type from this channel."""
    fate = Fate(way=_way(chance, kind, channel))
    if fate.way is not Way.DISPATCH:
        return fate
    happens: dict[str, Any] = {name: chance.random() < share for name, share in SINGLE.items()}
    happens["recusal"] = happens["recusal"] and kind is RequestType.TIP_OFF
    outcome = draw(chance, shares.OUTCOMES)
    late = chance.randrange(1, LATEST_DAYS + 1) if chance.random() < LATE else 0
    if outcome is Outcome.EXTENDED:
        late = 0  # whoever asks for more time feeds back before the first date
    happens["supervised"] = happens["supervised"] and late > 1
    happens["explained"] = happens["explained"] and late > 0
    return replace(
        fate,
        **happens,
        late_days=late,
        by_county=late % 2 == 1,
        sent_back=draw(chance, SENT_BACK),
        outcome=outcome,
        mood=draw(chance, MOODS),
    )


def _way(chance: random.Random, kind: RequestType, channel: Channel) -> Way:
    drawn = chance.random()
    for way, share in ((Way.HAND_OVER, shares.HANDED_OVER), (Way.REDIRECT, shares.REDIRECTED)):
        if drawn < share and kind in (RequestType.HELP, RequestType.CONSULT):
            return way
        drawn -= share
    if 0 <= drawn < shares.TRANSFERRED_OUT:
        return Way.TRANSFER_OUT
    if channel is not Channel.PHONE and chance.random() < shares.NO_MATTER:
        return Way.NO_MATTER
    return Way.ANSWER if chance.random() < shares.ANSWERED_AT_ONCE[kind] else Way.DISPATCH


def without_requests(fate: Fate) -> Fate:
    """The same fate at a host that is no undertaking unit: it asks for nothing and hands nothing on."""
    return replace(
        fate,
        sent_back=SentBack.NEVER,
        host_changed=False,
        delegated=False,
        assisted=False,
        co_handled=False,
        risk=False,
        stopped=False,
        late_days=0,
        outcome=Outcome.DONE,
    )
