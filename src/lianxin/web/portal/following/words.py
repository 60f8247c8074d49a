"""What a caller may do with their matter, in plain words: names, what to write, why not now, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.web.refusing import what

NOTHING = Spoken()


@dataclass(frozen=True, slots=True)
class Way:
    """One act: its name and what it is for, the question asked, what is confirmed before it goes, and the thanks.

    `confirm` is empty for what tells nobody outside; `needless`: the words may be left out; `whom`: the question of
    whom it is about, where somebody has to be named; `finds`: it has to be somebody whom the records know.
    """

    name: Spoken
    note: Spoken
    icon: str
    asked: Spoken
    help: Spoken
    done: Spoken
    confirm: Spoken = NOTHING
    needless: bool = False
    whom: Spoken = NOTHING
    finds: bool = False


WAYS: Mapping[str, Way] = {
    "object": Way(
        Spoken("有异议", "I object"),
        Spoken("对答复不认可", "The answer is not right"),
        "flag",
        Spoken("您不认可哪一点？", "What is not right?"),
        Spoken(
            "单位或热线中心会在两个工作日左右向您说明。", "The office or the hotline explains it to you within days."
        ),
        Spoken("已记下您的异议，会向您说明", "Your objection was noted; it will be explained to you"),
        Spoken("异议会交给负责的单位，由它向您说明。", "The objection goes to the office in charge, which explains."),
    ),
    "demand_explanation": Way(
        Spoken("要求说明", "Ask for reasons"),
        Spoken("请单位说明理由", "The office gives its reasons"),
        "file-text",
        Spoken("请写明要说明什么", "What is to be explained?"),
        Spoken("答复逾期，或者对结果有疑问的，可以要求说明。", "When an answer is late, or you doubt the result."),
        Spoken("已要求单位向您说明", "The office was asked to explain"),
        Spoken("您的要求会交给负责的单位。", "Your demand goes to the office in charge."),
    ),
    "supplement": Way(
        Spoken("补充", "Add"),
        Spoken("加情况、加照片", "Words and photographs"),
        "plus",
        Spoken("请写下要补充的情况", "What do you want to add?"),
        Spoken("补充不改变答复的日期。", "Adding does not move the date of the answer."),
        Spoken("已补充", "Added"),
    ),
    "urge": Way(
        Spoken("催办", "Urge"),
        Spoken("请单位快一些", "Ask for haste"),
        "bell",
        Spoken("为什么着急？", "Why is it urgent?"),
        Spoken("催办不改变最晚的日期。", "Urging does not move the latest date."),
        Spoken("已替您催办", "The office was urged"),
        Spoken("催办会马上告诉负责的单位。", "The office in charge is told at once."),
    ),
    "contest": Way(
        Spoken("没有联系过我", "Nobody answered me"),
        Spoken("单位说答复了，其实没有", "The office says it did"),
        "phone-off",
        Spoken("还想说明什么？", "Anything to add?"),
        Spoken("单位要在一个工作日内拿出答复过的证明。", "The office has a working day to prove its answer."),
        Spoken("已记下，正在请单位证明", "Noted: the office has to prove it"),
        Spoken("热线中心会请单位拿出证明，由人工核实。", "The office has to prove it, and a person decides."),
        needless=True,
    ),
    "request_reopening": Way(
        Spoken("要求重新办理", "Take it up again"),
        Spoken("办结后三十天内", "Within thirty days"),
        "refresh",
        Spoken("为什么要重新办理？", "Why should it be taken up again?"),
        Spoken(
            "热线中心会核实决定；有新情况的，请另外提交。", "The hotline decides; for new facts, send a new matter."
        ),
        Spoken("已收到，热线中心会核实决定", "Received: the hotline decides"),
        Spoken("您的要求由热线中心的人核实决定。", "A person of the hotline decides on it."),
    ),
    "withdraw": Way(
        Spoken("撤回", "Take back"),
        Spoken("不想再反映", "I do not want it handled"),
        "arrow-back-up",
        Spoken("为什么撤回？", "Why do you take it back?"),
        Spoken("热线中心会与您确认是不是您自己的意思。", "The hotline makes sure that it is your own wish."),
        Spoken("已收到撤回申请，会与您确认", "Received: we will make sure with you"),
        Spoken("确认以后，这件事不再办理。", "Once it is confirmed, the matter is handled no more."),
    ),
    "change_wishes": Way(
        Spoken("保密", "Keep me secret"),
        Spoken("隐去姓名电话", "Hide name and number"),
        "shield-lock",
        Spoken("要求保密", "Secrecy"),
        NOTHING,
        Spoken("已为您保密", "You are kept secret"),
        Spoken(
            "单位以后通过热线中心与您联系；在网上查看要先收验证码。已经告诉单位的收不回来。",
            "From now on the office reaches you through the hotline; on the web you need a one-time code first. "
            "What the office knows already cannot be taken back.",
        ),
    ),
    "demand_recusal": Way(
        Spoken("要求回避", "Ask them to stay out"),
        Spoken("与这件事有利害关系的人不经办", "Who has an interest does not handle it"),
        "user-off",
        Spoken("为什么应当回避？", "Why should they stay out of it?"),
        Spoken(
            "例如：是被举报人的亲属，或者与这件事有利害关系。",
            "For example: a relative of the person concerned, or somebody with an interest in the matter.",
        ),
        Spoken("已收到，热线中心会作出决定并告诉您", "Received: the hotline decides and tells you"),
        Spoken(
            "热线中心会作出决定并告诉您。决定以前，您指名的工作人员不能经办；答复您的日期不变。",
            "The hotline decides and tells you. Until then a person you name may not act; your date stays.",
        ),
        whom=Spoken("要求谁回避？", "Who should stay out of it?"),
        finds=True,
    ),
    "report_retaliation": Way(
        Spoken("反映打击报复", "Report retaliation"),
        Spoken("因为反映问题受到刁难、威胁", "You are made to suffer for telling us"),
        "hand-stop",
        Spoken("发生了什么？", "What happened?"),
        Spoken(
            "请写：什么时候、在哪里、怎么做的。有人身危险，请马上拨打 110。",
            "Say when, where and what was done. If you are in danger, call 110 at once.",
        ),
        Spoken(
            "已经另外登记；编号和查询码当时已经显示",
            "It was registered on its own; number and query code were shown then",
        ),
        Spoken(
            "我们会另外登记一件举报，一律保密：被反映的单位和人员看不到，这一页上也不留记录。",
            "It is registered as a tip-off of its own and kept secret: those it is about do not see it, and nothing "
            "of it stands on the page of this matter.",
        ),
        whom=Spoken("是谁做的？", "Who did it?"),
    ),
}
"""In the order in which they are shown."""

NOT_NOW: Mapping[tuple[str, str], Spoken] = {
    ("object", "wrong_state"): Spoken("还没有结果", "There is no result yet"),
    ("demand_explanation", "explanation_not_due"): Spoken("答复没有逾期，也还没有结果", "Not late, and no result yet"),
    ("supplement", "reopen_or_new_order"): Spoken("已办结，可要求重新办理", "Closed: ask to take it up again"),
    ("urge", "already_replied"): Spoken("已答复，不用催", "Answered: no need"),
    ("contest", "no_reply_yet"): Spoken("还没有答复的记录", "No answer is on record"),
    ("request_reopening", "wrong_state"): Spoken("还没有办结", "It is not closed"),
    ("request_reopening", "reopen_too_late"): Spoken(
        "已过三十天，请另外提交", "Thirty days are over: send a new matter"
    ),
    ("request_reopening", "reopened_for_this_cause"): Spoken("已重新办理过一次", "It was taken up again once"),
    ("request_reopening", "not_reopenable"): Spoken("这件事不能重新办理", "It cannot be taken up again"),
    ("withdraw", "wrong_state"): Spoken("已办结", "Closed"),
    ("change_wishes", "nothing_changes"): Spoken("已经为您保密", "You are kept secret already"),
}
"""Why not now, where the law's own words are made for people at a desk."""

PENDING = Spoken("已收到您的要求，请等待", "Your request is being looked at")
OVER = Spoken("已办结", "Closed")
WAITING = Spoken("还没有转交给单位", "No office has it yet")


def why_not(action: str, refusal: Refused, *, ended: bool) -> Spoken:
    """The reason in a few plain words."""
    if refusal.code == "request_pending":
        return PENDING
    found = NOT_NOW.get((action, refusal.code))
    if found is not None:
        return found
    if refusal.code == "wrong_state":
        return OVER if ended else WAITING if action in ("urge", "contest") else Spoken("现在不用", "Not needed now")
    return what(refusal)
