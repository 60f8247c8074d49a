"""The lives that wait, desk by desk: how many, since when, and what led them there."""

from __future__ import annotations

from lianxin.law.words import AssignmentKind, Language, Outcome, RequestType, Role
from lianxin.runtime.simulate.matters import EVERYWHERE as COUNTY
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.turns import Mood, SentBack, Way
from lianxin.runtime.simulate.waiting import Waiting

S = Stage

CALLED = ("0401", "0402", "0504", "0703")
"""Topics about which a person calls back."""
LINKED = ("0201", "0202", "0306", "0309")
"""Topics about which a link is sent first."""

TRACKED = {"outcome": Outcome.CONSTRAINED, "done_on": 3}
BY_STATUTE = {"outcome": Outcome.STATUTORY_LONGER, "done_on": 3}
LATE = {"late_days": 1}
COMPLAINS = {"mood": Mood.DISSATISFIED, "done_on": 1}
DENIES = {"mood": Mood.NOT_CONTACTED, "done_on": 1}
NEVER_CONTENT = {"mood": Mood.DISSATISFIED, "done_on": 1, "never_content": True, "proposed": True}
COMPLAIN = RequestType.COMPLAIN
CONDUCT = ("2505",)
"""How somebody at the hotline behaves."""

OBJECTED = {"objected": True, "done_on": 2}
OF_CENTRE = {"about_centre": True}
RESCHEDULED = TRACKED | {"promise_changed": True}
BROKEN = TRACKED | {"promise_missed": True}
EXPLAINED = LATE | {"explained": True}
SUPERVISED = {"late_days": 5, "supervised": True}

