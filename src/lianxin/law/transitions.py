"""Every act on an order as one row: where it may happen, where it may lead, and by which article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.words import OrderState

REGISTERED, DISPATCHING, HANDLING, FED_BACK, CALLBACK, TRACKED, CLOSED, ARCHIVED = OrderState
INTAKE = (REGISTERED, DISPATCHING)
BEFORE_FEEDBACK = (REGISTERED, DISPATCHING, HANDLING)
AT_UNIT = (HANDLING, TRACKED)
AT_CENTRE = (FED_BACK, CALLBACK)
TRANSFERRED = (HANDLING, FED_BACK, CALLBACK, TRACKED)
ENDED = (CLOSED, ARCHIVED)
OPEN = (REGISTERED, DISPATCHING, HANDLING, FED_BACK, CALLBACK, TRACKED)
ANY = tuple(OrderState)


@dataclass(frozen=True, slots=True)
class Row:
    """One act. `moves` maps each state it may start in to the states it may end in; empty for the first act of a life.

    `refused` is the reason given in any other state; `begins` is where an order may stand that the act brings forth.
    """

    action: str
    zh: str
    en: str
    moves: Mapping[OrderState, tuple[OrderState, ...]]
    articles: tuple[str, ...]
    outward: bool = False
    refused: str = "wrong_state"
    begins: tuple[OrderState, ...] = (REGISTERED,)

    @property
    def states(self) -> frozenset[OrderState]:
        """Where the act may happen."""
        return frozenset(self.moves)


def stays(*states: OrderState) -> dict[OrderState, tuple[OrderState, ...]]:
    """The act changes no state."""
    return {state: (state,) for state in states}


def leads(*states: OrderState, to: tuple[OrderState, ...]) -> dict[OrderState, tuple[OrderState, ...]]:
    """The act leads from each of the states to one of `to`."""
    return dict.fromkeys(states, to)


def may_lead(*states: OrderState, to: OrderState) -> dict[OrderState, tuple[OrderState, ...]]:
    """The act leaves each of the states as it is, or leads to `to`."""
    return {state: (state, to) for state in states}


J = "jinan_2018:"

ROWS: tuple[Row, ...] = (
    # ---- intake ------------------------------------------------------------------------------------------------
    Row("receive", "受理", "Receive", {}, (J + "18", J + "22")),
    Row("queue", "转入待转办", "Queue for dispatch", leads(REGISTERED, to=(DISPATCHING,)), ("R49",)),
    Row("answer", "直接答复", "Answer", leads(*INTAKE, to=(CLOSED,)), (J + "23(1)",), outward=True),
    Row("redirect", "告知原途径", "Redirect", leads(*BEFORE_FEEDBACK, to=(CLOSED,)), (J + "23(3)", "R38"), outward=True),
    Row("hand_over", "紧急转接", "Hand over", leads(REGISTERED, to=(CLOSED,)), ("national_2025:2",), outward=True),
    Row("transfer_out", "转外地或上级", "Transfer out", leads(*INTAKE, to=(CLOSED,)), ("R37",), outward=True),
    Row("no_matter", "无实质诉求", "No matter", leads(REGISTERED, to=(CLOSED,)), ("R35",)),
    # ---- dispatching -------------------------------------------------------------------------------------------
    Row("dispatch", "转办", "Dispatch", leads(*INTAKE, to=(HANDLING,)), (J + "23(2)", J + "29"), outward=True),
    Row("designate", "指定承办", "Designate", leads(*INTAKE, to=(HANDLING,)), (J + "29", "R6"), outward=True),
    Row("decide_send_back", "退单裁定", "Decide on a send-back", may_lead(*AT_UNIT, to=DISPATCHING), ("R6", "R49", "R62")),
    Row("change_host", "改派", "Change the host", stays(*AT_UNIT), (J + "29", "R4", "R61"), outward=True),
    Row("decide_host_change", "改派请求裁定", "Decide on a host change", stays(*AT_UNIT), (J + "29", "R4")),
    Row("recall", "收回", "Recall", leads(*AT_UNIT, to=(DISPATCHING,)), ("R49",), outward=True),
    Row("add_co_handler", "增加协办", "Add a co-handler", stays(*AT_UNIT), (J + "29",), outward=True),
    Row("decide_co_handling", "协办请求裁定", "Decide on co-handling", stays(*AT_UNIT), (J + "29",)),
    Row("split", "拆分", "Split", stays(*BEFORE_FEEDBACK), ("R26", "R56"), begins=BEFORE_FEEDBACK),
    Row("merge", "并单", "Merge", may_lead(*BEFORE_FEEDBACK, to=CLOSED), ("R27", "R55", "national_2025:5")),
    Row("unmerge", "取消并单", "Unmerge", {CLOSED: (DISPATCHING,), **stays(*BEFORE_FEEDBACK)}, ("R55",)),
    # ---- handling ----------------------------------------------------------------------------------------------
    Row("sign", "签收", "Sign", stays(*AT_UNIT), ("R15", "R17")),
    Row("settle_reply", "登记答复送达", "Settle a reply", stays(DISPATCHING, *TRANSFERRED), ("R58",)),
    Row("sign_automatically", "自动签收", "Sign automatically", stays(*AT_UNIT), ("R7",)),
    Row("send_back", "申请退单", "Send back", stays(*AT_UNIT), ("shandong_2020:send_back", "R5", "R6"), outward=True),
    Row("delegate", "转下级", "Delegate", stays(*AT_UNIT), (J + "12", J + "13"), outward=True),
    Row("recall_delegate", "收回转下级", "Recall a delegate", stays(*AT_UNIT), (J + "12", J + "13")),
    Row("request_co_handler", "请求协办", "Request a co-handler", stays(*AT_UNIT), (J + "29",)),
    Row("request_host_change", "请求改派", "Request a change of host", stays(*AT_UNIT), ("R5",)),
    Row("request_redirection", "请求告知原途径", "Request a redirection", stays(HANDLING), (J + "23(3)", "R38")),
    Row("decide_redirection", "原途径请求裁定", "Decide on a redirection", may_lead(HANDLING, to=CLOSED), ("R38", J + "23(3)"), outward=True),
    Row("give_opinion", "协办意见", "Give an opinion", stays(*AT_UNIT), (J + "29",)),
    Row("assist", "交协助任务", "Ask for assistance", stays(*AT_UNIT), (J + "4", "R2")),
    Row("end_assistance", "协助完成或谢绝", "End assistance", stays(*TRANSFERRED), ("R2",)),
    Row("record_progress", "办理进展", "Record progress", stays(DISPATCHING, *TRANSFERRED, CLOSED), (J + "22", "R61")),
    Row("reply", "回复来电人", "Reply to the caller", stays(HANDLING, FED_BACK, TRACKED), (J + "24", "R58"), outward=True),
    Row("feed_back", "反馈", "Feed back", may_lead(*AT_UNIT, to=FED_BACK), (J + "24",), outward=True),
    Row("extend", "申请延期", "Extend", stays(HANDLING), ("R18", "R19", "R52")),
    Row("decide_extension", "延期裁定", "Decide on an extension", stays(*TRANSFERRED), ("R18", "R19", "R52")),
    Row("change_promise", "申请变更承诺日期", "Change a promise", stays(HANDLING, TRACKED), ("R21",)),
    Row("decide_promise_change", "承诺变更裁定", "Decide on a promise change", stays(*TRANSFERRED), ("R21",)),
    Row("stop", "不再办理", "Stop", leads(HANDLING, to=(FED_BACK,)), (J + "25", "R40", "R51"), outward=True),
    # ---- examination and callback ------------------------------------------------------------------------------
    Row("list_points", "列要点", "List the points", stays(FED_BACK), (J + "27", "R53")),
    Row("examine", "审核通过", "Pass the examination", leads(FED_BACK, to=(CALLBACK, TRACKED)), (J + "27",)),
    Row("return_for_correction", "退回补正", "Return for correction", {FED_BACK: AT_UNIT, **stays(*AT_UNIT)}, ("R22", "R53"), outward=True),
    Row("uphold_stop", "维持不再办理", "Uphold a stop", leads(FED_BACK, to=(CLOSED,)), (J + "25", "R51"), outward=True),
    Row("overturn_stop", "撤销不再办理", "Overturn a stop", leads(FED_BACK, to=(HANDLING,)), ("R40", "R51"), outward=True),
    Row("call_back", "回访", "Call back", leads(CALLBACK, to=(CALLBACK, TRACKED)), (J + "27", "R28", "R57")),
    Row("accept_dissatisfaction", "不予重办决定", "Decide against rehandling", leads(CALLBACK, to=(CALLBACK, TRACKED)), ("R57",)),
    Row("propose_rehandling", "建议重办", "Propose a rehandling", stays(CALLBACK), ("R9", "R57")),
    Row("decline_rehandling", "不采纳重办建议", "Decline a rehandling", leads(CALLBACK, to=(CALLBACK, TRACKED)), ("R57", "R9")),
    Row("rate", "评价", "Rate", {**stays(HANDLING, FED_BACK, TRACKED, CLOSED), CALLBACK: (CALLBACK, TRACKED)}, (J + "27", "R30", "R57")),
    Row("check_rating", "评价核查", "Check a rating", stays(DISPATCHING, *TRANSFERRED, CLOSED, ARCHIVED), ("R30",)),
    Row("rehandle", "重办", "Rehandle", leads(*AT_CENTRE, to=(HANDLING,)), (J + "27", "R22", "R53"), outward=True),
    Row("close", "办结", "Close", leads(CALLBACK, to=(CLOSED,)), (J + "27", "R50"), outward=True),
    Row("reopen", "重启办理", "Reopen", leads(CLOSED, ARCHIVED, to=(HANDLING, DISPATCHING)), (J + "16", "R29", "R66"), outward=True),
    Row("request_reopening", "请求重启", "Ask for a reopening", stays(CLOSED), (J + "16", "R29", "R66")),
    Row("decide_reopening", "重启裁定", "Decide on a reopening", {CLOSED: (CLOSED, HANDLING, DISPATCHING)}, ("R29", "R66"), outward=True),
    Row("archive", "归档", "Archive", leads(CLOSED, to=(ARCHIVED,)), ("R66",)),
    # ---- callers -----------------------------------------------------------------------------------------------
    Row("supplement", "续报", "Supplement", stays(*OPEN), ("R67",), refused="reopen_or_new_order"),
    Row("add_caller", "并案附议", "Add a caller", stays(*BEFORE_FEEDBACK, TRACKED), ("R27", "R55"), refused="too_late_to_join"),
    Row("change_wishes", "变更来电人要求", "Change wishes", stays(*OPEN, CLOSED), (J + "16", "R25", "R65")),
    Row("renew_query_code", "更换查询码", "Renew a query code", stays(*OPEN, CLOSED), (J + "15", "R25", "R47")),
    Row("send_one_time_code", "发送验证码", "Send a one-time code", stays(*ANY), (J + "15", "R47"), outward=True),
    Row("urge", "催办", "Urge", stays(*TRANSFERRED), (J + "28", "R67"), outward=True),
    Row("object", "提出异议", "Object", stays(*AT_CENTRE, TRACKED, CLOSED, ARCHIVED), (J + "16",)),
    Row("demand_explanation", "要求说明", "Demand an explanation", stays(*OPEN, CLOSED, ARCHIVED), (J + "16",)),
    Row("explain", "作出说明", "Explain", stays(*ANY), (J + "16",), outward=True),
    Row("contest", "否认已回复", "Contest a reply", stays(HANDLING, FED_BACK, CALLBACK, TRACKED), ("R31",)),
    Row("prove", "举证", "Prove", stays(*TRANSFERRED), ("R31",)),
    Row("decide_contradiction", "联系存疑认定", "Decide on a contradiction", {**stays(HANDLING, FED_BACK, TRACKED), CALLBACK: (CALLBACK, TRACKED)}, ("R31", J + "40(3)")),
    Row("withdraw", "申请撤回", "Withdraw", stays(*OPEN), ("R36",)),
    Row("decide_withdrawal", "撤回确认", "Decide on a withdrawal", {**may_lead(*BEFORE_FEEDBACK, TRACKED, to=CLOSED), **stays(*AT_CENTRE)}, ("R36", "R50")),
    # ---- supervision and escalation ----------------------------------------------------------------------------
    Row("supervise", "督办", "Supervise", stays(*OPEN, CLOSED), (J + "28",), outward=True),
    Row("answer_supervision", "督办答复", "Answer a supervision", stays(*ANY), (J + "28",)),
    Row("escalate", "提级协调", "Escalate", stays(*OPEN), (J + "29", J + "30"), outward=True),
    Row("decide_escalation", "记录提级决定", "Record a decision", {**stays(*ANY), **may_lead(*INTAKE, to=HANDLING)}, (J + "29", J + "30", "R4", "R6")),
    Row("attach_instruction", "附入批示", "Attach an instruction", stays(*OPEN), (J + "11(8)", "R39")),
    Row("mark_difficult", "标记疑难", "Mark as difficult", stays(*OPEN), (J + "26",)),
    Row("report_risk", "风险报告", "Report a risk", stays(*OPEN), ("beijing_2021:29", "R42"), outward=True),
    Row("report_retaliation", "反映打击报复", "Report retaliation", stays(*ANY), (J + "41", "R48"), outward=True),
    Row("decide_retaliation", "打击报复认定", "Decide on retaliation", stays(*ANY), (J + "41", "R48")),
    Row("record_dissuasion", "记录劝阻", "Record a dissuasion", stays(*ANY), (J + "42", "R41")),
    Row("refer_to_police", "移送公安", "Refer to the police", stays(*ANY), (J + "42", J + "43", "R41"), outward=True),
    Row("end_referral", "移送结束", "End a referral", stays(*ANY), ("R41", "R63")),
    # ---- conflict of interest, secrecy, corrections ------------------------------------------------------------
    Row("declare_interest", "声明利害关系", "Declare an interest", stays(*OPEN), (J + "32", "R12")),
    Row("demand_recusal", "要求回避", "Demand recusal", stays(*OPEN, CLOSED), (J + "32", "R12")),
    Row("decide_recusal", "回避决定", "Decide on recusal", {**stays(*INTAKE, CLOSED), **may_lead(*TRANSFERRED, to=DISPATCHING)}, (J + "32", "R60")),
    Row("reveal", "显示个人信息", "Reveal", stays(*ANY), (J + "10", "R44")),
    Row("seal_content", "申请封存", "Request sealing", stays(*ANY), ("R46", "R64")),
    Row("confirm_sealing", "确认封存", "Confirm sealing", {**stays(*AT_CENTRE, CLOSED, ARCHIVED), **may_lead(*BEFORE_FEEDBACK, TRACKED, to=CLOSED)}, ("R46", "R64")),
    Row("forget", "删除个人信息", "Forget", stays(ARCHIVED), ("R63",), refused="not_archived"),
    Row("attach", "添加附件", "Attach", stays(*OPEN, CLOSED), (J + "22", "R45")),
    Row("remove_infected", "清除染毒附件", "Remove an infected file", stays(*ANY), ("R45",)),
    Row("correct", "更正", "Correct", {**stays(*INTAKE, CLOSED), **may_lead(*TRANSFERRED, to=DISPATCHING)}, ("R13", "R60")),
    # ---- the clockwork -----------------------------------------------------------------------------------------
    Row("signal_clock", "时限信号", "Clock signal", stays(*ANY), ("R16",)),
    Row("recompute_clocks", "时限重算", "Recompute clocks", stays(*ANY), ("R23",)),
    Row("shift_clocks", "故障顺延", "Shift clocks", stays(*TRANSFERRED), ("R24",)),
    Row("import_history", "导入历史", "Import history", {}, ("R68",), begins=(ARCHIVED,)),
    Row("succeed_unit", "单位承继", "Succeed a unit", {**stays(*INTAKE, CLOSED, ARCHIVED), **may_lead(*TRANSFERRED, to=DISPATCHING)}, ("R8", "R60")),
)  # fmt: skip

BY_ACTION: Mapping[str, Row] = {row.action: row for row in ROWS}
"""The row of each act."""
