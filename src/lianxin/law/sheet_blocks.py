"""Under which block of the work flow sheet each act is recorded (Art. 22)."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.law.words import SheetBlock

B = SheetBlock
BASIS = "jinan_2018:22"

BLOCKS: Mapping[SheetBlock, tuple[str, ...]] = {
    B.CALLER: ("add_caller", "change_wishes", "forget"),
    B.MATTER: ("supplement", "correct", "split", "merge", "unmerge", "seal_content", "confirm_sealing"),
    B.INTAKE: (
        "receive",
        "queue",
        "answer",
        "redirect",
        "hand_over",
        "transfer_out",
        "no_matter",
        "dispatch",
        "designate",
        "decide_send_back",
        "change_host",
        "decide_host_change",
        "recall",
        "add_co_handler",
        "decide_co_handling",
        "decide_redirection",
        "succeed_unit",
        "import_history",
        "withdraw",
        "decide_withdrawal",
        "declare_interest",
        "demand_recusal",
        "decide_recusal",
    ),
    B.HANDLING: (
        "sign",
        "sign_automatically",
        "send_back",
        "delegate",
        "recall_delegate",
        "request_co_handler",
        "request_host_change",
        "request_redirection",
        "give_opinion",
        "assist",
        "end_assistance",
        "record_progress",
        "feed_back",
        "extend",
        "decide_extension",
        "change_promise",
        "decide_promise_change",
        "stop",
        "attach",
        "remove_infected",
        "recompute_clocks",
        "shift_clocks",
    ),
    B.REPLY: ("reply", "settle_reply", "explain", "contest", "prove", "decide_contradiction"),
    B.CALLBACK: (
        "list_points",
        "examine",
        "return_for_correction",
        "uphold_stop",
        "overturn_stop",
        "call_back",
        "accept_dissatisfaction",
        "propose_rehandling",
        "decline_rehandling",
        "check_rating",
        "rate",
        "rehandle",
        "close",
        "reopen",
        "request_reopening",
        "decide_reopening",
        "archive",
    ),
    B.SUPERVISION: (
        "urge",
        "object",
        "demand_explanation",
        "supervise",
        "answer_supervision",
        "escalate",
        "decide_escalation",
        "attach_instruction",
        "mark_difficult",
        "report_risk",
        "report_retaliation",
        "decide_retaliation",
        "record_dissuasion",
        "refer_to_police",
        "end_referral",
        "signal_clock",
    ),
}
"""The seven blocks in the order of the article, each with its acts."""

OFF_PAPER = frozenset({"reveal", "renew_query_code", "send_one_time_code"})
"""What touches callers' data and nothing of the matter: it stands in the log, never on paper."""

BLOCK_OF: Mapping[str, SheetBlock] = {action: block for block, actions in BLOCKS.items() for action in actions}
"""The block of each act that paper shows."""
