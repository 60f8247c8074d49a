"""Editions of the dispatch catalogue: which there are, and a new one begun as a draft, from a file or from the last."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.draft_catalogue import draft_catalogue
from lianxin.law.catalogue_checks import faults_of
from lianxin.law.catalogue_file import COLUMNS, PlacedRow, read_catalogue_file
from lianxin.law.city_files import DataRefused
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.records.editions import edition_named, editions, known_of, placed_rows
from lianxin.web.acts.showing import accepted, door_of, new_key
from lianxin.web.administration.table import MANAGE, for_administrators
from lianxin.web.citations import cited
from lianxin.web.dispatching.catalogue import HEADING
from lianxin.web.plain import plain
from lianxin.web.shell import now_of, rules_of
from lianxin.web.template_tags import said

LARGEST = 2_000_000
"""Bytes: an edition of ten thousand rows has half of it."""

ANEW = "anew"
"""The field by which a draft of the same name is replaced; it is asked for only where there is one."""

NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
MOST_FAULTS = 50
"""Faults that are told at once: who corrects those corrects the rest along."""


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue_editions(request: HttpRequest) -> HttpResponse:
    """Every edition and draft; what is posted begins a draft."""
    if request.method != "POST":
        return _show(request, {})
    version = plain(request.POST.get("version", ""))
    anew = ANEW in request.POST
    errors = _wrong_name(version, anew=anew)
    rows: list[PlacedRow] = []
    faults: list[Spoken] = []
    if not errors:
        try:
            rows, faults = _rows(request)
        except DataRefused as wrong:
            errors["file"] = _placed(wrong)
    if errors or faults:
        return _show(request, errors, faults=faults, version=version)
    draft_catalogue(door_of(request), version=version, rows=[one.row for one in rows], anew=anew)
    said_so = Spoken(f"草稿 {version} 已起草，共 {len(rows)} 行", f"Draft {version} has {len(rows)} rows")
    messages.success(request, said(said_so))
    return accepted(request, reverse("catalogue_draft", args=[version]))


def _wrong_name(version: str, *, anew: bool) -> dict[str, Spoken]:
    if not NAME.fullmatch(version):
        zh = "请填写 1 至 40 个字母、数字、点或连字符，如 2027-1"
        return {"version": Spoken(zh, "Give 1 to 40 letters, digits, dots or hyphens, such as 2027-1")}
    known = edition_named(version, drafts=True)
    if known is not None and known.in_force_from is not None:
        return {"version": Spoken("这一版已施行，请另取版本号", "This edition is in force: give another name")}
    if known is not None and not anew:
        zh, en = (
            "已有同名草稿：请另取版本号，或勾选替换",
            "There is a draft of this name: give another, or tick to replace",
        )
        return {"version": Spoken(zh, en), ANEW: Spoken("替换后，草稿里改过的各行不再保留", "Its rows go for good")}
    return {}


def _rows(request: HttpRequest) -> tuple[list[PlacedRow], list[Spoken]]:
    """The rows of the file, else of the edition in force; and what in the file names nothing the city has."""
    rules, now = rules_of(request), now_of(request)
    file = request.FILES.get("file")
    if file is None:
        edition = edition_named(rules.catalogue_at(now).version, drafts=False)
        codes = {pk: facts.code for pk, facts in rules.units.units.items()}
        return (placed_rows(edition, codes) if edition else []), []
    rows = read_catalogue_file(_text(file), file.name or "catalogue.csv", rules.units.units.values())
    known = known_of(rules, now.astimezone(SHANGHAI).date())
    wrong = [one for one in faults_of(rows, known) if one.fatal and one.at not in known.topics]
    return rows, [Spoken(f"{one.at}：{one.said.zh}", f"{one.at}: {one.said.en}") for one in wrong]


def _text(file: UploadedFile[Any]) -> str:
    name = file.name or "upload"
    if (file.size or 0) > LARGEST:
        raise DataRefused(name, "(file)", "文件过大，不是一版目录", "is too large for one edition")
    try:
        read: bytes = file.read()
        return read.decode("utf-8")
    except UnicodeDecodeError as problem:
        zh, en = "须为 UTF-8 文本：请另存为“CSV UTF-8”", "must be text in UTF-8: save it as “CSV UTF-8”"
        raise DataRefused(name, "(file)", zh, en) from problem


def _placed(wrong: DataRefused) -> Spoken:
    place = f"{wrong.source}:{wrong.key}" if wrong.key != "(file)" else wrong.source
    return Spoken(f"{place}：{wrong.zh}", f"{place}: {wrong.en}")


def _show(
    request: HttpRequest, errors: dict[str, Spoken], *, faults: list[Spoken] | None = None, version: str = ""
) -> HttpResponse:
    in_force = rules_of(request).catalogue_at(now_of(request)).version
    rows = [
        {
            "version": one.version,
            "from": one.in_force_from,
            "rows": one.count,
            "current": one.version == in_force,
            "href": reverse("catalogue_draft", args=[one.version])
            if one.in_force_from is None
            else f"{reverse('catalogue')}?edition={one.version}",
        }
        for one in editions(drafts=True)
    ]
    context = {
        "heading": HEADING,
        "rows": rows,
        "form": _form(errors, faults or [], version),
        "faults": (faults or [])[:MOST_FAULTS],
        "more_faults": max(0, len(faults or []) - MOST_FAULTS),
        "crumbs": [{"text": MANAGE, "href": ""}, {"text": HEADING, "href": ""}],
    }
    status = 422 if errors or faults else 200
    return render(request, "administration/catalogue.html", context, status=status)


def _form(errors: dict[str, Spoken], faults: list[Spoken], version: str) -> dict[str, Any]:
    zh = f"CSV（列：{'、'.join(COLUMNS.values())}）或 TOML（同 cities 中的 catalogue.toml）。不选文件则照抄现行目录"
    en = f"CSV (columns: {', '.join(COLUMNS)}) or TOML as in cities. Without a file the edition in force is copied"
    file = {"name": "file", "kind": "file", "label": Spoken("文件", "File"), "help": Spoken(zh, en)}
    name = {"name": "version", "kind": "text", "label": Spoken("版本号", "Edition"), "required": True, "narrow": True}
    replace = {"name": ANEW, "kind": "check", "label": Spoken("替换同名草稿", "Replace the draft"), "value": ""}
    wrong = bool(errors or faults)
    return {
        "href": reverse("catalogue_editions"),
        "title": Spoken("起草新的一版", "Draft an edition"),
        "article": cited("jinan_2018:23(2)"),
        "fields": [
            name | {"value": version, "error": errors.get("version", "")},
            file | {"error": errors.get("file", "")},
            *([replace | {"error": errors[ANEW]}] if ANEW in errors else []),
        ],
        "hidden": [{"name": "request_key", "value": new_key()}],
        "errors_text": Spoken("没有起草，请按下方改正。", "No draft was made: correct what is said below.")
        if wrong
        else "",
        "submit": {"text": Spoken("起草", "Draft"), "tone": "primary"},
        "cancel_href": reverse("home"),
    }
