"""What will happen in one life: drawn once at its beginning, so that its steps read straight on."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import Any

from lianxin.law.words import Channel, Outcome, RequestType
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.odds import LATE, LATEST_DAYS, MOODS, QUESTIONED, SENT_BACK, SINGLE
from lianxin.runtime.simulate.turns import Mood, SentBack, Way


@dataclass(frozen=True, slots=True)
class Fate:
    """Everything chance has a say in, besides moments and words.

    `done_on`: the working day on which the unit is done, 0 where chance says so later; `promised_for`: the second date.
    """

    way: Way
    # ---- intake and dispatching
    queued: bool = False
    sent_back: SentBack = SentBack.NEVER
    escalated: bool = False
    questioned: bool = False
    corrected: bool = False
    retaliated: bool = False
    sealing: bool = False
    # ---- the unit
    never_signed: bool = False
    host_changed: bool = False
    redirection: bool = False
    recalled: bool = False
    delegated: bool = False
    by_county_hotline: bool = False
    about_centre: bool = False
    assisted: bool = False
    co_handled: bool = False
    revealed: bool = False
    second_note: bool = False
    instructed: bool = False
    difficult: bool = False
    risk: bool = False
    # ---- callers meanwhile
    urged: bool = False
    supplemented: bool = False
    joined: bool = False
    merged: bool = False
    withdrawn: bool = False
    recusal: bool = False
    # ---- what came of it, and when
    outcome: Outcome = Outcome.DONE
    done_on: int = 0
    late_days: int = 0
    extension_refused: bool = False
    stopped: bool = False
    stop_overturned: bool = False
    supervised: bool = False
    by_county: bool = False
    urged_by_centre: bool = False
    explained: bool = False
    explained_late: bool = False
    objected: bool = False
    # ---- examination
    feeds_back_first: bool = False
    points_listed: bool = False
    returned: bool = False
    class_rejected: bool = False
    undone: bool = False
    examined_late: bool = False
    # ---- promises
    promised_for: dt.date | None = None
    not_told: bool = False
    promise_changed: bool = False
    promise_change_refused: bool = False
    promise_missed: bool = False
    # ---- callback
    mood: Mood = Mood.CONTENT
    tried_before: bool = False
    rates_by_link: bool = False
    won_over: bool = False
    rating_set_aside: bool = False
    reply_falls: bool = False
    proposed: bool = False
    accepted: bool = False
    never_content: bool = False
    reopened: bool = False
    return_asked: bool = False
    return_refused: bool = False


OF_THE_LATE = ("explained", "explained_late", "urged_by_centre")
"""What happens only where the unit was late."""


def draw_fate(chance: random.Random, kind: RequestType, channel: Channel) -> Fate:
    """A life's fate, for a matter of this type from this channel."""
    fate = Fate(way=_way(chance, kind, channel))
    if fate.way is not Way.DISPATCH:
        return replace(fate, questioned=fate.way is Way.ANSWER and chance.random() < QUESTIONED)
    happens: dict[str, Any] = {name: chance.random() < share for name, share in SINGLE.items()}
    happens["recusal"] = happens["recusal"] and kind is RequestType.TIP_OFF
    outcome = draw(chance, shares.OUTCOMES)
    late = chance.randrange(1, LATEST_DAYS + 1) if chance.random() < LATE else 0
    if outcome is Outcome.EXTENDED:
        late = 0  # whoever asks for more time feeds back before the first date
    for name in OF_THE_LATE:
        happens[name] = happens[name] and late > 0
    happens["supervised"] = happens["supervised"] and late > 1
    mood = draw(chance, MOODS)
    if happens["won_over"]:
        mood, happens["undone"] = Mood.CONTENT, False
    sent_back = draw(chance, SENT_BACK)
    if sent_back in (SentBack.UPHELD, SentBack.TWICE):
        happens["never_signed"] = False  # whoever asks to be relieved looks at the order
    return replace(
        fate,
        **happens,
        late_days=late,
        by_county=late % 2 == 1,
        sent_back=sent_back,
        outcome=outcome,
        mood=mood,
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
        escalated=False,
        host_changed=False,
        redirection=False,
        delegated=False,
        assisted=False,
        co_handled=False,
        risk=False,
        stopped=False,
        late_days=0,
        promise_changed=False,
        never_content=False,
        outcome=Outcome.DONE if fate.outcome is Outcome.EXTENDED else fate.outcome,
        mood=Mood.CONTENT if fate.mood is Mood.NOT_CONTACTED else fate.mood,
    )
