"""Who may do what: for each act the offices that may, and how they must stand to the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from lianxin.law.words import Role

R = Role


class Relation(Enum):
    """How an actor must stand to the order."""

    CENTRE = "centre"
    """A person of the centre."""
    EXPERT_SEAT = "expert_seat"
    """A person of the centre, or an expert of a unit while the matter is at intake and no complaint or tip-off."""
    HOST = "host"
    """The unit is the root host."""
    HOST_CHAIN = "host_chain"
    """The unit is the root host or one of its delegates."""
    ASSIGNED = "assigned"
    """The unit has any active assignment that is more than a copy, or still owes a handover."""
    CO_HANDLER = "co_handler"
    """The unit is a co-handler."""
    ASSISTING = "assisting"
    """The unit has an assistance task."""
    OWED = "owed"
    """The unit owes what an overlay asks for: explanation, proof, answer; also after its charge ended."""
    CENTRE_OR_PARENT = "centre_or_parent"
    """A person of the centre, or the unit above a delegate."""
    CALLER = "caller"
    """A caller of the order, or a person of the centre who records the caller's word."""
    VERIFIED = "verified"
    """A caller of the order who proved who they are, or a person of the centre who verified who calls."""
    SUPERIOR = "superior"
    """The city hotline, a county hotline or a county office over the host, or the general office."""
    ANYONE = "anyone"
    """Anyone who may see the order."""
    SYSTEM = "system"
    """The clockwork."""


FRONT = (R.AGENT, R.EXPERT, R.SHIFT_LEADER)
DISPATCH = (R.DISPATCHER, R.ARBITER, R.SHIFT_LEADER)
EXAMINE = (R.EXAMINER, R.GENERAL_OFFICE_CLERK)
CALL = (R.CALLBACK_CLERK, R.EXAMINER, R.GENERAL_OFFICE_CLERK)
UNIT = (R.UNIT_CLERK, R.UNIT_HEAD, R.COUNTY_OPERATOR)
WATCH = (R.SUPERVISOR, R.HEAD_OF_CENTRE)
VOICE = (R.CALLER, *FRONT, R.CALLBACK_CLERK, R.EXAMINER)


@dataclass(frozen=True, slots=True)
class Duty:
    """One act and who may do it."""

    action: str
    roles: tuple[Role, ...]
    relation: Relation
    articles: tuple[str, ...]


C, H, HC = Relation.CENTRE, Relation.HOST, Relation.HOST_CHAIN

