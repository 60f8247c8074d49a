"""Where a page may send its reader next: only to pages of our own."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LISTED = "of"
"""What an address of an order holds of the list that it was opened from: the list's own address, without its page."""


@cache
def address(name: str) -> str:
    """The address of a page that is always the same, by its name: looked up once."""
    return reverse(name)


def next_of(request: HttpRequest) -> str:
    """The address asked for as `next` when it is one of ours, else home."""
    return onward_of(request) or reverse("home")


def onward_of(request: HttpRequest) -> str:
    """The address asked for as `next` when it is one of ours; empty where none was asked for."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else ""


def order_href(number: str) -> str:
    """The page of an order."""
    return reverse("order", args=[number])


def act_href(number: str, action: str) -> str:
    """The form of an act on an order."""
    return reverse("act", args=[number, action])


def desk_href(desk: str, number: str, **asked: str) -> str:
    """A desk, by the name of its address, with an order open in it; `asked`: which of its tabs."""
    return f"{reverse(desk)}?{urlencode(asked | {'order': number})}"


def listed(request: HttpRequest) -> str:
    """The list that an order was opened from, as `LISTED` has it; empty for none."""
    return request.POST.get(LISTED) or request.GET.get(LISTED) or ""


def in_list(href: str, of: str) -> str:
    """An address of an order that is opened from a list, so that it leads on in it; `of` as in `LISTED`."""
    return f"{href}{'&' if '?' in href else '?'}{urlencode({LISTED: of})}" if of else href


def list_href(request: HttpRequest) -> str:
    """The page of the list that an order was opened from; empty for none."""
    of = QueryDict(listed(request)).urlencode()
    return f"{reverse('orders')}?{of}" if of else ""


def here_href(request: HttpRequest, number: str) -> str:
    """The page of an order as it was opened: from its list, where it was opened from one."""
    return in_list(order_href(number), listed(request))


def listed_field(request: HttpRequest) -> list[dict[str, str]]:
    """The hidden field by which a form stays with the list; none where there is no list."""
    of = listed(request)
    return [{"name": LISTED, "value": of}] if of else []
