"""The law behind a deadline: the rules in force, those that won for an order, and each cited article in our words."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.law.articles import ARTICLES, TEXTS, Article, Citation, LegalText
from lianxin.law.coverage import COVERAGE, REGULATION, acts_citing
from lianxin.law.lamps import Spoken
from lianxin.law.policy import Policy
from lianxin.law.refusals import Refused
from lianxin.law.transitions import BY_ACTION, Row
from lianxin.law.words import LegalTextKind
from lianxin.records.rules import current_policy
from lianxin.web.dates import day_words
from lianxin.web.law.values import all_values, values_of, winning_values
from lianxin.web.orders.open import open_draft
from lianxin.web.shell import now_of

LAW = Spoken("条例与时限", "Law and limits")
IN_FORCE = Spoken("本市现行时限与做法", "Limits and rules in force in this city")


@require_safe
def regime(request: HttpRequest) -> HttpResponse:
    """The rules in force now, or with `order` those that bind that order, each with the text it rests on."""
    if number := request.GET.get("order"):
        _, draft, _ = open_draft(request, number)
        name = Spoken(f"工单 {draft.order.number} 适用的规则", f"The rules that bind order {draft.order.number}")
        crumbs = [{"text": draft.order.number, "href": reverse("order", args=[draft.order.number])}]
        return _page(request, _about(name, draft.policy), crumbs, values=winning_values(draft.policy, draft.rule_facts))
    policy = current_policy(now_of(request))
    context = _about(IN_FORCE, policy)
    return _page(request, context, [], values=all_values(policy), texts=[_text_link(name) for name in TEXTS])


@require_safe
def text(request: HttpRequest, text: str) -> HttpResponse:
    """One cited text: every article that a row may cite."""
    found = _text(text)
    articles = [_article(one, current=False) for one in ARTICLES.values() if one.text == text and one.number]
    return _page(request, _legal(found), [_crumb(text, found)], articles=articles, values=[])


@require_safe
def article(request: HttpRequest, text: str, number: str) -> HttpResponse:
    """One article: what it asks, what the product does by it, and the rules that rest on it."""
    found = _text(text)
    shown = next(
        (one for one in ARTICLES.values() if one.text == text and one.number == number.removeprefix("R")), None
    )
    if shown is None:
        raise Http404
    place = Citation(shown)
    crumbs = [_crumb(text, found), {"text": Spoken(place.place_zh.strip(), place.place_en), "href": ""}]
    values = _values(request, shown)
    return _page(request, _legal(found), crumbs, articles=[_article(shown, current=True)], values=values)


def _values(request: HttpRequest, shown: Article) -> list[dict[str, Any]]:
    try:
        return values_of(current_policy(now_of(request)), shown.key)
    except Refused:  # no rules are in force yet: the article still says what it says
        return []


def _text(name: str) -> LegalText:
    if name not in TEXTS:
        raise Http404
    return TEXTS[name]


def _page(
    request: HttpRequest,
    law: dict[str, Any],
    crumbs: list[dict[str, Any]],
    *,
    values: list[dict[str, Any]],
    articles: list[dict[str, Any]] | None = None,
    texts: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    path = [{"text": LAW, "href": reverse("law")}, *crumbs]
    shown = {
        "law": law,
        "articles": articles or [],
        "values": values,
        "texts": texts or [],
        "crumbs": [*path[:-1], path[-1] | {"href": ""}],
    }
    return render(request, "law/article.html", shown)


def _crumb(name: str, found: LegalText) -> dict[str, Any]:
    return {"text": Spoken(found.name_zh, found.name_en), "href": reverse("law_text", args=[name])}


def _about(name: Spoken, policy: Policy) -> dict[str, Any]:
    texts = [TEXTS[one] for one in policy.regimes if one in TEXTS]
    kind = Spoken("、".join(one.name_zh for one in texts), ", ".join(one.name_en for one in texts))
    version = Spoken(f"规则版本 {policy.version}", f"version {policy.version}")
    return {"name": name, "kind": kind, "in_force": version, "binding": True}


def _legal(found: LegalText) -> dict[str, Any]:
    since = day_words(found.in_force_from) if found.in_force_from else None
    in_force = Spoken(f"{since.zh}起施行", f"in force from {since.en}") if since else Spoken()
    binding = found.kind is not LegalTextKind.RULING
    name = Spoken(found.name_zh, found.name_en)
    return {"name": name, "kind": Spoken(found.kind.zh, found.kind.en), "in_force": in_force, "binding": binding}


def _text_link(name: str) -> dict[str, Any]:
    found = TEXTS[name]
    said, kind = Spoken(found.name_zh, found.name_en), Spoken(found.kind.zh, found.kind.en)
    return {"href": reverse("law_text", args=[name]), "name": said, "kind": kind}


def _article(one: Article, *, current: bool) -> dict[str, Any]:
    place = Citation(one)
    return {
        "number": Spoken(place.place_zh.strip(), place.place_en),
        "gist": Spoken(one.gist_zh, one.gist_en),
        "anchor": f"a{one.number}",
        "href": "" if current else reverse("law_article", args=[one.text, one.number]),
        "current": current,
        "rows": _done_by(one),
    }


@cache
def _acts(key: str) -> tuple[Row, ...]:
    """The acts that rest on an article: the tables never change while the process lives."""
    found = acts_citing(key)
    return tuple(row for row in BY_ACTION.values() if row.action in found)


def _done_by(one: Article) -> list[Spoken]:
    """What the product does by an article: its acts, and for the city's own regulation how far it is carried out."""
    acts = _acts(one.key)
    said = []
    if acts:
        zh, en = "、".join(row.zh for row in acts), ", ".join(row.en for row in acts)
        said.append(Spoken(f"据此办理：{zh}", f"Acts by it: {en}"))
    if one.text == REGULATION:
        said += [
            Spoken(f"{row.state.zh}：{row.zh}", f"{row.state.en}: {row.en}") for row in COVERAGE if row.key == one.key
        ]
    return said
