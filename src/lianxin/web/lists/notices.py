"""Cards and messages that units and desks were sent: what, about which order, when, and whether it went out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import NoticeAccess, desks_for, notices_for
from lianxin.access.lists import Scope
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import DeliveryState, Desk
from lianxin.messaging.to_staff import TO_STAFF
from lianxin.messaging.wording import fill
from lianxin.records.models import Delivery
from lianxin.records.notices import CARDS, LimitTold, addressed, limits_told, notices
from lianxin.records.paging import Page, Place, page
from lianxin.records.readable import readable
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.dates import until_words
from lianxin.web.names import unit_name
from lianxin.web.shell import actor_of, rules_of

SIZE = 30
"""Rows of a page."""

HEADING = Spoken("催办卡和通知", "Cards and messages")
HEADS = (
    Spoken("登记", "Recorded"),
    Spoken("工单", "Order"),
    Spoken("内容", "Message"),
    Spoken("状态", "State"),
    Spoken("发送", "Sent"),
    Spoken("收件单位或岗位", "Told to"),
)
EVERYTHING, ONLY_CARDS = Spoken("全部", "All"), Spoken("只看催办卡", "Cards only")
LIMIT_THERE = Spoken("是哪一项时限、何时到期，见工单。", "Which limit, and until when: see the order.")
TONES = {DeliveryState.FAILED: "red", DeliveryState.SENT: "green", DeliveryState.PENDING: "amber"}


@require_safe
def notices_page(request: HttpRequest) -> HttpResponse:
    """One page of what units and desks were told, the latest first."""
    actor, access = actor_of(request), _access(request)
    own = actor.unit if access.scope is Scope.OWN else None
    desks, whole = desks_for(actor.role), access.scope is Scope.ALL
    to_several = whole or len(desks) + (own is not None) > 1
    cards = request.GET.get("only") == "cards"
    found = notices(
        readable(actor, rules_of(request).units),
        addressed=addressed(own, desks, all_units=whole),
        farewell=own is not None,
        opened=access.opened,
        templates=CARDS if cards else (),
    )
    shown = page(found, by="id", size=SIZE, after=_place(request, "after"), before=_place(request, "before"))
    orders = list(dict.fromkeys(row.order_id for row in shown.rows))
    note_reading(door_of(request), query={"list": "notices", "orders": orders})
    here = {"only": "cards"} if cards else {}
    limits = limits_told([row for row in shown.rows if vars(row)["opens"]])
    context = {
        "crumbs": [{"text": HEADING, "href": ""}],
        "heading": HEADING,
        "to_several": to_several,
        "choices": [
            {"href": reverse("notices"), "text": EVERYTHING, "current": not cards},
            {"href": f"{reverse('notices')}?only=cards", "text": ONLY_CARDS, "current": cards},
        ],
        "heads": HEADS if to_several else HEADS[:-1],
        "rows": [_row(row, limits.get(row.pk)) for row in shown.rows],
        "paging": _paging(here, shown),
    }
    return render(request, "lists/notices.html", context)


def _access(request: HttpRequest) -> NoticeAccess:
    access, unit = notices_for(actor_of(request).role), actor_of(request).unit
    if access is None or (access.scope is Scope.OWN and unit is None):
        raise Refused("not_your_duty")
    return access


def _place(request: HttpRequest, name: str) -> Place | None:
    return Place.read(request.GET.get(name, ""))


def _row(row: Delivery, limit: LimitTold | None) -> dict[str, Any]:
    """What was told; who may not open the order, or of whose message no event says more, reads of no limit or date."""
    wording = TO_STAFF[row.template]
    values = _values(row.order.number, limit)
    zh = "".join(fill(wording.zh, {name: one.zh for name, one in values.items()}))
    en = " ".join(fill(wording.en, {name: one.en for name, one in values.items()}))
    return {
        "at": row.created_at,
        "number": row.order.number,
        "href": order_href(row.order.number) if vars(row)["opens"] else "",
        "to": unit_name(row.unit) if row.unit is not None else Desk(row.desk or ""),
        "title": Spoken(wording.title_zh, wording.title_en),
        "text": Spoken(zh, en) if zh else LIMIT_THERE,
        "state": row.state,
        "tone": TONES.get(row.state, ""),
        "sent": row.sent_at,
    }


def _values(number: str, limit: LimitTold | None) -> dict[str, Spoken]:
    values = {"number": Spoken(number, number)}
    if limit is None:
        return values
    until = until_words(limit.due_at)
    due = Spoken(f" {until.zh} ", until.en)  # in Chinese a figure stands apart from the words beside it
    return values | {"limit": Spoken(limit.name.zh, limit.name.en), "due": due}


def _paging(here: dict[str, str], shown: Page) -> dict[str, Any]:
    def href(**more: str) -> str:
        return f"{reverse('notices')}?{urlencode(here | more)}"

    return {
        "first_href": href() if shown.before else "",
        "previous_href": href(before=shown.before.written()) if shown.before else "",
        "next_href": href(after=shown.after.written()) if shown.after else "",
        "text": Spoken(f"每页 {SIZE} 条", f"{SIZE} a page"),
    }
