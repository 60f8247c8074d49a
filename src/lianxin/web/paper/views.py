"""Work flow sheets as PDF, of one order or of several: made anew each time, counted, without any caller's data."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from lianxin.actions.note_print import note_print
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.web.acts.many import NOBODY, back_to_list, chosen_numbers
from lianxin.web.acts.showing import door_of
from lianxin.web.names import unit_name
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import KNOWN_BY_NUMBER
from lianxin.web.paper.flow_sheet import TITLE, flow_sheet, written
from lianxin.web.paper.pdf import engine, to_pdf
from lianxin.web.shell import chosen_office
from lianxin.web.template_tags import is_english, said

MOST_AT_ONCE = 20
"""Sheets in one PDF: as many as a page of a list has rows, and some ten seconds of the machine's time."""


@require_GET
def flow_sheet_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet as the reader may see it, in the reader's language; each making is counted (Art. 22)."""
    sheet = Sheet(*open_draft(request, number))
    return _pdf(request, [sheet], sheet.order.number)


@require_POST
def flow_sheets_pdf(request: HttpRequest) -> HttpResponse:
    """The sheets of the orders chosen in a list, one behind the other; each is read and counted like a single one."""
    numbers = chosen_numbers(request)
    if problem := NOBODY if not numbers else _too_many(len(numbers)):
        messages.error(request, said(problem))
        return HttpResponseRedirect(back_to_list(request))
    sheets = [Sheet(*open_draft(request, number)) for number in numbers]
    return _pdf(request, sheets, said(Spoken(f"{len(sheets)} 件", f"{len(sheets)} orders")))


def _too_many(count: int) -> Spoken | None:
    if count <= MOST_AT_ONCE:
        return None
    return Spoken(
        f"一次最多打印 {MOST_AT_ONCE} 件，已选 {count} 件。请分次打印。",
        f"At most {MOST_AT_ONCE} sheets are printed at once, {count} are chosen: print them in parts.",
    )


def _pdf(request: HttpRequest, sheets: Sequence[Sheet], what: str) -> HttpResponse:
    engine()  # whoever cannot print has printed nothing
    pages = [_page(request, sheet) for sheet in sheets]
    pdf = to_pdf(pages, render_to_string("paper/flow_sheet.css"), title=f"{said(TITLE)} {what}")
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{said(TITLE)}-{what}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, sheet: Sheet) -> str:
    """One sheet as HTML; that it is read and printed is written down."""
    door = door_of(request)
    note_reading(door, order=sheet.order.id)
    count = note_print(door, order=sheet.order.id, language="en" if is_english() else "zh")
    printed = {"printed_at": written(door.now), "printed_by": _printed_by(request), "count": count}
    return render_to_string("paper/flow_sheet.html", flow_sheet(sheet) | printed, request)


def _printed_by(request: HttpRequest) -> Spoken:
    """Unit and name; seats of the centre by their number, for the sheet goes from hand to hand."""
    office = chosen_office(request)
    if office is None:
        return Spoken()
    person = office.staff
    name = person.number if office.role in KNOWN_BY_NUMBER and person.number else person.display_name
    unit = unit_name(office.unit) if office.unit else Spoken()
    return Spoken(" · ".join(one for one in (unit.zh, name) if one), " · ".join(one for one in (unit.en, name) if one))
