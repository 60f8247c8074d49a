"""What each field is called and how it is explained, in Chinese and English: one row for each thing an act asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, Unpack

from lianxin.law.lamps import Spoken

NOTHING, YES, NO, NOT_GIVEN = Spoken(), Spoken("是", "Yes"), Spoken("否", "No"), Spoken("未填", "Not given")


@dataclass(frozen=True, slots=True)
class Field:
    """How one thing is asked for.

    `rows`: height of a text of several lines, 0 for one line. `most`: characters at most (0: no end).
    `shown_when`: "name=value|value", the field is asked for only then; `needed`: it must be given when it is asked for.
    `yes` and `no` are the two answers, `blank` is what no answer means.
    """

    label: Spoken
    help: Spoken = NOTHING
    rows: int = 0
    most: int = 0
    shown_when: str = ""
    needed: bool = False
    telephone: bool = False
    yes: Spoken = YES
    no: Spoken = NO
    blank: Spoken = NOT_GIVEN


class _More(TypedDict, total=False):
    rows: int
    most: int
    shown_when: str
    needed: bool
    telephone: bool
    yes: Spoken
    no: Spoken
    blank: Spoken


def _f(zh: str, en: str, help_zh: str = "", help_en: str = "", **more: Unpack[_More]) -> Field:
    return Field(Spoken(zh, en), Spoken(help_zh, help_en), **more)


LONG, SHORT, LINE = 2000, 500, 60
"""Characters: an account or finding, a reason, a title."""

_NO_IDENTITY = (
    "承办单位会看到标题、地址、附件名和这一段，请勿写姓名、电话、门牌号",
    "Units see title, place, file names and this: no names, numbers or door numbers",
)
_UNIT_HELP = ("按名称、代码、拼音首字母查找", "Find it by name, code or pinyin initials")
_OWN_REASON = ("写明事实和依据，将记入工单", "State facts and grounds; it stays with the order")
_REACHED, _ASKED = "attempt=", "declined=no"
_AGREE: _More = {"yes": Spoken("同意", "Agree"), "no": Spoken("不同意", "Refuse")}
_SAME = Spoken("不变", "As it is")

FIELDS: Mapping[str, Field] = {
    # ---- texts ------------------------------------------------------------------------------------------------------
    "reason": _f("理由", "Reason", *_OWN_REASON, rows=3, most=SHORT),
    "note": _f("备注", "Note", rows=3, most=SHORT),
    "text": _f("内容", "Text", rows=4, most=LONG),
    "content": _f("答复内容", "Answer", rows=5, most=LONG),
    "proof": _f("凭证", "What proves it", "签收回执、照片等；可另上传附件", "A signed receipt, a photograph; files can be attached", rows=2, most=SHORT, shown_when="way=visit|letter", needed=True),
    "transfer": _f("转办内容", "Text for transfer", *_NO_IDENTITY, rows=4, most=LONG),
    "instruction": _f("交办要求", "Instruction", "写明要做什么、何时报回", "What is to be done, and by when", rows=3, most=SHORT),
    "findings": _f("办理情况", "Findings", "写明时间、地点、措施和结果", "When, where, what was done, with what result", rows=5, most=LONG),
    "opinion": _f("协办意见", "Opinion", rows=4, most=LONG),
    "title": _f("标题", "Title", "一句话说明何处何事", "One phrase: where and what", most=LINE),
    "account": _f("诉求内容", "Account", "来电原述，仅热线中心可见。请写清：时间 · 地点 · 事由 · 要求",
                  "For the centre only: when, where, what, what is asked", rows=6, most=LONG),
    "wish": _f("来电人要求", "What the caller asks for", rows=3, most=SHORT),
    "public_answer": _f("公开答复", "Answer for the public", "可以公开的一段，不含个人信息", "What may be published, without personal data", rows=3, most=LONG),
    "neutral_text": _f("中性内容", "Neutral text", "替换被封存的内容，不得含涉密信息", "Takes the place of what is sealed", rows=3, most=SHORT),
    "statement": _f("书面说明", "Written statement", "写明所依据的情形和事实", "The ground it rests on, and why", rows=4, most=LONG),
    "explanation": _f("向来电人的解释", "Explanation given to the caller", rows=4, most=LONG),
    "document": _f("批准文书", "Document of approval", "单位负责人批准延期的文号或要点", "Number or gist of the head's approval", rows=2, most=SHORT),
    "measures": _f("阶段措施", "Measures until then", "说明困难、已采取和将采取的措施", "The difficulty, what was done and will be done", rows=3, most=LONG, shown_when="outcome=constrained", needed=True),
    "legal_ground": _f("法律依据", "Legal ground", "写明法律、法规、规章或者政策的名称和条款", "Title and article of the law, regulation, rule or policy", rows=2, most=SHORT, shown_when="outcome=not_possible", needed=True),
    "legal_kind": _f("依据类别", "Kind of text", "政策文件不算", "Policy papers do not count", shown_when="outcome=statutory_longer", needed=True),
    "legal_title": _f("依据名称", "Title of the text", most=LINE, shown_when="outcome=statutory_longer", needed=True),
    "legal_article": _f("条款", "Article", "第几条、第几款", "Article and paragraph", most=LINE, shown_when="outcome=statutory_longer", needed=True),
    "body": _f("受理机关", "Competent body", most=LINE),
    "case_number": _f("案号", "Case number", most=LINE),
    "receipt": _f("回执", "Receipt", "对方的收文号或经办人", "The other side's reference or clerk", most=LINE),
    "address": _f("事发地址", "Place", "路名、小区、方位", "Road, estate, direction", most=200),
    "subject_person": _f("被反映人员", "Person complained of", "姓名、职务或特征", "Name, post or description", most=LINE),
    # ---- dates and numbers ------------------------------------------------------------------------------------------
    "second_date": _f("第二时限", "Second date", "告知来电人的办结日期", "The date the caller is told", shown_when="outcome=statutory_longer|constrained", needed=True),
    "until": _f("日期", "Date"),
    "amount_working_days": _f("工作日数", "Working days"),
    "earlier": _f("前次工单", "Earlier order", "填写工单号", "Its number"),
    "purpose": _f("用途", "Purpose", "写明为何需要，将记入日志", "Why it is needed; it is logged", rows=2, most=SHORT),
    "field": _f("显示哪一项", "Which field"),
    "parent": _f("主工单", "Parent order", "并入先转办的一件，填写工单号", "The order transferred earlier, by its number"),
    # ---- choices ----------------------------------------------------------------------------------------------------
    "unit": _f("承办单位", "Unit", *_UNIT_HELP),
    "suggested": _f("建议承办单位", "Unit you suggest", *_UNIT_HELP),
    "co_handlers": _f("协办单位", "Co-handlers", "可选多个", "Several may be chosen"),
    "copies": _f("抄送单位", "Copies", "只能阅读，不办理", "They read only"),
    "managing_unit": _f("主管单位", "Managing authority", *_UNIT_HELP),
    "subject_unit": _f("被反映单位", "Unit complained of", *_UNIT_HELP),
    "subject_staff": _f("被反映的热线人员", "Member of the hotline", "按姓名、工号查找", "By name or staff number"),
    "staff": _f("要求回避的人员", "Person who should leave", "与单位二选一", "Either a person or a unit"),
    "caller": _f("来电人", "Caller"),
    "callers": _f("来电人", "Callers"),
    "person": _f("来电人", "Person", "此人在全部工单中的个人信息都会删除，不能恢复", "Their personal data on all orders are destroyed for good"),
    "overlay": _f("事项", "Matter"),
    "assignment": _f("下级任务", "Charge below you"),
    "clocks": _f("顺延的时限", "Limits to move"),
    "topic": _f("事项归类", "Topic", "按名称、代码、拼音首字母查找", "By name, code or pinyin initials"),
    "division": _f("所在区划", "Division", "按名称、代码查找", "By name or code"),
    "flags": _f("标记", "Marks"),
    "upheld": _f("决定", "Decision", **_AGREE),
    "confirmed": _f("决定", "Decision", yes=Spoken("同意封存", "Seal"), no=Spoken("不封存", "Do not seal")),
    "free": _f("是否本人自愿", "Was it the caller's free will"),
    "done": _f("完成情况", "Result", yes=Spoken("已完成", "Done"), no=Spoken("谢绝", "Declined")),
    "difficult": _f("标记", "Mark", yes=Spoken("标为疑难", "Difficult"), no=Spoken("取消疑难", "No longer difficult")),
    "reply_stands": _f("回复是否成立", "Does the reply stand", yes=Spoken("成立", "It stands"), no=Spoken("不成立", "It does not")),
    "untruth": _f("是否弄虚作假", "Was it untrue", "依据第四十条第三项，须由人认定", "Art. 40 (3): a person must find so"),
    "told": _f("是否已告知进展和日期", "Was the caller told progress and date", shown_when=_ASKED, needed=True),
    "contacted": _f("单位是否联系过", "Did the unit make contact", shown_when=_ASKED, needed=True),
    "solved": _f("是否解决", "Is it solved", shown_when=_ASKED, needed=True),
    "grade_result": _f("对结果的评价", "Satisfied with the result", shown_when=_ASKED),
    "grade_attitude": _f("对态度的评价", "Satisfied with the manner", shown_when=_ASKED),
    "declined": _f("是否拒绝评价", "Did the caller decline", shown_when=_REACHED),
    "by_message": _f("是否消息回访", "By message", "仅文字联系的来电人须用消息", "Callers who want writing only are asked by message"),
    "attempt": _f("是否联系上", "Was the caller reached", blank=Spoken("已联系上", "Reached")),
    "way": _f("方式", "Way"),
    "outcome": _f("办理结果", "Outcome"),
    "code": _f("退单事由", "Ground"),
    "cause": _f("重启事由", "Cause"),
    "procedure": _f("法定途径", "Lawful way"),
    "service": _f("转接至", "Handed over to"),
    "level": _f("督办级别", "Level"),
    "ground": _f("事由", "Ground"),
    "step": _f("提级到", "Escalate to"),
    "request_type": _f("诉求类型", "Type"),
    "channel": _f("来源", "Channel"),
    "urgency": _f("紧急程度", "Urgency"),
    "language": _f("语言", "Language"),
    "kind": _f("来电人类别", "Kind of caller"),
    # ---- callers ----------------------------------------------------------------------------------------------------
    "name": _f("姓名", "Name", most=LINE),
    "phone": _f("电话", "Telephone", most=30, telephone=True),
    "contact": _f("与来电人的联系", "Contact with the caller"),
    "anonymous": _f("匿名", "Anonymous"),
    "secret": _f("信息保密", "Secret", "承办单位不会看到姓名和电话", "Units see neither name nor number"),
    "reply_waived": _f("不需要回复", "No reply wanted", "须由本人明示", "Only if said expressly"),
    "text_only": _f("仅文字联系", "Text only"),
    "minor": _f("未成年人", "Minor", "一律保密", "Always secret"),
    "accusation": _f("是否控告", "Accusation", shown_when="request_type=tip_off"),
    "superior_requested": _f("要求上级单位办理", "Asks for the unit above", shown_when="request_type=complain"),
    "public_safety": _f("涉及公共安全", "Public safety", "撤回后仍须办理", "Goes on even if withdrawn"),
    # ---- where an act means something of its own ------------------------------------------------------------------
    "queue.note": _f("给转办员的说明", "For the dispatcher", rows=3, most=SHORT),
    "redirect.note": _f("告知内容", "What the caller was told", rows=3, most=SHORT),
    "hand_over.note": _f("转接情况", "What was handed over", rows=3, most=SHORT),
    "delegate.unit": _f("下级单位", "Unit below", *_UNIT_HELP),
    "assist.unit": _f("协助单位", "Assisting body", "社区、网格、人民团体", "Community, grid, mass organisation"),
    "assist.note": _f("协助事项", "What is asked", rows=3, most=SHORT),
    "request_co_handler.unit": _f("建议协办单位", "Unit you suggest", *_UNIT_HELP),
    "request_redirection.note": _f("情况说明", "What happened", rows=3, most=SHORT),
    "request_reopening.text": _f("再次反映的情况", "What the caller says now", "同一事项未解决之处；新情况请另建关联工单", "What is not settled; new facts make a new linked order", rows=3, most=SHORT),
    "decide_reopening.unit": _f("另派单位", "Another unit", "不选则由原单位办理", "Empty: the former unit", shown_when="upheld=yes"),
    "request_host_change.unit": _f("建议主办单位", "Unit you suggest", *_UNIT_HELP),
    "decide_host_change.unit": _f("改派给", "New host", "不选则按单位的建议", "Empty: the unit suggested", shown_when="upheld=yes"),
    "decide_co_handling.unit": _f("协办单位", "Co-handler", "不选则按单位的建议", "Empty: the unit suggested", shown_when="upheld=yes"),
    "rehandle.unit": _f("另派单位", "Another unit", "不选则由原单位重办", "Empty: the same unit"),
    "rehandle.callers": _f("为哪些来电人重办", "For which callers", "不选则为全部不满意者", "None chosen: all who are dissatisfied"),
    "reopen.unit": _f("另派单位", "Another unit", "不选则由原单位办理", "Empty: the former unit"),
    "demand_recusal.unit": _f("要求回避的单位", "Unit that should leave", "与人员二选一", "Either a unit or a person"),
    "end_assistance.note": _f("办理情况", "What was found", rows=3, most=SHORT),
    "record_progress.note": _f("办理进展", "Progress", "写明时间、地点、措施", "When, where, what was done", rows=4, most=LONG),
    "reply.content": _f("回复内容", "Reply", "称“您”，说明办理结果、依据和下一步", "Result, ground and next step, in plain words", rows=5, most=LONG, shown_when=_REACHED),
    "reply.way": _f("回复方式", "Way of the reply"),
    "prove.way": _f("回复方式", "Way of the reply"),
    "prove.text": _f("举证内容", "Proof", "通话时间、消息记录或上门签字", "Time of the call, the message, or the signature", rows=4, most=LONG),
    "return_for_correction.reason": _f("补正要求", "What is to be corrected", "写明缺什么：回复、佐证、引用、日期或遗漏事项", "Reply, evidence, citation, date or a point missing", rows=3, most=SHORT),
    "return_for_correction.assignment": _f("退回哪一下级", "Which charge"),
    "rehandle.reason": _f("重办要求", "What is to be done again", rows=3, most=SHORT),
    "call_back.caller": _f("回访谁", "Whom you called"),
    "call_back.note": _f("回访记录", "Notes of the talk", "仅热线中心可见", "For the centre only", rows=3, most=SHORT),
    "supplement.text": _f("续报内容", "What was added", "不含姓名、电话；办理中的工单会转给承办单位", "Without names or numbers; a unit at work sees it", rows=4, most=LONG),
    "supplement.caller": _f("谁补充的", "Who added it"),
    "object.text": _f("异议内容", "Objection", rows=4, most=LONG),
    "demand_explanation.text": _f("要求说明的问题", "What should be explained", rows=3, most=SHORT),
    "explain.text": _f("说明内容", "Explanation", "将告知来电人", "The caller is told", rows=5, most=LONG),
    "explain.overlay": _f("要求说明的事项", "What is asked"),
    "decide_escalation.overlay": _f("提级", "Escalation"),
    "decide_escalation.text": _f("决定内容", "Decision", "由谁、何时、决定了什么", "Who decided what, and when", rows=4, most=LONG),
    "answer_supervision.overlay": _f("督办", "Supervision"),
    "answer_supervision.text": _f("督办答复", "Answer", rows=4, most=LONG),
    "attach_instruction.text": _f("批示内容", "Instruction", rows=3, most=SHORT),
    "attach_instruction.until": _f("要求办结日期", "Date set by it", "只能提前，不能推后；没有可不填", "It may only shorten; may stay empty"),
    "change_promise.until": _f("新的承诺日期", "New date"),
    "extend.amount_working_days": _f("延长工作日数", "Working days", "只移动办理完毕的日期", "Moves only the finishing date"),
    "shift_clocks.amount_working_days": _f("顺延工作日数", "Working days"),
    "report_risk.note": _f("风险情况", "What threatens", "时间、地点、涉及人数、可能后果", "When, where, how many, what may follow", rows=3, most=SHORT),
    "report_retaliation.caller": _f("谁受到打击报复", "Who is retaliated against"),
    "report_retaliation.unit": _f("何单位所为", "By which unit", "该单位及其下属看不到、不经办此件", "It and all below it neither see nor handle this"),
    "report_retaliation.staff": _f("何工作人员所为", "By which member of staff", "热线或承办人员，按姓名、工号查找", "By name or staff number"),
    "report_retaliation.person": _f("何人所为", "By whom", "单位、人员至少填一项", "Name a unit, a person, or both", most=LINE),
    "report_retaliation.account": _f("经过", "What happened", "时间、地点、方式、因何事引起；仅热线中心可见", "When, where, how, and why; for the centre only", rows=5, most=LONG),
    "decide_retaliation.found": _f("认定", "Finding", yes=Spoken("属实", "It is so"), no=Spoken("不予认定", "Not found")),
    "decide_retaliation.reason": _f("认定理由", "Reasons", rows=3, most=SHORT),
    "decide_retaliation.body": _f("移交的有权机关", "Body it goes to", "依法追究责任的机关", "Which holds the persons liable", most=LINE, shown_when="found=yes"),
    "record_dissuasion.note": _f("劝阻经过", "What was said", rows=3, most=SHORT),
    "refer_to_police.ground": _f("移送依据", "Article"),
    "refer_to_police.note": _f("事实", "Facts", rows=4, most=LONG),
    "seal_content.reason": _f("封存理由", "Reason", "不要重复涉密内容", "Do not repeat what is secret", rows=2, most=SHORT),
    "record_outage.kind": _f("故障", "What failed"),
    "began_at": _f("开始时间", "From"),
    "ended_at": _f("恢复时间", "Until"),
    "description": _f("经过", "What happened", "影响范围和处置", "What it touched and what was done", rows=3, most=SHORT),
    "old": _f("终止的单位", "Unit that ends", *_UNIT_HELP),
    "new": _f("承继单位", "Unit that succeeds", *_UNIT_HELP),
    "confirm_sealing.neutral_text": _f("中性内容", "Neutral text", "未办结的工单须填写，或转保密机关", "For open orders, or name the secrecy body", rows=3, most=SHORT, shown_when="confirmed=yes"),
    "confirm_sealing.body": _f("保密机关", "Secrecy body", most=LINE, shown_when="confirmed=yes"),
    "decide_withdrawal.reason": _f("核实情况", "What you found", rows=3, most=SHORT),
    "change_wishes.secret": _f("信息保密", "Secret", "承办单位不会看到姓名和电话", "Units see neither name nor number", blank=_SAME),
    "change_wishes.reply_waived": _f("不需要回复", "No reply wanted", "须由本人明示", "Only if said expressly", blank=_SAME),
    "change_wishes.text_only": _f("仅文字联系", "Text only", blank=_SAME),
    "change_wishes.language": _f("语言", "Language", blank=_SAME),
    "rate.contacted": _f("单位是否联系过", "Did the unit make contact"),
    "rate.solved": _f("是否解决", "Is it solved"),
    "rate.grade_result": _f("对结果的评价", "Satisfied with the result"),
    "rate.grade_attitude": _f("对态度的评价", "Satisfied with the manner"),
    "add_caller.contact": _f("其他联系方式", "Other contact", "邮箱或账号", "Mailbox or account", most=LINE),
    "split.transfer": _f("转办内容", "Text for transfer", "已转办的工单须填写", "Needed once the order was transferred", rows=3, most=LONG),
    "split.callers": _f("哪些来电人", "Whose matter it is"),
    "split.earlier": _f("关联工单", "Linked order", "填写工单号，可不填", "Its number; may stay empty"),
    "unmerge.parent": _f("已并入的工单", "Merged into", "填写工单号", "Its number"),
    "stop.ground": _f("情形", "Ground"),
    "stop.earlier": _f("前次工单", "Earlier order", "同一来电人或同一地点同类事项、已办理或依法不能办理的工单号；本件重启前已办结的可不填",
                       "Same caller, or same topic and place, settled: its number; none if this order itself was settled before it was reopened",
                       shown_when="ground=same_facts_and_reasons"),
    "mark_difficult.reason": _f("理由", "Reason", rows=3, most=SHORT),
}  # fmt: skip


def field_of(action: str, name: str) -> Field:
    """The field of an act, of its own or the common one; KeyError names the row that is missing."""
    found = FIELDS.get(f"{action}.{name}") or FIELDS.get(name)
    if found is None:
        raise KeyError(f"{action}.{name}: no label; add a row to web/acts/fields.py")
    return found


ORDER: Mapping[str, tuple[str, ...]] = {
    "reply": ("caller", "attempt", "way", "content", "proof"),
    "call_back": ("caller", "by_message", "attempt", "declined"),
    "split": ("callers", "request_type", "title", "account"),
    "stop": ("ground", "earlier"),
    "confirm_sealing": ("overlay", "confirmed"),
    "decide_retaliation": ("overlay", "found"),
    "decide_contradiction": ("overlay", "reply_stands", "untruth"),
    "add_caller": ("wish", "kind", "anonymous"),
    "correct": ("request_type", "subject_unit", "subject_staff", "subject_person", "topic", "division", "urgency"),
}
"""Fields that come first on the page where the signature has another order."""
