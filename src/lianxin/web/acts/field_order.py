"""In which order the fields of an act are asked for."""

from __future__ import annotations

from collections.abc import Mapping

ORDER: Mapping[str, tuple[str, ...]] = {
    "rule_on_feedback": ("points", "verdict", "stands_because", "grounds", "reason", "unit", "callers", "note"),
    "return_for_correction": ("points", "grounds", "reason"),
    "rehandle": ("points", "reason"),
    "reply": ("caller", "attempt", "way", "content", "proof"),
    "call_back": ("caller", "result"),
    "split": ("callers", "request_type", "title", "account"),
    "stop": ("ground", "earlier"),
    "confirm_sealing": ("overlay", "confirmed"),
    "decide_retaliation": ("overlay", "found"),
    "decide_contradiction": ("overlay", "reply_stands", "untruth"),
    "add_caller": ("wish", "kind", "anonymous"),
    "correct": ("request_type", "subject_unit", "subject_staff", "subject_person", "topic", "division", "urgency"),
}
"""Fields that come first on the page where the signature has another order."""
