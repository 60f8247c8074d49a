"""What the reader may do with the order: first what comes next, then the rest, with what is forbidden and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianxin.access import Offer
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import ClockName, OrderState, ReplyState
from lianxin.web.acts.first import MOST_SHOWN, ON_TOP
from lianxin.web.acts.form import DESTRUCTIVE
from lianxin.web.orders.sheet import Sheet

ALWAYS = ("record_progress",)
"""What whoever works on the spot needs at hand: a note and a photograph."""

KEYS: Mapping[str, str] = {
    "sign": "S",
    "reply": "R",
    "feed_back": "F",
    "record_progress": "G",
    "delegate": "D",
    "request_co_handler": "H",
    "add_co_handler": "H",
    "give_opinion": "O",
    "extend": "E",
    "send_back": "B",
    "dispatch": "Z",
    "answer": "A",
    "examine": "Y",
    "return_for_correction": "T",
    "call_back": "C",
    "close": "W",
    "supervise": "U",
    "supplement": "Q",
    "urge": "V",
}
"""Single letters, one for both ways to a co-handler: no office has both. P prints, J, K, X and / belong to lists."""

ICONS: Mapping[str, str] = {
    "accept_dissatisfaction": "thumb-down",
    "add_caller": "user-plus",
    "add_co_handler": "users-group",
    "answer": "message-circle",
    "answer_supervision": "flag",
    "archive": "archive",
    "assist": "users",
    "attach_instruction": "rubber-stamp",
    "call_back": "phone-call",
    "change_host": "switch-horizontal",
    "change_promise": "calendar-event",
    "change_wishes": "edit",
    "check_rating": "star",
    "propose_rehandling": "rotate",
    "decline_rehandling": "thumb-down",
    "close": "check",
    "confirm_sealing": "shield-lock",
    "contest": "user-question",
    "correct": "pencil",
    "decide_escalation": "gavel",
    "declare_interest": "hand-stop",
    "delegate": "arrow-forward-up",
    "demand_explanation": "user-question",
    "demand_recusal": "user-off",
    "designate": "certificate",
    "dispatch": "send",
    "end_assistance": "circle-check",
    "escalate": "building",
    "examine": "circle-check",
    "explain": "file-text",
    "extend": "calendar-plus",
    "feed_back": "send",
    "forget": "trash",
    "give_opinion": "message",
    "hand_over": "urgent",
    "list_points": "list-details",
    "mark_difficult": "progress-alert",
    "merge": "git-merge",
    "no_matter": "archive-off",
    "object": "thumb-down",
    "overturn_stop": "refresh",
    "prove": "clipboard-check",
    "queue": "inbox",
    "rate": "star",
    "recall": "arrow-back-up",
    "recall_delegate": "arrow-back-up",
    "record_dissuasion": "note",
    "record_progress": "list-details",
    "redirect": "route",
    "refer_to_police": "gavel",
    "rehandle": "rotate",
    "renew_query_code": "lock",
    "reopen": "lock-open",
    "reply": "message-circle",
    "report_retaliation": "shield-lock",
    "report_risk": "alert-triangle",
    "request_co_handler": "users-group",
    "request_host_change": "switch-horizontal",
    "request_redirection": "route",
    "request_reopening": "lock-open",
    "return_for_correction": "arrow-back-up",
    "seal_content": "shield-lock",
    "send_back": "arrow-back-up",
    "shift_clocks": "clock",
    "sign": "check",
    "split": "arrows-split",
    "stop": "x",
    "supervise": "flag",
    "supplement": "circle-plus",
    "transfer_out": "arrows-exchange",
    "unmerge": "arrows-split",
    "uphold_stop": "check",
    "urge": "bell",
    "withdraw": "arrow-left",
}

WAYS_OUT: Mapping[str, tuple[str, ...]] = {
    "contacted_already": ("request_host_change", "request_co_handler"),
    "send_back_too_late": ("request_host_change", "request_co_handler"),
    "send_back_window_over": ("request_host_change", "request_co_handler"),
    "designated": ("request_host_change", "request_co_handler"),
    "not_signed": ("sign",),
    "nobody_below": ("request_co_handler", "assist"),
    "must_designate": ("designate",),
    "requests_pending": ("decide_extension", "decide_withdrawal", "decide_contradiction", "decline_rehandling"),
    "caller_dissatisfied": ("rehandle", "accept_dissatisfaction", "propose_rehandling"),
    "callback_incomplete": ("call_back",),
    "reply_still_owed": ("return_for_correction",),
    "feedback_without_end": ("examine", "return_for_correction"),
    "stop_is_judged": ("uphold_stop", "overturn_stop"),
    "no_delegate": ("delegate",),
    "already_signed": (),
}
"""Where a refusal leads instead, when that is allowed (UX rule 24)."""

READS_ONLY = Spoken("您的岗位只查看此工单。", "Your office only reads this order.")
NOTHING_NOW = Spoken("此工单现在没有由您办理的事项。", "Nothing on this order is for you to do now.")

QUIET = frozenset(
    {
        "already_signed",
        "nothing_overdue",
        "archive_too_early",
        "not_archived",
        "callback_complete",
        "no_matter_is_for_texts",
        "no_delegate",
        "no_feedback_pending",
        "already_sealed",
        "nothing_to_rate",
        "no_reply_yet",
        "recusal_for_tip_offs",
        "explanation_not_due",
    }
)
"""Refusals from which nobody learns anything: the act is simply not there."""

CLOSING = frozenset({"about_centre", "about_section"})
"""Refusals that close an order's page to its reader for good: the reason and the way out are said, once, and no row of
buttons of which none will ever be pressed."""

EXTENSION_NOTE = Spoken(
    "延期只改办理完毕的日期；回复、反馈的日期不变，审核期间不停止计时。",
    "An extension moves the finishing date only; reply and feedback stay due, and the clock runs while it is decided.",
)


def actions_context(sheet: Sheet) -> dict[str, Any]:
    """`actions` of templates/orders/_actions.html, and where files are added."""
    offers = [one for one in sheet.offers if one.row.action != "attach"]
    allowed = {one.row.action: one for one in offers if one.allowed}
    first = [name for name in _likely(sheet) if name in allowed and name not in DESTRUCTIVE][:MOST_SHOWN]
    first += [name for name in ALWAYS if name in allowed and name not in first]
    forbidden = [one for one in offers if one.refusal is not None and one.refusal.code not in QUIET]
    return {
        "actions": {
            "office": sheet.draft.actor.role,
            "primary": [_act(sheet, allowed[name]) for name in first],
            "other": [
                _act(sheet, one) for name, one in allowed.items() if name not in first and name not in DESTRUCTIVE
            ],
            "dangerous": [_act(sheet, one) for name, one in allowed.items() if name in DESTRUCTIVE],
            "closed": _together(sheet, [one for one in forbidden if _closes(one)]),
            "forbidden": _together(sheet, [one for one in forbidden if not _closes(one)]),
            "reading": "" if allowed else NOTHING_NOW if forbidden or sheet.offers else READS_ONLY,
        }
    }


def _likely(sheet: Sheet) -> list[str]:
    """`ON_TOP`, with the reply last where nobody waits for one, an answer last where a unit is to be chosen, and no
    return only because passing is barred."""
    owed = any(caller.reply in (ReplyState.OWED, ReplyState.CONTESTED) for caller in sheet.draft.present_callers())
    passing = next((one.refusal for one in sheet.offers if one.row.action == "examine"), None)
    barred = passing is not None and not (passing.code == "reply_still_owed" and _reply_overdue(sheet))
    names = [name for name in ON_TOP if not (name == "return_for_correction" and barred)]
    queued = sheet.draft.order.state is OrderState.DISPATCHING
    return sorted(names, key=lambda name: (name == "reply" and not owed) or (name == "answer" and queued))


def _reply_overdue(sheet: Sheet) -> bool:
    """Whether the unit has had its time: then the feedback goes back, until then one waits for the reply."""
    now = sheet.draft.now
    return any(clock.name is ClockName.REPLY and clock.due_at <= now for clock in sheet.draft.running())


def _closes(offer: Offer) -> bool:
    return offer.refusal is not None and offer.refusal.code in CLOSING


def _together(sheet: Sheet, forbidden: Sequence[Offer]) -> list[dict[str, Any]]:
    """What is forbidden for the same reason stands together, with the reason said once."""
    groups: dict[str, dict[str, Any]] = {}
    for one in forbidden:
        if one.refusal is not None:
            group = groups.setdefault(
                one.refusal.code, {"code": one.refusal.code, "acts": [], **_why(sheet, one.refusal)}
            )
            group["acts"].append(_act(sheet, one))
    return list(groups.values())


def _act(sheet: Sheet, offer: Offer) -> dict[str, Any]:
    action = offer.row.action
    return {
        "name": action,
        "icon": ICONS.get(action, "gavel" if action.startswith("decide_") else "chevron-right"),
        "text": Spoken(offer.row.zh, offer.row.en),
        "key": KEYS.get(action, ""),
        "href": sheet.act_href(action),
        "note": EXTENSION_NOTE if action == "extend" else "",
    }


def _why(sheet: Sheet, refusal: Refused) -> dict[str, Any]:
    reason = refusal.reason
    names = [name for name in WAYS_OUT.get(refusal.code, ()) if name in sheet.allowed]
    rows = {one.row.action: one.row for one in sheet.offers}
    ways = [{"href": sheet.act_href(name), "text": Spoken(rows[name].zh, rows[name].en)} for name in names]
    return {"reason": Spoken(f"{reason.zh}{reason.next_zh}", f"{reason.en} {reason.next_en}"), "ways": ways}
