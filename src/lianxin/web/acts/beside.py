"""What stands beside the intake form: orders that may be the same matter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

from lianxin.access import Part, reading
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import TextKind
from lianxin.records.alike import orders_alike
from lianxin.records.load import read_order
from lianxin.records.texts import newest_texts
from lianxin.web.acts.answers import Answers
from lianxin.web.addresses import order_href
from lianxin.web.orders.open import draft_of
from lianxin.web.shell import now_of

SHOWN = 5
"""Orders in a list at the side."""
DAYS = 30


def similar_orders(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """Orders of the last days on the same topic in the same place, or with the same words for the place."""
    since = now_of(request) - dt.timedelta(days=DAYS)
    words = _said(answers, "address") or _said(answers, "title")
    found = orders_alike(_said(answers, "topic"), _said(answers, "division"), words, since)
    note = Spoken(f"近 {DAYS} 天", f"last {DAYS} days")
    return {"similar": _links(request, found[:SHOWN]), "similar_note": note}


def _said(answers: Answers, name: str) -> str:
    return next(iter(answers.said.get(name, [])), "").strip()


def _links(request: HttpRequest, orders: list[int]) -> list[dict[str, Any]]:
    """Only those that this reader may open."""
    found = []
    for order in orders:
        try:
            loaded = read_order(order)
        except Refused:
            continue
        if Part.ORDER not in reading(draft_of(request, loaded.aggregate)):
            continue
        row = loaded.aggregate.order
        day = row.received_at.astimezone(SHANGHAI)
        found.append(
            {
                "href": order_href(row.number),
                "title": newest_texts(row.id, (TextKind.TITLE,)).get(TextKind.TITLE) or row.number,
                "number": row.number,
                "note": Spoken(f"{row.state.zh} · {day:%m-%d}", f"{row.state.en} · {day.day} {day:%b}"),
            }
        )
    return found
