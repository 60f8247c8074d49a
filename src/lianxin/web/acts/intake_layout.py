"""How the intake form is laid out: which fields share a line, in the order of a call (UX rule 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.web.acts.field import NOTHING

LINES: Sequence[tuple[str, ...]] = (
    ("request_type",),
    ("title", "urgency"),
    ("account",),
    ("subject_unit", "subject_person"),
    ("flags", "accusation", "superior_requested", "subject_staff"),
    ("division", "address"),
    ("topic",),
    ("caller_kind", "caller_name", "caller_phone"),
    ("wishes", "caller_language"),
    ("caller_callback_wish",),
)
"""The matter and who calls."""

MORE: Sequence[tuple[str, ...]] = (
    ("channel", "caller_contact"),
    ("public_safety", "minor_harmed", "earlier"),
    ("files",),
)
"""What few calls need: folded away."""

AFTER: Sequence[tuple[str, ...]] = (
    ("disposition",),
    ("answer_content",),
    ("dispatch_unit", "dispatch_co_handlers", "dispatch_copies"),
    ("dispatch_transfer",),
    ("queue_note",),
    ("redirect_procedure",),
    ("redirect_body", "redirect_case_number"),
    ("redirect_note",),
    ("hand_over_service",),
    ("hand_over_note",),
    ("transfer_out_body", "transfer_out_receipt"),
    ("no_matter_reason",),
)
"""What is done with it."""

KEYLESS = frozenset(
    {"urgency", "caller_kind", "channel", "accusation", "superior_requested", "public_safety", "minor_harmed"}
)
"""Choices of which the digits work but are not printed: the line is short."""

PLAIN = frozenset({"channel", "caller_language"})
"""Choices that are shown as a list, because nearly all calls leave them as they are."""

KEYS: Mapping[str, str] = {"request_type": "Alt+Q", "disposition": "Alt+W", "dispatch_unit": "Alt+U"}
"""Fields that a key leads to, from anywhere in the form."""

TOOLS: Mapping[str, str] = {
    "account": "orders/_skeleton_tool.html",
    "dispatch_transfer": "orders/_flags_tool.html",
    "topic": "orders/_topics_tool.html",
}
"""What stands below a field and helps to write it."""

_QUIET = frozenset(
    {"division", "address", "topic", "subject_person", "subject_staff", "accusation", "superior_requested",
     "dispatch_unit", "dispatch_co_handlers", "dispatch_copies"}
)  # fmt: skip
"""Fields whose help would only say how every list is searched."""

_ROWS: Mapping[str, int] = {"account": 4, "dispatch_transfer": 3, "answer_content": 3}
"""Heights that leave room for the rest of the form."""

SHORT: Mapping[str, Spoken] = {
    "title": NOTHING,
    "urgency": NOTHING,
    "subject_unit": Spoken(
        "单位、人员至少填一项；投诉、举报必填", "A unit or a person; complaints and tip-offs need one"
    ),
}
"""Help that is shorter here than on other forms."""


def laid_out(fields: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The lines before what is folded away, those that are, and those after; what no line names stands at the end."""
    known = {field["name"]: _dressed(field) for field in fields}
    named = {name for line in (*LINES, *MORE, *AFTER) for name in line}
    rest = [[field] for name, field in known.items() if name not in named]
    more = _lines(MORE, known)
    return {
        "lines": _lines(LINES, known),
        "more": more,
        "more_open": any(field.get("error") or field.get("taken") for line in more for field in line),
        "after": [*_lines(AFTER, known), *rest],
    }


def _lines(names: Iterable[tuple[str, ...]], known: Mapping[str, dict[str, Any]]) -> list[list[dict[str, Any]]]:
    lines = [[known[name] for name in line if name in known] for line in names]
    return [line for line in lines if line]


def _dressed(field: dict[str, Any]) -> dict[str, Any]:
    name = field["name"]
    changes: dict[str, Any] = {"shortcut": KEYS.get(name, ""), "tool": TOOLS.get(name, "")}
    if name in KEYLESS:
        changes["choices"] = [{**choice, "key": None} for choice in field["choices"]]
    if name in PLAIN:
        changes["kind"] = "select"
    if name in _QUIET:
        changes["help"] = NOTHING
    if name in _ROWS:
        changes["rows"] = _ROWS[name]
    return field | {"help": SHORT.get(name, field.get("help", NOTHING))} | changes
