"""How often each turn comes in the life of a handled order, or of those it can come to."""

from __future__ import annotations

from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.turns import Mood, SentBack

MOODS = {
    Mood.CONTENT: 0.78,
    Mood.DISSATISFIED: 0.085,
    Mood.NOT_CONTACTED: 0.03,
    Mood.UNREACHABLE: 0.055,
    Mood.DECLINES: 0.05,
}
SENT_BACK = {SentBack.NEVER: 0.935, SentBack.REFUSED: 0.025, SentBack.UPHELD: 0.034, SentBack.TWICE: 0.006}

SINGLE = {
    "queued": shares.QUEUED,
    "escalated": 0.25,  # of send-backs
    "corrected": 0.01,
    "retaliated": 0.002,
    "never_signed": 0.02,
    "host_changed": 0.012,
    "redirection": 0.006,
    "recalled": 0.006,
    "delegated": 0.13,
    "by_county_hotline": 0.08,
    "assisted": 0.05,
    "co_handled": 0.05,
    "revealed": 0.08,
    "second_note": 0.25,
    "instructed": 0.008,
    "difficult": 0.01,
    "risk": 0.008,
    "urged": 0.06,
    "supplemented": 0.06,
    "joined": 0.03,
    "merged": 0.015,
    "withdrawn": 0.015,
    "recusal": 0.10,  # of tip-offs
    "extension_refused": 0.3,
    "stopped": 0.012,
    "stop_overturned": 0.3,
    "supervised": 0.4,  # of the late
    "urged_by_centre": 0.35,  # of the late
    "explained": 0.35,  # of the late
    "explained_late": 0.25,  # of explanations
    "objected": 0.02,
    "feeds_back_first": 0.06,
    "points_listed": 0.12,
    "returned": 0.07,
    "class_rejected": 0.12,  # of outcomes with a second date
    "undone": 0.02,
    "examined_late": 0.04,
    "not_told": 0.06,  # of outcomes with a second date
    "promise_changed": 0.2,
    "promise_change_refused": 0.35,
    "promise_missed": 0.15,
    "tried_before": 0.2,
    "rates_by_link": 0.45,  # of those who are sent one
    "won_over": 0.02,
    "rating_set_aside": 0.3,
    "reply_falls": 0.4,  # of replies that are denied
    "proposed": 0.7,  # of the dissatisfied
    "accepted": 0.3,
    "never_content": 0.2,  # of those for whom it was handled again
    "reopened": 0.012,
    "return_asked": 0.6,
    "return_refused": 0.35,
}

QUESTIONED = 0.006
"""Of what the hotline answered itself: somebody asks it to explain."""

LATE = 0.08
LATEST_DAYS = 6
