"""Which field a refusal is about, so that it is said there and the browser puts the focus on it (UX rule 23)."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.web.refusing import in_one

FIELD_OF: Mapping[str, tuple[str, ...]] = {
    "text_missing": ("reason", "note", "text", "content", "findings", "instruction", "opinion", "wish"),
    "title_missing": ("title",),
    "account_missing": ("account",),
    "subject_required": ("subject_person", "subject_unit"),
    "transfer_missing": ("transfer", "dispatch_transfer"),
    "second_date_missing": ("second_date",),
    "second_date_past": ("second_date", "until"),
    "legal_ground_missing": ("legal_ground",),
    "legal_source_missing": ("legal_title",),
    "policy_paper": ("legal_kind",),
    "measures_missing": ("measures",),
    "final_outcome_only": ("outcome",),
    "told_missing": ("told",),
    "answers_missing": ("contacted",),
    "document_missing": ("document",),
    "reply_unproved": ("proof",),
    "statement_missing": ("statement",),
    "explanation_missing": ("explanation",),
    "earlier_order_missing": ("earlier",),
    "earlier_order_unlike": ("earlier",),
    "stop_ground_unknown": ("ground",),
    "body_missing": ("body", "redirect_body", "transfer_out_body"),
    "case_number_missing": ("case_number", "redirect_case_number"),
    "receipt_missing": ("receipt", "transfer_out_receipt"),
    "unit_missing": ("unit",),
    "barred_unit": ("unit", "dispatch_unit"),
    "catalogue_only": ("unit", "dispatch_unit"),
    "superior_requested": ("unit", "dispatch_unit"),
    "cooperating_body": ("unit", "dispatch_unit"),
    "outside_body": ("unit", "dispatch_unit"),
    "not_a_handler": ("unit", "dispatch_unit"),
    "centre_may_not_host": ("unit", "dispatch_unit"),
    "goes_to_office": ("unit", "dispatch_unit"),
    "goes_to_other_section": ("unit", "dispatch_unit"),
    "conduct_goes_to_superior": ("unit", "dispatch_unit"),
    "not_below_you": ("unit",),
    "push_down_forbidden": ("unit",),
    "ground_not_of_regime": ("ground",),
    "step_not_of_regime": ("step",),
    "already_assigned": ("unit", "co_handlers"),
    "extension_too_long": ("amount_working_days",),
    "reason_refused_before": ("code",),
    "reopened_for_this_cause": ("cause",),
    "only_shortens": ("until",),
    "date_past": ("until",),
    "neutral_text_or_body": ("neutral_text",),
    "recusal_whom": ("unit",),
    "text_only": ("way", "result"),
    "untruth_needs_fallen_reply": ("untruth",),
    "purpose_missing": ("purpose",),
    "nobody_to_verify": ("caller",),
    "points_unsettled": ("points",),
    "points_too_many": ("points", "lines"),
    "correction_ground_missing": ("grounds",),
    "point_not_marked": ("points", "grounds"),
    "outcome_class_final": ("grounds",),
    "evidence_unknown": ("points",),
    "public_answer_flagged": ("stands_because",),
}
"""The fields a refusal may be about; the first one that is on the form is meant."""


def errors_of(refusal: Refused, names: set[str]) -> dict[str, Spoken]:
    """The refusal at the field it is about, when that field is on the form."""
    field = next((name for name in FIELD_OF.get(refusal.code, ()) if name in names), None)
    return {field: in_one(refusal)} if field else {}
