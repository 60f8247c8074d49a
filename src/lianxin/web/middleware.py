"""Around every page: strangers sign in first, an office is chosen, and a lawful no becomes a page with a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.models import Staff
from lianxin.web.acts.showing import is_partial, refusal_context
from lianxin.web.errors import not_found
from lianxin.web.handed import take_away
from lianxin.web.plain import has_controls
from lianxin.web.portal import errors as portal
from lianxin.web.portal.frame import in_portal
from lianxin.web.shell import chosen_office
from lianxin.web.who_can import who_can

NOT_FOUND = frozenset(
    {"order_unknown", "inspection_unknown", "case_unknown", "opinion_unknown", "consultation_unknown"}
)
"""The same page for what does not exist and for what is not for the reader (UX rule 36)."""

FORBIDDEN = frozenset(
    {
        "not_your_duty",
        "own_answer",
        "own_case",
        "vendor_barred",
        "about_centre",
        "not_your_assignment",
        "copy_reads_only",
        "barred_unit",
        "call_unknown",
        "barred_person",
        "interest_declared",
        "recusal_pending",
        "level_not_yours",
        "head_of_agency_only",
        "reveal_at_centre_only",
        "secret_towards_units",
        "second_person_needed",
        "second_person_publishes",
    }
)
"""Refusals of who asks, not of what is asked."""

UNPREPARED = frozenset({"city_not_loaded", "no_regime_in_force", "paper_engine_missing", "regime_unknown"})
"""The installation lacks data: nobody can do anything yet."""

Answer = Callable[[HttpRequest], HttpResponse]


def status_of(refusal: Refused) -> int:
    """The HTTP status of a refusal: 404, 403, 503, or 409 for what the order's state forbids."""
    if refusal.code in NOT_FOUND:
        return 404
    if refusal.code in UNPREPARED:
        return 503
    return 403 if refusal.code in FORBIDDEN else 409


class SignedIn(LoginRequiredMiddleware):
    """Pages are for people who are signed in; a piece of a page sends the whole page to the sign-in."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """To the sign-in page, and from there back to where the person was."""
        answer: HttpResponseBase | None = super().process_view(request, view, args, kwargs)
        if answer is None or not is_partial(request):
            return answer
        came_from = urlsplit(request.headers.get("HX-Current-URL", ""))
        return _whole_page("sign_in", urlunsplit(("", "", came_from.path, came_from.query, "")) or "/")


def _whole_page(name: str, then: str) -> HttpResponse:
    """Sends the whole page, of which the browser asked for a piece, to another one first."""
    return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse(name)}?{urlencode({'next': then})}"})


class Desk:
    """Lets a person work once an office is chosen, and turns a lawful no into a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, never kept by browsers or proxies once somebody is signed in."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response = not_by_address(request, response)
        if isinstance(getattr(request, "user", None), Staff):
            response.setdefault("Cache-Control", "no-store")
        take_away(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """To the choice of an office, for whoever holds several and has not chosen; no page for who holds none."""
        _ = args, kwargs
        if has_controls(request):
            return unreadable(request)
        choosing = request.resolver_match is not None and request.resolver_match.url_name == "office"
        if choosing or not getattr(view, "login_required", True) or chosen_office(request) is not None:
            return None
        if is_partial(request):
            return _whole_page("office", urlsplit(request.headers.get("HX-Current-URL", "")).path or "/")
        return HttpResponseRedirect(f"{reverse('office')}?{urlencode({'next': request.get_full_path()})}")

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A refusal that no form caught."""
        return refused(request, problem) if isinstance(problem, Refused) else None


CANNOT = Spoken("不能这样办理", "This cannot be done")
UNREADABLE = {
    "what": Spoken("地址中有无法识别的字符", "The address holds characters that cannot be read"),
    "next": Spoken("请返回上一页，重新填写或重新打开。", "Go back, and type or open it again."),
}
NOT_BY_ADDRESS = {
    "what": Spoken("这个地址不能直接打开", "This address cannot be opened by itself"),
    "next": Spoken(
        "它只接收页面上的按钮提交的内容。请返回，再按页面上的按钮。",
        "It only takes what a button on a page sends. Go back and press the button.",
    ),
}
STALE = {
    "what": Spoken("页面已过期，尚未提交", "This page has expired; nothing was submitted"),
    "next": Spoken(
        "请刷新页面后再提交；填写的内容已保存。", "Reload the page and submit again; what you wrote is kept."
    ),
}


def unreadable(request: HttpRequest) -> HttpResponse:
    """An address that no page of ours made."""
    if in_portal(request):
        return portal.trouble(request, UNREADABLE, status=400)
    return render(request, "refused.html", {"refusal": UNREADABLE, "back_href": reverse("home")}, status=400)


def not_by_address(request: HttpRequest, empty: HttpResponse) -> HttpResponse:
    """An address that a button sends to, opened from the bar of the browser or after a sign-in; `empty` is what
    machines get, which ask otherwise.
    """
    if request.method != "GET" or is_partial(request):
        return empty
    if in_portal(request):
        response = portal.trouble(request, portal.NOT_BY_ADDRESS, status=empty.status_code)
    else:
        shown = {"refusal": NOT_BY_ADDRESS, "back_href": _back(request)}
        response = render(request, "refused.html", shown, status=empty.status_code)
    response["Allow"] = empty["Allow"]
    return response


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is none of this session's; named in the settings. Over a form it lies above what was typed."""
    _ = reason
    if in_portal(request):
        return portal.trouble(request, portal.STALE, status=403)
    if not is_partial(request):
        return render(request, "refused.html", {"refusal": STALE, "back_href": _back(request)}, status=403)
    response = render(request, "components/refusal.html", {"refusal": STALE}, status=403)
    response["HX-Reswap"] = "afterbegin"
    return response


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal as a page, or as what fits into the dialog that asked."""
    status = status_of(refusal)
    said = refusal_context(refusal, who_can(request) if refusal.code == "not_your_duty" else None)
    if in_portal(request):
        return portal.trouble(request, said, status=status)
    shown = {"refusal": said, "back_href": _back(request)}
    if is_partial(request):
        inside = {"title": CANNOT, "body": "components/refusal.html", **shown}
        in_dialog = request.headers.get("HX-Target") == "hl-dialog-body"
        return render(
            request, "components/dialog.html" if in_dialog else "components/refusal.html", inside, status=status
        )
    if status == 404:
        return not_found(request)
    return render(request, "refused.html", shown, status=status)


def _back(request: HttpRequest) -> str:
    """Where the person came from, when that was one of our pages; else home."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    ours = came_from.netloc == request.get_host() and came_from.path != request.path
    return came_from.path if ours else reverse("home")
