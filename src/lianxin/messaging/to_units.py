"""What units are told."""

from __future__ import annotations

from lianxin.messaging.wording import Wording

TO_THE_BARRED = frozenset({"assignment_recalled"})
"""What a unit that may not read the order any more is still told (R60): that it has it no longer."""

UNIT_ROWS: tuple[Wording, ...] = (
    Wording(
        "order_offered",
        "新工单待签收", "A new order awaits signing",
        ("工单 {number} 已转你单位办理，请及时签收。", "反馈期限：{handling_date}。"),
        (
            "Order {number} was transferred to your unit: please sign for it.",
            "Feedback is due before {handling_date}.",
        ),
    ),
    Wording(
        "order_handled_again",
        "工单重新办理", "An order is to be handled again",
        ("工单 {number} 须由你单位重新办理，无须再签收。", "反馈期限：{handling_date}。"),
        (
            "Order {number} is to be handled again by your unit, which has signed for it already.",
            "Feedback is due before {handling_date}.",
        ),
    ),
    Wording(
        "co_handling_offered",
        "新的协办任务", "You were named co-handler",
        ("你单位被确定为工单 {number} 的协办单位，请签收并提出协办意见。",),
        ("Your unit was named co-handler of order {number}: please sign for it and give your opinion.",),
    ),
    Wording(
        "delegated",
        "上级转来工单", "An order was handed down to you",
        ("上级单位将工单 {number} 转你单位办理，请及时签收。",),
        ("The unit above handed order {number} down to you: please sign for it.",),
    ),
    Wording(
        "escalation_decided",
        "提级已有决定", "An escalation was decided",
        ("工单 {number} 的提级协调已有决定，请查看并照办。",),
        ("The escalation of order {number} was decided: please read the decision and go by it.",),
    ),
    Wording(
        "assistance_asked",
        "协助任务", "Your help is asked for",
        ("工单 {number} 请你单位协助，请接受或说明不属于协助事项。",),
        ("Your help with order {number} is asked for: accept it, or say that it is not on your list.",),
    ),
    Wording(
        "assistance_ended",
        "协助已结束", "The help has ended",
        ("工单 {number} 的协助任务已有结果。",),
        ("The help you asked for with order {number} has come to an end.",),
    ),
    Wording(
        "order_inherited",
        "承继工单", "You inherited an order",
        ("因机构调整，工单 {number} 由你单位承继办理，各期限不变。",),
        ("Since units were merged, order {number} is yours now; its dates are unchanged.",),
    ),
    Wording(
        "signed_automatically",
        "已自动签收", "Signed for automatically",
        ("工单 {number} 到签收期限未签收，已自动签收并作标记。",),
        ("Nobody signed for order {number} in time: it counts as signed for, and is marked so.",),
    ),
    Wording(
        "assignment_recalled",
        "工单已收回", "An order was recalled",
        ("工单 {number} 已从你单位收回，请停止办理。",),
        ("Order {number} was recalled from your unit: please stop working on it.",),
    ),
    Wording(
        "handover_owed",
        "请移交工单", "Please hand over",
        ("工单 {number} 已改派其他单位，请按期移交已掌握的情况。",),
        ("Another unit now handles order {number}: hand over your findings in time.",),
    ),
    Wording(
        "handed_over",
        "原主办已移交", "The former host has handed over",
        ("工单 {number} 的原主办单位已移交其掌握的情况，请查看。",),
        ("The former host of order {number} has handed over its findings: please look.",),
    ),
    Wording(
        "returned_for_correction",
        "反馈退回补正", "Your feedback was returned",
        ("工单 {number} 的反馈被退回补正，原期限不变；事由和遗漏的要点见工单。", "反馈期限：{handling_date}。"),
        (
            "Your feedback on order {number} was returned; the old date stands. See there what is missing.",
            "It is due before {handling_date}.",
        ),
    ),
    Wording(
        "delegate_fed_back",
        "下级单位已反馈", "A unit below has fed back",
        ("下级单位已就工单 {number} 反馈，请审查。",),
        ("The unit below has fed back on order {number}: please look at it.",),
    ),
    Wording(
        "opinion_given",
        "协办意见已提出", "The co-handler's opinion is there",
        ("工单 {number} 的协办单位已提出意见。",),
        ("The co-handler of order {number} has given its opinion.",),
    ),
    Wording(
        "caller_joined",
        "新增诉求人", "A further caller",
        ("工单 {number} 新增一名诉求人，须单独答复。", "反馈期限不变。"),
        ("A further caller joined order {number} and is owed a reply.", "The date of the feedback does not move."),
    ),
    Wording(
        "wishes_changed",
        "诉求人要求变更", "A caller's wishes changed",
        ("工单 {number} 的诉求人变更了答复或保密要求，请查看。",),
        ("A caller of order {number} changed what they wish about reply or secrecy: please look.",),
    ),
    Wording(
        "proof_owed",
        "请举证", "Proof is owed",
        ("工单 {number} 的诉求人否认已收到答复，请按期举证。",),
        ("A caller of order {number} denies having been answered: prove the reply in time.",),
    ),
    Wording(
        "contradiction_decided",
        "联系存疑已认定", "The contradiction was decided",
        ("工单 {number} 的联系存疑已有认定结果，请查看。",),
        ("The contradiction about the reply on order {number} was decided: please look.",),
    ),
    Wording(
        "supervised",
        "督办通知", "The order is supervised",
        ("工单 {number} 已列入督办，请按期答复。",),
        ("Order {number} is under supervision: please answer in time.",),
    ),
    Wording(
        "instructed",
        "批示", "A leader's instruction",
        ("工单 {number} 附有领导批示，请按批示要求办理。", "反馈期限：{handling_date}。"),
        ("A leader's instruction was attached to order {number}.", "Feedback is due before {handling_date}."),
    ),
    Wording(
        "limit_moved",
        "期限变动", "A limit has moved",
        ("工单 {number} 的期限有变动，请查看。", "反馈期限：{handling_date}。"),
        ("A limit of order {number} has moved: please look.", "Feedback is due before {handling_date}."),
    ),
    Wording(
        "order_unmerged",
        "并案已取消", "A merged order was taken out again",
        ("工单 {number} 中并入的一件已恢复单独办理。",),
        ("An order that was merged into {number} is handled on its own again.",),
    ),
    Wording(
        "request_upheld",
        "申请已同意", "Your request was upheld",
        ("你单位就工单 {number} 提出的申请已获同意。",),
        ("Your request on order {number} was upheld.",),
    ),
    Wording(
        "request_refused",
        "申请未获同意", "Your request was refused",
        ("你单位就工单 {number} 提出的申请未获同意，原期限不变。",),
        ("Your request on order {number} was refused; the old date stands.",),
    ),
)  # fmt: skip
