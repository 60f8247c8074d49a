"""One row of a draft of the dispatch catalogue: added, changed, or ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.change_catalogue import change_catalogue
from lianxin.law.articles import citation
from lianxin.law.catalogue_lines import catalogue_row as plain_row
from lianxin.law.city_data import CatalogueRow as PlainRow
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import DispatchGround, RequestType, Word
from lianxin.records.choices import divisions, topics, unit_tree
from lianxin.records.models import CatalogueRow, CatalogueVersion
from lianxin.web.acts.showing import accepted, door_of, new_key, refusal_context
from lianxin.web.administration.catalogue_draft import draft_named
from lianxin.web.administration.table import MANAGE, for_administrators
from lianxin.web.citations import cited
from lianxin.web.dispatching.catalogue import ANY_TYPE, EVERYWHERE, HEADING
from lianxin.web.dispatching.filtering import entries_of
from lianxin.web.plain import plain
from lianxin.web.shell import now_of, rules_of
from lianxin.web.template_tags import said

NAMES = ("topic", "division", "request_type", "unit", "ground", "article")
USUAL = "jinan_2018:23(2)"


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue_row(request: HttpRequest, version: str) -> HttpResponse:
    """The form of a row; what is posted takes its place, or ends it."""
    draft = draft_named(version)
    old = _row(draft, request)
    if request.method != "POST":
        return _show(request, draft, old, _as_it_is(old))
    given = {name: plain(request.POST.get(name, "")) for name in NAMES}
    ends = request.POST.get("ends") == "yes" and old is not None
    errors = {} if ends else _wrong(given, request)
    if errors:
        return _show(request, draft, old, given, errors=errors)
    row = None if ends else _plain_row(given, request)
    try:
        change_catalogue(door_of(request), version=version, code=old.code if old else "", row=row)
    except Refused as refusal:
        return _show(request, draft, old, given, refusal=refusal)
    messages.success(request, said(Spoken("草稿已修改", "The draft was changed")))
    return accepted(request, reverse("catalogue_draft", args=[version]))


def _row(draft: CatalogueVersion, request: HttpRequest) -> CatalogueRow | None:
    code = request.POST.get("code") or request.GET.get("code") or ""
    if not code:
        return None
    row = draft.rows.filter(code=code).first()
    if row is None:
        raise Http404
    return row


def _as_it_is(row: CatalogueRow | None) -> dict[str, str]:
    if row is None:
        return {"article": USUAL, "ground": DispatchGround.DUTY.value}
    return {
        "topic": row.topic_id,
        "division": row.division_id or "",
        "request_type": str(row.request_type or ""),
        "unit": str(row.unit_id),
        "ground": row.ground.value,
        "article": row.basis,
    }


def _wrong(given: dict[str, str], request: HttpRequest) -> dict[str, Spoken]:
    missing = Spoken("请选择", "Choose one")
    errors = {name: missing for name in ("topic", "unit", "ground") if not given[name]}
    if given["topic"] and given["topic"] not in {one.value for one in topics()}:
        errors["topic"] = missing
    if given["division"] and given["division"] not in {one.value for one in divisions()}:
        errors["division"] = missing
    if given["unit"] and (not given["unit"].isdecimal() or rules_of(request).units.get(int(given["unit"])) is None):
        errors["unit"] = missing
    try:
        citation(given["article"])
    except (KeyError, ValueError):
        errors["article"] = Spoken("没有这一条，如 jinan_2018:23(2)", "No such article; such as jinan_2018:23(2)")
    return errors


def _plain_row(given: dict[str, str], request: HttpRequest) -> PlainRow:
    unit = rules_of(request).units.units[int(given["unit"])]
    return plain_row(
        topic=given["topic"],
        unit=unit.code,
        division=given["division"] or None,
        request_type=RequestType(given["request_type"]) if given["request_type"] else None,
        ground=DispatchGround(given["ground"]),
        article=given["article"],
    )


# ---- showing ---------------------------------------------------------------------------------------------------------


def _show(
    request: HttpRequest,
    draft: CatalogueVersion,
    old: CatalogueRow | None,
    given: dict[str, str],
    *,
    errors: dict[str, Spoken] | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    title = Spoken(f"修改 {old.code}", f"Change {old.code}") if old else Spoken("增加一行", "Add a row")
    form = {
        "href": reverse("catalogue_row", args=[draft.version]),
        "title": title,
        "article": cited(USUAL),
        "fields": _fields(request, given, errors or {}, old),
        "hidden": [{"name": "request_key", "value": new_key()}, {"name": "code", "value": old.code if old else ""}],
        "refusal": refusal_context(refusal) if refusal else None,
        "errors_text": Spoken("请按下方红字改正。", "Correct what is said in red below.") if errors else "",
        "submit": {"text": Spoken("存入草稿", "Keep in the draft"), "tone": "primary"},
        "cancel_href": reverse("catalogue_draft", args=[draft.version]),
    }
    crumbs = [
        {"text": MANAGE, "href": ""},
        {"text": HEADING, "href": reverse("catalogue_editions")},
        {"text": draft.version, "href": reverse("catalogue_draft", args=[draft.version])},
        {"text": title, "href": ""},
    ]
    status = 422 if errors else 409 if refusal else 200
    return render(request, "orders/many.html", {"form": form, "crumbs": crumbs}, status=status)


def _fields(
    request: HttpRequest, given: dict[str, str], errors: dict[str, Spoken], old: CatalogueRow | None
) -> list[dict[str, Any]]:
    units = [
        {"value": one.value, "text": Spoken(one.zh, one.en), "find": one.found_by, "depth": one.depth}
        for one in unit_tree(now_of(request).astimezone(SHANGHAI).date())
    ]
    nothing = {"value": "", "text": Spoken()}
    choices = {
        "topic": [nothing, *_choices(entries_of(topics()))],
        "division": [nothing | {"text": EVERYWHERE}, *_choices(entries_of(divisions()))],
        "request_type": [nothing | {"text": ANY_TYPE}, *_choices(_words(RequestType))],
        "unit": [nothing, *units],
        "ground": _choices(_words(DispatchGround)),
    }
    fields = [_field(name, given, errors, choices.get(name)) for name in NAMES]
    if old is not None:
        label = Spoken("终止这一行（草稿中删去）", "End this row (taken out of the draft)")
        fields.append(
            {"name": "ends", "kind": "segmented", "label": Spoken("处理", "What to do"), "choices": _ends(label)}
        )
    return fields


def _ends(label: Spoken) -> list[dict[str, Any]]:
    keep = {"value": "no", "text": Spoken("按上面修改", "Change it as above"), "selected": True, "key": "1"}
    return [keep, {"value": "yes", "text": label, "selected": False, "key": "2"}]


def _words(kind: type[Word]) -> list[tuple[str, Spoken]]:
    return [(one.value, Spoken(one.zh, one.en)) for one in kind]


def _choices(pairs: Iterable[tuple[str, Spoken]]) -> list[dict[str, Any]]:
    return [{"value": value, "text": words, "find": value} for value, words in pairs]


LABELS = {
    "topic": Spoken("事项", "Topic"),
    "division": Spoken("地点", "Place"),
    "request_type": Spoken("诉求类型", "Type"),
    "unit": Spoken("承办单位", "Unit"),
    "ground": Spoken("依据类别", "Ground"),
    "article": Spoken("依据", "Basis"),
}


def _field(
    name: str, given: dict[str, str], errors: dict[str, Spoken], choices: list[dict[str, Any]] | None
) -> dict[str, Any]:
    chosen = given.get(name, "")
    shown = [one | {"selected": one["value"] == chosen} for one in choices or ()]
    kind = "text" if choices is None else "segmented" if name == "ground" else "picker"
    needed = name in ("topic", "unit", "ground", "article")
    field = {"name": name, "kind": kind, "label": LABELS[name], "required": needed, "value": chosen, "choices": shown}
    return field | {"error": errors.get(name, ""), "narrow": name == "article"}
