"""A list as its reader asked for it: which one, narrowed how, in which order; the page and the export go by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import works_on_accounts
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.kept_statements import Askable, Found, Question
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Moments, narrowed, orders_in
from lianxin.records.paging import By
from lianxin.web.addresses import listed
from lianxin.web.kept_words import digest_of, kept
from lianxin.web.lists.filters import FOUND, Narrowing, is_phone, list_asked_for, read_filters
from lianxin.web.lists.queues import is_waiting, queue_of
from lianxin.web.shell import actor_of, moments_of, rules_of
from lianxin.web.template_tags import said

NEWEST_FIRST = frozenset({"any", "closed", "archived"})
"""States of which a list of everything is read by the moment of receipt: what has ended has no limit any more."""

KEPT_NO_MORE = Spoken(
    "按号码的查询只在查询人当次登录内有效，请重新输入号码。",
    "A search by number lasts as long as the session it was made in: type the number again.",
)


@dataclass(frozen=True)
class AskedList:
    """`found`: the whole list, unsorted; `by`: what it is sorted by."""

    work_list: WorkList
    narrowing: Narrowing
    found: QuerySet[Any]
    moments: Moments
    by: By

    @cached_property
    def wanted(self) -> QuerySet[Any]:
        """What of the whole list was asked for, unsorted; words are looked for when somebody asks, and once."""
        return narrowed(self.found, self.narrowing.asked, self.moments)

    @property
    def question(self) -> Askable:
        """The same as a question."""
        if self.narrowing.asked.words:
            return Found(self.wanted)
        return Question(queue_of(self.work_list, self.narrowing.tile, self.narrowing.capacity), self.narrowing.asked)

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address of the list."""
        return {"list": self.work_list.code, **self.narrowing.given}

    @property
    def listed(self) -> str:
        """The same as the addresses of its orders hold it (`LISTED`)."""
        return urlencode(self.address)

    @property
    def href(self) -> str:
        """The address of its page."""
        return f"{reverse('orders')}?{self.listed}"


def asked_list(request: HttpRequest) -> AskedList:
    """The list that the address names; refuses who has none."""
    return _asked(request, request.GET, chosen_list(request.GET, actor_of(request)), _hidden(request))


def list_opened_from(request: HttpRequest) -> AskedList | None:
    """The list that the order on the page was opened from; None without one, and where the reader has it no more."""
    given = QueryDict(listed(request))
    work_list = next((row for row in lists_for(actor_of(request).role) if row.code == given.get("list")), None)
    token = given.get(FOUND, "")
    words = kept(request, token) if token else ""
    if work_list is None or (token and not words):
        return None
    return _asked(request, given, work_list, words)


def _asked(request: HttpRequest, given: QueryDict, work_list: WorkList, hidden: str) -> AskedList:
    actor, rules = actor_of(request), rules_of(request)
    private = works_on_accounts(work_list, actor, rules.units)
    narrowing = read_filters(given, work_list, hidden=hidden, private=private)
    queue = queue_of(work_list, narrowing.tile, narrowing.capacity)
    found = orders_in(queue, actor, rules.units, open_only=narrowing.asked.open_only)
    by: By = "received_at" if not is_waiting(work_list) and narrowing.state in NEWEST_FIRST else "urgent_at"
    return AskedList(work_list, narrowing, found, moments_of(request), by)


def _hidden(request: HttpRequest) -> str:
    """The words behind the token in the address; whoever has only the address is told to type them again."""
    token = request.GET.get(FOUND, "")
    words = kept(request, token) if token else ""
    if token and not words:
        messages.warning(request, said(KEPT_NO_MORE))
    return words


def chosen_list(given: QueryDict, actor: Actor) -> WorkList:
    """The list asked for (`list_asked_for`); refuses who has none."""
    work_list = list_asked_for(given, lists_for(actor.role))
    if work_list is None:
        raise Refused("not_your_duty")
    return work_list


def noted(asked: AskedList, rows: list[WorkOrder]) -> dict[str, Any]:
    """What the reading log keeps: which list, narrowed how, and what it showed; of words searched for only a digest."""
    given = {name: value for name, value in asked.narrowing.given.items() if name not in ("words", FOUND)}
    if words := asked.narrowing.asked.words:
        given |= {"words": "phone" if is_phone(words) else "words", "digest": digest_of(words)}
    return {"list": asked.work_list.code, **given, "orders": [row.pk for row in rows]}
