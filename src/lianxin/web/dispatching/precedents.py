"""先例: how disputes about whose matter it is were decided, to look through and to see beside an order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access.lists import CENTRE
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import OverlayKind, RequestType, SendBackReason
from lianxin.records.choices import divisions, topics
from lianxin.records.precedents import Precedent, Sought, sought, with_reasons
from lianxin.records.readable import readable
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.dispatching.filtering import entries_of, select
from lianxin.web.lists.shown import unit_entries
from lianxin.web.names import names_of_units
from lianxin.web.orders.sheet import Sheet
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of, rules_of

BESIDE, SIZE = 4, 20
HEADING = Spoken("先例", "Precedents")
UPHELD = {"yes": Spoken("同意退单、改派", "Upheld"), "no": Spoken("不同意", "Refused")}


def alike_precedents(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """`precedents` of templates/dispatching/_precedents.html: of the same topic and place, that the reader may open."""
    order = sheet.order
    if not order.topic or not order.division or order.request_type is RequestType.TIP_OFF:
        return {"precedents": [], "precedents_href": reverse("precedents")}
    street = rules_of(request).catalogue_at(now_of(request)).street_of(order.division)
    rows = _open_to(request, Sought(topic=order.topic, division=street)).exclude(order=order.id)[:BESIDE]
    href = f"{reverse('precedents')}?{urlencode({'topic': order.topic, 'division': street})}"
    return {"precedents": _shown(with_reasons(list(rows))), "precedents_href": href}


@require_safe
def precedents(request: HttpRequest) -> HttpResponse:
    """Decided disputes, the latest first, narrowed by topic, place, unit, ground and outcome; the reading is noted."""
    actor = actor_of(request)
    if actor.role not in CENTRE:
        raise Refused("not_your_duty")
    asked = _asked(request)
    pages = Paginator(_open_to(request, asked), SIZE)
    here = pages.get_page(request.GET.get("page"))
    found = with_reasons(list(here.object_list))
    note_reading(door_of(request), query={"list": "precedents", "orders": [one.order for one in found]})
    given = {name: value for name, value in request.GET.items() if value and name != "page"}
    context = {
        "heading": HEADING,
        "rows": _shown(found),
        "count": Spoken(f"共 {pages.count} 件", f"{pages.count} found"),
        "filters": _filters(request, asked),
        "clear_href": reverse("precedents") if given else "",
        "previous_href": _page_href(given, here.previous_page_number()) if here.has_previous() else "",
        "next_href": _page_href(given, here.next_page_number()) if here.has_next() else "",
        "crumbs": [{"text": HEADING, "href": ""}],
    }
    return render(request, "dispatching/precedents.html", context)


def _open_to(request: HttpRequest, asked: Sought) -> QuerySet[Any]:
    return sought(asked, readable(actor_of(request), rules_of(request).units))


def _page_href(given: dict[str, Any], number: int) -> str:
    return f"{reverse('precedents')}?{urlencode({**given, 'page': number})}"


def _asked(request: HttpRequest) -> Sought:
    given = {name: plain(request.GET.get(name, "")) for name in ("topic", "division", "unit", "ground", "upheld")}
    grounds = {one.value: one for one in SendBackReason}
    return Sought(
        topic=given["topic"],
        division=given["division"],
        unit=int(given["unit"]) if given["unit"].isdecimal() and len(given["unit"]) < 10 else None,
        ground=grounds.get(given["ground"]),
        upheld={"yes": True, "no": False}.get(given["upheld"]),
    )


def _filters(request: HttpRequest, asked: Sought) -> list[dict[str, Any]]:
    upheld = "" if asked.upheld is None else "yes" if asked.upheld else "no"
    words = [(one.value, Spoken(one.zh, one.en)) for one in SendBackReason]
    return [
        select("topic", Spoken("全部事项", "All topics"), entries_of(topics()), asked.topic),
        select("division", Spoken("全部地点", "All places"), entries_of(divisions()), asked.division),
        select("unit", Spoken("全部单位", "All units"), entries_of(unit_entries(request)), str(asked.unit or "")),
        select("ground", Spoken("全部事由", "All grounds"), words, str(asked.ground or "")),
        select("upheld", Spoken("全部结果", "All outcomes"), list(UPHELD.items()), upheld),
    ]


def _shown(found: list[Precedent]) -> list[dict[str, Any]]:
    names = names_of_units([one.contested_by for one in found] + [one.goes_to for one in found])
    places = {one.value: Spoken(one.zh, one.en) for one in divisions()} if found else {}
    matters = {one.value: Spoken(one.zh, one.en) for one in topics()} if found else {}
    return [
        {
            "href": order_href(one.number),
            "number": one.number,
            "kind": one.kind,
            "outcome": _outcome(one),
            "tone": "green" if one.upheld or one.kind is OverlayKind.ESCALATION else "red",
            "at": one.decided_at,
            "topic": matters.get(one.topic or "", ""),
            "place": places.get(one.division or "", ""),
            "contested_by": names.get(one.contested_by or 0, ""),
            "goes_to": names.get(one.goes_to or 0, ""),
            "stays": one.goes_to is not None and one.goes_to == one.contested_by,
            "ground": one.ground or "",
            "reason": one.reason,
        }
        for one in found
    ]


def _outcome(one: Precedent) -> Spoken:
    if one.kind is OverlayKind.ESCALATION:
        return Spoken("裁定", "decided")
    return Spoken("同意", "upheld") if one.upheld else Spoken("不同意", "refused")
