"""The form of an act on an existing order: what it asks, what it carries along, and why it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from lianxin.access import may
from lianxin.law import transitions
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.transitions import Row
from lianxin.law.words import AssignmentKind
from lianxin.web.acts.answers import Answers, as_posted
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.doing import Told, preview_of
from lianxin.web.acts.fitting import ONLY_IN, Desk
from lianxin.web.acts.form import FED_BACK_UP, INTRODUCTIONS, Entered, errors_text, fields_of, submit_of
from lianxin.web.acts.from_below import taken_from_below
from lianxin.web.acts.meanwhile import SEEN, form_marks
from lianxin.web.acts.misplaced import errors_of
from lianxin.web.acts.proposed import urged_before
from lianxin.web.acts.said_before import said_before
from lianxin.web.acts.showing import is_partial, new_key, refusal_context
from lianxin.web.acts.signature import Kind
from lianxin.web.acts.texts import Flagged, check_field
from lianxin.web.addresses import here_href, listed_field, onward_of
from lianxin.web.calls.acting import RELATIONS, about_order, back_href, hidden_of
from lianxin.web.calls.masked import read_called
from lianxin.web.citations import cited
from lianxin.web.files.taking import WITH_FILES, Taken, files_field
from lianxin.web.plain import plain

FIXED = "fixed"
"""Names the fields that the page has chosen already, so that a form that comes back does not ask for them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a form comes back: a lawful no, words that wait for a tick, other people's acts, a file that is none."""

    refusal: Refused | None = None
    flagged: Sequence[Flagged] = ()
    others: dict[str, Any] | None = None
    taken: Taken = field(default_factory=Taken)

    @property
    def wrong(self) -> bool:
        """Whether what stands in the form is wrong."""
        return bool(self.flagged) or self.taken.error is not None


def row_of(desk: Desk) -> Row:
    """The row of the law that an act goes by."""
    return transitions.BY_ACTION[desk.of_the_law]


def need_allowed(desk: Desk) -> None:
    """Refuses an act that the actor may not do with the order now."""
    refusal = may(desk.draft, desk.of_the_law)
    if refusal is not None:
        raise refusal
    if desk.draft.order.state is not ONLY_IN.get(desk.action, desk.draft.order.state):
        raise Refused("no_feedback_pending")


def named_in_address(fields: list[Asked], given: QueryDict) -> dict[str, list[str]]:
    """What a link that leads to the form has chosen already: a unit, another order, a request."""
    named = (one.name for one in fields if one.parameter.kind in (Kind.UNIT, Kind.ORDER, Kind.OVERLAY))
    return {name: [plain(given.get(name, ""))] for name in named if given.get(name)}


def act_form(
    request: HttpRequest,
    desk: Desk,
    fields: list[Asked],
    entered: Entered,
    *,
    taken: Taken | None = None,
    onward: str = "",
) -> dict[str, Any]:
    """The form as orders/_form.html shows it; `onward`: the page that comes after the act, else what was asked for."""
    row, order, onward = row_of(desk), desk.draft.order, onward or onward_of(request)
    files = [files_field(Taken() if taken is None else taken)] if desk.action in WITH_FILES else []
    told = Told() if entered.errors else preview_of(desk, fields, read_called(request, fields, as_posted(entered.said)))
    return {
        "href": act_part("act", desk),
        "title": desk.name,
        "intro": _introduction(desk) or about_order(request, desk) or said_before(desk, fields),
        "article": cited(row.articles[0]),
        "fields": fields_of(fields, entered) + files,
        "hidden": _hidden(request, desk, onward),
        "refusal": None,
        "errors_text": errors_text(entered.errors),
        "preview": told.lines,
        "preview_href": act_part("act_preview", desk),
        "preview_basis": cited(told.basis) if told.basis else None,
        "submit": submit_of(row, desk.name, order.number),
        "drafts": any(one.parameter.kind is Kind.TEXT for one in fields),
        "cancel_href": onward or back_href(request) or here_href(request, order.number),
        "seen": desk.seen,
        **form_marks(desk),
    }


def _introduction(desk: Desk) -> Spoken | None:
    if desk.action == "feed_back":
        return _of_feedback(desk)
    return INTRODUCTIONS.get(desk.action) or urged_before(desk)


def _of_feedback(desk: Desk) -> Spoken:
    """Where it goes, and whose words stand in it already."""
    mine, taken = desk.draft.mine(), taken_from_below(desk.draft)
    up = mine is not None and mine.kind is AssignmentKind.DELEGATE
    goes = FED_BACK_UP if up else INTRODUCTIONS[desk.action]
    return Spoken(f"{goes.zh}{taken.zh}", f"{goes.en} {taken.en}") if taken is not None else goes


def again_form(
    request: HttpRequest, desk: Desk, fields: list[Asked], answers: Answers, problem: Problem
) -> dict[str, Any]:
    """The form with everything that was typed, and what is wrong with it."""
    errors, refusal = dict(answers.errors), problem.refusal
    if refusal is not None:
        errors |= errors_of(refusal, {one.name for one in fields})
    form = act_form(request, desk, fields, Entered(answers.said, errors), taken=problem.taken)
    form |= {"wrong": bool(errors) or problem.wrong, "meanwhile": problem.others}
    form["seen"] = problem.others["seen"] if problem.others else request.POST.get(SEEN, "")
    if refusal is not None:
        form |= {"refusal": refusal_context(refusal), "preview": [], "preview_basis": None}
        if refusal.code == "request_key_reused":
            form["hidden"][0]["value"] = new_key()
    form["fields"] += check_field(problem.flagged)
    # As a page of its own it stands alone: there nothing says who or what was chosen.
    chosen = request.POST.getlist(FIXED) if is_partial(request) else []
    return without(form, fields, {name: request.POST.get(name, "") for name in chosen if name not in errors})


def without(form: dict[str, Any], fields: Iterable[Asked], fixed: Mapping[str, str]) -> dict[str, Any]:
    """The form carrying along what is fixed, also when it comes back; a request that stands above it needs no
    introduction."""
    known = {one["name"] for one in form["fields"]} & set(fixed)
    requests = {one.name for one in fields if one.parameter.kind is Kind.OVERLAY}
    hidden = [{"name": name, "value": value} for name, value in fixed.items() if name in known]
    hidden += [{"name": FIXED, "value": one["name"]} for one in hidden]
    kept = [one for one in form["fields"] if one["name"] not in known]
    introduced = {"intro": ""} if known & requests else {}
    return form | {"fields": kept, "hidden": [*form["hidden"], *hidden]} | introduced


def act_part(name: str, desk: Desk) -> str:
    """An address of the act on its order."""
    return reverse(name, args=[desk.draft.order.number, desk.action])


def _hidden(request: HttpRequest, desk: Desk, onward: str) -> list[dict[str, Any]]:
    """The key of the request first; where it leads to, and the call during which it is done."""
    rows: list[dict[str, Any]] = [{"name": "request_key", "value": request.POST.get("request_key") or new_key()}]
    rows += [{"name": "next", "value": onward}] if onward else listed_field(request)
    return rows + (hidden_of(request) if desk.action in RELATIONS else [])
