"""The matter of whoever visits: the order on which they stand now, as its caller sees it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cached_property, wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from lianxin.actions import Door
from lianxin.law.actors import Actor
from lianxin.law.decisions.following import CallersAct, Sight, acts_of, can_prove_more, sight
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import AssignmentKind, Role
from lianxin.records.query_codes import standing_of
from lianxin.records.rules import surroundings
from lianxin.web.names import names_of_units
from lianxin.web.plain import plain
from lianxin.web.portal.following.asking import begin_again
from lianxin.web.portal.following.visit import Visit, keep_visit, read_visit
from lianxin.web.portal.frame import for_citizens
from lianxin.web.shell import now_of, rules_of

KEY_LENGTH = 32


class Matter:
    """What a visit opens. After a merger it is the order that the caller's own went into (R55)."""

    def __init__(self, request: HttpRequest, visit: Visit) -> None:
        self.request, self.visit = request, visit
        stages = standing_of(visit.holder)
        whole, self.caller = stages[-1]
        self.person = whole.caller[self.caller]
        self.actor = Actor(role=Role.CALLER, person=self.person.person, caller=self.caller)
        around = surroundings(self.actor, now_of(request), rules_of(request), whole.order)
        self.draft = Draft.of(whole, around)
        self.order = self.draft.order
        self.number = visit.number
        seen = [sight(one.order, one.caller[serial], verified=visit.verified) for one, serial in stages]
        self.seen = min(seen, key=list(Sight).index)

    def href(self, page: str, *args: str) -> str:
        """A page of this matter."""
        return reverse(f"portal_matter_{page}", args=[self.number, *args])

    @property
    def home_href(self) -> str:
        """The matter's own page."""
        return self.visit.path

    @cached_property
    def units(self) -> dict[int, Spoken]:
        """The names of the offices in charge; none where the order is kept secret and only its state is seen."""
        if self.order.secret and self.seen is not Sight.ALL:
            return {}
        hosts = (row.unit for row in self.draft.assignments.values() if row.kind is AssignmentKind.HOST)
        return names_of_units(list(hosts))

    @cached_property
    def acts(self) -> tuple[CallersAct, ...]:
        """What they may do, and what not now."""
        return acts_of(self.draft, self.caller, self.seen)

    def hides(self, action: str) -> bool:
        """Whether an act may become theirs once a one-time code has proved that it is them."""
        return self.can_prove_more and all(one.action != action for one in self.acts)

    def act(self, action: str) -> CallersAct:
        """One of the acts; refuses what is not open to them at all."""
        for one in self.acts:
            if one.action == action:
                return one
        raise Refused("not_your_duty")

    @property
    def can_prove_more(self) -> bool:
        """Whether a one-time code would open more."""
        return can_prove_more(self.person, self.seen)

    @cached_property
    def key(self) -> str:
        """What makes a form that is sent twice one request."""
        return plain(self.request.POST.get("key", ""))[:KEY_LENGTH] or uuid.uuid4().hex

    def door(self, purpose: str) -> Door:
        """The caller at the door."""
        key = f"portal:{self.order.id}:{self.caller}:{purpose}:{self.key}"
        return Door(self.actor, now_of(self.request), key)


View = Callable[..., HttpResponseBase]


def followed(*methods: str) -> Callable[[View], View]:
    """A page of a matter: for whoever visits it; others begin with number and query code."""

    def opened(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, number: str, **more: object) -> HttpResponseBase:
            visit = read_visit(request, number)
            if visit is None:
                return begin_again(request)
            response = view(request, Matter(request, visit), **more)
            if isinstance(response, HttpResponse) and "visit" not in response.cookies:
                keep_visit(request, response, visit)
            return response

        return for_citizens(methods=methods or ("GET", "HEAD"), personal=True)(answer)  # type: ignore[type-var]  # a file is streamed

    return opened
