"""What a form asks for on this order: each parameter of the act with its words and its choices."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lianxin.access import may
from lianxin.law.decisions.answerable import last_host
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.draft import Draft
from lianxin.law.transitions import AT_UNIT, ENDED, INTAKE
from lianxin.law.words import Approver, Channel, OrderState, Outcome, ReopenCause, Role
from lianxin.law.words import FeedbackVerdict as V
from lianxin.records.public_answers import public_answer
from lianxin.web.acts.choices import choices
from lianxin.web.acts.field import Field
from lianxin.web.acts.field_order import ORDER
from lianxin.web.acts.fields import field_of
from lianxin.web.acts.fitting import Choice, Desk
from lianxin.web.acts.from_below import said_below
from lianxin.web.acts.points import lines_now, points_now, points_proposed
from lianxin.web.acts.signature import Kind, Parameter, parameters


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked for: what the act needs, how it is said, and what can be answered.

    What can be answered is looked up when somebody asks: of all units a form may offer, an answer names one or none.
    """

    parameter: Parameter
    field: Field
    offered: Callable[[], tuple[Choice, ...]] = tuple

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be answered; empty for what is written or is a date."""
        return self.offered()

    @property
    def name(self) -> str:
        """The field's name."""
        return self.parameter.name

    @property
    def needed(self) -> bool:
        """Whether it must be given once it is asked for."""
        return self.parameter.required or self.field.needed


def asked(desk: Desk) -> list[Asked]:
    """What the act asks for on this order, in the order of the page."""
    first = ORDER.get(desk.action, ())
    rank = {name: place for place, name in enumerate(first)}
    needed = [one for one in parameters(desk.action) if _fits(desk, one)]
    needed.sort(key=lambda one: rank.get(one.name, len(first)))
    return [ask(desk, one) for one in needed]


def ask(desk: Desk, parameter: Parameter) -> Asked:
    """One parameter with its words and choices."""
    field = field_of(desk.action, parameter.name)

    @functools.cache
    def offered() -> tuple[Choice, ...]:
        found = choices(desk, parameter, field)
        if parameter.word is ReopenCause:
            found = [one for one in found if one.value not in desk.draft.order.reopen_causes]
        return tuple(found)

    return Asked(parameter, field, offered)


def initial(desk: Desk, fields: list[Asked]) -> dict[str, list[str]]:
    """What stands in each field before anybody writes: the only choice there is, the default, or what is recorded."""
    recorded = _RECORDED[desk.action](desk.draft) if desk.action in _RECORDED else {}
    if desk.action not in _RECORDED and any(one.parameter.kind is Kind.POINTS for one in fields):
        recorded = {"points": points_now(desk.draft)}
    return {one.name: recorded.get(one.name) or _before(one) for one in fields}


def _before(one: Asked) -> list[str]:
    kind, empty = one.parameter.kind, one.parameter.empty
    if kind in (Kind.CALLER, Kind.OVERLAY, Kind.RATING, Kind.ASSIGNMENT) and len(one.choices) == 1:
        return [one.choices[0].value]
    if kind is Kind.WORD:
        only = [choice.value for choice in one.choices]
        return only if len(only) == 1 else [str(empty or "")]
    if kind is Kind.YES_NO:
        return [("yes" if empty else "no") if isinstance(empty, bool) else ""]
    return []


def _fits(desk: Desk, parameter: Parameter) -> bool:
    """Whether the question makes sense on this order."""
    test = _ONLY_WHEN.get(f"{desk.action}.{parameter.name}")
    return test is None or test(desk.draft)


def _second_date_told(draft: Draft) -> bool:
    return draft.order.outcome in SECOND_DATE_OUTCOMES


def _final(draft: Draft) -> bool:
    return not _second_date_told(draft)


def _granted_by_head(draft: Draft) -> bool:
    rule = draft.policy.extension(draft.rule_facts)
    return rule is not None and rule.approver is Approver.HEAD_OF_AGENCY


def _several_callers(draft: Draft) -> bool:
    return len(draft.present_callers()) > 1