DUTIES: tuple[Duty, ...] = (
    Duty("receive", (R.CALLER, *FRONT), Relation.ANYONE, ("jinan_2018:18",)),
    Duty("queue", FRONT, C, ("R49",)),
    Duty("answer", (*FRONT, *DISPATCH), Relation.EXPERT_SEAT, ("jinan_2018:23(1)",)),
    Duty("redirect", (*FRONT, *DISPATCH, R.EXAMINER), C, ("jinan_2018:23(3)", "R38")),
    Duty("hand_over", FRONT, C, ("national_2025:2",)),
    Duty("transfer_out", (*FRONT, *DISPATCH), C, ("R37",)),
    Duty("no_matter", FRONT, C, ("R35",)),
    Duty("dispatch", (*FRONT, *DISPATCH), C, ("jinan_2018:23(2)", "R9")),
    Duty("designate", (R.DISPATCHER, R.ARBITER, R.HEAD_OF_CENTRE), C, ("R6", "R9")),
    Duty("decide_send_back", (R.DISPATCHER, R.ARBITER, *UNIT), Relation.CENTRE_OR_PARENT, ("R6", "R9")),
    Duty("change_host", (R.DISPATCHER, R.ARBITER), C, ("R4",)),
    Duty("decide_host_change", (R.DISPATCHER, R.ARBITER), C, ("R4",)),
    Duty("recall", (R.DISPATCHER, R.ARBITER), C, ("R49",)),
    Duty("add_co_handler", (R.DISPATCHER, R.ARBITER), C, ("jinan_2018:29",)),
    Duty("decide_co_handling", (R.DISPATCHER, R.ARBITER), C, ("jinan_2018:29",)),
    Duty("split", (R.DISPATCHER, R.ARBITER, R.SHIFT_LEADER), C, ("R56",)),
    Duty("merge", (R.DISPATCHER, R.ARBITER), C, ("R55", "R9")),
    Duty("unmerge", (R.DISPATCHER, R.ARBITER), C, ("R55",)),
    Duty("sign", (*UNIT, R.ASSISTANCE_WORKER, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE), Relation.ASSIGNED, ("R17",)),
    Duty("settle_reply", (R.SYSTEM,), Relation.SYSTEM, ("R58",)),
    Duty("sign_automatically", (R.SYSTEM,), Relation.SYSTEM, ("R7",)),
    Duty("send_back", UNIT, HC, ("shandong_2020:send_back",)),
    Duty("delegate", UNIT, HC, ("jinan_2018:12", "jinan_2018:13")),
    Duty("recall_delegate", UNIT, HC, ("jinan_2018:12", "jinan_2018:13")),
    Duty("request_co_handler", UNIT, H, ("jinan_2018:29",)),
    Duty("request_host_change", UNIT, H, ("R5",)),
    Duty("request_redirection", UNIT, H, ("R38",)),
    Duty("decide_redirection", (R.EXAMINER, R.ARBITER), C, ("R38", "R9")),
    Duty("give_opinion", UNIT, Relation.CO_HANDLER, ("jinan_2018:29",)),
    Duty("assist", UNIT, HC, ("R2",)),
    Duty("end_assistance", (R.ASSISTANCE_WORKER,), Relation.ASSISTING, ("R2",)),
    Duty("record_progress", (*UNIT, R.ASSISTANCE_WORKER, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE), Relation.ASSIGNED, ("jinan_2018:22",)),
    Duty("reply", (*UNIT, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE), HC, ("jinan_2018:24",)),
    Duty("feed_back", (*UNIT, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE), HC, ("jinan_2018:24",)),
    Duty("extend", UNIT, H, ("R52",)),
    Duty("decide_extension", (R.EXAMINER, R.HEAD_OF_CENTRE), C, ("R18", "R9")),
    Duty("change_promise", UNIT, H, ("R21",)),
    Duty("decide_promise_change", (R.EXAMINER, R.SUPERVISOR, R.HEAD_OF_CENTRE), C, ("R21", "R9")),
    Duty("stop", UNIT, H, ("jinan_2018:25",)),
    Duty("list_points", EXAMINE, C, ("jinan_2018:27", "R9", "R59")),
    Duty("examine", EXAMINE, C, ("jinan_2018:27", "R9", "R59")),
    Duty("return_for_correction", (*EXAMINE, *UNIT), Relation.CENTRE_OR_PARENT, ("R22", "R9")),
    Duty("uphold_stop", EXAMINE, C, ("R51", "R9")),
    Duty("overturn_stop", EXAMINE, C, ("R51", "R9")),
    Duty("call_back", CALL, C, ("jinan_2018:27",)),
    Duty("accept_dissatisfaction", EXAMINE, C, ("R57", "R9")),
    Duty("propose_rehandling", (R.CALLBACK_CLERK,), C, ("R9", "R57")),
    Duty("decline_rehandling", EXAMINE, C, ("R57", "R9")),
    Duty("rate", VOICE, Relation.CALLER, ("jinan_2018:27",)),
    Duty("check_rating", (*EXAMINE, *WATCH), C, ("R30", "R9")),
    Duty("rehandle", EXAMINE, C, ("jinan_2018:27", "R9")),
    Duty("close", CALL, C, ("R50", "R9")),
    Duty("reopen", (*EXAMINE, R.DISPATCHER, R.HEAD_OF_CENTRE), C, ("R66",)),
    Duty("request_reopening", VOICE, Relation.CALLER, ("R66",)),
    Duty("decide_reopening", (*EXAMINE, R.DISPATCHER, R.HEAD_OF_CENTRE), C, ("R66", "R9")),
    Duty("archive", (R.SYSTEM,), Relation.SYSTEM, ("R66",)),
    Duty("supplement", VOICE, Relation.CALLER, ("R67",)),
    Duty("add_caller", (*FRONT, R.DISPATCHER), C, ("R55",)),
    Duty("change_wishes", VOICE, Relation.CALLER, ("jinan_2018:16",)),
    Duty("renew_query_code", (R.CALLER, *FRONT), Relation.VERIFIED, ("jinan_2018:15", "R47")),
    Duty("send_one_time_code", (R.CALLER,), Relation.CALLER, ("jinan_2018:15", "R47")),
    Duty("urge", (*VOICE, *WATCH), Relation.CALLER, ("R67",)),
    Duty("object", VOICE, Relation.CALLER, ("jinan_2018:16",)),
    Duty("demand_explanation", VOICE, Relation.CALLER, ("jinan_2018:16",)),
    Duty("explain", (*UNIT, R.EXAMINER, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR), Relation.OWED, ("jinan_2018:16", "R59")),
    Duty("contest", VOICE, Relation.CALLER, ("R31",)),
    Duty("prove", UNIT, Relation.OWED, ("R31",)),
    Duty("decide_contradiction", EXAMINE, C, ("R31",)),
    Duty("withdraw", VOICE, Relation.CALLER, ("R36",)),
    Duty("decide_withdrawal", (R.EXAMINER, R.SHIFT_LEADER, R.DISPATCHER), C, ("R36", "R9")),
    Duty("supervise", (*WATCH, R.COUNTY_OPERATOR, R.COUNTY_OFFICE, R.GENERAL_OFFICE_CLERK), Relation.SUPERIOR, ("jinan_2018:28",)),
    Duty("answer_supervision", UNIT, Relation.OWED, ("jinan_2018:28",)),
    Duty("escalate", (*WATCH, R.GENERAL_OFFICE_CLERK, R.ARBITER, R.DISPATCHER), C, ("jinan_2018:29", "jinan_2018:30")),
    Duty("decide_escalation", (R.GENERAL_OFFICE_CLERK, R.HEAD_OF_CENTRE, R.ARBITER), C, ("jinan_2018:29", "jinan_2018:30", "R9")),
    Duty("attach_instruction", (R.GENERAL_OFFICE_CLERK, *WATCH), C, ("R39",)),
    Duty("mark_difficult", (R.EXAMINER, *WATCH, R.DISPATCHER), C, ("jinan_2018:26",)),
    Duty("report_risk", (*FRONT, *DISPATCH, R.EXAMINER, R.CALLBACK_CLERK, R.SUPERVISOR, *UNIT), Relation.ANYONE, ("R42",)),
    Duty("report_retaliation", (*VOICE, *WATCH), Relation.CALLER, ("jinan_2018:41", "R48")),
    Duty("decide_retaliation", WATCH, C, ("jinan_2018:41", "R48", "R9")),
    Duty("record_dissuasion", (*FRONT, R.CALLBACK_CLERK), C, ("R41",)),
    Duty("refer_to_police", (R.SHIFT_LEADER, R.HEAD_OF_CENTRE), C, ("R41",)),
    Duty("end_referral", (R.SHIFT_LEADER, R.HEAD_OF_CENTRE), C, ("R63",)),
    Duty("declare_interest", tuple(role for role in R if role not in (R.CALLER, R.SYSTEM, R.ADMINISTRATOR, R.SUPERVISORY_BODY)), Relation.ANYONE, ("R12",)),
    Duty("demand_recusal", VOICE, Relation.CALLER, ("R12",)),
    Duty("decide_recusal", (R.HEAD_OF_CENTRE, R.ARBITER), C, ("R12", "R60", "R9")),
    Duty("reveal", (*FRONT, *DISPATCH, *CALL, R.SUPERVISOR, R.HEAD_OF_CENTRE, *UNIT), Relation.ANYONE, ("R44",)),
    Duty("seal_content", (R.SHIFT_LEADER, R.EXAMINER, R.HEAD_OF_CENTRE, R.QUALITY_INSPECTOR), C, ("R64", "R9")),
    Duty("confirm_sealing", (R.HEAD_OF_CENTRE, R.SHIFT_LEADER), C, ("R64", "R9")),
    Duty("forget", (R.HEAD_OF_CENTRE,), C, ("R63", "R9")),
    Duty("attach", (*FRONT, *DISPATCH, *CALL, *UNIT, R.ASSISTANCE_WORKER, R.CALLER), Relation.ANYONE, ("R45",)),
    Duty("remove_infected", (R.SYSTEM,), Relation.SYSTEM, ("R45",)),
    Duty("correct", (*FRONT, *DISPATCH, R.EXAMINER, R.HEAD_OF_CENTRE), C, ("R13", "R9")),
    Duty("signal_clock", (R.SYSTEM,), Relation.SYSTEM, ("R16",)),
    Duty("recompute_clocks", (R.SYSTEM, R.ADMINISTRATOR), Relation.SYSTEM, ("R23",)),
    Duty("shift_clocks", (R.HEAD_OF_CENTRE, R.SYSTEM), C, ("R24",)),
    Duty("import_history", (R.SYSTEM, R.ADMINISTRATOR), Relation.SYSTEM, ("R68",)),
    Duty("succeed_unit", (R.SYSTEM, R.ADMINISTRATOR, R.HEAD_OF_CENTRE), Relation.SYSTEM, ("R8",)),
)  # fmt: skip

