"""When something broke: a page that stands on nothing, with a number to read out to whoever repairs it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from lianxin.law.lamps import Spoken
from lianxin.records.models import Staff
from lianxin.web.acts.showing import is_partial
from lianxin.web.portal import errors as portal
from lianxin.web.portal.frame import in_portal

_log = logging.getLogger(__name__)


NOWHERE = {
    "what": Spoken("没有这个页面", "There is no such page"),
    "todo": Spoken("请核对地址，或从首页重新打开。", "Check the address, or start again from the first page."),
}
GONE: Mapping[str, dict[str, Spoken]] = {
    "law_text": {
        "what": Spoken("没有这部条例或规则", "There is no such law or rule"),
        "todo": Spoken("请从“条例与时限”中选择。", "Choose one under “Law and limits”."),
    },
    "law_article": {
        "what": Spoken("没有这一条", "There is no such article"),
        "todo": Spoken("请从“条例与时限”中选择。", "Choose one under “Law and limits”."),
    },
    "attachment": {
        "what": Spoken("没有这个文件，或您无权查看", "There is no such file, or it is not for you"),
        "todo": Spoken("请在工单的“附件”中查看。", "Look among the files of the order."),
    },
}
"""What is not there, by the name of the address; of orders `templates/components/missing.html` speaks by itself."""


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere: says what is not there."""
    _ = exception
    if in_portal(request):
        return portal.trouble(request, portal.NOT_FOUND, status=404)
    match = request.resolver_match
    gone = GONE.get(match.url_name or "", NOWHERE) if match is not None else NOWHERE
    return not_found(request, gone)


def not_found(request: HttpRequest, gone: Mapping[str, Spoken] | None = None) -> HttpResponse:
    """The page of what is not there, or not for the reader: with menu and search for whoever is signed in."""
    inside = isinstance(getattr(request, "user", None), Staff) and not is_partial(request)
    return render(request, "missing.html" if inside else "404.html", {"gone": gone}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page of an unforeseen error; the same number stands in the log."""
    incident = f"{timezone.localtime():%Y%m%d-%H%M}-{secrets.randbelow(10_000):04d}"
    _log.error("Incident %s: %s %s", incident, request.method, request.path)
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)
