"""Where a page may send its reader next: only to pages of our own."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def next_of(request: HttpRequest) -> str:
    """The address asked for as `next` when it is one of ours, else home."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("home")


def order_href(number: str) -> str:
    """The page of an order."""
    return reverse("order", args=[number])


def act_href(number: str, action: str) -> str:
    """The form of an act on an order."""
    return reverse("act", args=[number, action])
