"""A consultation is drafted on one page: title, purpose, days, groups, the draft text, the questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.draft_consultation import draft_consultation
from lianxin.actions.redraft_consultation import redraft_consultation
from lianxin.law.consultation_notation import Typed, Unreadable, read_groups, read_items, type_out
from lianxin.law.consultation_text import Content
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import Period
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI, last_day
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation
from lianxin.web.acts.showing import door_of, go_on, show_form
from lianxin.web.consultations.forms import Errors, Field, Values, act_form, field
from lianxin.web.consultations.reading import by_of, crumbs, find, may, one_href
from lianxin.web.plain import plain
from lianxin.web.refusing import in_one

SAVE = Spoken("保存起草稿", "Save the draft")
SAVED = Spoken("已保存，请另一人核对后发布", "Saved: another person checks and publishes it")
TEXTS = ("title_zh", "title_en", "purpose_zh", "purpose_en", "groups", "paragraphs_zh", "paragraphs_en", "questions")
QUESTIONS_HELP = Spoken(
    "以“单选：”“多选：”“打分：”“填写：”开头，必答的写“单选（必答）：”；选项各占一行，以“-”开头；英文写在“|”之后",
    "Begin with one:, several:, scale: or words:, and one (required): where an answer is needed; each choice on a line "
    "that begins with -; Chinese first, English after |",
)
BELONGS = {
    "consultation_period": "last",
    "consultation_too_long": "paragraphs_zh",
    "consultation_incomplete": "title_zh",
}
"""To which field a refusal belongs."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft that was typed."""

    content: Content
    period: Period
    one_per_person: bool

    @property
    def given(self) -> dict[str, Any]:
        """As the acts take it."""
        return {"content": self.content, "period": self.period, "one_per_person": self.one_per_person}


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A consultation begins."""
    if not may(request, "draft_consultation"):
        raise Refused("not_your_duty")
    href = reverse("consultation_new")
    if request.method != "POST":
        return _show(request, None, _form("draft_consultation", href, {}, {}))
    wanted, errors = read_draft(request.POST)
    if wanted is not None and not errors:
        try:
            done = draft_consultation(door_of(request), **wanted.given)
            return go_on(request, one_href(done.id), SAVED)
        except Refused as refusal:
            errors = _errors(refusal)
    return _show(request, None, _form("draft_consultation", href, dict(request.POST.lists()), errors), status=422)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, consultation: int) -> HttpResponse:
    """The draft is changed, until somebody publishes it."""
    row, content = find(request, consultation)
    law.check(facts_of(row), by_of(request), "redraft_consultation")
    href = reverse("consultation_edit", args=[row.pk])
    if request.method != "POST":
        return _show(
            request, row, _form("redraft_consultation", href, typed_out(row, content), {}, version=row.version)
        )
    wanted, errors = read_draft(request.POST)
    version = request.POST.get("version", "")
    known = int(version) if version.isdecimal() and len(version) < 9 else 0
    if wanted is not None and not errors:
        try:
            redraft_consultation(door_of(request), consultation=row.pk, version=known, **wanted.given)
            return go_on(request, one_href(row.pk), SAVED)
        except Refused as refusal:
            errors = _errors(refusal)
    values = dict(request.POST.lists())
    return _show(request, row, _form("redraft_consultation", href, values, errors, version=known), status=422)


def _errors(refusal: Refused) -> dict[str, Spoken]:
    if refusal.code not in BELONGS and refusal.code != "consultation_changed":
        raise refusal
    return {BELONGS.get(refusal.code, "title_zh"): in_one(refusal)}


def read_draft(data: QueryDict) -> tuple[Wanted | None, dict[str, Spoken]]:
    """What was typed, and what of it cannot be read, by field."""
    said = {name: plain(data.get(name, "")) for name in TEXTS}
    errors: dict[str, Spoken] = {}
    days: dict[str, dt.date] = {}
    for name in ("first", "last"):
        try:
            days[name] = dt.date.fromisoformat(data.get(name, ""))
        except ValueError:
            errors[name] = Spoken("请填写日期", "Give a date")
    for name in ("title_zh", "purpose_zh"):
        if not said[name]:
            errors[name] = Spoken("请填写", "Write it down")
    typed = Typed(said["paragraphs_zh"], said["paragraphs_en"], said["questions"], said["groups"])
    try:
        items = read_items(typed)
    except Unreadable as problem:
        return None, errors | {problem.where: problem.said}
    if not items:
        errors["paragraphs_zh"] = Spoken("请填写条文，或者下面的问题", "Write the text, or questions below")
    if errors:
        return None, errors
    texts = {name: said[name] for name in ("title_zh", "purpose_zh", "title_en", "purpose_en")}
    content = Content(**texts, groups=read_groups(typed.groups), items=items)
    return Wanted(content, Period(days["first"], days["last"]), data.get("one_per_person") == "on"), {}


def typed_out(row: Consultation, content: Content) -> Values:
    """The fields of a draft that was kept."""
    typed = type_out(content.groups, content.items)
    texts = {name: getattr(content, name) for name in ("title_zh", "title_en", "purpose_zh", "purpose_en")}
    texts |= {name: getattr(typed, name) for name in ("groups", "paragraphs_zh", "paragraphs_en", "questions")}
    texts |= {"first": f"{row.opens_at.astimezone(SHANGHAI).date()}", "last": f"{last_day(row.closes_at)}"}
    return {name: [text] for name, text in texts.items()} | ({"one_per_person": ["on"]} if row.one_per_person else {})


def _form(action: str, href: str, values: Values, errors: Errors, *, version: int = 0) -> dict[str, Any]:
    hidden = [{"name": "version", "value": str(version)}] if version else []
    back = reverse("consultations")
    return act_form(action, href, back, draft_fields(values, errors), SAVE, hidden=hidden, drafts=True)


def draft_fields(values: Values, errors: Errors) -> list[Field]:
    """The fields of a draft, in the order in which one thinks of them."""

    def area(name: str, zh: str, en: str, rows: int, **more: Any) -> Field:  # noqa: ANN401 - what a field takes
        return field(name, "textarea", Spoken(zh, en), values, errors, rows=rows, **more)

    english = Spoken("可不填；填了英文版页面才有英文", "May be left out; without it the English pages show the Chinese")
    by_block = Spoken(
        "段与段之间空一行，每段可以单独发表意见", "An empty line between paragraphs; each can be commented on"
    )
    return [
        field("title_zh", "text", Spoken("标题", "Title"), values, errors, required=True, max=100),
        field("title_en", "text", Spoken("英文标题", "Title in English"), values, errors, help=english),
        area("purpose_zh", "目的和背景", "Purpose", 4, required=True),
        area("purpose_en", "英文目的", "Purpose in English", 3),
        field("first", "date", Spoken("开始日期", "First day"), values, errors, required=True),
        field("last", "date", Spoken("截止日期", "Last day"), values, errors, required=True) | {"help": UNTIL},
        field("one_per_person", "check", ONCE, values, errors),
        area("groups", "人群", "Groups", 3, help=Spoken("每行一类，英文写在“|”之后", "One to a line; English after |")),
        area("paragraphs_zh", "条文", "Draft text", 10, help=by_block),
        area("paragraphs_en", "英文条文", "Draft text in English", 6),
        area("questions", "问题", "Questions", 8, help=QUESTIONS_HELP),
    ]


UNTIL = Spoken("到这一天 24:00 为止；来信以收到日期为准", "Until 24:00 of this day; letters count by the day they came")
ONCE = Spoken(
    "每人一份（网上用短信验证码核对手机号）", "One answer of each person (on the web by a code to a mobile number)"
)


def _show(request: HttpRequest, row: Consultation | None, form: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"crumbs": crumbs(row, form["title"])}
    return show_form(request, form, page="consultations/form.html", context=context, status=status)
