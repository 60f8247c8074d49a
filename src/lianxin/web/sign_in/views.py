"""Signing in with a rate limit, choosing one of several offices, and the language of the pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.law.lamps import Spoken
from lianxin.records.offices import DemoOffice, demo_offices
from lianxin.web.addresses import next_of
from lianxin.web.names import unit_name
from lianxin.web.plain import plain
from lianxin.web.shell import OFFICE, held_by

YEAR = 365 * 24 * 60 * 60
WRONG = {
    "what": Spoken("用户名或密码不对", "The user name or the password is wrong"),
    "next": Spoken(
        "请核对后再试；连续 5 次不对，此用户名在本机锁定 15 分钟。",
        "Check both and try again; after five failures this name is locked on this computer for 15 minutes.",
    ),
}
LOCKED = {
    "what": Spoken("连续多次不对，此用户名在本机已锁定", "Too many failures: this name is locked on this computer"),
    "next": Spoken(
        "请 15 分钟后再试，或联系本单位的系统管理员。", "Try again in 15 minutes, or ask your administrator."
    ),
}
EMPTY = {
    "username": Spoken("请填写用户名", "Give your user name"),
    "password": Spoken("请填写密码", "Give your password"),
}
LABELS = {"username": Spoken("用户名", "User name"), "password": Spoken("密码", "Password")}
AUTOCOMPLETE = {"username": "username", "password": "current-password"}


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page of strangers."""
    if request.method == "GET":
        return HttpResponseRedirect(next_of(request)) if request.user.is_authenticated else _page(request)
    given = {"username": plain(request.POST.get("username", "")), "password": request.POST.get("password", "")}
    errors = {name: EMPTY[name] for name in LABELS if not given[name].strip()}
    if errors:
        return _page(request, errors=errors, status=422)
    staff = auth.authenticate(request, username=given["username"], password=given["password"])
    if staff is None:
        return _page(request, refusal=WRONG, status=422)
    auth.login(request, staff)
    return HttpResponseRedirect(next_of(request))


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """The same page for whoever has tried too often; named in the settings."""
    return _page(request, refusal=LOCKED, status=429)


def _page(
    request: HttpRequest,
    *,
    errors: dict[str, Spoken] | None = None,
    refusal: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = errors or {}
    fields = [
        {
            "name": name,
            "kind": "password" if name == "password" else "text",
            "label": label,
            "required": True,
            "autocomplete": AUTOCOMPLETE[name],
            "autofocus": name == "username",
            "value": request.POST.get(name, "") if name == "username" else "",
            "error": found.get(name, ""),
        }
        for name, label in LABELS.items()
    ]
    form = {
        "href": reverse("sign_in"),
        "hidden": [{"name": "next", "value": next_of(request)}],
        "fields": fields,
        "refusal": refusal,
    }
    accounts = [] if settings.PRODUCTION else [_account(one) for one in demo_offices()]
    shown = {"form": form, "accounts": accounts, "accounts_note": ACCOUNTS_NOTE}
    return render(request, "sign_in/sign_in.html", shown, status=status)


ACCOUNTS_NOTE = Spoken("密码见启动时的提示", "Password: see where it was started")


def _account(one: DemoOffice) -> dict[str, Any]:
    zh, en = f"{one.role.zh} · {one.unit_zh}", f"{one.role.en} · {one.unit_en or one.unit_zh}"
    return {"name": one.username, "office": Spoken(zh, en)}


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    auth.logout(request)
    return HttpResponseRedirect(reverse("sign_in"))


@require_http_methods(["GET", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """In which of several offices to act; every act is recorded in the office it was done in."""
    held = held_by(request)
    chosen = next((row for row in held if str(row.pk) == request.POST.get("office")), None)
    if chosen is not None:
        request.session[OFFICE] = chosen.pk
        return HttpResponseRedirect(next_of(request))
    offices = [{"key": row.pk, "role": row.role, "unit": unit_name(row.unit) if row.unit else ""} for row in held]
    form = {"href": reverse("office"), "hidden": [{"name": "next", "value": next_of(request)}]}
    status = 200 if request.method == "GET" and held else 422 if held else 403
    return render(request, "sign_in/office.html", {"form": form, "offices": offices}, status=status)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the reader's language in a cookie of this browser."""
    response = HttpResponseRedirect(next_of(request))
    keep_language(response, request.POST.get("language", ""))
    return response


def keep_language(response: HttpResponse, code: str) -> None:
    """In a cookie of the browser; a code that is no language of ours changes nothing."""
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
        )
