"""Who may see what of an order: one row for each part, and the parts that must never be in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from lianxin.law.complained_of import is_kept_from_team
from lianxin.law.decide import is_barred, may_pass_on, may_unit_read, sits_as_expert
from lianxin.law.draft import Draft
from lianxin.law.state import Overlay
from lianxin.law.words import AssignmentKind, OverlayKind, OverlayState, Role

PERSONAL_FIELDS = frozenset(
    {
        "name",
        "phone",
        "contact",
        "address",
        "account",
        "title",
        "content",
        "identity_number",
        "display_name",
        "email",
        "reason",
        "note",
        "text",
    }
)
"""Names that no key of an event's payload may bear: the log knows no one by name (ARCHITECTURE, 5)."""


class Part(Enum):
    """A part of an order's page."""

    ORDER = "order"
    ACCOUNT = "account"
    IDENTITY = "identity"
    TRANSFER = "transfer"
    SUBJECT = "subject"
    CENTRE_TEXTS = "centre_texts"
    WORK = "work"
    LOG = "log"
    ORIGINALS = "originals"
    VERSIONS = "versions"


class Audience(Enum):
    """How a reader stands to an order."""

    CENTRE = "centre"
    CENTRE_OFFICE = "centre_office"
    PASSING_ON = "passing_on"
    EXPERT_SEAT = "expert_seat"
    HOST_CHAIN = "host_chain"
    ASSIGNED = "assigned"
    HELPER = "helper"
    ABOVE = "above"
    OVERSIGHT = "oversight"
    NOBODY = "nobody"


A = Audience
AT_DESK = frozenset(
    {
        Role.AGENT,
        Role.EXPERT,
        Role.SHIFT_LEADER,
        Role.DISPATCHER,
        Role.ARBITER,
        Role.EXAMINER,
        Role.CALLBACK_CLERK,
        Role.SUPERVISOR,
        Role.QUALITY_INSPECTOR,
        Role.HEAD_OF_CENTRE,
        Role.GENERAL_OFFICE_CLERK,
    }
)
"""Offices that work on the callers' own words."""


@dataclass(frozen=True, slots=True)
class Visible:
    """One part and who sees it; on secret orders only those of `when_secret` (R44, R65)."""

    part: Part
    audiences: tuple[Audience, ...]
    when_secret: tuple[Audience, ...]
    articles: tuple[str, ...]


READERS = (A.CENTRE, A.CENTRE_OFFICE, A.EXPERT_SEAT, A.HOST_CHAIN, A.ASSIGNED, A.HELPER, A.ABOVE, A.OVERSIGHT)
EVERYBODY = (*READERS, A.PASSING_ON)
UNITS = (A.HOST_CHAIN, A.ASSIGNED, A.HELPER, A.ABOVE)

VISIBLE: tuple[Visible, ...] = (
    Visible(Part.ORDER, EVERYBODY, EVERYBODY, ("jinan_2018:22",)),
    Visible(
        Part.ACCOUNT,
        (A.CENTRE, A.PASSING_ON, A.EXPERT_SEAT),
        (A.CENTRE, A.PASSING_ON),
        ("jinan_2018:23(1)", "R43", "R14"),
    ),
    Visible(Part.IDENTITY, (A.CENTRE, A.HOST_CHAIN), (A.CENTRE,), ("jinan_2018:10", "jinan_2018:16", "R44")),
    Visible(Part.TRANSFER, EVERYBODY, EVERYBODY, ("R43",)),
    Visible(Part.SUBJECT, (A.CENTRE, A.CENTRE_OFFICE, *UNITS), (A.CENTRE, A.HOST_CHAIN), ("jinan_2018:32", "R10")),
    Visible(Part.CENTRE_TEXTS, (A.CENTRE,), (A.CENTRE,), ("R43",)),
    Visible(Part.WORK, READERS, READERS, ("jinan_2018:22",)),
    Visible(Part.LOG, READERS, READERS, ("jinan_2018:22",)),
    Visible(Part.ORIGINALS, (A.CENTRE, A.HOST_CHAIN), (A.CENTRE,), ("R44", "R45")),
    Visible(Part.VERSIONS, READERS, READERS, ("R45",)),
)

BY_PART: Mapping[Part, Visible] = {row.part: row for row in VISIBLE}


def audience(draft: Draft) -> Audience:
    """How the actor stands to the order as a reader; NOBODY when barred, interested or a stranger (R10, R14, R60)."""
    actor = draft.actor
    if actor.role is Role.ADMINISTRATOR or _is_kept_out(draft):
        return A.NOBODY
    if actor.unit is not None and (is_barred(draft, actor.unit) or is_kept_from_team(draft, actor.unit)):
        return A.PASSING_ON if may_pass_on(draft) else A.NOBODY
    if actor.role in (Role.CITY_LEADER, Role.SUPERVISORY_BODY):
        return A.OVERSIGHT
    handles = draft.mine(AssignmentKind.HOST, AssignmentKind.DELEGATE) is not None
    centre = actor.role is Role.GENERAL_OFFICE_CLERK or draft.around.units.at_centre(actor.unit)
    if centre and not handles:  # a section or the general office that has the order is a unit like others (R44, R59)
        return A.CENTRE if actor.role in AT_DESK else A.CENTRE_OFFICE
    if sits_as_expert(draft):  # what there is to answer, not who asks (R44)
        return A.EXPERT_SEAT
    return _as_unit(draft, actor.unit)


def _as_unit(draft: Draft, unit: int | None) -> Audience:
    if unit is None or not may_unit_read(draft, unit):
        return A.NOBODY
    own = [row.kind for row in draft.active() if row.unit == unit]
    if AssignmentKind.HOST in own or AssignmentKind.DELEGATE in own:
        return A.HOST_CHAIN
    if AssignmentKind.ASSISTANCE in own:
        return A.HELPER
    return A.ASSIGNED if own else A.ABOVE


def _is_kept_out(draft: Draft) -> bool:
    """Whether the actor in person stays out: named, recused, or with an interest (R10, R11, R12)."""
    staff = draft.actor.staff
    if staff is None:
        return False
    return draft.order.subject_staff == staff or any(
        row.staff == staff and _keeps_out(row) for row in draft.overlays.values()
    )


def _keeps_out(row: Overlay) -> bool:
    if row.kind is OverlayKind.INTEREST:
        return row.state is not OverlayState.REFUSED
    return row.kind is OverlayKind.RECUSAL and row.state is OverlayState.UPHELD


def sees_file(draft: Draft, *, restricted: bool, given_by: int | None) -> bool:
    """Whether the actor may open a file: a version for answers, an original, or an original of their own unit (R45).

    What a unit gave itself stays in its sight, on secret orders too: R44 keeps from it what others gave.
    """
    if not restricted:
        return sees(draft, Part.VERSIONS)
    own = given_by is not None and given_by == draft.actor.unit and audience(draft) in UNITS
    return own or sees(draft, Part.ORIGINALS)


def sees(draft: Draft, part: Part) -> bool:
    """Whether the actor may see this part of the order."""
    row = BY_PART[part]
    return audience(draft) in (row.when_secret if draft.order.secret else row.audiences)