def _at_unit(draft: Draft) -> bool:
    return draft.order.state is not OrderState.FED_BACK


def _at_centre(draft: Draft) -> bool:
    return not _at_unit(draft)


def _has_points(draft: Draft) -> bool:
    return bool(draft.standing_points())


def _points_at_centre(draft: Draft) -> bool:
    return _at_centre(draft) and _has_points(draft)


def _stop_pending(draft: Draft) -> bool:
    feedback = draft.pending_feedback
    return feedback is not None and feedback.outcome is Outcome.STOP


def _no_stop(draft: Draft) -> bool:
    return not _stop_pending(draft)


def _has_flagged(draft: Draft) -> bool:
    feedback = draft.pending_feedback
    return feedback is not None and bool(public_answer(draft.order.id, feedback.made_at).spans)


def _is_open(draft: Draft) -> bool:
    return draft.order.state not in ENDED


def _fixes_host(draft: Draft) -> bool:
    return draft.actor.role is not Role.GENERAL_OFFICE_CLERK and draft.order.state in (
        *INTAKE,
        *AT_UNIT,
    )


def _waits_for_unit(draft: Draft) -> bool:
    return _fixes_host(draft) and draft.order.state in INTAKE


_ONLY_WHEN: Mapping[str, Callable[[Draft], bool]] = {
    "call_back.told": _second_date_told,
    "call_back.contacted": _final,
    "call_back.solved": _final,
    "extend.document": _granted_by_head,
    "rehandle.callers": _several_callers,
    "return_for_correction.assignment": _at_unit,
    "return_for_correction.grounds": _at_centre,
    "return_for_correction.points": _points_at_centre,
    "rehandle.points": _has_points,
    "rule_on_feedback.points": _no_stop,
    "rule_on_feedback.stands_because": _has_flagged,
    "rule_on_feedback.grounds": _no_stop,
    "rule_on_feedback.unit": _no_stop,
    "rule_on_feedback.callers": _several_callers,
    "rule_on_feedback.note": _no_stop,
    "decide_escalation.unit": _fixes_host,
    "decide_escalation.transfer": _waits_for_unit,
    "confirm_sealing.neutral_text": _is_open,
    "confirm_sealing.body": _is_open,
}
"""Questions that make sense on some orders only."""


def _as_recorded(draft: Draft) -> dict[str, list[str]]:
    order = draft.order
    kept = {
        "request_type": order.request_type.value,
        "urgency": order.urgency.value,
        "topic": order.topic,
        "division": order.division,
        "subject_unit": order.subject_unit,
        "subject_staff": order.subject_staff,
    }
    return {name: [str(value)] for name, value in kept.items() if value} | {"flags": list(order.flags)}


def _like_the_source(draft: Draft) -> dict[str, list[str]]:
    return {"channel": [draft.order.channel.value], "division": [draft.order.division or ""]}


def _who_may_have_done_it(draft: Draft) -> dict[str, list[str]]:
    """Whom the caller complained of, else who had the order last."""
    host = last_host(draft)
    unit = draft.order.subject_unit or (host.unit if host is not None else None)
    return {"channel": [Channel.PHONE.value], "unit": [str(unit or "")]}


def _first_examined(draft: Draft) -> dict[str, list[str]]:
    """Each point as it stands or is proposed; a feedback passes if it may, a stop is not judged beforehand."""
    stop = _stop_pending(draft)
    verdict = "" if stop else V.PASS if may(draft, "examine") is None else V.RETURN
    return {"points": points_proposed(draft), "verdict": [verdict]}


def _as_listed(draft: Draft) -> dict[str, list[str]]:
    return {"lines": lines_now(draft)}


_RECORDED: Mapping[str, Callable[[Draft], dict[str, list[str]]]] = {
    "correct": _as_recorded,
    "split": _like_the_source,
    "report_retaliation": _who_may_have_done_it,
    "rule_on_feedback": _first_examined,
    "list_points": _as_listed,
    "feed_back": said_below,
}
