"""One inspection as it is read: the order or call that was taken in, the score, what was remarked, and what is due."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from lianxin.actions.note_reading import note_reading
from lianxin.law.by import By
from lianxin.law.decisions.inspection import appeal_limit, check, sees
from lianxin.law.inspection_form import InspectionForm
from lianxin.law.lamps import Spoken, running_lamp
from lianxin.law.refusals import Refused
from lianxin.law.words import CallRelation, InspectionState, InspectionTextKind
from lianxin.records.inspection_forms import form_at, form_of
from lianxin.records.inspections import facts_of, remarks_of, score_of
from lianxin.records.models import Call, Inspection
from lianxin.web.acts.showing import door_of, new_key, refusal_context
from lianxin.web.citations import cited
from lianxin.web.dates import day_words
from lianxin.web.inspections.forms import Errors, act_href, appeal_form, as_filled_in, decision_form, score_form
from lianxin.web.inspections.lists import CALL, SHUT, by_of, desk_href, said_agent, said_cause
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.orders.texts import texts_context
from lianxin.web.shell import rules_of

NO_RECORDING = Spoken("通话录音尚未接入，没有录音可听", "No recordings are connected yet: there is none to listen to")


def matter_context(
    request: HttpRequest, row: Inspection, code: str, given: QueryDict | None = None, errors: Errors | None = None
) -> dict[str, Any]:
    """What templates/inspections/_matter.html shows; `code`: the list that it is open in; `given` and `errors` of a
    form that did not do."""
    by, back = by_of(request), desk_href(code, row.pk)
    about = _about(request, row)
    context = about | {
        "one": _one(row, by.actor.staff),
        "matter_href": f"{reverse('inspection_matter', args=[row.pk])}?{urlencode({'list': code})}",
        "list": code,
        "score": _score(row),
        "remarks": [
            {"label": kind, "text": text} for kind, text in _remarks(row, by.actor.staff) if "shut" not in about
        ],
        "appeal": _appeal(request, row),
    }
    if "shut" in about and by.actor.staff != row.agent_id:  # who may not open the order neither scores nor decides
        return context | {"form": None, "acknowledge": None, "refusal": None}
    return context | _in_list(_due(row, by, back, given, errors or {}), code)


def _in_list(due: dict[str, Any], code: str) -> dict[str, Any]:
    """The form knows the list it was opened in: afterwards one is back there."""
    form = due["form"]
    return due | {"form": form | {"hidden": [*form["hidden"], {"name": "list", "value": code}]} if form else None}


def _remarks(row: Inspection, staff: int | None) -> list[tuple[InspectionTextKind, str]]:
    """The remarks; who was inspected does not read why it was flagged, for a caller may stand behind it (R14, R48)."""
    found = remarks_of(row.pk)
    return [one for one in found.items() if staff != row.agent_id or one[0] is not InspectionTextKind.REASON]


def _one(row: Inspection, staff: int | None) -> dict[str, Any]:
    return {
        "id": row.pk,
        "agent": said_agent(row),
        "unit": Spoken(row.agent_unit.name_zh, row.agent_unit.name_en) if row.agent_unit is not None else "",
        "cause": said_cause(row, staff),
        "state": row.state,
        "taken_at": row.taken_at,
        "why": _why(row, staff),
    }


def _why(row: Inspection, staff: int | None) -> Spoken:
    """Where the inspection came from: the draw with its size and seed, or who flagged it; who scored and decided."""
    cause = said_cause(row, staff)
    parts = [Spoken(f"由来：{cause.zh}", f"Why: {cause.en}")]
    if row.sample is not None:
        first, last = (day_words(day, row.taken_at) for day in (row.sample.first_date, row.sample.last_date))
        size, drawn = row.sample.sizes.get(str(row.agent_id)) or (0, 0)
        seed = row.sample.seed[:8]
        zh = f"{first.zh}至 {last.zh}，该员 {size} 件中抽 {drawn} 件，种子 {seed}"
        parts.append(Spoken(zh, f"{first.en} to {last.en}, {drawn} of this agent's {size}, seed {seed}"))
    people = (
        (row.drawn_by if staff != row.agent_id else None, "提请或抽取", "by"),
        (row.inspector, "评分", "scored by"),
        (row.decided_by, "裁定", "decided by"),
    )
    parts += [
        Spoken(f"{zh}：{one.display_name}", f"{en} {one.display_name}") for one, zh, en in people if one is not None
    ]
    return Spoken("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))


# ---- what was taken in -----------------------------------------------------------------------------------------------


def _about(request: HttpRequest, row: Inspection) -> dict[str, Any]:
    """The order with its words, as far as the reader may see it, and the calls it came by; or the call alone."""
    if row.order is None:
        return {"calls": [_call(row.call)] if row.call is not None else [], "heading": CALL}
    calls = Call.objects.filter(orders__order=row.order, orders__relation=CallRelation.RECEIVED).order_by("pk")
    shown: dict[str, Any] = {"calls": [_call(one) for one in calls], "heading": SHUT}
    try:
        sheet = Sheet(*open_draft(request, row.order.number))
    except Refused as refusal:  # named, interested or recused: somebody else inspects it
        return shown | {"shut": refusal_context(refusal)}
    note_reading(door_of(request), order=sheet.order.id)
    shown |= summary_context(sheet) | texts_context(sheet)
    return shown | {"heading": sheet.title, "order_href": reverse("order", args=[sheet.order.number])}


def _call(call: Call) -> list[dict[str, Any]]:
    """What is known of a call: when, how long, who ended it, what came of it; no number is needed for that."""
    waited = _span(call.queued_at or call.offered_at, call.answered_at)
    talked = _span(call.answered_at, call.ended_at)
    facts = (
        ("来电时间", "Called at", call.offered_at),
        ("等待", "Waited", waited),
        ("通话", "Talked", talked),
        ("结束", "Ended by", call.ended_by or ""),
        ("去向", "Outcome", call.disposition or ""),
        ("录音", "Recording", NO_RECORDING),
    )
    return [{"label": Spoken(zh, en), "value": value} for zh, en, value in facts if value]


def _span(begun: dt.datetime | None, ended: dt.datetime | None) -> Spoken | str:
    """How long something took; empty where it has not ended, or never began."""
    if begun is None or ended is None:
        return ""
    minutes, rest = divmod(max(int((ended - begun).total_seconds()), 0), 60)
    return Spoken(f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")


# ---- the score -------------------------------------------------------------------------------------------------------


def _score(row: Inspection) -> dict[str, Any] | None:
    """The score by criterion, with what an upheld appeal put in its place; None before there is one."""
    if row.points is None or row.form_version is None:
        return None
    form = form_of(row.form_version)
    groups = [
        {"name": Spoken(group.zh, group.en), "lines": [_line(row, one.code, form) for one in group.criteria]}
        for group in form.groups
    ]
    faults = row.faults if row.points_decided is None else row.faults_decided
    return {
        "groups": groups,
        "faults": [Spoken(form.fault_by_code[code].zh, form.fault_by_code[code].en) for code in faults],
        "total": row.total,
        "decided": row.total_decided,
        "version": form.version,
        "at": row.scored_at,
    }


def _line(row: Inspection, code: str, form: InspectionForm) -> dict[str, Any]:
    one = form.criteria[code]
    points, decided = (row.points or {}).get(code), (row.points_decided or {}).get(code)
    stands = points if decided is None else decided
    return {
        "name": Spoken(one.zh, one.en),
        "points": points,
        "decided": decided if decided != points else None,
        "most": one.most,
        "lost": stands is not None and stands < one.most,
        "basis": cited(one.basis),
    }


def _appeal(request: HttpRequest, row: Inspection) -> dict[str, Any] | None:
    """Until when an appeal is possible and how that was computed; what came of it. None before the score."""
    if row.scored_at is None or row.form_version is None:
        return None
    form, now, calendar = form_of(row.form_version), by_of(request).now, rules_of(request).calendar
    due = appeal_limit(form, row.scored_at, calendar)
    running = row.state is InspectionState.SCORED and row.appeal_until is not None and now < row.appeal_until
    clock = {
        "name": Spoken("申诉期限", "Time for an appeal"),
        "lamp": running_lamp(due, now, calendar) if running else None,
        "waiting": _ended(row),
        "term": form.appeal_term,
        "due_at": row.appeal_until,
        "provisional": due.provisional,
        "note": "",
        "basis": cited(form.appeal_basis),
        # A calendar that changed since moves no limit that was told: then the old moment stands without its steps.
        "steps": due.steps if due.due_at == row.appeal_until else (),
        "open": False,
    }
    return {"clocks": [clock]}


def _ended(row: Inspection) -> Spoken:
    if row.state is InspectionState.SCORED:
        return Spoken("已过，评分有效", "over: the score stands")
    if row.state is InspectionState.DECIDED:
        upheld = Spoken("申诉成立，评分已改", "upheld: another score")
        return upheld if row.upheld else Spoken("申诉不成立，评分有效", "refused: the score stands")
    return Spoken(row.state.zh, row.state.en)


# ---- what is due -----------------------------------------------------------------------------------------------------


def _due(row: Inspection, by: By, back: str, given: QueryDict | None, errors: Errors) -> dict[str, Any]:
    """The form of what the reader does next with the inspection, or why not; nothing where it is not theirs."""
    found: dict[str, Any] = {"form": None, "acknowledge": None, "refusal": None}
    action = {InspectionState.DRAWN: "score_intake", InspectionState.SCORED: "appeal_score"}.get(
        row.state, "decide_appeal"
    )
    try:
        check(facts_of(row), by, action)
    except Refused as refusal:
        told = refusal.code in ("own_score", "own_intake", "vendor_barred") and row.state is InspectionState.APPEALED
        return found | {"refusal": refusal_context(refusal) if told and sees(facts_of(row), by) else None}
    if action == "score_intake":
        return found | {"form": score_form(form_at(by.now), act_href("inspection_score", row.pk), back, given, errors)}
    if action == "decide_appeal":
        form = form_of(row.form_version or "")
        href = act_href("inspection_decide", row.pk)
        filled = given if given is not None else as_filled_in(score_of(row))
        return found | {"form": decision_form(form, href, back, filled, errors)}
    acknowledge = {"href": act_href("inspection_acknowledge", row.pk), "request_key": new_key()}
    late = row.appeal_until is not None and by.now >= row.appeal_until
    form_shown = None if late else appeal_form(act_href("inspection_appeal", row.pk), back, given, errors)
    return found | {"acknowledge": acknowledge, "form": form_shown}
