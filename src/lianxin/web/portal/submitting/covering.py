"""Covers faces and plates in a photograph: cells of a grid over it are ticked, and painted over for good."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxin.law.lamps import Spoken
from lianxin.pictures.asked import PICTURES, Rectangle
from lianxin.web.acts.answers import Wrong
from lianxin.web.portal.frame import WRITTEN, for_citizens, is_elder, show
from lianxin.web.portal.submitting.files import burn_gone, covered, given_at
from lianxin.web.portal.submitting.kept import hand_token, kept, save

GRIDS = (4, 6, 8, 12)
"""How many cells wide and high: fewer are larger, for fingers."""
WHOLE = 1000


@for_citizens(methods=WRITTEN, personal=True)
def cover(request: HttpRequest, place: int) -> HttpResponse:
    """Shows the photograph below its grid, or covers what was ticked."""
    here = kept(request)
    given = given_at(here, place)
    if given.whole.media_type not in PICTURES:
        raise Http404
    cells, error = _grid(request), Spoken()
    if request.method == "POST":
        try:
            fresh = covered(here, place, rectangles(request.POST.getlist("cell"), cells))
        except Wrong as wrong:
            error = wrong.said
        else:
            if not save(request, fresh):
                return HttpResponseRedirect(reverse("portal_tell_receipt"))
            burn_gone(here, fresh)
            return hand_token(request, HttpResponseRedirect(f"{reverse('portal_tell')}#files"), fresh)
    ticked = {cell for one in given.places for cell in _cells_of(one, cells)}
    context = {
        "cells": cells,
        "rows": [[_cell(row, column, ticked) for column in range(cells)] for row in range(cells)],
        "picture": f"{reverse('portal_tell_picture', args=[place])}?whole=1",
        "name": given.whole.name,
        "error": error,
        "finer": next((one for one in GRIDS if one == 2 * cells), None),
        "back": f"{reverse('portal_tell')}#files",
    }
    return show(request, "portal/submitting/cover.html", context, status=422 if error.zh else 200)


def rectangles(ticked: list[str], cells: int) -> list[Rectangle]:
    """The ticked cells as rectangles in thousandths, those beside each other as one; what is no cell is left out."""
    known = {one for one in (_parsed(text, cells) for text in ticked) if one is not None}
    found: list[Rectangle] = []
    for row in range(cells):
        column = 0
        while column < cells:
            end = column
            while (row, end) in known:
                end += 1
            if end > column:
                top, left = _edge(row, cells), _edge(column, cells)
                found.append((left, top, _edge(end, cells) - left, _edge(row + 1, cells) - top))
            column = end + 1
    return found


def _edge(number: int, cells: int) -> int:
    return number * WHOLE // cells


def _parsed(text: str, cells: int) -> tuple[int, int] | None:
    row, _, column = text.partition("-")
    if not (row.isdecimal() and column.isdecimal() and len(text) <= 5):
        return None
    found = int(row) - 1, int(column) - 1
    return found if 0 <= found[0] < cells and 0 <= found[1] < cells else None


def _cells_of(one: Rectangle, cells: int) -> set[tuple[int, int]]:
    """The cells that a covered part touches: nothing that was covered comes free because the grid changes."""
    left, top, wide, high = one
    return {
        (row, column)
        for row in range(cells)
        for column in range(cells)
        if _edge(row, cells) < top + high
        and _edge(row + 1, cells) > top
        and _edge(column, cells) < left + wide
        and _edge(column + 1, cells) > left
    }


def _cell(row: int, column: int, ticked: set[tuple[int, int]]) -> dict[str, object]:
    label = Spoken(f"第 {row + 1} 行第 {column + 1} 列", f"Row {row + 1}, column {column + 1}")
    return {"value": f"{row + 1}-{column + 1}", "label": label, "ticked": (row, column) in ticked}


def _grid(request: HttpRequest) -> int:
    asked = request.POST.get("cells") or request.GET.get("cells") or ""
    usual = 4 if is_elder(request) else 6
    return int(asked) if asked in {str(one) for one in GRIDS} else usual
