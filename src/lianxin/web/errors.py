"""When something broke: a page that stands on nothing, with a number to read out to whoever repairs it."""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

_log = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """The page of an unforeseen error; the same number stands in the log."""
    incident = f"{timezone.localtime():%Y%m%d-%H%M}-{secrets.randbelow(10_000):04d}"
    _log.error("Incident %s: %s %s", incident, request.method, request.path)
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)
