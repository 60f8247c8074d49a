"""Queues a message to somebody of whom no order is known, and lets go of one that is not to be sent any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from lianxin.law.words import DeliveryState
from lianxin.records.citizen_messages import Said, message_key, seal
from lianxin.records.models import Chained, CitizenMessage

GONE: Mapping[str, None] = {"next_at": None, "wrapped_key": None, "said_ct": None}
"""What of a message is destroyed once it has left, or never will."""


def queue_message(
    about: Chained, template: str, place: int, said: Said, *, now: dt.datetime, good_until: dt.datetime | None = None
) -> None:
    """One message about a subject goes with the next turn; `place` tells its messages of one template apart.

    What it says and to whom lies encrypted under a key of its own until then.
    """
    key, sealed = seal(said)
    CitizenMessage.objects.create(
        key=message_key(template, about.subject_id, place),
        template=template,
        subject_kind=about.SUBJECT,
        subject_id=about.subject_id,
        english=said.english,
        wrapped_key=key,
        said_ct=sealed,
        created_at=now,
        good_until=good_until,
        next_at=now,
    )


def let_go(messages: QuerySet[Any]) -> None:
    """Those of these that wait are not sent any more; what they say and to whom is destroyed."""
    waiting = messages.filter(state=DeliveryState.PENDING)
    waiting.update(state=DeliveryState.RECORDED, **GONE)


def let_go_about(about: Chained, template: str, places: Collection[int] = ()) -> None:
    """The messages of one template about a subject; of them only those at these places where any are named."""
    own = CitizenMessage.objects.filter(subject_kind=about.SUBJECT, subject_id=about.subject_id, template=template)
    keys = [message_key(template, about.subject_id, place) for place in places]
    let_go(own.filter(key__in=keys) if keys else own)
