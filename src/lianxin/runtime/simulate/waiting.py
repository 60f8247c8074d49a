"""Lives that stand still at the end of a plan, a few at every stage: work for each office to begin with."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.words import Outcome, RequestType
from lianxin.runtime.simulate.fate import Fate, Mood, SentBack, Way
from lianxin.runtime.simulate.story import Stage, Story

QUIET = Fate(way=Way.DISPATCH)
"""A life in which nothing happens but what must."""


@dataclass(frozen=True)
class Waiting:
    """So many lives, taken up so many hours ago (from, to), that wait at a stage; `fate` is what leads them there.

    With `each_county` the first matter lies in the first county, the second in the second, and so on.
    """

    stage: Stage
    count: int
    hours_ago: tuple[float, float]
    fate: Mapping[str, Any] = field(default_factory=dict)
    request_type: RequestType | None = None
    topic: str | None = None
    each_county: bool = False

    def arrange(self, story: Story) -> None:
        """Gives the story this fate; callers leave a number, so that the stage is reached."""
        story.waits_at = self.stage
        story.fate = dataclasses.replace(QUIET, **self.fate)
        known = story.world.crowd.somebody(story.chance)
        story.caller = dataclasses.replace(
            story.caller, name=known.name, phone=known.phone, anonymous=False, text_only=False
        )
        if self.topic is not None:
            place = int(story.index.rpartition(".")[2]) if self.each_county else None
            matters, matter = story.world.matters, (self.topic, story.chance, story.now, story.caller)
            story.matter = matters.about(*matter, place=place)


S = Stage
SUPERVISED_BY_COUNTY = {"late_days": 5, "supervised": True, "by_county": True}
WAITING: tuple[Waiting, ...] = (
    Waiting(S.REGISTERED, 9, (0.05, 0.9)),
    Waiting(S.DISPATCHING, 10, (0.1, 1.6), {"queued": True}),
    Waiting(S.OFFERED, 14, (0.6, 26)),
    Waiting(S.OFFERED, 7, (2, 26), {"by_county_hotline": True}, topic="0302", each_county=True),
    Waiting(S.SIGNED, 16, (20, 90)),
    Waiting(S.SEND_BACK_ASKED, 6, (18, 60), {"sent_back": SentBack.UPHELD}),
    Waiting(S.HOST_CHANGE_ASKED, 3, (40, 100), {"host_changed": True}),
    Waiting(S.CO_HANDLING, 3, (30, 90), {"co_handled": True}),
    Waiting(S.DELEGATED, 6, (24, 90), {"delegated": True}, topic="0302"),
    Waiting(S.ASSISTANCE_ASKED, 8, (24, 90), {"assisted": True}),
    Waiting(S.WITHDRAWAL_ASKED, 3, (30, 90), {"withdrawn": True}),
    Waiting(S.RECUSAL_DEMANDED, 2, (40, 110), {"recusal": True}, RequestType.TIP_OFF),
    Waiting(S.EXTENSION_ASKED, 5, (40, 110), {"outcome": Outcome.EXTENDED}),
    Waiting(S.SUPERVISED, 5, (220, 420), {"late_days": 5, "supervised": True}),
    Waiting(S.EXPLANATION_OWED, 4, (260, 480), {"late_days": 2, "explained": True}),
    Waiting(S.FED_BACK, 14, (100, 200)),
    Waiting(S.FED_BACK, 2, (100, 220), {"stopped": True}),
    Waiting(S.FED_BACK, 3, (120, 240), request_type=RequestType.COMPLAIN, topic="2505"),
    Waiting(S.FED_BACK, 2, (120, 240), {"about_centre": True}, RequestType.COMPLAIN, topic="2505"),
    Waiting(S.SIGNED, 1, (30, 90), {"about_centre": True}, RequestType.COMPLAIN, topic="2505"),
    Waiting(S.RETURNED, 5, (130, 230), {"returned": True}),
    Waiting(S.CALLBACK, 14, (120, 260)),
    Waiting(S.CONTRADICTED, 3, (160, 300), {"mood": Mood.NOT_CONTACTED}),
    Waiting(S.DISSATISFIED, 5, (160, 300), {"mood": Mood.DISSATISFIED}),
    Waiting(S.TRACKED, 8, (170, 420), {"outcome": Outcome.CONSTRAINED}),
    Waiting(S.PROMISE_CHANGE_ASKED, 2, (600, 1100), {"outcome": Outcome.CONSTRAINED, "promise_changed": True}),
    Waiting(S.SIGNED, 7, (20, 90), {"by_county_hotline": True}, topic="0302", each_county=True),
    Waiting(S.SUPERVISED, 7, (220, 420), SUPERVISED_BY_COUNTY, topic="0302", each_county=True),
)
