"""What a desk is, and how its queue stands for one reader: tabs, a page of rows, which is open, which comes next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lianxin.access import WorkList
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.records.kept_statements import Askable
from lianxin.records.models import Clock, Overlay, WorkOrder
from lianxin.web.orders.sheet import Sheet

FURTHEST_PAGE = 400
"""Beyond this page nobody turns leaf by leaf: what is older is found by its number."""

Item = WorkOrder | Clock | Overlay
"""What a row is of: an order, a limit that runs, or a request."""
Kept = Mapping[str, str]
"""The filters of a desk as the address gives them, by their names."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a tab that stand together, in their order; `note`: why they stand behind others."""

    rows: QuerySet[Any]
    note: Spoken | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at a desk: what it holds for a reader, and the office's list whose rows it shows.

    `question`: the same as a question, to be counted.
    """

    code: str
    name: Spoken
    row: WorkList
    held: Callable[[HttpRequest, Kept], Sequence[Stretch]]
    question: Askable


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is known by in an address: the number of its order; the serial of the request where it is of one."""

    number: str = ""
    item: int | None = None


def order_of(item: Item) -> WorkOrder:
    """The order that a row is about."""
    return item if isinstance(item, WorkOrder) else item.order


def order_key(item: Item) -> Key:
    """What a row is known by that is of a whole order."""
    return Key(order_of(item).number)


def no_filters(request: HttpRequest, kept: Kept) -> list[dict[str, Any]]:
    """A desk whose queue is not narrowed."""
    _ = request, kept
    return []


@dataclass(frozen=True, slots=True)
class DeskOf:
    """One desk: the name of its address, its templates, its tabs, and what it says of its rows and of the open one.

    `parts`: what of the open row comes up to date by itself, by the template that shows each. `whole`: what the page
    shows of it where that is not simply all parts. `asks_by`: how the address calls a tab. `narrowed_by`: the names
    of its filters.
    """

    address: str
    name: Spoken
    templates: str
    tabs: Callable[[Actor], tuple[Tab, ...]]
    shown: Callable[[HttpRequest, WorkList, Collection[Any]], list[dict[str, Any]]]
    parts: Mapping[str, Part]
    whole: Part | None = None
    key: Callable[[Any], Key] = order_key
    asks_by: str = "list"
    narrowed_by: tuple[str, ...] = ()
    filters: Callable[[HttpRequest, Kept], list[dict[str, Any]]] = no_filters


@dataclass(frozen=True, slots=True)
class Waiting:
    """A tab as it stands for one reader: a page of its rows and the key of the row behind them, and which is open."""

    desk: DeskOf
    tabs: tuple[Tab, ...]
    chosen: Tab
    kept: Kept
    rows: list[tuple[Item, Spoken | None]]
    page: int
    ahead: Key | None
    opened: Key

    @property
    def items(self) -> list[Item]:
        """What the rows are of."""
        return [item for item, _ in self.rows]

    @property
    def keys(self) -> list[Key]:
        """What the rows are known by."""
        return [self.desk.key(item) for item in self.items]

    @property
    def more(self) -> bool:
        """Whether there is a page behind this one."""
        return self.ahead is not None and self.page < FURTHEST_PAGE

    def href(self, key: Key | None = None, *, page: int | None = None, **more: str) -> str:
        """The desk with this tab and its filters, and one row of it open."""
        return f"{reverse(self.desk.address)}?{urlencode(self._given(key, page) | more)}"

    def part_href(self, part: str, **more: str) -> str:
        """One part of the row that is open, alone."""
        at = reverse(f"{self.desk.address}_part", kwargs={"number": self.opened.number, "part": part})
        return f"{at}?{urlencode(self._given(self.opened) | more)}"

    @property
    def queue_href(self) -> str:
        """This queue alone."""
        return f"{reverse(f'{self.desk.address}_queue')}?{urlencode(self._given(self.opened))}"

    @property
    def here(self) -> str:
        """The desk as it is, with the same row open."""
        return self.href(self.opened)

    @property
    def following(self) -> str:
        """The address of the row behind the open one; behind the last the first again; empty when there is no other."""
        keys = self.keys
        if self.opened not in keys:
            return self.href(keys[0]) if keys else ""
        place = keys.index(self.opened)
        if place + 1 < len(keys):
            return self.href(keys[place + 1])
        if self.more:
            return self.href(self.ahead, page=self.page + 1)
        if self.page > 1:
            return self.href(page=1)
        return self.href(keys[0]) if place else ""

    @property
    def onward(self) -> str:
        """Where one goes from the open row once it is done."""
        return self.following or self.href()

    def _given(self, key: Key | None = None, page: int | None = None) -> dict[str, str]:
        at = self.page if page is None else page
        given = {self.desk.asks_by: self.chosen.code} | {name: value for name, value in self.kept.items() if value}
        given |= {"page": str(at)} if at > 1 else {}
        given |= {"order": key.number} if key is not None and key.number else {}
        return given | ({"item": str(key.item)} if key is not None and key.item else {})


Part = Callable[[HttpRequest, Waiting, Sheet], dict[str, Any]]
"""What one desk says of the row that is open."""
