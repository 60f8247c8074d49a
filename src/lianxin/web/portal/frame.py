"""The frame of the citizens' pages: nobody signs in, no script is needed; standard, for elders, and in English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from lianxin.law.lamps import Spoken
from lianxin.law.portal import PortalFacts
from lianxin.law.refusals import Refused
from lianxin.web.addresses import address
from lianxin.web.portal.menu import MENU, OPEN
from lianxin.web.shell import hotline_of, rules_of
from lianxin.web.template_tags import is_english

View = TypeVar("View", bound=Callable[..., HttpResponse])

PREFIX = "/portal/"
"""Where the citizens' pages live; everything else is for people who are signed in, or for whoever has a signed link."""

ELDER = "elder"
"""The cookie that keeps the version for elders (长辈版) for the whole flow (GB/T 37668-2019)."""

YEAR = 365 * 24 * 60 * 60  # seconds

READ, WRITTEN = ("GET", "HEAD"), ("GET", "HEAD", "POST")


def for_citizens(*, methods: tuple[str, ...] = READ, personal: bool = False) -> Callable[[View], View]:
    """Opens a view to strangers. What is `personal` is kept by no browser and by no machine between."""

    def opened(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if personal:
                response["Cache-Control"] = "no-store"
                response["X-Robots-Tag"] = "noindex"
            return response

        return cast("View", login_not_required(require_http_methods(list(methods))(answer)))

    return opened


def in_portal(request: HttpRequest) -> bool:
    """Whether a citizens' page is asked for, so that errors and refusals are shown as one."""
    return request.path.startswith(PREFIX)


def is_elder(request: HttpRequest) -> bool:
    """Whether the version for elders is asked for: kept in a cookie, on pages behind a link in the address."""
    return request.COOKIES.get(ELDER) == "1" or request.GET.get(ELDER) == "1"


def facts_of(request: HttpRequest) -> PortalFacts:
    """What the city says on these pages; nothing before a city was loaded."""
    try:
        return rules_of(request).portal
    except Refused:
        return PortalFacts()


def show(
    request: HttpRequest, page: str, context: dict[str, Any], *, status: int = 200, here: str = ""
) -> HttpResponse:
    """A citizens' page in its frame; `here` is its address, where the one it answers only takes what is sent."""
    return render(request, page, {"portal": Frame(request, here), **context}, status=status)


def show_by_link(request: HttpRequest, page: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The same for a page behind a signed link: it asks for no cookie, so version and language stand in the address."""
    return render(request, page, {"portal": LinkFrame(request), **context}, status=status)


class Frame:
    """What templates/portal/frame.html shows around a page; its properties are named in the comment there."""

    version_link = language_link = ""
    """Where version and language are links of this page, and not kept in cookies."""

    def __init__(self, request: HttpRequest, here: str = "") -> None:
        self.request = request
        self.elder = is_elder(request)
        self.here = here or (request.get_full_path() if request.method != "POST" else request.path)
        self.version_href, self.language_href = address("portal_version"), address("language")
        self.home_href = address("portal")

    @property
    def facts(self) -> PortalFacts:
        """The city's own part."""
        return facts_of(self.request)

    @property
    def number(self) -> str:
        """What one dials."""
        return hotline_of(self.request).number

    @property
    def menu(self) -> list[dict[str, Any]]:
        """The pages of the portal, as the foot of each lists them."""
        return _menu(MENU)

    @property
    def open_pages(self) -> list[dict[str, Any]]:
        """What is published and where one takes part, as the first page lists it."""
        return _menu(OPEN)

    @property
    def foot(self) -> SafeString:
        """The pages of the portal, and the number once more."""
        return _foot(get_language(), self.number)


def _menu(pages: Sequence[tuple[str, Spoken]]) -> list[dict[str, Any]]:
    return [{"href": address(name), "text": words} for name, words in pages]


@lru_cache(maxsize=8)
def _foot(language: str, number: str) -> SafeString:
    """Says the same on every page: written once for each language, and anew when the number is another."""
    _ = language
    shown = {"number": number, "menu": _menu(MENU), "sign_in_href": address("sign_in")}
    return render_to_string("portal/_foot.html", shown)


class LinkFrame(Frame):
    """The frame around a page behind a signed link."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        english = is_english()
        self.version_link = self._here("en" if english else "zh-hans", elder=not self.elder)
        self.language_link = self._here("zh-hans" if english else "en", elder=self.elder)

    def _here(self, language: str, *, elder: bool) -> str:
        asked = {"language": language, **({ELDER: "1"} if elder else {})}
        if "done" in self.request.GET:
            asked["done"] = ""
        return f"{self.request.path}?{urlencode(asked)}"


def keep(response: HttpResponse, name: str, value: str, *, seconds: int, path: str = PREFIX) -> None:
    """A cookie of the citizens' pages: not for scripts, not for other sites, not for the desk."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="Lax")


def keep_version(response: HttpResponse, elder: str) -> None:
    """The version for elders from "1" on, the standard one from anything else."""
    if elder == "1":
        keep(response, ELDER, "1", seconds=YEAR)
    else:
        response.delete_cookie(ELDER, path=PREFIX)


def back_to(href: str, **asked: str) -> str:
    """An address with a query."""
    return f"{href}?{urlencode(asked)}" if asked else href


def source_of(request: HttpRequest) -> str:
    """The network address that asks; in production the one that the proxy in front names, "" where it names none."""
    if not settings.PRODUCTION:
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip()
