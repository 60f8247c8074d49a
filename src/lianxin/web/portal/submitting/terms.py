"""How long things take, as the rules of this day say for a matter that comes by the web."""

from __future__ import annotations

from django.http import HttpRequest

from lianxin.law.lamps import Spoken
from lianxin.law.policy import Facts
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Channel, ClockName, RequestType, Urgency
from lianxin.records.policies import policy_for
from lianxin.web.shell import now_of, rules_of


def dispatch_term(request: HttpRequest, request_type: str) -> Spoken:
    """Within what time somebody at the hotline has looked at it."""
    return _term(request, ClockName.DISPATCH, request_type)


def reply_term(request: HttpRequest, request_type: str) -> Spoken:
    """Within what time of its transfer an answer is owed; empty where no text sets one."""
    return _term(request, ClockName.CALLERS_DATE, request_type)


def _term(request: HttpRequest, clock: ClockName, request_type: str) -> Spoken:
    now = now_of(request)
    facts = Facts(
        type=RequestType(request_type) if request_type in list(RequestType) else RequestType.OTHER,
        topic=None,
        channel=Channel.WEB,
        urgency=Urgency.NORMAL,
        flags=frozenset(),
        on=now.astimezone(SHANGHAI).date(),
    )
    found = policy_for(rules_of(request).version_at(now)).term(clock, facts)
    return Spoken(found[0].zh, found[0].en) if found else Spoken()