AT_THE_CENTRE: tuple[Waiting, ...] = (
    # ---- intake and dispatching
    Waiting(S.REGISTERED, 9, (0.05, 0.9)),
    Waiting(S.DISPATCHING, 10, (0.1, 1.6), fate={"queued": True}),
    Waiting(S.SEND_BACK_ASKED, 6, (18, 60), fate={"sent_back": SentBack.UPHELD}),
    Waiting(S.ESCALATED, 3, (40, 100), fate={"sent_back": SentBack.UPHELD, "escalated": True}),
    Waiting(S.HOST_CHANGE_ASKED, 3, (40, 100), fate={"host_changed": True}),
    Waiting(S.CO_HANDLING_ASKED, 3, (30, 90), fate={"co_handled": True}),
    # ---- requests
    Waiting(S.WITHDRAWAL_ASKED, 3, (30, 90), fate={"withdrawn": True}),
    Waiting(S.RECUSAL_DEMANDED, 2, (40, 110), fate={"recusal": True}, request_type=RequestType.TIP_OFF),
    Waiting(S.EXTENSION_ASKED, 5, days_ago=2, fate={"outcome": Outcome.EXTENDED}),
    Waiting(S.REDIRECTION_ASKED, 2, (40, 100), fate={"redirection": True}),
    Waiting(S.SEALING_ASKED, 1, (40, 100), fate={"sealing": True}),
    Waiting(S.RETURN_ASKED, 4, (560, 640), fate={"reopened": True, "return_asked": True, "done_on": 1}),
    Waiting(S.RETALIATION_REPORTED, 2, days_ago=9, fate={"retaliated": True, "done_on": 1}),
    # ---- examination: behind, for today, just in
    Waiting(S.FED_BACK, 5, days_ago=5, fate={"done_on": 2}),
    Waiting(S.FED_BACK, 6, days_ago=2, fate={"done_on": 1, "urged": True}),
    Waiting(S.FED_BACK, 5, (100, 200)),
    Waiting(S.FED_BACK, 3, (100, 220), fate=BY_STATUTE),
    Waiting(S.FED_BACK, 2, (100, 220), fate={"stopped": True}),
    Waiting(S.FED_BACK, 3, (120, 240), request_type=COMPLAIN, topics=CONDUCT),
    Waiting(S.FED_BACK, 2, (120, 240), fate=OF_CENTRE, request_type=COMPLAIN, topics=CONDUCT),
    Waiting(S.REPLY_OWED, 4, days_ago=3, fate={"feeds_back_first": True, "done_on": 1}),
    Waiting(S.RETURNED, 5, (130, 230), fate={"returned": True}),
    # ---- callback: behind, for today, by link, tried, in part, with all answers
    Waiting(S.CALLBACK, 5, days_ago=7, fate={"done_on": 2}, topics=CALLED),
    Waiting(S.CALLBACK, 6, days_ago=3, fate={"done_on": 1, "points_listed": True}, topics=CALLED),
    Waiting(S.CALLBACK, 5, days_ago=2, fate={"done_on": 1}, topics=LINKED),
    Waiting(S.CALLBACK, 3, days_ago=5, fate=TRACKED, topics=CALLED),
    Waiting(S.CALLBACK, 2, days_ago=4, fate={"done_on": 1}, wishes={"text_only": True}, topics=CALLED),
    Waiting(S.CALLBACK, 1, days_ago=4, fate={"done_on": 1}, wishes={"language": Language.ENGLISH}, topics=CALLED),
    Waiting(S.CALLBACK, 1, days_ago=4, fate={"done_on": 1}, wishes={"minor": True, "secret": True}, topics=CALLED),
    Waiting(S.TRIED, 4, days_ago=5, fate={"done_on": 1, "tried_before": True}, topics=CALLED),
    Waiting(S.ONE_ASKED, 2, days_ago=6, fate={"done_on": 2, "joined": True}, topics=CALLED),
    Waiting(S.ALL_ASKED, 4, days_ago=5, fate={"done_on": 1}),
    Waiting(S.ALL_ASKED, 1, days_ago=5, fate={"done_on": 1, "mood": Mood.DECLINES}),
    Waiting(S.ALL_ASKED, 1, days_ago=6, fate={"done_on": 1, "rates_by_link": True}, topics=LINKED),
    Waiting(S.RATING_ROSE, 4, days_ago=7, fate={"done_on": 2, "won_over": True}),
    Waiting(S.DISSATISFIED, 4, days_ago=5, fate=COMPLAINS),
    Waiting(S.REHANDLING_PROPOSED, 4, days_ago=6, fate=COMPLAINS | {"proposed": True}),
    Waiting(S.DISSATISFIED_TWICE, 3, days_ago=16, fate=NEVER_CONTENT),
    Waiting(S.CONTRADICTED, 2, days_ago=5, fate=DENIES),
    Waiting(S.PROVED, 2, days_ago=6, fate=DENIES),
    # ---- promises and explanations
    Waiting(S.TRACKED, 3, days_ago=18, fate=TRACKED, promised_in=-3),
    Waiting(S.TRACKED, 3, days_ago=15, fate=TRACKED, promised_in=0),
    Waiting(S.TRACKED, 3, days_ago=12, fate=BY_STATUTE, promised_in=1),
    Waiting(S.TRACKED, 5, (260, 420), fate=TRACKED),
    Waiting(S.PROMISE_CHANGE_ASKED, 3, days_ago=15, fate=RESCHEDULED, promised_in=2),
    Waiting(S.PROMISE_FED_BACK, 3, days_ago=18, fate=BROKEN, promised_in=-8),
    Waiting(S.EXPLANATION_OWED, 3, days_ago=9, fate=EXPLAINED),
    Waiting(S.EXPLANATION_OWED, 3, days_ago=14, fate=EXPLAINED),
    Waiting(S.EXPLANATION_OWED, 2, days_ago=5, fate=OBJECTED),
    Waiting(S.EXPLANATION_OWED, 2, days_ago=5, fate={"way": Way.ANSWER, "questioned": True}),
    Waiting(S.EXPLAINED, 3, days_ago=14, fate=EXPLAINED),
)  # fmt: skip

AT_UNITS: tuple[Waiting, ...] = (
    Waiting(S.OFFERED, 14, (0.6, 26)),
    Waiting(S.OFFERED, 7, (2, 26), fate={"by_county_hotline": True}, topics=COUNTY, each_county=True),
    Waiting(S.SIGNED, 8, (20, 90)),
    Waiting(S.CONTACTED, 4, days_ago=7),
    Waiting(S.CONTACTED, 5, days_ago=5),
    Waiting(S.CO_HANDLER_NAMED, 3, (40, 110), fate={"co_handled": True}),
    Waiting(S.DELEGATED, 6, (24, 90), fate={"delegated": True}, topics=COUNTY),
    Waiting(S.ASSISTANCE_ASKED, 6, (24, 90), fate={"assisted": True}),
    Waiting(S.SUPERVISED, 4, (220, 420), fate=SUPERVISED),
    Waiting(S.AGAIN, 3, days_ago=6, fate=COMPLAINS),
    Waiting(S.SIGNED, 1, (30, 90), fate=OF_CENTRE, request_type=COMPLAIN, topics=CONDUCT),
    Waiting(S.SIGNED, 2, (30, 90), request_type=COMPLAIN, topics=CONDUCT),
    Waiting(S.TRACKED, 1, days_ago=12, fate=TRACKED, request_type=COMPLAIN, topics=CONDUCT, promised_in=2),
    Waiting(S.EXPLANATION_OWED, 1, days_ago=5, fate=OBJECTED, request_type=COMPLAIN, topics=CONDUCT),
    Waiting(S.SIGNED, 7, (20, 90), fate={"by_county_hotline": True}, topics=COUNTY, each_county=True),
    # ---- each county's board of today
    Waiting(S.CONTACTED, 7, days_ago=8, topics=COUNTY, each_county=True),
    Waiting(S.CONTACTED, 7, days_ago=5, topics=COUNTY, each_county=True),
    Waiting(S.SUPERVISED, 7, (220, 420), fate=SUPERVISED | {"by_county": True}, topics=COUNTY, each_county=True),
    Waiting(S.TRACKED, 7, days_ago=18, fate=TRACKED, topics=COUNTY, each_county=True, promised_in=-2),
    Waiting(S.EXPLANATION_OWED, 7, days_ago=14, fate=EXPLAINED, topics=COUNTY, each_county=True),
    Waiting(S.DISSATISFIED_TWICE, 7, days_ago=16, fate=NEVER_CONTENT, topics=COUNTY, each_county=True),
    Waiting(S.CONTRADICTED, 7, days_ago=5, fate=DENIES, topics=COUNTY, each_county=True),
)  # fmt: skip