BY_ACTION: Mapping[str, Duty] = {duty.action: duty for duty in DUTIES}

VENDOR_BARRED = frozenset(
    {
        "examine", "designate", "close", "merge", "unmerge", "decide_send_back", "decide_extension", "decide_withdrawal",
        "uphold_stop", "overturn_stop", "decide_recusal", "rehandle", "accept_dissatisfaction", "decide_promise_change",
        "decide_host_change", "decide_co_handling", "decide_contradiction", "change_host", "recall", "add_co_handler",
        "return_for_correction", "seal_content", "confirm_sealing", "forget", "reopen", "split", "decide_redirection",
        "decide_reopening", "decide_retaliation", "decide_escalation", "check_rating", "decline_rehandling",
        "list_points",
    }
)  # fmt: skip
"""What vendor staff may never do (R9; 国办函〔2025〕66号)."""

JUDGEMENTS = frozenset({"list_points", "examine", "return_for_correction", "uphold_stop", "overturn_stop", "call_back", "rehandle", "close", "accept_dissatisfaction", "decide_contradiction", "check_rating", "propose_rehandling", "decline_rehandling"})  # fmt: skip
"""What is done by persons outside those complained of, and never by who fed back (R59)."""

DISPOSALS = frozenset({"redirect", "recall", "change_host", "merge", "unmerge", "reopen", "decide_withdrawal", "decide_extension", "decide_recusal", "decide_retaliation", "decide_redirection", "decide_reopening"})  # fmt: skip
"""By what else the centre could take back or end a matter.

Where the order is about the centre the general office alone judges and disposes in its place (R59). The centre's other
acts it may do as well then: of those who are complained of nobody may decide (see `has_duty`).
"""
