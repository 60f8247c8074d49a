"""One consultation at the desk: its text, its counts, what is done with it next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lianxin.actions.publish_consultation import publish_consultation
from lianxin.actions.publish_report import publish_report
from lianxin.law.consultation import BY_ACTION
from lianxin.law.consultation_text import GENERAL, Content
from lianxin.law.decisions.consultation import missing_rows
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import ConsultationState
from lianxin.records.consultations import notes_of, replaced, report_of, tally_of, theme_counts, themes_of, words_counts
from lianxin.records.models import Consultation
from lianxin.web.acts.showing import came_back, door_of, go_on, new_key, show_form
from lianxin.web.consultations.noting import BELONGS, NOTHING_WRONG, NOTING, Wrong, forms_of
from lianxin.web.consultations.reading import crumbs, find, may, may_count, may_read_words, one_href
from lianxin.web.consultations.shown import counts_context, items_context, labels, notes_context, read_context
from lianxin.web.refusing import in_one

S = ConsultationState


@require_safe
def consultation(request: HttpRequest, consultation: int) -> HttpResponse:
    """The page of one."""
    row, content = find(request, consultation)
    return render(request, "consultations/one.html", one_context(request, row, content))


def one_context(
    request: HttpRequest, row: Consultation, content: Content, wrong: Wrong = NOTHING_WRONG
) -> dict[str, Any]:
    """What templates/consultations/one.html shows; `wrong`: the form that came back, and why."""
    counting = may_count(request) and row.state is not S.DRAFTED
    context: dict[str, Any] = {
        "crumbs": crumbs(row),
        "one": _head(row),
        "read": read_context(content),
        "notes": notes_context(notes_of(row)),
        "ways": _ways(request, row),
        "due": _due(request, row, content),
        "forms": forms_of(request, row, wrong),
        "counts": None,
        "counted": [],
    }
    if counting:
        found = tally_of(row)
        context["counts"] = counts_context(content, found) | {"replaced": replaced(row)}
        context["counted"] = _with_words(request, row, items_context(content, found, report_of(row)))
    return context


def _head(row: Consultation) -> dict[str, Any]:
    people = (
        (row.drafted_by, "起草", "Drafted"),
        (row.published_by, "发布", "Published"),
        (row.reported_by, "撰写采纳情况", "Wrote the report"),
        (row.report_published_by, "公布采纳情况", "Published the report"),
    )
    return {
        "state": row.state,
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "one_per_person": row.one_per_person,
        "people": [{"did": Spoken(zh, en), "name": one.display_name} for one, zh, en in people if one is not None],
        "destroyed_at": row.words_destroyed_at,
        "public_href": reverse("portal_consultation", args=[row.pk]) if row.state is not S.DRAFTED else "",
    }


def _with_words(request: HttpRequest, row: Consultation, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items with how many wrote to each, and which themes come up."""
    wrote, themes, counted = words_counts(row), themes_of(row), theme_counts(row)
    href = reverse("consultation_words", args=[row.pk]) if may_read_words(request) else ""
    for one in items:
        serial = one["serial"]
        one["wrote"] = wrote.get(serial, 0)
        one["words_href"] = f"{href}?item={serial}" if href else ""
        one["themes"] = [
            {
                "name": name,
                "count": counted[serial, theme],
                "href": f"{href}?item={serial}&theme={theme}" if href else "",
            }
            for theme, name in themes.items()
            if (serial, theme) in counted
        ]
    return [one for one in items if one["serial"] != GENERAL or one["wrote"] or one["report"]]


def _ways(request: HttpRequest, row: Consultation) -> list[dict[str, object]]:
    """What is done from here, by who may and where the state allows it."""
    found = (
        ("consultation_edit", "edit", Spoken("修改起草稿", "Change the draft"), "redraft_consultation"),
        ("consultation_enter", "keyboard", Spoken("录入意见", "Write an answer down"), "answer_consultation"),
        ("consultation_report", "note", Spoken("撰写采纳情况", "Write the report"), "report_consultation"),
    )
    ways: list[dict[str, object]] = [
        {"href": reverse(name, args=[row.pk]), "icon": icon, "text": text}
        for name, icon, text, action in found
        if may(request, action) and row.state in BY_ACTION[action].states
    ]
    if may_count(request) and row.state is not S.DRAFTED:
        href = reverse("consultation_counts", args=[row.pk])
        ways.append({"href": href, "icon": "download", "text": Spoken("导出计数 CSV", "Counts as CSV")})
    return ways


def _due(request: HttpRequest, row: Consultation, content: Content) -> dict[str, Any] | None:
    """What waits for a second person: the text to be published, or the report."""
    if row.state is S.DRAFTED and may(request, "publish_consultation"):
        told = Spoken(
            "发布后内容不能再改，只能另发更正说明。",
            "Once published the text never changes; corrections stand beside it.",
        )
        return _button("publish_consultation", "consultation_publish", row, told)
    if row.state is S.CLOSED and may(request, "publish_report"):
        lacking = missing_rows(content, report_of(row))
        named = labels(content)
        if lacking:
            zh, en = "、".join(named[one].zh for one in lacking), ", ".join(named[one].en for one in lacking)
            told = Spoken(f"采纳情况还没有写完：{zh}。", f"The report is not complete: {en}.")
            return {"told": told, "href": "", "title": Spoken("公布采纳情况", "Publish the report")}
        told = Spoken(
            "公布的是计数和采纳情况，不公布意见原文。", "Counts and report become public; the words of answers do not."
        )
        return _button("publish_report", "consultation_publish_report", row, told)
    return None


def _button(action: str, name: str, row: Consultation, told: Spoken) -> dict[str, Any]:
    act = BY_ACTION[action]
    button = {"title": Spoken(act.zh, act.en), "told": told, "href": reverse(name, args=[row.pk])}
    return button | {"version": row.version, "request_key": new_key()}


# ---- acts ------------------------------------------------------------------------------------------------------------


@require_POST
def note(request: HttpRequest, consultation: int, act: str) -> HttpResponse:
    """A correction beside the text, a later end, or the draft given up; or the page with what is wrong."""
    row, content = find(request, consultation)
    way = NOTING[act]
    try:
        way.carry_out(request, row.pk)
    except Refused as refusal:
        if refusal.code not in BELONGS:
            raise
        shown = one_context(request, row, content, (way.action, {BELONGS[refusal.code]: in_one(refusal)}))
        form = came_back(request, shown["forms"])
        return show_form(request, form, page="consultations/one.html", context=shown, status=422)
    return go_on(request, way.onward(row.pk), way.done)


@require_POST
def publish(request: HttpRequest, consultation: int) -> HttpResponse:
    """Another person than who drafted it makes it public."""
    version = request.POST.get("version", "")
    known = int(version) if version.isdecimal() and len(version) < 9 else 0
    row, _ = find(request, consultation)
    publish_consultation(door_of(request), consultation=row.pk, version=known)
    return go_on(request, one_href(row.pk), Spoken("已发布", "It is published"))


@require_POST
def publish_the_report(request: HttpRequest, consultation: int) -> HttpResponse:
    """Another person than who wrote it makes the report public."""
    row, _ = find(request, consultation)
    publish_report(door_of(request), consultation=row.pk)
    return go_on(request, one_href(row.pk), Spoken("采纳情况已公布", "The report is published"))
