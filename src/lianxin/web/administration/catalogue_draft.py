"""One draft of the dispatch catalogue: its rows, what is wrong with it, and the day from which it shall be in force."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.adopt_catalogue import adopt_catalogue
from lianxin.actions.discard_catalogue import discard_catalogue
from lianxin.law.catalogue_checks import Fault, faults_of
from lianxin.law.city_files import DataRefused
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.records.editions import edition_named, known_of, placed_rows, rows_of
from lianxin.records.models import CatalogueVersion
from lianxin.web.acts.showing import accepted, door_of, is_partial, kept_apart, new_key
from lianxin.web.administration.table import MANAGE, for_administrators
from lianxin.web.citations import cited
from lianxin.web.dates import day_words
from lianxin.web.dispatching.catalogue import HEADING, SIZE, row_filters, shown_rows, sought_rows, turning
from lianxin.web.shell import now_of, rules_of
from lianxin.web.template_tags import said


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue_draft(request: HttpRequest, version: str) -> HttpResponse:
    """The draft as it stands; what is posted puts it in force from a day."""
    draft = draft_named(version)
    if request.method != "POST":
        return _show(request, draft)
    try:
        day = dt.date.fromisoformat(request.POST.get("in_force_from", ""))
    except ValueError:
        return _show(
            request, draft, error=Spoken("请填写施行日期，如 2027-01-01", "Give the first day, such as 2027-01-01")
        )
    try:
        adopt_catalogue(door_of(request), version=version, in_force_from=day)
    except DataRefused as wrong:
        return _show(request, draft, error=Spoken(f"{wrong.key}：{wrong.zh}", f"{wrong.key}: {wrong.en}"))
    first = day_words(day)
    words = Spoken(f"目录 {version} 自 {first.zh}起施行", f"Edition {version} is in force from {first.en}")
    messages.success(request, said(words))
    return accepted(request, reverse("catalogue_editions"))


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, version: str) -> HttpResponse:
    """Asks first, naming the draft and what goes with it; then throws it away."""
    draft = draft_named(version)
    if request.method == "POST":
        count = discard_catalogue(door_of(request), version=version)
        rows = Spoken(f"草稿 {version} 已丢弃，共 {count} 行", f"Draft {version} was discarded with its {count} rows")
        messages.success(request, said(rows))
        return accepted(request, reverse("catalogue_editions"))
    form = _asked(draft)
    if is_partial(request):
        inside = {"title": form["title"], "body": "orders/_form.html", "form": form}
        return kept_apart(render(request, "components/dialog.html", inside))
    here = {"text": version, "href": reverse("catalogue_draft", args=[version])}
    crumbs = [*_above(), here, {"text": form["title"], "href": ""}]
    return kept_apart(render(request, "orders/many.html", {"form": form, "crumbs": crumbs}))


def _asked(draft: CatalogueVersion) -> dict[str, Any]:
    """The question, which names the draft."""
    version, count = draft.version, draft.rows.count()
    return {
        "href": reverse("discard_catalogue", args=[version]),
        "title": Spoken("丢弃目录草稿", "Discard a draft of the catalogue"),
        "intro": Spoken(
            f"草稿 {version} 共 {count} 行，没有施行。丢弃后不能恢复；现行目录不受影响。",
            f"Draft {version} has {count} rows and was never in force. It goes for good; the edition in force stays.",
        ),
        "article": None,
        "fields": [],
        "hidden": [{"name": "request_key", "value": new_key()}],
        "refusal": None,
        "submit": {"text": Spoken(f"丢弃草稿 {version}", f"Discard draft {version}"), "tone": "danger"},
        "cancel_href": reverse("catalogue_draft", args=[version]),
    }


def draft_named(version: str) -> CatalogueVersion:
    """The draft of this name; an edition in force is no draft any more."""
    draft = edition_named(version, drafts=True)
    if draft is None or draft.in_force_from is not None:
        raise Http404
    return draft


def _show(request: HttpRequest, draft: CatalogueVersion, *, error: Spoken | None = None) -> HttpResponse:
    sought = sought_rows(request)
    here = Paginator(rows_of(draft, sought), SIZE).get_page(request.GET.get("page"))
    href = reverse("catalogue_draft", args=[draft.version])
    found = _faults(request, draft)
    rows = [row | {"edit_href": row_href(draft.version, row["code"])} for row in shown_rows(here.object_list)]
    context = {
        "heading": Spoken(f"目录草稿 {draft.version}", f"Draft {draft.version}"),
        "rows": rows,
        "count": Spoken(f"共 {here.paginator.count} 行", f"{here.paginator.count} rows"),
        "filters": row_filters(request, sought),
        "add_href": row_href(draft.version, ""),
        "fatal": [one for one in found if one.fatal],
        "told": [one for one in found if not one.fatal],
        "form": _form(href, error, fatal=any(one.fatal for one in found)),
        "discard_href": reverse("discard_catalogue", args=[draft.version]),
        "crumbs": [*_above(), {"text": draft.version, "href": ""}],
        **turning(request, href, here),
    }
    return render(request, "administration/catalogue_draft.html", context, status=422 if error else 200)


def _above() -> list[dict[str, Any]]:
    return [{"text": MANAGE, "href": ""}, {"text": HEADING, "href": reverse("catalogue_editions")}]


def row_href(version: str, code: str) -> str:
    """The form of one row of a draft; of a new one without a code."""
    href = reverse("catalogue_row", args=[version])
    return f"{href}?{urlencode({'code': code})}" if code else href


def _faults(request: HttpRequest, draft: CatalogueVersion) -> list[Fault]:
    rules = rules_of(request)
    codes = {pk: facts.code for pk, facts in rules.units.units.items()}
    return faults_of(placed_rows(draft, codes), known_of(rules, now_of(request).astimezone(SHANGHAI).date()))


def _form(href: str, error: Spoken | None, *, fatal: bool) -> dict[str, Any]:
    note = Spoken("今天或以后；此前仍按现行目录派单", "Today or later; until then the edition in force goes on")
    day = {"name": "in_force_from", "kind": "date", "label": Spoken("施行日期", "In force from"), "required": True}
    wait = (
        Spoken("改正上列各项后才能施行。", "It can be put in force once what is listed is corrected.") if fatal else ""
    )
    return {
        "href": href,
        "title": Spoken("施行", "Put in force"),
        "article": cited("jinan_2018:23(2)"),
        "intro": wait
        or Spoken(
            "施行后各行不能再改；已派工单仍记其派单时的版本。",
            "Its rows cannot change then; charges keep their edition.",
        ),
        "fields": [day | {"help": note, "error": error or "", "narrow": True}],
        "hidden": [{"name": "request_key", "value": new_key()}],
        "errors_text": Spoken("没有施行，见下方红字。", "It was not put in force, see below.") if error else "",
        "submit": {"text": Spoken("施行这一版", "Put this edition in force"), "tone": "primary"},
        "cancel_href": reverse("catalogue_editions"),
    }
