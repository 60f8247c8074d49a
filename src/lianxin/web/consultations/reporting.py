"""The report is written on one page: for each paragraph and question what came, what became of it, and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.report_consultation import report_consultation
from lianxin.law.consultation_text import GENERAL, Content
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import ReportRow
from lianxin.law.lamps import Spoken
from lianxin.law.words import TakenUp
from lianxin.records.consultations import facts_of, report_of, tally_of
from lianxin.records.models import Consultation
from lianxin.records.reported import flagged
from lianxin.web.acts.showing import door_of, go_on, show_form
from lianxin.web.consultations.forms import Errors, Field, Values, act_form, choice_field, field
from lianxin.web.consultations.reading import by_of, crumbs, find_for_words, one_href
from lianxin.web.consultations.shown import choices_of, labels
from lianxin.web.plain import plain

LONGEST = 3000
"""Characters of a summary or a reason."""
NOTHING_YET = Spoken("还没有写任何一项", "Nothing is written yet")
SAVED = Spoken("采纳情况已保存，请另一人核对后公布", "The report is saved: another person checks and publishes it")
SAYS = (
    ("summary_zh", Spoken("收到的意见", "What came"), 3),
    ("summary_en", Spoken("收到的意见（英文）", "What came, in English"), 2),
    ("reason_zh", Spoken("理由", "Why"), 2),
    ("reason_en", Spoken("理由（英文）", "Why, in English"), 2),
)


def name_of(serial: int, what: str) -> str:
    """The field of one row."""
    return f"{what}_{serial}"


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, consultation: int) -> HttpResponse:
    """What is written so far; what is written is kept row by row, a row without a word is left alone."""
    row, content = find_for_words(request, consultation)
    law.check(facts_of(row), by_of(request), "report_consultation")
    if request.method != "POST":
        return _show(request, row, content, written_out(report_of(row)), {})
    rows, errors = read_rows(content, request.POST)
    if not rows and not errors:
        errors = {name_of(content.items[0].serial, "summary_zh"): NOTHING_YET}
    if errors:
        return _show(request, row, content, dict(request.POST.lists()), errors, status=422)
    report_consultation(door_of(request), consultation=row.pk, rows=rows)
    return go_on(request, one_href(row.pk), SAVED)


def written_out(rows: dict[int, ReportRow]) -> Values:
    """The fields of what was kept."""
    found = {name_of(serial, what): [getattr(one, what)] for serial, one in rows.items() for what, *_ in SAYS}
    return found | {name_of(serial, "taken_up"): [one.taken_up.value] for serial, one in rows.items()}


def read_rows(content: Content, data: QueryDict) -> tuple[dict[int, ReportRow], dict[str, Spoken]]:
    """The rows that were begun, and what is missing in them."""
    rows: dict[int, ReportRow] = {}
    errors: dict[str, Spoken] = {}
    for serial in (*content.by_serial, GENERAL):
        said = {what: plain(data.get(name_of(serial, what), ""))[:LONGEST] for what, *_ in SAYS}
        taken_up = data.get(name_of(serial, "taken_up"), "")
        if not taken_up and not any(said.values()):
            continue
        if taken_up not in {*TakenUp}:
            errors[name_of(serial, "taken_up")] = Spoken("请选择是否采纳", "Say whether it was taken up")
            continue
        if not said["summary_zh"]:
            errors[name_of(serial, "summary_zh")] = Spoken("请写明收到的意见", "Say what came")
        if taken_up in (TakenUp.PARTLY, TakenUp.NO) and not said["reason_zh"]:
            errors[name_of(serial, "reason_zh")] = Spoken("请写明理由", "Say why")
        rows[serial] = ReportRow(taken_up=TakenUp(taken_up), **said)
    return rows, errors


def report_fields(content: Content, counts: dict[int, Spoken], values: Values, errors: Errors) -> list[Field]:
    """For each paragraph and question: whether it was taken up, what came, why."""
    named, fields = labels(content), []
    taken = [(one.value, Spoken(one.zh, one.en)) for one in TakenUp]
    for serial in (*content.by_serial, GENERAL):
        label = Spoken("采纳情况", "Taken up")
        first = choice_field(name_of(serial, "taken_up"), label, taken, values, errors, title=named[serial])
        fields.append(first | {"help": counts.get(serial, "")})
        for what, words, rows in SAYS:
            name = name_of(serial, what)
            fields.append(
                field(name, "textarea", words, values, errors, rows=rows, max=LONGEST, help=marks(values, name))
            )
    return fields


def marks(values: Values, name: str) -> Spoken | str:
    """What in a text might tell who somebody is: it is to be taken out before another person publishes it."""
    said = (values.get(name) or [""])[0]
    found = flagged(ReportRow(said, TakenUp.NOTHING)) if said else []
    kinds = list(dict.fromkeys(span.kind for _, spans in found for span in spans))
    if not kinds:
        return ""
    zh, en = "、".join(one.zh for one in kinds), ", ".join(one.en for one in kinds)
    return Spoken(f"可能有个人信息：{zh}", f"Perhaps personal data: {en}")


def counts_in_words(content: Content, row: Consultation) -> dict[int, Spoken]:
    """The counts of each item in a line, to be kept in sight while one writes."""
    found, said = tally_of(row), {}
    for item in content.items:
        parts = [(text, found.picked[item.serial, code, ""]) for code, text in choices_of(item)]
        zh, en = "；".join(f"{text.zh} {n}" for text, n in parts), "; ".join(f"{text.en}: {n}" for text, n in parts)
        said[item.serial] = Spoken(zh, en)
    return said


def _show(
    request: HttpRequest, row: Consultation, content: Content, values: Values, errors: Errors, *, status: int = 200
) -> HttpResponse:
    form = report_form(row.pk, report_fields(content, counts_in_words(content, row), values, errors))
    context = {"crumbs": crumbs(row, form["title"])}
    return show_form(request, form, page="consultations/form.html", context=context, status=status)


def report_form(consultation: int, fields: list[Field]) -> dict[str, Any]:
    """The form."""
    href, back = reverse("consultation_report", args=[consultation]), one_href(consultation)
    intro = Spoken(
        "概括写，不引用原话，不写姓名、电话和住址；可以先写一部分。",
        "Sum up in your own words: no quotations, no names, numbers or addresses. A part may be written first.",
    )
    submit = Spoken("保存采纳情况", "Save the report")
    return act_form("report_consultation", href, back, fields, submit, intro=intro, drafts=True)
