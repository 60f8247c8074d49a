"""The act that is due at a desk of what is owed, ready to be filled in, and what else may be done from there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from lianxin.access import may
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import BY_ACTION
from lianxin.web.acts.act_form import act_form
from lianxin.web.acts.asked import asked, initial
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.showing import refusal_context
from lianxin.web.addresses import act_href
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.orders.offered import ICONS, KEYS
from lianxin.web.orders.sheet import Sheet

OVERLAY = "overlay"
"""The field of an act on a request that says which one."""


def no_form() -> dict[str, Any]:
    """Nothing is the reader's to do."""
    return {"form": None, "refusal": None}


def form_of(request: HttpRequest, sheet: Sheet, action: str, *, overlay: int, onward: str) -> dict[str, Any]:
    """The form of an act on one request, which is said above it and not asked again; or why it is not the reader's."""
    refusal = may(sheet.draft, action)
    if refusal is not None:
        return {"form": None, "refusal": refusal_context(refusal)}
    desk = Desk(action, sheet.draft, sheet.reading, sheet.loaded.row.head_sequence)
    fields = asked(desk)
    said = initial(desk, fields) | {OVERLAY: [str(overlay)]}
    form = bring_back(request, act_form(request, desk, fields, Entered(said), onward=onward))
    kept = [field for field in form["fields"] if field["name"] != OVERLAY]
    hidden = [*form["hidden"], {"name": OVERLAY, "value": str(overlay)}]
    return {"form": form | {"fields": kept, "hidden": hidden, "intro": ""}, "refusal": None}


def ways_of(sheet: Sheet, actions: Iterable[str], here: str) -> list[dict[str, Any]]:
    """Acts among these that the reader may do now, in the dialog; afterwards they are back here."""
    return [
        {
            "href": f"{act_href(sheet.order.number, action)}?{urlencode({'next': here})}",
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
            "icon": ICONS.get(action, "edit"),
            "key": KEYS.get(action, ""),
        }
        for action in actions
        if action in sheet.allowed
    ]
