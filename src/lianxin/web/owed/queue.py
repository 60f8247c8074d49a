"""The queue at the left of a desk of what is owed: its tabs, a page of rows, and which of them is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lianxin.access import WorkList
from lianxin.access.lists import Scope
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.models import Clock, Overlay, WorkOrder
from lianxin.records.orders import Moments
from lianxin.records.owed import MOST_COUNTED, Reach, counted
from lianxin.records.readable import readable
from lianxin.web.lists.queues import lists_at
from lianxin.web.shell import actor_of, moments_of, rules_of

SIZE = 25
"""Rows of a page of the queue."""
FURTHEST_PAGE = 400
"""Beyond this page nobody turns leaf by leaf: what is older is found by its number."""

Item = Clock | Overlay
"""What a row is of: a limit that runs, or a request."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at a desk. `for_units`: units have it too."""

    code: str
    name: Spoken
    rows: Callable[[Reach, Moments], QuerySet[Any]]
    for_units: bool = True


@dataclass(frozen=True, slots=True)
class OwedDesk:
    """One desk: its address, its name, its tabs, and what makes a row of the queue out of its items."""

    address: str
    name: Spoken
    tabs: tuple[Tab, ...]
    shown: Callable[[HttpRequest, WorkList, list[Item]], list[dict[str, Any]]]
    serial_of: Callable[[Item], int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A tab as it stands for one reader: a page of its rows, whether more follow, and which of them is open.

    `serial`: of the request that is open, None where a row is of the whole order.
    """

    desk: OwedDesk
    work_list: WorkList
    tab: Tab
    reach: Reach
    items: list[Item]
    page: int
    more: bool
    number: str
    serial: int | None

    def href(self, number: str = "", serial: int | None = None, *, page: int | None = None) -> str:
        """The desk with this tab, and one row of it open."""
        return desk_href(self.desk, self.tab.code, number, serial, page=self.page if page is None else page)

    @property
    def following(self) -> str:
        """The address of the row after the one that is open; of the first other one behind the last; else empty."""
        keys = [(item.order.number, self.desk.serial_of(item)) for item in self.items]
        here = (self.number, self.serial)
        if here not in keys:
            return self.href(*keys[0]) if keys else ""
        place = keys.index(here)
        return next((self.href(*key) for key in [*keys[place + 1 :], *keys[:place]]), "")


def desk_href(desk: OwedDesk, tab: str, number: str = "", serial: int | None = None, *, page: int = 1) -> str:
    """A desk with a tab, and one row of it open."""
    given = {"tab": tab} | ({"page": str(page)} if page > 1 else {}) | ({"order": number} if number else {})
    return f"{reverse(desk.address)}?{urlencode(given | ({'item': str(serial)} if serial else {}))}"


def list_of(desk: OwedDesk, request: HttpRequest) -> WorkList:
    """The reader's list that this desk works through; refuses offices that have none."""
    found = next(iter(lists_at(desk.address, actor_of(request).role)), None)
    if found is None:
        raise Refused("not_your_duty")
    return found


def tabs_of(desk: OwedDesk, work_list: WorkList) -> list[Tab]:
    """The tabs that this reader has."""
    return [tab for tab in desk.tabs if tab.for_units or work_list.of_units]


def read_standing(desk: OwedDesk, request: HttpRequest) -> Standing:
    """The tab asked for, else the first; and the row asked for while it waits there, else the first of the page."""
    actor, work_list = actor_of(request), list_of(desk, request)
    own = work_list.scope is Scope.OWN
    reach = Reach(readable(actor, rules_of(request).units), actor.unit if own else None)
    tabs = tabs_of(desk, work_list)
    tab = next((one for one in tabs if one.code == request.GET.get("tab")), tabs[0])
    rows, number = tab.rows(reach, moments_of(request)), _page(request)
    items: list[Item] = list(rows.select_related("order")[(number - 1) * SIZE : number * SIZE + 1])
    more, items = len(items) > SIZE, items[:SIZE]
    opened = _asked(desk, request, rows) or next(iter(items), None)
    return Standing(
        desk=desk,
        work_list=work_list,
        tab=tab,
        reach=reach,
        items=items,
        page=number,
        more=more and number < FURTHEST_PAGE,
        number=opened.order.number if opened is not None else "",
        serial=desk.serial_of(opened) if opened is not None else None,
    )


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), FURTHEST_PAGE) if asked.isdecimal() and len(asked) < 5 else 1


def _asked(desk: OwedDesk, request: HttpRequest, rows: QuerySet[Any]) -> Item | None:
    """The row that the address names, while it is in the tab."""
    number = request.GET.get("order", "")
    if not number:
        return None
    order = WorkOrder.objects.filter(number=number).first()
    found = list(rows.filter(order=order).select_related("order")) if order is not None else []
    serial = request.GET.get("item", "")
    return next((one for one in found if not serial or str(desk.serial_of(one)) == serial), None)


def queue_context(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    """What templates/owed/_queue.html shows."""
    desk, work_list = standing.desk, standing.work_list
    keys = [(item.order.number, desk.serial_of(item)) for item in standing.items]
    rows = [
        {**row, "href": standing.href(*key), "current": key == (standing.number, standing.serial)}
        for key, row in zip(keys, desk.shown(request, work_list, standing.items), strict=True)
    ]
    return {
        "queue": {
            "rows": rows,
            "tabs": _tabs(request, standing),
            "live_href": f"{reverse(f'{desk.address}_queue')}?{urlencode(_live(standing))}",
            "previous_href": standing.href(page=standing.page - 1) if standing.page > 1 else "",
            "next_href": standing.href(page=standing.page + 1) if standing.more else "",
            "whole_href": f"{reverse('orders')}?{urlencode({'list': work_list.code})}",
            "empty": Spoken(f"“{standing.tab.name.zh}”里没有工单。", f"Nothing in “{standing.tab.name.en}”."),
        }
    }


def _live(standing: Standing) -> Mapping[str, str]:
    opened = {"order": standing.number} if standing.number else {}
    item = {"item": str(standing.serial)} if standing.serial else {}
    return {"tab": standing.tab.code, "page": str(standing.page), **opened, **item}


def _tabs(request: HttpRequest, standing: Standing) -> list[dict[str, Any]]:
    moments, tabs = moments_of(request), tabs_of(standing.desk, standing.work_list)
    shown = []
    counts = counted([tab.rows(standing.reach, moments) for tab in tabs])
    for tab, count in zip(tabs, counts, strict=True):
        shown.append(
            {
                "href": desk_href(standing.desk, tab.code),
                "text": tab.name,
                "count": f"{MOST_COUNTED}+" if count > MOST_COUNTED else count,
                "current": tab is standing.tab,
            }
        )
    return shown
