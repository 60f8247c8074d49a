"""The act that is due at a desk, ready to be filled in, and what else may be done from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from lianxin.access import may
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import BY_ACTION
from lianxin.web.acts.act_form import act_form, without
from lianxin.web.acts.asked import Asked, asked, initial
from lianxin.web.acts.fitting import SEVERAL_IN_ONE, Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.showing import refusal_context
from lianxin.web.addresses import act_href
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.orders.offered import ICONS
from lianxin.web.orders.sheet import Sheet

Said = dict[str, list[str]]
"""What stands in the fields of a form, by their names."""


@dataclass(frozen=True, slots=True)
class Begun:
    """How a desk begins a form: what stands in it at first, and what is chosen already and not asked again.

    `fresh`: what the writer left unfinished before stays away, for what was asked for just now is newer.
    """

    said: Said = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False


BLANK = Begun()
Begin = Callable[[list[Asked]], Begun]
NO_FORM: Mapping[str, Any] = {"form": None, "refusal": None}
"""Nothing is the reader's to do."""


def with_fixed(**fixed: str) -> Begin:
    """A form of which the desk has chosen some fields already."""
    return lambda _: Begun(fixed=fixed)


def due_form(
    request: HttpRequest, sheet: Sheet, action: str, *, onward: str, begin: Begin = lambda _: BLANK
) -> dict[str, Any]:
    """The form of the act that is due, or why it is not the reader's; neither where nothing is due."""
    refusal = may(sheet.draft, SEVERAL_IN_ONE.get(action, action)) if action else None
    if not action or refusal is not None:
        return {**NO_FORM, "refusal": refusal_context(refusal) if refusal else None}
    desk = Desk(action, sheet.draft, sheet.reading, sheet.loaded.row.head_sequence)
    fields = asked(desk)
    begun = begin(fields)
    said = initial(desk, fields) | begun.said | {name: [value] for name, value in begun.fixed.items()}
    form = act_form(request, desk, fields, Entered(said), onward=onward)
    return {**NO_FORM, "form": without(form if begun.fresh else bring_back(request, form), fields, begun.fixed)}


def ways_of(
    sheet: Sheet,
    actions: Iterable[str],
    lead: Callable[[str], str],
    keys: Mapping[str, str] | None = None,
    *,
    due: str = "",
    **more: str,
) -> list[dict[str, Any]]:
    """Acts among these that the reader may do now, in the dialog.

    `lead`: where one is after an act; `keys`: the letters that begin them; `due`: the act whose form stands on the page
    already, to which its letter leads; `more`: what their addresses say besides.
    """
    known = keys or {}
    return [
        {
            "href": f"{act_href(sheet.order.number, action)}?{urlencode({'next': lead(action), **more})}",
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
            "icon": ICONS.get(action, "edit"),
            "key": known.get(action, ""),
            "here": action == due,
        }
        for action in actions
        if action in sheet.allowed and (action != due or action in known)
    ]
