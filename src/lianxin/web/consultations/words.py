"""What people wrote, for whoever sorts it: filtered, searched, with personal data marked; it never leaves this page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.actions.sort_words import LONGEST_THEME, sort_words
from lianxin.law.consultation import BY_ACTION
from lianxin.law.consultation_text import GENERAL, Content
from lianxin.law.lamps import Spoken
from lianxin.law.words import ConsultationChannel, FlaggedKind, Opinion
from lianxin.records.consultations import chosen_words, themes_of, written
from lianxin.records.models import Consultation, ConsultationWords
from lianxin.vault.flags import flags
from lianxin.web.acts.showing import door_of, go_on, new_key
from lianxin.web.consultations.reading import crumbs, find_for_words, may
from lianxin.web.consultations.shown import both, labels
from lianxin.web.kept_words import keep, kept
from lianxin.web.lists.filters import FOUND
from lianxin.web.plain import plain
from lianxin.web.template_tags import said

A_PAGE = 20
HEADING = Spoken("意见原文", "What people wrote")
SORTED = Spoken("已归类", "Sorted")
NO_THEME = "none"
FILTERS = ("item", "opinion", "group", "channel", "theme")
"""What an address may ask for; words searched for stand in none (`FOUND` holds their token)."""
LONGEST_ASKED = 100
KEPT_NO_MORE = Spoken(
    "查找的词只在查询人当次登录内有效，请重新输入。",
    "The words of a search last as long as the session it was made in: type them again.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, consultation: int) -> HttpResponse:
    """A page of what was written, as it was asked for; the form posts, so that no name stands in an address."""
    row, content = find_for_words(request, consultation)
    if request.method == "POST" or request.GET.get("words"):
        return HttpResponseRedirect(_addressed(request, row))
    asked = read_asked(request)
    found = Paginator(chosen_words(written(row), asked), A_PAGE)
    page = found.get_page(request.GET.get("page"))
    themes = themes_of(row)
    sorting = may(request, "sort_words") and row.state in BY_ACTION["sort_words"].states
    here = _address(request, asked)
    context = {
        "heading": HEADING,
        "crumbs": crumbs(row, HEADING),
        "count": Spoken(f"共 {found.count} 条", f"{found.count} found"),
        "filters": filters(content, themes, asked),
        "rows": [shown_words(one, content) for one in page],
        "themes": themes,
        "search_href": _href(row, {}),
        "sort_href": f"{reverse('consultation_sort', args=[row.pk])}?{urlencode(here)}" if sorting else "",
        "longest": LONGEST_THEME,
        "request_key": new_key(),
        "earlier_href": _page_href(row, here, page.previous_page_number()) if page.has_previous() else "",
        "later_href": _page_href(row, here, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "consultations/words.html", context)


def _addressed(request: HttpRequest, row: Consultation) -> str:
    """The address of what was asked for. All words are kept back: a name alone is told from no other word."""
    data = request.POST if request.method == "POST" else request.GET
    given = {name: value for name in FILTERS if (value := _typed(data, name))}
    if asked := _typed(data, "words"):
        given[FOUND] = keep(request, asked)
    return _href(row, given)


def _href(row: Consultation, given: dict[str, str]) -> str:
    href = reverse("consultation_words", args=[row.pk])
    return f"{href}?{urlencode(given)}" if given else href


def _page_href(row: Consultation, here: dict[str, str], page: int) -> str:
    return _href(row, here | {"page": str(page)})


def _typed(data: QueryDict, name: str) -> str:
    return plain(data.get(name, ""))[:LONGEST_ASKED]


def read_asked(request: HttpRequest) -> dict[str, str]:
    """What was asked for; numbers that are none narrow nothing, nor do words that this session does not know."""
    asked = {name: _typed(request.GET, name) for name in FILTERS}
    for name in ("item", "theme"):
        known = asked[name].isdecimal() and len(asked[name]) < 10
        asked[name] = asked[name] if known or (name == "theme" and asked[name] == NO_THEME) else ""
    token = request.GET.get(FOUND, "")
    asked["words"] = kept(request, token) if token else ""
    if token and not asked["words"]:
        messages.warning(request, said(KEPT_NO_MORE))
    return asked


def _address(request: HttpRequest, asked: dict[str, str]) -> dict[str, str]:
    """The same as an address holds it."""
    here = {name: asked[name] for name in FILTERS if asked[name]}
    return here | {FOUND: request.GET[FOUND]} if asked["words"] else here


def filters(content: Content, themes: dict[int, str], asked: dict[str, str]) -> list[dict[str, Any]]:
    """The selects above the list."""
    items = [(str(serial), text) for serial, text in labels(content).items()]
    groups = [(one.code, both(one.zh, one.en)) for one in content.groups]
    named: list[tuple[str, object]] = [(NO_THEME, Spoken("未归类", "Not sorted"))]
    named += [(str(serial), name) for serial, name in themes.items()]
    table: list[tuple[str, Spoken, list[tuple[str, Any]]]] = [
        ("item", Spoken("条文和问题", "Paragraph or question"), items),
        ("opinion", Spoken("态度", "Opinion"), [(one.value, one) for one in Opinion]),
        ("group", Spoken("人群", "Group"), groups),
        ("channel", Spoken("渠道", "Channel"), [(one.value, one) for one in ConsultationChannel]),
        ("theme", Spoken("主题", "Theme"), named),
    ]
    return [
        {
            "name": name,
            "label": label,
            "choices": [{"value": "", "text": label, "selected": not asked[name]}]
            + [{"value": value, "text": text, "selected": value == asked[name]} for value, text in choices],
        }
        for name, label, choices in table
    ] + [{"name": "words", "label": Spoken("搜索", "Search"), "choices": [], "value": asked["words"]}]


def shown_words(one: ConsultationWords, content: Content) -> dict[str, Any]:
    """One text with who wrote it in general, and what in it might tell who."""
    picked = one.answer.picks.get(str(one.item), [])
    groups = {each.code: both(each.zh, each.en) for each in content.groups}
    paragraph = one.item != GENERAL and content.by_serial[one.item] in content.paragraphs
    return {
        "id": one.pk,
        "label": labels(content)[one.item],
        "opinion": Opinion(picked[0]) if paragraph and picked else None,
        "group": groups.get(one.answer.group, ""),
        "channel": one.answer.channel,
        "answer": one.answer.serial,
        "at": one.answer.at,
        "pieces": pieces(one.content or ""),
        "themes": one.themes,
    }


def pieces(text: str) -> list[dict[str, Any]]:
    """The text cut where something is flagged: {text, flagged (kind) or None}."""
    found: list[dict[str, Any]] = []
    at = 0
    for span in flags(text):
        found += [_piece(text[at : span.start], None), _piece(text[span.start : span.end], span.kind)]
        at = span.end
    return [one for one in [*found, _piece(text[at:], None)] if one["text"]]


def _piece(text: str, flagged: FlaggedKind | None) -> dict[str, Any]:
    return {"text": text, "flagged": flagged}


@require_POST
def sort(request: HttpRequest, consultation: int) -> HttpResponse:
    """One text gets its themes; back to the list as it was."""
    row, _ = find_for_words(request, consultation)
    given = request.POST.get("text", "")
    text = int(given) if given.isdecimal() and len(given) < 19 else 0
    themes = [int(one) for one in request.POST.getlist("themes") if one.isdecimal() and len(one) < 19]
    named = plain(request.POST.get("named", ""))[:LONGEST_THEME]
    sort_words(door_of(request), consultation=row.pk, words=text, themes=themes, named=named)
    back = _href(row, _address(request, read_asked(request)))
    return go_on(request, f"{back}#words-{text}", SORTED)
