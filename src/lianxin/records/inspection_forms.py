"""The forms by which intake is scored: a version never changes, so it is kept for good once it was read."""

from __future__ import annotations

import datetime as dt
import functools

from lianxin.law.inspection_form import InspectionForm, parse_form
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.records.models import InspectionFormVersion

FILE = "inspection.toml"
"""The city's file that holds the form."""


@functools.lru_cache(maxsize=32)
def form_of(version: str) -> InspectionForm:
    """The form of one version; refuses one that was never loaded."""
    text = InspectionFormVersion.objects.filter(version=version).values_list("text", flat=True).first()
    if text is None:
        raise Refused("form_unknown", version)
    return parse_form(text, FILE)


def form_at(now: dt.datetime) -> InspectionForm:
    """The form in force at a moment: the one that began last; refuses before the first."""
    rows = InspectionFormVersion.objects.filter(in_force_from__lte=now.astimezone(SHANGHAI).date())
    version = rows.order_by("-in_force_from", "-id").values_list("version", flat=True).first()
    if version is None:
        raise Refused("form_unknown")
    return form_of(version)
