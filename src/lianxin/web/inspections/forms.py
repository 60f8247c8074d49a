"""The forms of the inspectors' desk: a score by the city's form, an appeal, a decision."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lianxin.access.inspections import DESK
from lianxin.law.decisions.inspection import Score
from lianxin.law.inspection import BY_ACTION
from lianxin.law.inspection_form import Criterion, InspectionForm
from lianxin.law.lamps import Spoken
from lianxin.web.subject_forms import Errors, said_in, subject_form, words_field

__all__ = ["Errors", "said_in", "words_field"]

FAULTS, GOOD, BETTER, REASON, VERDICT = "faults", "good", "better", "reason", "verdict"
STANDS, CHANGED = "stands", "changed"


def score_form(form: InspectionForm, href: str, back: str, given: QueryDict | None, errors: Errors) -> dict[str, Any]:
    """The form of a score: each criterion in its levels, the first of a group under its heading; faults; remarks."""
    fields = [
        *score_fields(form, given, errors),
        words_field(GOOD, Spoken("做得好的", "Done well"), given, errors),
        words_field(BETTER, Spoken("需改进的", "To do better"), given, errors, help_text=HELP_BETTER),
    ]
    return act_form("score_intake", href, back, fields, Spoken("提交评分", "Submit the score"), drafts=True)


HELP_BETTER = Spoken("有扣分或者一票否决的必填；受理员能看到", "needed where points were lost; the agent reads it")


def score_fields(
    form: InspectionForm, given: QueryDict | None, errors: Errors, shown_when: str = ""
) -> list[dict[str, Any]]:
    """The criteria and the fatal faults of a form."""
    fields = []
    for group in form.groups:
        for place, one in enumerate(group.criteria):
            title: dict[str, Any] = {"title": Spoken(group.zh, group.en)} if place == 0 else {}
            fields.append(_criterion(one, given, errors) | title | {"shown_when": shown_when})
    chosen = given.getlist(FAULTS) if given is not None else []
    faults = [
        {"value": one.code, "text": Spoken(one.zh, one.en), "selected": one.code in chosen} for one in form.faults
    ]
    label = Spoken("一票否决", "Fatal faults")
    found = Spoken("发现的情形", "Found")
    fault = {"name": FAULTS, "kind": "checks", "label": found, "choices": faults, "required": False, "value": ""}
    told = {"help": Spoken("出现一项，总分为 0", "one of them makes the whole score zero")}
    title = {"title": label, "shown_when": shown_when, "error": errors.get(FAULTS, "")}
    return [*fields, fault | told | title]


def _criterion(one: Criterion, given: QueryDict | None, errors: Errors) -> dict[str, Any]:
    chosen = given.get(one.code, "") if given is not None else ""
    choices = [
        {"value": str(points), "text": Spoken(f"{points} 分", f"{points}"), "key": str(place)}
        | {"selected": str(points) == chosen}
        for place, points in enumerate(one.levels, start=1)
    ]
    label = {"label": Spoken(one.zh, one.en), "required": True, "value": "", "help": ""}
    return {"name": one.code, "kind": "segmented", "choices": choices, "error": errors.get(one.code, "")} | label


def appeal_form(href: str, back: str, given: QueryDict | None, errors: Errors) -> dict[str, Any]:
    """An agent's appeal: the reason."""
    label = Spoken("申诉理由", "Why the score should be another")
    fields = [words_field(REASON, label, given, errors, required=True)]
    return act_form("appeal_score", href, back, fields, Spoken("提交申诉", "Appeal"), drafts=True)


def decision_form(form: InspectionForm, href: str, back: str, given: QueryDict, errors: Errors) -> dict[str, Any]:
    """The decision on an appeal: the score stands, or another one with its points; and why."""
    chosen = given.get(VERDICT, "")
    words = {STANDS: Spoken("维持评分", "The score stands"), CHANGED: Spoken("改变评分", "Another score")}
    choices = [
        {"value": value, "text": text, "key": str(place), "selected": value == chosen}
        for place, (value, text) in enumerate(words.items(), start=1)
    ]
    verdict = {"name": VERDICT, "kind": "segmented", "label": Spoken("裁定", "Decision"), "choices": choices}
    fields = [
        verdict | {"required": True, "value": "", "help": "", "error": errors.get(VERDICT, "")},
        *score_fields(form, given, errors, shown_when=f"{VERDICT}={CHANGED}"),
        words_field(REASON, Spoken("裁定理由", "Reason"), given, errors, required=True),
    ]
    return act_form("decide_appeal", href, back, fields, Spoken("作出裁定", "Decide"), drafts=True)


def as_filled_in(score: Score | None) -> QueryDict:
    """The score as its form would be sent: who changes one begins with it."""
    given = QueryDict(mutable=True)
    if score is not None:
        given.update({code: str(points) for code, points in score.points.items()})
        given.setlist(FAULTS, list(score.faults))
    return given


def act_form(
    action: str, href: str, back: str, fields: list[dict[str, Any]], submit: Spoken, *, drafts: bool = False
) -> dict[str, Any]:
    """A form of one act on an inspection."""
    return subject_form(BY_ACTION[action], href, back, fields, submit, drafts=drafts)


def read_score(form: InspectionForm, given: QueryDict) -> tuple[Score, dict[str, Spoken]]:
    """The score that was filled in, and what is missing of it by field."""
    points: dict[str, int] = {}
    errors: dict[str, Spoken] = {}
    for code, one in form.criteria.items():
        said = given.get(code, "")
        if said in {str(level) for level in one.levels}:
            points[code] = int(said)
        else:
            errors[code] = Spoken("请给分", "Give points")
    faults = [one for one in given.getlist(FAULTS) if one in form.fault_by_code]
    return Score(points, tuple(dict.fromkeys(faults))), errors


def act_href(name: str, inspection: int) -> str:
    """Where an act on an inspection is posted."""
    return reverse(name, args=[inspection])


def act_crumbs(action: str) -> list[dict[str, Any]]:
    """Where the page of an act lies: below the inspectors' desk."""
    row = BY_ACTION[action]
    return [{"text": DESK, "href": reverse("inspections")}, {"text": Spoken(row.zh, row.en), "href": ""}]
