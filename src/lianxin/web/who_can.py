"""Which offices do an act or open a page, for whoever may not (UX rule 36)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from lianxin.access import indicators_for
from lianxin.access.consultations import EVERYBODY
from lianxin.access.inspections import inspection_lists
from lianxin.access.lists import CENTRE
from lianxin.access.offers import roles_of
from lianxin.law.consultation import BY_ACTION as CONSULTATION_ACTS
from lianxin.law.consultation import READING as READING_WORDS
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

BOARD = "supervising"
"""Columns of cards instead of a queue."""

NOBODY_HERE = (Role.SYSTEM, Role.CALLER)
"""The clockwork and the callers act too, but nobody can go and ask them."""

PAGES: Mapping[str, tuple[Role, ...]] = {
    **DESKS,
    **{f"{desk}_queue": roles for desk, roles in DESKS.items() if desk != BOARD},
    "inspections": tuple(role for role in Role if inspection_lists(role)),
    "cases": CASE_READERS,
    "case_order": WRITING,
    "opinions": OPINION_READERS,
    "consultations": EVERYBODY,
    "consultation_new": CONSULTATION_ACTS["draft_consultation"].roles,
    "indicators": tuple(role for role in Role if indicators_for(role) is not None),
    "catalogue": READERS,
    "precedents": CENTRE,
    "progress": tuple(role for role in roles_of("renew_query_code") if role not in NOBODY_HERE),
    "simulator": PLAYERS,
    "units": (Role.ADMINISTRATOR,),
    "staff": (Role.ADMINISTRATOR,),
    "regimes": (Role.ADMINISTRATOR,),
    "catalogue_editions": (Role.ADMINISTRATOR,),
    "calendar": (Role.ADMINISTRATOR,),
    "readings": (Role.ADMINISTRATOR,),
}
"""The offices for which a page is, by the name of its address."""

OF_ONE: Mapping[str, tuple[Role, ...]] = {
    "case": CASE_READERS,
    "case_write": WRITING,
    "opinion": OPINION_READERS,
    "consultation": EVERYBODY,
    "consultation_words": READING_WORDS,
    "consultation_edit": CONSULTATION_ACTS["redraft_consultation"].roles,
    "consultation_publish": CONSULTATION_ACTS["publish_consultation"].roles,
    "consultation_correct": CONSULTATION_ACTS["correct_consultation"].roles,
    "consultation_enter": CONSULTATION_ACTS["answer_consultation"].roles,
    "consultation_sort": CONSULTATION_ACTS["sort_words"].roles,
    "consultation_report": CONSULTATION_ACTS["report_consultation"].roles,
    "consultation_publish_report": CONSULTATION_ACTS["publish_report"].roles,
}
"""The same for pages of one subject, whose addresses name it."""


def who_can(request: HttpRequest) -> Spoken | None:
    """The offices that may do what was asked for; None where no table says."""
    match = request.resolver_match
    name = match.url_name or "" if match is not None else ""
    action = match.kwargs.get("action") or name if match is not None else ""
    roles = roles_of(action) if action in BY_ACTION else {**PAGES, **OF_ONE}.get(name, ())
    known = [role for role in roles if role not in NOBODY_HERE]
    return Spoken("、".join(role.zh for role in known), ", ".join(role.en for role in known)) if known else None
