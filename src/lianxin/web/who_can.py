"""Which offices do an act or open a page, for whoever may not (UX rule 36)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from lianxin.access import indicators_for
from lianxin.access.inspections import inspection_lists
from lianxin.access.lists import CENTRE
from lianxin.access.offers import roles_of
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import CASE_READERS, OPINION_READERS, WRITING
from lianxin.law.words import Role
from lianxin.web.calls.switch import PLAYERS
from lianxin.web.dispatching.catalogue import READERS
from lianxin.web.lists.queues import DESK_OF, lists_at

DESKS: Mapping[str, tuple[Role, ...]] = {
    desk: tuple(role for role in Role if lists_at(desk, role)) for desk in dict.fromkeys(DESK_OF.values())
}
"""Who works at each desk, by its address."""

PAGES: Mapping[str, tuple[Role, ...]] = {
    **DESKS,
    "dispatch_queue": DESKS["dispatch_desk"],
    "examine_queue": DESKS["examine_desk"],
    "callback_queue": DESKS["callback_desk"],
    "promises_queue": DESKS["promises"],
    "explanations_queue": DESKS["explanations"],
    "inspections": tuple(role for role in Role if inspection_lists(role)),
    "cases": CASE_READERS,
    "case_order": WRITING,
    "opinions": OPINION_READERS,
    "indicators": tuple(role for role in Role if indicators_for(role) is not None),
    "catalogue": READERS,
    "precedents": CENTRE,
    "progress": roles_of("renew_query_code"),
    "simulator": PLAYERS,
    "units": (Role.ADMINISTRATOR,),
    "staff": (Role.ADMINISTRATOR,),
    "regimes": (Role.ADMINISTRATOR,),
    "catalogue_editions": (Role.ADMINISTRATOR,),
    "calendar": (Role.ADMINISTRATOR,),
    "readings": (Role.ADMINISTRATOR,),
}
"""The offices for which a page is, by the name of its address."""

NOBODY_HERE = (Role.SYSTEM, Role.CALLER)
"""The clockwork and the callers act too, but nobody can go and ask them."""


def who_can(request: HttpRequest) -> Spoken | None:
    """The offices that may do what was asked for; None where no table says."""
    match = request.resolver_match
    name = match.url_name or "" if match is not None else ""
    action = match.kwargs.get("action") or name if match is not None else ""
    roles = roles_of(action) if action in BY_ACTION else PAGES.get(name, ())
    known = [role for role in roles if role not in NOBODY_HERE]
    return Spoken("、".join(role.zh for role in known), ", ".join(role.en for role in known)) if known else None
