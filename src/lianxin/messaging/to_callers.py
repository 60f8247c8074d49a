"""What callers are told. Nothing here says what the matter is: a message may be read by others in the house."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.messaging.wording import Wording, by_template

ANSWERED_BY_ZH, ANSWERED_BY_EN = "最迟于{date}前答复您。", "You will have an answer before {date}."
ONE_TIME_CODE = "one_time_code"
"""The message that carries what nobody may read again once it has gone."""
HANDLED_BY_ZH, HANDLED_BY_EN = "承办单位：{unit}。", "The unit in charge: {unit}."

ROWS: tuple[Wording, ...] = (
    Wording(
        "order_received",
        "诉求已受理", "Your matter was received",
        ("【{hotline}】您的诉求已受理，工单号 {number}。", "如需转承办单位办理，自转办之日起 {term}内答复您。"),
        (
            "{hotline}: your matter was received as order {number}.",
            "If a unit has to handle it, you will have an answer within {term} of its transfer.",
        ),
    ),
    Wording(
        "joined_order",
        "您已加入同一事项", "You joined a matter",
        ("【{hotline}】您反映的事项已在办理，您已列为工单 {number} 的诉求人之一。", ANSWERED_BY_ZH),
        (
            "{hotline}: your matter is being handled already; you are now one of the callers of order {number}.",
            ANSWERED_BY_EN,
        ),
    ),
    Wording(
        "order_transferred",
        "诉求已转办", "Your matter was transferred",
        ("【{hotline}】工单 {number} 已转承办单位办理。", HANDLED_BY_ZH, ANSWERED_BY_ZH),
        ("{hotline}: order {number} was transferred to the unit in charge.", HANDLED_BY_EN, ANSWERED_BY_EN),
    ),
    Wording(
        "host_changed",
        "承办单位变更", "Another unit is in charge",
        (
            "【{hotline}】工单 {number} 的承办单位已变更。",
            HANDLED_BY_ZH,
            "答复日期不变，最迟为{date}。",
            "承诺办理日期不变：{second_date}。",
        ),
        (
            "{hotline}: another unit now handles order {number}.",
            HANDLED_BY_EN,
            "The date you were told stands: {date}.",
            "The promised date stands: {second_date}.",
        ),
    ),
    Wording(
        "order_redirected",
        "诉求办理途径", "Where your matter belongs",
        ("【{hotline}】工单 {number} 反映的事项依法由其他机关受理。", "请向{text}提出。"),
        ("{hotline}: the matter of order {number} belongs by law to another body.", "Please turn to: {text}."),
        must_arrive=True,
    ),
    Wording(
        "order_transferred_out",
        "诉求已转其他机关", "Your matter was passed on",
        ("【{hotline}】工单 {number} 已转有权处理的机关。", "受理机关：{text}。"),
        ("{hotline}: order {number} was passed on to the competent body.", "The body: {text}."),
    ),
    Wording(
        "order_split",
        "诉求已分别办理", "Your matters are handled apart",
        ("【{hotline}】您反映的多个事项将分别办理，其中一件的工单号为 {number}。", ANSWERED_BY_ZH),
        ("{hotline}: your matters are handled apart; one of them is order {number}.", ANSWERED_BY_EN),
    ),
    Wording(
        "order_merged",
        "诉求已并案", "Your matter was merged",
        ("【{hotline}】您的诉求已与相同诉求并案办理，工单号 {number}。", ANSWERED_BY_ZH),
        ("{hotline}: your matter is now handled together with others as order {number}.", ANSWERED_BY_EN),
    ),
    Wording(
        "order_unmerged",
        "诉求恢复单独办理", "Your matter is handled on its own again",
        ("【{hotline}】您的诉求已恢复单独办理，工单号 {number}。", ANSWERED_BY_ZH),
        ("{hotline}: your matter is handled on its own again as order {number}.", ANSWERED_BY_EN),
    ),
    Wording(
        "order_stopped",
        "诉求不再办理", "Your matter will not be handled further",
        ("【{hotline}】工单 {number} 依规定不再办理。", "说明：{text}"),
        ("{hotline}: by the rules, order {number} will not be handled further.", "The explanation: {text}"),
        must_arrive=True,
    ),
    Wording(
        "order_rehandled",
        "诉求重新办理", "Your matter is handled again",
        ("【{hotline}】已要求承办单位重新办理工单 {number}。", "办理期限：{handling_date}。"),
        ("{hotline}: the unit was told to handle order {number} again.", "The new limit: {handling_date}."),
    ),
    Wording(
        "order_reopened",
        "诉求重启办理", "Your matter was reopened",
        ("【{hotline}】工单 {number} 已重启办理。", "办理期限：{handling_date}。"),
        ("{hotline}: order {number} was reopened.", "The limit: {handling_date}."),
    ),
    Wording(
        "order_closed",
        "诉求已办结", "Your matter was closed",
        ("【{hotline}】工单 {number} 已办结。", "如仍有异议，{days} 日内可再次来电反映。"),
        ("{hotline}: order {number} was closed.", "If you disagree, you may come back to it within {days} days."),
    ),
    Wording(
        "reply",
        "诉求答复", "The answer to your matter",
        ("【{hotline}】工单 {number} 已有答复。", "内容：{text}", "如有疑问可来电。"),
        (
            "{hotline}: there is an answer to order {number}.",
            "It says: {text}",
            "Please call us if you have questions.",
        ),
        must_arrive=True,
    ),
    Wording(
        "reply_promised",
        "您将得到答复", "You will have an answer",
        ("【{hotline}】您已要求答复工单 {number} 反映的事项。", ANSWERED_BY_ZH),
        ("{hotline}: you asked to be answered on order {number}.", ANSWERED_BY_EN),
    ),
    Wording(
        "reply_missed",
        "未能联系上您", "We could not reach you",
        ("【{hotline}】工单 {number} 的承办单位多次联系您未果。", "您可凭工单号来电了解办理情况。"),
        (
            "{hotline}: the unit in charge of order {number} tried several times to reach you.",
            "You may call us with the order's number.",
        ),
        must_arrive=True,
    ),
    Wording(
        "callback_missed",
        "回访未能联系上您", "We could not reach you",
        ("【{hotline}】我们就工单 {number} 的办理结果多次回访您未果。", "您可来电作出评价。"),
        (
            "{hotline}: we tried several times to ask you about the result of order {number}.",
            "You may call us to rate it.",
        ),
        must_arrive=True,
    ),
    Wording(
        "rating_asked",
        "请您评价办理结果", "Please rate the result",
        (
            "【{hotline}】您反映的事项（工单 {number}）已办理。",
            "请于{rate_by}前打开链接评价：{link} 。",
            "没有评价的，我们会电话回访您。",
        ),
        (
            "{hotline}: your matter (order {number}) has been handled.",
            "Please rate it before {rate_by}: {link} .",
            "If you do not, we will call you.",
        ),
    ),
    Wording(
        ONE_TIME_CODE,
        "验证码", "Your code",
        (
            "【{hotline}】您正在网上查看工单 {number}。",
            "验证码 {code}，{minutes} 分钟内有效。",
            "请不要告诉别人；不是您本人操作的，不用理会。",
        ),
        (
            "{hotline}: you are looking at order {number} on the web.",
            "Your code is {code}, good for {minutes} minutes.",
            "Tell it to nobody; if you did not ask for it, do nothing.",
        ),
    ),
    Wording(
        "explanation_given",
        "情况说明", "The explanation you asked for",
        ("【{hotline}】您就工单 {number} 要求的说明已作出。", "内容：{text}", "如有疑问可来电。"),
        (
            "{hotline}: the explanation about order {number} was given.",
            "It says: {text}",
            "Please call us if you have questions.",
        ),
        must_arrive=True,
    ),
    Wording(
        "date_moved",
        "答复日期变动", "Your date has moved",
        ("【{hotline}】因国家放假安排调整，工单 {number} 的答复日期改为{date}前。",),
        ("{hotline}: because the public holidays were set anew, order {number} will be answered before {date}.",),
        must_arrive=True,
    ),
    Wording(
        "date_earlier",
        "答复日期提前", "Your date is earlier",
        ("【{hotline}】工单 {number} 的答复日期提前至{date}前。",),
        ("{hotline}: order {number} will be answered earlier, before {date}.",),
    ),
    Wording(
        "promise_changed",
        "承诺日期变更", "The promised date was changed",
        ("【{hotline}】经审核同意，工单 {number} 的承诺办理日期改为{second_date}。", "如有疑问请来电。"),
        (
            "{hotline}: after examination, the promised date of order {number} is now {second_date}.",
            "Please call us if you have questions.",
        ),
        must_arrive=True,
    ),
    Wording(
        "request_upheld",
        "您的要求已同意", "Your demand was upheld",
        ("【{hotline}】您就工单 {number} 提出的回避要求，经研究决定：同意。",),
        ("{hotline}: your demand for recusal on order {number} was upheld.",),
    ),
    Wording(
        "request_refused",
        "您的要求未获同意", "Your demand was refused",
        ("【{hotline}】您就工单 {number} 提出的回避要求，经研究决定：不同意。", "理由可来电了解。"),
        ("{hotline}: your demand for recusal on order {number} was refused.", "Call us to hear the reason."),
    ),
    Wording(
        "withdrawal_confirmed",
        "撤回已确认", "Your withdrawal was confirmed",
        ("【{hotline}】您撤回工单 {number} 的申请已确认。",),
        ("{hotline}: your withdrawal from order {number} was confirmed.",),
    ),
    Wording(
        "withdrawal_goes_on",
        "撤回已记录，诉求继续办理", "Your withdrawal was noted; the matter goes on",
        ("【{hotline}】您撤回工单 {number} 的意愿已记录。", "按规定，该事项继续办理，办结后告知您。"),
        (
            "{hotline}: your wish to withdraw from order {number} was noted.",
            "By the rules the matter is handled to its end, and you will be told.",
        ),
    ),
    Wording(
        "withdrawal_refused",
        "撤回未确认", "Your withdrawal was not confirmed",
        ("【{hotline}】您撤回工单 {number} 的申请未予确认，诉求继续办理。",),
        ("{hotline}: your withdrawal from order {number} was not confirmed; it is handled further.",),
    ),
    Wording(
        "reopening_refused",
        "未予重启", "Your order was not reopened",
        ("【{hotline}】您再次反映的工单 {number} 未予重启。", "如有新情况，请来电登记，我们将另行受理并关联。"),
        ("{hotline}: order {number} was not reopened.", "For new facts call us: they become a new linked order."),
        must_arrive=True,
    ),
)  # fmt: skip

TO_CALLERS: Mapping[str, Wording] = by_template(ROWS)
