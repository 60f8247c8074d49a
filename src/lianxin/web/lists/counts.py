"""The counts of the menu and of tiles anew, for pages that stay open: numbers and a few words, no orders."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import DAY, Scope
from lianxin.records.counting import counts
from lianxin.web.lists.tiles import questions_of, tiles_of
from lianxin.web.menu import glanced, list_href
from lianxin.web.shell import actor_of, moments_of, now_of, rules_of
from lianxin.web.template_tags import said


@require_safe
def counts_now(request: HttpRequest) -> JsonResponse:
    """Each count by its name, as templates/components/menu.html and tiles.html name them."""
    actor, rules = actor_of(request), rules_of(request)
    found = glanced(actor, rules, now_of(request))
    for row in _with_tiles(request):
        tally = counts(questions_of(row), actor, rules, moments_of(request))
        for tile in tiles_of(row, tally, _nowhere):
            found |= {tile["counts"]: tile["count"], f"{tile['counts']}:note": said(tile["note"])}
    return JsonResponse(found)


def _nowhere(values: dict[str, str]) -> str:
    """Counts lead nowhere: the tile that shows them does."""
    return list_href(values["list"])


def _with_tiles(request: HttpRequest) -> list[WorkList]:
    """The list that is open, and the unit's own, whose tiles stand on the desk as well."""
    lists = lists_for(actor_of(request).role)
    return [
        row for row in lists if row.code == request.GET.get("list") or (row.scope is Scope.OWN and row.tiles != DAY)
    ]
