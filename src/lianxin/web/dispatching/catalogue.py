"""派单目录: which unit has which matter, to look through by everybody at the centre; old editions stay readable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access.lists import CENTRE
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import RequestType, Role
from lianxin.records.choices import divisions, topics
from lianxin.records.editions import SoughtRows, edition_named, editions, rows_of
from lianxin.records.models import CatalogueRow, CatalogueVersion
from lianxin.web.citations import cited
from lianxin.web.dates import day_words
from lianxin.web.dispatching.filtering import entries_of, select
from lianxin.web.lists.shown import unit_entries
from lianxin.web.names import unit_name
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of, rules_of

SIZE = 50
HEADING = Spoken("派单目录", "Dispatch catalogue")
EVERYWHERE, ANY_TYPE = Spoken("全市", "whole city"), Spoken("全部类型", "any type")
READERS = (*CENTRE, Role.ADMINISTRATOR, Role.VENDOR_MANAGER)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The rows of an edition, the one in force unless another is asked for, by topic, place, type and unit."""
    if actor_of(request).role not in READERS:
        raise Refused("not_your_duty")
    in_force = rules_of(request).catalogue_at(now_of(request)).version
    edition = edition_named(request.GET.get("edition") or in_force, drafts=False)
    if edition is None:
        raise Http404
    sought = sought_rows(request)
    pages = Paginator(rows_of(edition, sought), SIZE)
    here = pages.get_page(request.GET.get("page"))
    context = {
        "heading": HEADING,
        "edition": {"version": edition.version, "from": edition.in_force_from, "current": edition.version == in_force},
        "rows": shown_rows(here.object_list),
        "count": Spoken(f"共 {pages.count} 行", f"{pages.count} rows"),
        "filters": [_editions(edition), *row_filters(request, sought)],
        "crumbs": [{"text": HEADING, "href": ""}],
        **turning(request, reverse("catalogue"), here),
    }
    return render(request, "dispatching/catalogue.html", context)


def sought_rows(request: HttpRequest) -> SoughtRows:
    """What a reader looks for in an edition."""
    given = {name: plain(request.GET.get(name, "")) for name in ("topic", "division", "request_type", "unit")}
    kinds = {one.value: one for one in RequestType}
    return SoughtRows(
        topic=given["topic"],
        division=given["division"],
        request_type=kinds.get(given["request_type"]),
        unit=int(given["unit"]) if given["unit"].isdecimal() and len(given["unit"]) < 10 else None,
    )


def row_filters(request: HttpRequest, sought: SoughtRows) -> list[dict[str, Any]]:
    """The fields by which rows are looked for."""
    kinds = [(one.value, Spoken(one.zh, one.en)) for one in RequestType]
    chosen = sought.request_type.value if sought.request_type else ""
    return [
        select("topic", Spoken("全部事项", "All topics"), entries_of(topics()), sought.topic),
        select("division", Spoken("全部地点", "All places"), entries_of(divisions()), sought.division),
        select("request_type", ANY_TYPE, kinds, chosen),
        select("unit", Spoken("全部单位", "All units"), entries_of(unit_entries(request)), str(sought.unit or "")),
    ]


def shown_rows(rows: Iterable[CatalogueRow]) -> list[dict[str, Any]]:
    """Rows as templates/dispatching/_catalogue_rows.html shows them."""
    return [_shown(row) for row in rows]


def _shown(row: CatalogueRow) -> dict[str, Any]:
    place = row.division
    above = place.parent if place is not None else None
    return {
        "code": row.code,
        "topic": Spoken(
            f"{row.topic_id} {row.topic.name_zh}", f"{row.topic_id} {row.topic.name_en or row.topic.name_zh}"
        ),
        "place": Spoken(f"{above.name_zh if above else ''}{place.name_zh}", f"{place.name_en or place.name_zh}")
        if place
        else EVERYWHERE,
        "type": RequestType(row.request_type) if row.request_type else ANY_TYPE,
        "unit": unit_name(row.unit),
        "ground": row.ground,
        "basis": cited(row.basis) if row.basis else None,
    }


def turning(request: HttpRequest, href: str, here: Page[Any]) -> dict[str, Any]:
    """The addresses of the pages before and after, and of the page without filters."""
    given = {name: value for name, value in request.GET.items() if value and name != "page"}

    def at(number: int) -> str:
        return f"{href}?{urlencode({**given, 'page': number})}"

    return {
        "previous_href": at(here.previous_page_number()) if here.has_previous() else "",
        "next_href": at(here.next_page_number()) if here.has_next() else "",
        "clear_href": href if given else "",
    }


def _editions(edition: CatalogueVersion) -> dict[str, Any]:
    known = [(one.version, said_edition(one)) for one in editions(drafts=False)]
    field = select("edition", Spoken("版本", "Edition"), known, edition.version)
    return field | {"choices": field["choices"][1:]}


def said_edition(edition: CatalogueVersion) -> Spoken:
    """An edition by its name and first day."""
    if edition.in_force_from is None:
        return Spoken(f"{edition.version}（草稿）", f"{edition.version} (draft)")
    day = day_words(edition.in_force_from)
    return Spoken(f"{edition.version}（{day.zh}起）", f"{edition.version} (from {day.en})")
