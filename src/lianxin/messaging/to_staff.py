"""What units and desks are told: the signals of limits, and what waits for somebody at the centre."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.messaging.to_units import UNIT_ROWS
from lianxin.messaging.wording import Wording, by_template

SIGNAL_ROWS: tuple[Wording, ...] = (
    Wording(
        "reminder",
        "到期提醒", "A limit ends soon",
        ("工单 {number} 的“{limit}”将于{due}到期。",),
        ("{limit} on order {number} is due before {due}.",),
    ),
    Wording(
        "yellow_card",
        "黄牌", "Yellow card",
        ("工单 {number} 的“{limit}”将于{due}到期，特发黄牌提醒。",),
        ("Yellow card: {limit} on order {number} is due before {due}.",),
    ),
    Wording(
        "overdue",
        "已逾期", "Overdue",
        ("工单 {number} 的“{limit}”已于{due}到期，至今未完成。",),
        ("{limit} on order {number} was due before {due} and is not done.",),
    ),
    Wording(
        "red_card",
        "红牌", "Red card",
        ("工单 {number} 的“{limit}”已于{due}到期，至今未完成，特发红牌警告。",),
        ("Red card: {limit} on order {number} was due before {due} and is not done.",),
    ),
)  # fmt: skip

DESK_ROWS: tuple[Wording, ...] = (
    Wording(
        "send_back_asked",
        "退单申请待裁定", "A send-back awaits a decision",
        ("工单 {number} 有退单申请，请按期裁定，期限不停。",),
        ("A unit asks to be relieved of order {number}: decide in time; its limits run on.",),
    ),
    Wording(
        "request_asked",
        "申请待裁定", "A request awaits a decision",
        ("工单 {number} 有承办单位的申请待裁定。",),
        ("A unit's request on order {number} awaits a decision.",),
    ),
    Wording(
        "reopening_asked",
        "重启请求待决定", "A reopening awaits a decision",
        ("工单 {number} 的诉求人再次反映，请决定是否重启办理。",),
        ("A caller of closed order {number} came back: decide whether to reopen it.",),
    ),
    Wording(
        "extension_asked",
        "延期申请待裁定", "An extension awaits a decision",
        ("工单 {number} 有延期申请，请按期裁定，期限不停。",),
        ("An extension of order {number} is asked for: decide in time; its limits run on.",),
    ),
    Wording(
        "promise_change_asked",
        "承诺变更申请待裁定", "A change of a promise awaits a decision",
        ("工单 {number} 申请变更承诺日期，请裁定。",),
        ("A unit asks for another promised date on order {number}: please decide.",),
    ),
    Wording(
        "withdrawal_asked",
        "撤回申请待确认", "A withdrawal awaits confirmation",
        ("工单 {number} 的诉求人申请撤回，请按期核实是否自愿。",),
        ("A caller of order {number} wants to withdraw: find out in time whether freely.",),
    ),
    Wording(
        "withdrawal_noted",
        "撤回已记录", "A withdrawal was noted",
        ("工单 {number} 的诉求人表示撤回，审核照常进行。",),
        ("A caller of order {number} wants to withdraw; the examination goes on.",),
    ),
    Wording(
        "order_supplemented",
        "诉求人补充", "The caller added something",
        ("工单 {number} 的诉求人有补充，请查看。",),
        ("A caller added something to order {number}: please look.",),
    ),
    Wording(
        "urged",
        "催办", "The caller urges",
        ("工单 {number} 被催办，请抓紧办理。",),
        ("Order {number} was urged: please see to it.",),
    ),
    Wording(
        "explanation_owed",
        "请作出说明", "An explanation is owed",
        ("工单 {number} 的诉求人要求说明，请按期作出。",),
        ("A caller of order {number} asks for an explanation: please give it in time.",),
    ),
    Wording(
        "proof_given",
        "举证待认定", "Proof awaits a decision",
        ("工单 {number} 的承办单位已举证，请认定。",),
        ("The unit has given its proof on order {number}: please decide.",),
    ),
    Wording(
        "rehandling_proposed",
        "建议重办待决定", "A rehandling was proposed",
        ("来电人对工单 {number} 的办理不满意，回访员建议重办，请决定。",),
        ("A caller of order {number} is dissatisfied and a rehandling was proposed: please decide.",),
    ),
    Wording(
        "supervision_proposed",
        "建议督办", "Supervision is proposed",
        ("工单 {number} 建议列入督办，请决定。",),
        ("It is proposed to supervise order {number}: please decide.",),
    ),
    Wording(
        "supervision_answered",
        "督办已答复", "A supervision was answered",
        ("工单 {number} 的督办已有答复。",),
        ("The supervision of order {number} was answered.",),
    ),
    Wording(
        "escalated",
        "提级协调", "An order was escalated",
        ("工单 {number} 提请协调，请研究。",),
        ("Order {number} was escalated for coordination: please take it up.",),
    ),
    Wording(
        "risk_reported",
        "风险报告", "A risk was reported",
        ("工单 {number} 报告可能的突发情况，请立即处置。",),
        ("A possible emergency was reported on order {number}: please act at once.",),
    ),
    Wording(
        "retaliation_reported",
        "反映打击报复", "Retaliation was reported",
        ("工单 {number} 反映来电人受到打击报复，请督促办理并作出认定。",),
        ("Order {number} says that a caller is retaliated against: see that it is handled, and decide on it.",),
    ),
    Wording(
        "referred_to_police",
        "移送公安", "A referral to the police",
        ("工单 {number} 的有关情况需移送公安机关。",),
        ("What happened around order {number} is to be referred to the police.",),
    ),
    Wording(
        "interest_declared",
        "利害关系声明", "An interest was declared",
        ("工单 {number} 有工作人员声明利害关系，请另行安排。",),
        ("Somebody declared an interest in order {number}: please let another person take it.",),
    ),
    Wording(
        "recusal_demanded",
        "回避要求待决定", "A recusal awaits a decision",
        ("工单 {number} 有回避要求，请决定。",),
        ("Recusal is demanded on order {number}: please decide.",),
    ),
    Wording(
        "bar_found_later",
        "发现应当回避", "A bar was found later",
        ("已结工单 {number} 事后发现应当回避，请决定是否重启办理。",),
        ("A bar was found later on closed order {number}: decide whether to reopen it.",),
    ),
    Wording(
        "sealing_asked",
        "封存申请待确认", "A sealing awaits confirmation",
        ("工单 {number} 申请封存，请确认。",),
        ("The sealing of order {number} is asked for: please confirm.",),
    ),
    Wording(
        "message_failed",
        "消息未送达", "A message did not arrive",
        ("工单 {number} 发给诉求人的消息未能送达，请以其他方式告知本人。",),
        ("A message about order {number} could not be sent to its caller: please tell them another way.",),
    ),
)  # fmt: skip

TO_STAFF: Mapping[str, Wording] = by_template((*SIGNAL_ROWS, *DESK_ROWS, *UNIT_ROWS))