BESIDE, HELP = AssignmentKind.CO_HANDLER, AssignmentKind.ASSISTANCE


def _at_the_desk_of(role: Role) -> tuple[Waiting, ...]:
    """Every kind of work that a unit can have, on this office's first desk."""
    return (
        Waiting(S.OFFERED, 2, (1, 20), desk=role),
        Waiting(S.CONTACTED, 1, days_ago=7, desk=role),
        Waiting(S.CONTACTED, 2, days_ago=5, desk=role),
        Waiting(S.CONTACTED, 2, days_ago=3, desk=role),
        Waiting(S.RETURNED, 1, days_ago=4, fate={"returned": True, "done_on": 1}, desk=role),
        Waiting(S.AGAIN, 1, days_ago=6, fate=COMPLAINS, desk=role),
        Waiting(S.TRACKED, 1, days_ago=18, fate=TRACKED, desk=role, promised_in=-1),
        Waiting(S.TRACKED, 1, days_ago=15, fate=TRACKED, desk=role, promised_in=0),
        Waiting(S.TRACKED, 1, days_ago=12, fate=BY_STATUTE, desk=role, promised_in=2),
        Waiting(S.PROMISE_CHANGE_ASKED, 1, days_ago=15, fate=RESCHEDULED, desk=role, promised_in=3),
        Waiting(S.PROMISE_FED_BACK, 1, days_ago=18, fate=BROKEN, desk=role, promised_in=-8),
        Waiting(S.EXPLANATION_OWED, 1, days_ago=9, fate=EXPLAINED, desk=role),
        Waiting(S.EXPLANATION_OWED, 1, days_ago=14, fate=EXPLAINED, desk=role),
        Waiting(S.EXPLAINED, 1, days_ago=14, fate=EXPLAINED, desk=role),
        Waiting(S.CONTRADICTED, 1, days_ago=5, fate=DENIES, desk=role),
        Waiting(S.SUPERVISED, 1, days_ago=8, fate=SUPERVISED, desk=role),
        Waiting(S.SEND_BACK_ASKED, 1, days_ago=1, fate={"sent_back": SentBack.UPHELD}, desk=role),
        Waiting(S.FED_BACK, 2, days_ago=3, fate={"done_on": 2}, desk=role),
    )  # fmt: skip


AT_DESKS: tuple[Waiting, ...] = (
    *_at_the_desk_of(Role.UNIT_CLERK),
    *_at_the_desk_of(Role.UNIT_HEAD),
    *_at_the_desk_of(Role.COUNTY_OPERATOR),
    Waiting(S.CO_HANDLER_NAMED, 1, (40, 110), fate={"co_handled": True}, desk=Role.UNIT_CLERK, capacity=BESIDE),
    Waiting(S.CO_HANDLER_NAMED, 1, (40, 110), fate={"co_handled": True}, desk=Role.UNIT_HEAD, capacity=BESIDE),
    Waiting(S.ASSISTANCE_ASKED, 2, (24, 60), fate={"assisted": True}, desk=Role.ASSISTANCE_WORKER, capacity=HELP),
    Waiting(S.ASSISTANCE_BEGUN, 2, (40, 90), fate={"assisted": True}, desk=Role.ASSISTANCE_WORKER, capacity=HELP),
    # Whose moment is hardest to meet: asked for by now and not late yet.
    *(
        Waiting(S.EXPLANATION_OWED, 1, days_ago=days, fate=OBJECTED, desk=role)
        for role in (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.COUNTY_OPERATOR)
        for days in (4, 5)
    ),
)

WAITING = (*AT_THE_CENTRE, *AT_UNITS, *AT_DESKS)
