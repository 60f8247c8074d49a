"""What a caller was answered: replies, explanations, and where they were sent to; nothing of others (R27)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from lianxin.law.lamps import Spoken
from lianxin.law.state import Order
from lianxin.law.words import ClosedAs, SubjectKind, TextKind
from lianxin.records.models import Event, OrderText
from lianxin.web.names import names_of_units

KINDS = (TextKind.REPLY, TextKind.ANSWER, TextKind.BODY)
TO_ALL = frozenset({"answer", "stop", "redirect", "decide_redirection", "transfer_out", "import_history"})
"""Acts whose words are for every caller of the order."""
HOTLINE = Spoken("热线中心", "The hotline")
TITLES = {
    TextKind.REPLY: Spoken("答复内容", "The answer"),
    TextKind.ANSWER: Spoken("说明", "The explanation"),
    TextKind.BODY: Spoken("请向这里提出", "Where to turn to"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what it is, its words, who gave it and when."""

    title: Spoken
    words: str
    by: Spoken
    at: dt.datetime


def answers_to(order: Order, caller: int) -> list[Answer]:
    """The answers to one caller, the newest first."""
    theirs = Q(caller=caller) | Q(caller__isnull=True)
    rows = OrderText.objects.filter(theirs, order_id=order.id, kind__in=KINDS, private=False, content__isnull=False)
    texts = list(rows.order_by("-sequence", "place"))
    events = {
        event.sequence: event
        for event in Event.objects.filter(
            subject_kind=SubjectKind.ORDER, subject_id=order.id, sequence__in={one.sequence for one in texts}
        )
    }
    units = names_of_units({event.actor_unit for event in events.values()})
    found = [(one, events[one.sequence]) for one in texts if one.sequence in events]
    return [
        Answer(
            Spoken("答复内容", "The answer") if event.name == "answer" else TITLES[TextKind(one.kind)],
            one.content or "",
            HOTLINE if event.name == "answer" else units.get(event.actor_unit or 0, HOTLINE),
            one.at,
        )
        for one, event in found
        if _is_theirs(order, one, event)
    ]


def _is_theirs(order: Order, text: OrderText, event: Event) -> bool:
    if event.name == "stop":  # the centre may have overturned it (R51)
        return order.closed_as is ClosedAs.STOPPED
    return text.caller is not None or event.name in TO_ALL
