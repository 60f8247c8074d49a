"""Reads calls: those before one agent, what is known of a number, and what a call has to do with orders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.decisions.calls import CallFacts
from lianxin.law.refusals import Refused
from lianxin.law.words import CallRelation
from lianxin.records.kept import Kept
from lianxin.records.models import Call, CallOrder, OrderCaller, Person, Staff
from lianxin.records.models.call import ALERT_OPEN, ON_A_DESK
from lianxin.records.people import vault
from lianxin.vault.masking import mask_phone

NUMBER = "call_number"
"""What a call's number is encrypted for."""

TAKEN = (CallRelation.RECEIVED, CallRelation.ANSWERED, CallRelation.JOINED)
"""What makes whoever calls a caller of the order."""

_ON_DESK: Kept[Any] = Kept(
    lambda agent: (
        Call.objects.filter(ON_A_DESK, agent=agent)
        .select_related("helped_by")
        .annotate(tied=Exists(CallOrder.objects.filter(call=OuterRef("pk"))))
        .order_by("id")
    ),
    agent=int,
)


def calls_on_desk(agent: int) -> list[Any]:
    """The calls that an agent has before them, the earliest first, each with whether it is `tied` to an order.

    Asked with every page of theirs.
    """
    return _ON_DESK.records(agent=agent)


def own_call(agent: int | None, call: int | str) -> Call:
    """One call of this agent's; refuses others' in the words for a call that does not exist."""
    known = str(call).isdecimal() and len(str(call)) < 19
    found = Call.objects.filter(pk=int(call), agent=agent, agent__isnull=False).first() if known else None
    if found is None:
        raise Refused("call_unknown")
    return found


def facts_of(call: Call) -> CallFacts:
    """A call as the law sees it."""
    links = list(CallOrder.objects.filter(call=call).values_list("order_id", "relation")) if call.pk else []
    taken = [order for order, relation in links if relation in TAKEN]
    came = OrderCaller.objects.filter(order__in=taken, joined_at__gte=call.offered_at)
    hidden = came.filter(anonymous=True) if taken else came.none()
    return CallFacts(
        agent=call.agent_id,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        disposed_at=call.disposed_at,
        relations=frozenset(CallRelation(relation) for _, relation in links),
        anonymous=hidden.exists(),
        has_number=call.number_ct is not None,
        alerted_at=call.alerted_at,
        helped_at=call.helped_at,
    )


def number_of(call: Call) -> str:
    """The number in clear: for looking people up and for writing callers down, never for a page; empty without one."""
    if call.number_ct is None or call.wrapped_key is None:
        return ""
    return vault().decrypt_text(call.wrapped_key, call.number_ct, NUMBER)


def masked_number(call: Call) -> str:
    """The number as pages show it; empty without one."""
    return mask_phone(number_of(call))


def calls_from(digest: bytes) -> int:
    """How many calls came from a number, by its digest."""
    return Call.objects.filter(number_digest=digest).count()


def links_of(call: Call) -> list[CallOrder]:
    """What ties a call to orders, the earliest first, with the orders."""
    return list(CallOrder.objects.filter(call=call).select_related("order").order_by("at", "id"))


def came_by(order: int) -> Call | None:
    """The call by which an order came, with its agent; None when it came in another way."""
    calls = Call.objects.filter(orders__order=order, orders__relation=CallRelation.RECEIVED)
    return calls.select_related("agent").order_by("pk").first()


def calls_going_on(source: str) -> QuerySet[Any]:
    """The calls of a switch that have not ended, the latest first."""
    return Call.objects.filter(source=source, ended_at__isnull=True).select_related("agent").order_by("-id")


def open_alerts() -> list[Call]:
    """The calls whose agents wait for a shift leader, the longest waiting first, with the agents (R35)."""
    return list(Call.objects.filter(ALERT_OPEN).select_related("agent").order_by("alerted_at", "id"))


def numbers_without_need(ended_before: dt.datetime) -> QuerySet[Any]:
    """Ended calls whose number nobody needs any more: none of their orders has a caller with that number (R35)."""
    known = Person.objects.filter(
        phone_digest=OuterRef("number_digest"),
        appearances__order__calls__call=OuterRef("pk"),
        forgotten_at__isnull=True,
    )
    old = Q(number_digest__isnull=False, ended_at__lt=ended_before)
    return Call.objects.filter(old).exclude(Exists(known)).order_by("id")


def staff_with_number(number: str) -> int | None:
    """Whom callers and the switch know by this number."""
    rows = Staff.objects.filter(number=number, is_active=True).order_by("pk") if number else Staff.objects.none()
    return rows.values_list("pk", flat=True).first()
