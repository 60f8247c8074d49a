"""Every word the law and the hotline use, once: its code, its Chinese, its English.

A member is a plain string (its code, which is what records and events hold) and carries `zh` and `en`.
GLOSSARY.md is generated from this file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A term of the field: the code is the value, `zh` and `en` are what people read."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.en = en
        return member


class OrderState(Word):
    """Where an order stands (R49)."""

    REGISTERED = "registered", "已受理", "Registered"
    DISPATCHING = "dispatching", "待转办", "Awaiting dispatch"
    HANDLING = "handling", "办理中", "Handling"
    FED_BACK = "fed_back", "待审核", "Fed back"
    CALLBACK = "callback", "待回访", "Callback"
    TRACKED = "tracked", "跟踪督办", "Tracked"
    CLOSED = "closed", "已办结", "Closed"
    ARCHIVED = "archived", "已归档", "Archived"


class ClosedAs(Word):
    """How an order ended (R50)."""

    ANSWERED = "answered", "直接答复", "Answered at intake"
    REDIRECTED = "redirected", "告知原途径", "Redirected"
    HANDED_OVER = "handed_over", "紧急转接", "Handed over"
    TRANSFERRED_OUT = "transferred_out", "转外地或上级", "Transferred out"
    DONE = "done", "已办理", "Done"
    NOT_POSSIBLE = "not_possible", "依法不能办理", "Not possible by law"
    STOPPED = "stopped", "不再办理", "Stopped"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    MERGED = "merged", "已并案", "Merged"
    NO_MATTER = "no_matter", "无实质诉求", "No matter"
    IMPORTED = "imported", "历史导入", "Imported history"


class AssignmentKind(Word):
    """In what capacity a unit has an order (Art. 29; R1, R2)."""

    HOST = "host", "主办", "Host"
    DELEGATE = "delegate", "转下级", "Delegate"
    CO_HANDLER = "co_handler", "协办", "Co-handler"
    ASSISTANCE = "assistance", "协助任务", "Assistance task"
    COPY = "copy", "抄送", "Copy"


class AssignmentState(Word):
    """Where one unit's charge of an order stands (R7, R49)."""

    OFFERED = "offered", "待签收", "Offered"
    SIGNED = "signed", "已签收", "Signed for"
    DELEGATED = "delegated", "已转下级", "Delegated"
    FED_BACK = "fed_back", "已反馈", "Fed back"
    RETURNED = "returned", "已退单", "Sent back"
    RECALLED = "recalled", "已收回", "Recalled"
    STOPPED = "stopped", "不再办理", "Stopped"
    DONE = "done", "已完成", "Done"
    DECLINED = "declined", "已谢绝", "Declined"


class ClockName(Word):
    """The clocks of R17."""

    DISPATCH = "dispatch", "转办时限", "Dispatch"
    SIGN = "sign", "签收时限", "Signing"
    SEND_BACK_WINDOW = "send_back_window", "退单期限", "Send-back window"
    FIRST_CONTACT = "first_contact", "首次联系", "First contact"
    REPLY = "reply", "回复来电人", "Reply to the caller"
    FEED_BACK = "feed_back", "反馈热线", "Feedback to the hotline"
    FINISH = "finish", "办理完毕", "Finish"
    SECOND_DATE = "second_date", "第二时限", "Second date"
    INNER_LEVEL = "inner_level", "内部时限", "Inner level"
    CO_HANDLER = "co_handler", "协办意见", "Co-handler's opinion"
    HANDOVER = "handover", "移交", "Handover"
    PROOF = "proof", "举证", "Proof"
    EXAMINE = "examine", "审核时限", "Examination"
    CALLBACK = "callback", "回访时限", "Callback"
    CALLERS_DATE = "callers_date", "来电人告知日期", "Caller's date"
    DECISION_PENDING = "decision_pending", "待决定", "Decision pending"
    EXPLANATION = "explanation", "说明时限", "Explanation"
    SUPERVISION_ANSWER = "supervision_answer", "督办答复", "Supervision answer"


class ClockEnd(Word):
    """How a clock ended (R54): never deleted."""

    MET = "met", "按时", "Met"
    LATE = "late", "超期", "Late"
    CANCELLED = "cancelled", "取消", "Cancelled"
    HANDED_ON = "handed_on", "移交", "Handed on"


class ClockOwner(Word):
    """Who answers for a clock (R54)."""

    UNIT = "unit", "承办单位", "Unit"
    DESK = "desk", "热线中心", "Centre's desk"


class Signal(Word):
    """What a clock makes known when its moment comes (R16)."""

    REMINDER = "reminder", "提醒", "Reminder"
    YELLOW_CARD = "yellow_card", "黄牌", "Yellow card"
    OVERDUE = "overdue", "逾期", "Overdue"
    RED_CARD = "red_card", "红牌", "Red card"


class Outcome(Word):
    """What a feedback says (Art. 24 (1) to (4); R51, R52)."""

    DONE = "done", "情形一：已办理", "1: done"
    STATUTORY_LONGER = "statutory_longer", "情形二：法定时限更长", "2: the statute allows longer"
    CONSTRAINED = "constrained", "情形三：暂时无法解决", "3: not solvable yet"
    NOT_POSSIBLE = "not_possible", "情形四：依法不能办理", "4: not possible by law"
    EXTENDED = "extended", "延期办理", "Extended"
    STOP = "stop", "不再办理", "Stop"


class PointState(Word):
    """Where one point of a matter stands in the examination (Art. 27; R53): none may be open when a feedback passes."""

    OPEN = "open", "待核对", "To be checked"
    ANSWERED = "answered", "已回应", "Dealt with"
    MISSING = "missing", "遗漏", "Missing"
    DROPPED = "dropped", "不作要点", "Dropped"


class CorrectionGround(Word):
    """What is wanting in a feedback that is returned: formal or incomplete, or of the wrong class (R21, R53)."""

    REPLY = "reply", "回复", "Reply to the caller"
    EVIDENCE = "evidence", "佐证", "Evidence"
    CITATION = "citation", "引用", "Citation"
    DATE = "date", "日期", "Date"
    POINT = "point", "要点遗漏", "A point missing"
    OUTCOME_CLASS = "outcome_class", "办理结果类别", "Class of the outcome"
    PERSONAL_DATA = "personal_data", "个人信息", "Personal data"
    COPIED = "copied", "照搬", "Copied"


class FeedbackVerdict(Word):
    """What the examiner makes of a feedback or a stop, by the act that does it (Art. 27; R51, R53)."""

    PASS = "examine", "审核通过", "Pass"
    RETURN = "return_for_correction", "退回补正", "Return for correction"
    REHANDLE = "rehandle", "重办", "Rehandle"
    UPHOLD = "uphold_stop", "维持不再办理", "Uphold the stop"
    OVERTURN = "overturn_stop", "撤销不再办理", "Overturn the stop"


class FeedbackEnd(Word):
    """How a feedback ended (R50): none is left without an end."""

    PASSED = "passed", "审核通过", "Passed"
    RETURNED = "returned", "退回补正", "Returned for correction"
    REHANDLED = "rehandled", "重办", "Rehandled"
    VOID = "void", "作废", "Void"


class OverlayKind(Word):
    """What lies over an order without being a state of it (R18, R49)."""

    SEND_BACK = "send_back", "退单申请", "Send-back request"
    EXTENSION = "extension", "延期申请", "Extension request"
    WITHDRAWAL = "withdrawal", "撤回申请", "Withdrawal request"
    RECUSAL = "recusal", "回避要求", "Demand for recusal"
    HOST_CHANGE = "host_change", "改派请求", "Host change request"
    PROMISE_CHANGE = "promise_change", "变更承诺日期", "Promise change request"
    SEALING = "sealing", "封存", "Sealing"
    DIFFICULT = "difficult", "疑难", "Difficult"
    CONTRADICTION = "contradiction", "联系存疑", "Contradiction"
    SUPERVISION = "supervision", "督办", "Supervision"
    ESCALATION = "escalation", "提级", "Escalation"
    INSTRUCTION = "instruction", "批示", "Leader's instruction"
    EXPLANATION = "explanation", "要求说明", "Explanation owed"
    OBJECTION = "objection", "异议", "Objection"
    RISK = "risk", "风险报告", "Risk report"
    MISUSE = "misuse", "不当使用", "Misuse"
    POLICE_REFERRAL = "police_referral", "移送公安", "Referral to the police"
    INTEREST = "interest", "利害关系", "Declared interest"
    OUTAGE = "outage", "系统故障", "Outage"
    PROPOSAL = "proposal", "建议", "Proposal"
    CO_HANDLING = "co_handling", "协办请求", "Co-handling request"
    RETALIATION = "retaliation", "打击报复", "Retaliation"
    REDIRECTION = "redirection", "告知原途径请求", "Redirection request"
    REOPENING = "reopening", "重启请求", "Reopening request"
    REHANDLING = "rehandling", "建议重办", "Rehandling proposed"


class OverlayState(Word):
    """Where a request or overlay stands (R18)."""

    OPEN = "open", "待决定", "Open"
    UPHELD = "upheld", "同意", "Upheld"
    REFUSED = "refused", "不同意", "Refused"
    ANSWERED = "answered", "已答复", "Answered"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"
    ENDED = "ended", "已结束", "Ended"


class ReplyState(Word):
    """Where the reply owed to one caller stands (R58)."""

    OWED = "owed", "待回复", "Owed"
    ON_ITS_WAY = "on_its_way", "已发出，待送达", "On its way"
    MADE = "made", "已回复", "Made"
    WAIVED = "waived", "本人明示不需要", "Waived"
    IMPOSSIBLE = "impossible", "无法回复", "Impossible"
    UNREACHABLE = "unreachable", "未联系上", "Unreachable"
    CONTESTED = "contested", "存疑", "Contested"


class ReplyWay(Word):
    """How a reply reached its caller (R58)."""

    BRIDGED_CALL = "bridged_call", "中心转接通话", "Bridged call"
    MESSAGE = "message", "短信或消息", "Message"
    VISIT = "visit", "上门", "Visit"
    LETTER = "letter", "书面", "Letter"


class CallbackResult(Word):
    """What a callback came to, caller by caller (R57)."""

    REACHED = "reached", "已联系", "Reached"
    BY_MESSAGE = "by_message", "消息回访", "By message"
    UNREACHABLE = "unreachable", "未联系上", "Unreachable"
    DECLINED = "declined", "拒绝评价", "Declined"
    IMPOSSIBLE = "impossible", "无法回访", "Impossible"


class AttemptResult(Word):
    """What one attempt to reach a caller came to (R28)."""

    NO_ANSWER = "no_answer", "无人接听", "No answer"
    BUSY = "busy", "占线", "Busy"
    SWITCHED_OFF = "switched_off", "关机", "Switched off"
    CALL_LATER = "call_later", "要求稍后", "Asked to call later"


class TalkResult(Word):
    """What one try to call a caller back came to: answers, a refusal, or nobody who answered (R28, R34, R57)."""

    REACHED = "reached", "已联系上", "Reached"
    BY_MESSAGE = "by_message", "消息答复", "Answered by message"
    DECLINED = "declined", "拒绝评价", "Declined to rate"
    NO_ANSWER = "no_answer", "无人接听", "No answer"
    BUSY = "busy", "占线", "Busy"
    SWITCHED_OFF = "switched_off", "关机", "Switched off"
    CALL_LATER = "call_later", "要求稍后", "Asked to call later"
    MESSAGE_UNANSWERED = "message_unanswered", "消息未答复", "Message unanswered"

    @property
    def answered(self) -> bool:
        """Whether the caller answered the questions."""
        return self in (TalkResult.REACHED, TalkResult.BY_MESSAGE)

    @property
    def attempt(self) -> bool:
        """Whether nothing came of it yet: one of the attempts that are counted (R28)."""
        return not self.answered and self is not TalkResult.DECLINED

    @property
    def telephoned(self) -> bool:
        """Whether it came of a telephone call, which counts for nobody who wants writing only (R34)."""
        return self not in (TalkResult.BY_MESSAGE, TalkResult.DECLINED, TalkResult.MESSAGE_UNANSWERED)


class Solved(Word):
    """Whether the caller says the matter is solved (Art. 27)."""

    YES = "yes", "已解决", "Solved"
    PARTLY = "partly", "部分解决", "Partly solved"
    NO = "no", "未解决", "Not solved"


class Grade(Word):
    """Five grades of satisfaction (好差评; Art. 27)."""

    VERY_SATISFIED = "very_satisfied", "非常满意", "Very satisfied"
    SATISFIED = "satisfied", "满意", "Satisfied"
    FAIR = "fair", "基本满意", "Fairly satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意", "Very dissatisfied"

    @property
    def content(self) -> bool:
        """Whether the grade counts as satisfied."""
        return self in (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.FAIR)


class RatingWay(Word):
    """How a caller's rating came to the hotline (Art. 27; R57)."""

    CALL = "call", "电话回访", "Callback by telephone"
    MESSAGE = "message", "消息", "Message"
    PORTAL = "portal", "网上", "Portal"
    DESK = "desk", "坐席登记", "Recorded at a desk"


class AskedFirst(Word):
    """Whether callers are first asked for their rating by a link in a message, or at once by a person (Art. 27)."""

    MESSAGE = "message", "先发消息评价", "By message first"
    PERSON = "person", "直接人工回访", "By a person at once"


class RatingCheck(Word):
    """What became of the check of a rating that rose after the unit made contact (R30)."""

    TO_CHECK = "to_check", "待核查", "To be checked"
    STANDS = "stands", "有效", "It stands"
    SET_ASIDE = "set_aside", "不采信", "Set aside"


class RequestType(Word):
    """What a caller wants (诉求类型; Art. 3, 14)."""

    CONSULT = "consult", "咨询", "Consultation"
    HELP = "help", "求助", "Request for help"
    SUGGEST = "suggest", "建议", "Suggestion"
    COMPLAIN = "complain", "投诉", "Complaint"
    TIP_OFF = "tip_off", "举报", "Tip-off"
    PRAISE = "praise", "感谢表扬", "Praise"
    OTHER = "other", "其他", "Other"


class Channel(Word):
    """By which way a matter came in (Art. 2)."""

    PHONE = "phone", "电话", "Telephone"
    MAYOR_MAIL = "mayor_mail", "市长信箱", "Mayor's mailbox"
    SMS = "sms", "手机短信", "SMS"
    APP = "app", "手机客户端", "App"
    WEB = "web", "网站", "Web"
    WEIBO = "weibo", "微博", "Weibo"
    WECHAT = "wechat", "微信", "WeChat"
    MINIPROGRAM = "miniprogram", "微信小程序", "WeChat mini program"
    PROVINCIAL = "provincial", "省级热线转办", "Provincial hotline"
    NATIONAL = "national", "国家平台转办", "National platform"
    LETTER = "letter", "来信", "Letter"


class Urgency(Word):
    """How pressing a matter is: the agent's judgement (R17)."""

    NORMAL = "normal", "一般", "Normal"
    URGENT = "urgent", "紧急", "Urgent"
    CRITICAL = "critical", "特急", "Critical"


class CallerKind(Word):
    """What kind of person a caller is (Art. 3)."""

    NATURAL_PERSON = "natural_person", "自然人", "Natural person"
    LEGAL_PERSON = "legal_person", "法人", "Legal person"
    ORGANISATION = "organisation", "其他组织", "Other organisation"


class Language(Word):
    """In which language a caller is answered (R33)."""

    MANDARIN = "zh", "普通话", "Mandarin"
    DIALECT = "dialect", "方言", "Dialect"
    ENGLISH = "en", "英语", "English"
    OTHER = "other", "其他语言", "Other language"


class Party(Word):
    """Whom a text binds besides the units, legal roles and offices below."""

    EVERYONE = "everyone", "各方", "Everyone"
    CITY_GOVERNMENT = "city_government", "市人民政府", "City government"
    POLICE = "police", "公安机关", "Police"


class LegalTextKind(Word):
    """What standing a cited text has: a centre's own rule is never shown as law."""

    LAW = "law", "法规", "Law"
    RULE = "rule", "规章制度", "Rule"
    PAPER = "paper", "政策文件", "Policy paper"
    STANDARD = "standard", "标准", "Standard"
    RULING = "ruling", "本市工作规范", "Centre's working rules"
    PRACTICE = "practice", "他地做法", "Practice elsewhere"


class LegalGroundKind(Word):
    """What kind of text a unit cites for a longer term: a policy paper does not do (R21)."""

    LAW = "law", "法律", "Law"
    REGULATION = "regulation", "法规", "Regulation"
    RULE = "rule", "规章", "Rule"
    PAPER = "paper", "政策文件", "Policy paper"


class CoverageState(Word):
    """How far the product carries out an article."""

    CARRIED_OUT = "carried_out", "已实现", "Carried out"
    PARTLY = "partly", "部分实现", "Partly"
    PLANNED = "planned", "计划中", "Planned"
    NOT_SOFTWARE = "not_software", "不属软件", "Not software"


class UnitKind(Word):
    """What kind of body a unit is (Art. 4)."""

    CITY_HOTLINE = "city_hotline", "市热线工作机构", "City hotline"
    CENTRE_SECTION = "centre_section", "热线中心科室", "Section of the centre"
    VENDOR = "vendor", "承接企业", "Vendor"
    CITY_OFFICE = "city_office", "市人民政府办公厅", "City general office"
    COUNTY_GOVERNMENT = "county_government", "县区人民政府", "County government"
    COUNTY_OFFICE = "county_office", "县区政府办公室", "County office"
    COUNTY_HOTLINE = "county_hotline", "县区热线工作机构", "County hotline"
    CITY_DEPARTMENT = "city_department", "市政府部门", "City department"
    DISPATCHED_ORGAN = "dispatched_organ", "派出机构", "Dispatched organ"
    PUBLIC_SERVICE = "public_service", "公共服务企事业单位", "Public-service enterprise"
    COUNTY_DEPARTMENT = "county_department", "县区部门", "County department"
    DEPARTMENT_SUB_UNIT = "department_sub_unit", "部门所属单位", "Sub-unit of a department"
    STREET_TOWN = "street_town", "街道、镇", "Street or town"
    COMMUNITY = "community", "社区、村", "Community or village"
    GRID = "grid", "网格", "Grid"
    MASS_ORGANISATION = "mass_organisation", "人民团体", "Mass organisation"
    OUTSIDE_BODY = "outside_body", "政府以外机关", "Body outside the government"
    SUPERVISORY_BODY = "supervisory_body", "监察机关", "Supervisory body"
    IMPORTED_PLACEHOLDER = "imported_placeholder", "导入占位单位", "Imported placeholder"


class LegalRole(Word):
    """What the law lets a unit be (Art. 4)."""

    OPERATOR = "operator", "热线工作机构", "Operator"
    COORDINATOR = "coordinator", "管理协调", "Coordinator"
    UNDERTAKING = "undertaking", "承办单位", "Undertaking unit"
    SUB_UNIT = "sub_unit", "所属单位", "Sub-unit"
    COOPERATING = "cooperating", "配合单位", "Cooperating body"
    OUTSIDE = "outside", "政府以外", "Outside"
    PLACEHOLDER = "placeholder", "占位", "Placeholder"


class Role(Word):
    """In what office a person acts (Art. 11, 12, 13; R9)."""

    AGENT = "agent", "受理员", "Agent"
    EXPERT = "expert", "专家坐席", "Expert seat"
    SHIFT_LEADER = "shift_leader", "值班长", "Shift leader"
    DISPATCHER = "dispatcher", "转办员", "Dispatcher"
    ARBITER = "arbiter", "争议裁定员", "Arbiter"
    EXAMINER = "examiner", "审核员", "Examiner"
    CALLBACK_CLERK = "callback_clerk", "回访员", "Callback clerk"
    SUPERVISOR = "supervisor", "督办员", "Supervisor"
    ASSESSOR = "assessor", "考核员", "Assessor"
    QUALITY_INSPECTOR = "quality_inspector", "质检员", "Quality inspector"
    HEAD_OF_CENTRE = "head_of_centre", "中心主任", "Head of the centre"
    KNOWLEDGE_EDITOR = "knowledge_editor", "知识编辑", "Knowledge editor"
    UNIT_CLERK = "unit_clerk", "承办单位经办人", "Unit clerk"
    UNIT_HEAD = "unit_head", "承办单位负责人", "Unit head"
    COUNTY_OPERATOR = "county_operator", "县区热线操作员", "County hotline operator"
    COUNTY_OFFICE = "county_office", "县区政府办公室", "County office"
    ASSISTANCE_WORKER = "assistance_worker", "协助人员", "Assistance worker"
    GENERAL_OFFICE_CLERK = "general_office_clerk", "市政府办公厅经办人", "General office clerk"
    CITY_LEADER = "city_leader", "市领导", "City leader"
    SUPERVISORY_BODY = "supervisory_body", "监察人员", "Supervisory body"
    VENDOR_MANAGER = "vendor_manager", "承接企业管理员", "Vendor manager"
    ADMINISTRATOR = "administrator", "系统管理员", "Administrator"
    CALLER = "caller", "来电人", "Caller"
    SYSTEM = "system", "系统", "System"


class TermUnit(Word):
    """In what a limit is counted (R16)."""

    WORKING_DAY = "working_day", "个工作日", "working day"
    CALENDAR_DAY = "calendar_day", "日", "calendar day"
    HOUR = "hour", "小时", "hour"
    MINUTE = "minute", "分钟", "minute"


class DayReason(Word):
    """Why a day is counted or not (R15, R16)."""

    WORKING_DAY = "working_day", "工作日", "working day"
    WEEKEND = "weekend", "周末", "weekend"
    HOLIDAY = "holiday", "放假", "public holiday"
    MADE_UP = "made_up", "调休上班", "make-up working day"


class StepKind(Word):
    """What one line of the computation of a limit says."""

    START = "start", "起算", "Start"
    FIRST_DAY = "first_day", "当日不计", "First day not counted"
    COUNTED = "counted", "计入", "Counted"
    MADE_UP = "made_up", "调休计入", "Make-up day counted"
    SKIPPED = "skipped", "不计入", "Not counted"
    MOVED = "moved", "顺延", "Moved on"
    EXTENSION = "extension", "延期", "Extension"
    END = "end", "到期", "Due"
    KEPT = "kept", "原期限不变", "Old date stands"


class RegimeLevel(Word):
    """Whose rule it is, nearest first; the centre's own rules speak only where no text does."""

    COUNTY = "county", "县区", "County or street"
    CITY = "city", "市", "City"
    PROVINCE = "province", "省", "Province"
    NATION = "nation", "国家", "Nation"
    HOUSE = "house", "本市工作规范", "Centre's working rules"


class RegimeWord(Word):
    """What a rule can say instead of a value."""

    SILENT = "silent", "未规定", "silent"
    FORBIDDEN = "forbidden", "不允许", "forbidden"
    ALLOWED = "allowed", "允许", "allowed"
    PROMPTLY = "promptly", "及时", "promptly"
    AT_ONCE = "at_once", "立即", "at once"
    BY_ORDER = "by_order", "随单确定", "set with the order"
    NO_LIMIT = "no_limit", "不设时限", "no limit"


class OrderFlag(Word):
    """What about an order can make another rule bind."""

    SUPERVISED = "supervised", "督办件", "Supervised"
    CALLBACK_RECHECK = "callback_recheck", "回访复核件", "Callback recheck"
    COMPLEX_APPROVED = "complex_approved", "经批准的复杂件", "Approved as complex"
    ABOUT_CENTRE = "about_centre", "反映热线中心", "About the centre"
    ABOUT_SECTION = "about_section", "反映中心科室", "About a section of the centre"
    CONDUCT = "conduct", "反映工作作风", "About conduct"
    MINOR_HARMED = "minor_harmed", "未成年人受侵害", "A minor was harmed"


class RuleEffect(Word):
    """What comes of a rule of a regime."""

    READ = "read", "程序照此执行", "The program goes by it"
    LIFECYCLE = "lifecycle", "流程本身保证", "The lifecycle itself keeps it"
    SHOWN = "shown", "只展示，由人执行", "Shown, for people to keep"


class HandlingMeans(Word):
    """What the main limit of a regime asks for (R52)."""

    REPLY_AND_FEED_BACK = "reply_and_feed_back", "期限内回复并反馈", "Reply and feedback within the limit"
    COMPLETION = "completion", "期限内办理完毕", "Completion within the limit"
    BY_ORDER = "by_order", "期限随单确定", "The limit is set with the order"
    NONE = "none", "没有规定期限", "No limit is set"


class Approver(Word):
    """Who grants an extension (R52)."""

    CENTRE = "centre", "热线中心", "Centre"
    HEAD_OF_AGENCY = "head_of_agency", "承办单位负责人", "Head of the agency"


class StopDecider(Word):
    """Whose act it is to stop handling (R40, R51)."""

    UNIT = "unit", "承办单位", "Unit"
    CITY_HOTLINE = "city_hotline", "市热线工作机构", "City hotline"


class StopGround(Word):
    """Why a matter is handled no further (Art. 25; weifang_2021:21)."""

    SAME_FACTS_AND_REASONS = "same_facts_and_reasons", "同一事实和理由重复反映", "Same facts and reasons again"
    NOT_ACCEPTABLE = "not_acceptable_after_all", "受理后发现不属受理范围", "Found not to be acceptable"
    NO_COOPERATION = (
        "refuses_to_cooperate_so_handling_is_impossible",
        "诉求人拒不配合，无法办理",
        "No cooperation: cannot be handled",
    )


class LampKey(Word):
    """The colours of a deadline lamp; each stands with an icon and words, never alone."""

    BLUE = "blue", "待签收", "Not signed for"
    GREEN = "green", "正常", "In time"
    AMBER = "amber", "临期", "Due soon"
    RED = "red", "逾期", "Overdue"
    GREY = "grey", "待审", "Pending"
    DONE = "done", "完成", "Done"


class SupervisionLevel(Word):
    """Who supervises (Art. 28: graded)."""

    COUNTY = "county", "县区级督办", "County"
    CITY = "city", "市级督办", "City"


class SupervisionGround(Word):
    """Why a matter is supervised (Art. 28 (1) to (4)); each regime names the grounds of its own."""

    OVERDUE = "overdue", "超出时限", "Overdue"
    REPEATED = "repeated", "多次集中反映未解决", "Repeated or concentrated"
    KNOWLEDGE = "knowledge", "知识库维护不力", "Knowledge base neglected"
    NOT_ACCEPTED = "not_accepted", "职责内拒不接收", "Refused though its own duty"
    UNSOLVED = "unsolved", "应当解决未解决", "Unsolved though due"
    HARM = "harm", "办理不力造成负面影响", "Poor handling did harm"
    OTHER = "other", "其他", "Other"


class EscalationStep(Word):
    """The ladder of Art. 29 and 30, from the lowest rung."""

    CITY_HOTLINE = "city_hotline", "市热线机构召集协调", "The city hotline convenes the units"
    GENERAL_OFFICE = "general_office", "市政府办公厅协调", "General office"
    EXECUTIVE_MEETING = "executive_meeting", "市政府常务会议", "Executive meeting"


class ContactWay(Word):
    """How a unit got in touch with a caller or place (R5, R17)."""

    PHONE = "phone", "电话", "Telephone"
    BRIDGE = "bridge", "中心转接", "Centre's bridge"
    VISIT = "visit", "现场", "Visit"
    MESSAGE = "message", "消息", "Message"
    NONE = "none", "未联系", "No contact"


class SendBackReason(Word):
    """Why a unit asks to be relieved of an order; a refused reason cannot be used twice (R62)."""

    NOT_OUR_DUTY = "not_our_duty", "不属于本单位职责", "Not our duty"
    NOT_OUR_PLACE = "not_our_place", "不属于本单位辖区", "Not our place"
    OTHER_TRADE = "other_trade", "属于其他行业主管", "Another trade's authority"
    MIXED_MATTERS = "mixed_matters", "多个事项需拆分", "Several matters to be split"
    OTHER = "other", "其他", "Other"


class SendBackVerdict(Word):
    """What becomes of a send-back: whose the order is next, or who decides (R6, R62)."""

    NEXT_UNIT = "next_unit", "同意并转派", "Upheld: to another unit"
    TO_QUEUE = "to_queue", "同意，回待转办", "Upheld: to the queue"
    REFUSE = "refuse", "不同意", "Refused"
    REFER = "refer", "提请裁定", "Refer to the arbiter"


class ReopenCause(Word):
    """Why a closed order is taken up again; each cause once (R66)."""

    CALLER_RETURNED = "caller_returned", "来电人再次反映", "The caller came back"
    EXPLANATION = "explanation", "说明未能解决", "The explanation did not settle it"
    CENTRE_FOUND = "centre_found", "热线中心发现", "Found by the centre"
    STOP_REVIEWED = "stop_reviewed", "不再办理复核", "Stop reviewed"
    LATER_BAR = "later_bar", "事后发现应当回避", "A bar was found later"


class Procedure(Word):
    """A lawful way that a matter has entered elsewhere (Art. 23 (3); an open list)."""

    RECONSIDERATION = "reconsideration", "行政复议", "Administrative reconsideration"
    ARBITRATION = "arbitration", "仲裁", "Arbitration"
    LITIGATION = "litigation", "诉讼", "Litigation"
    PETITION = "petition", "信访", "Petition"
    DISCIPLINE = "discipline", "纪检监察", "Discipline inspection"
    DISCLOSURE = "disclosure", "政府信息公开", "Information disclosure"
    OTHER = "other", "其他法定途径", "Another lawful way"


class EmergencyService(Word):
    """Lines to which emergencies go at once."""

    POLICE = "110", "110 报警", "110 police"
    FIRE = "119", "119 火警", "119 fire"
    AMBULANCE = "120", "120 急救", "120 ambulance"
    TRAFFIC = "122", "122 交通事故", "122 traffic"
    DUTY_OFFICE = "duty_office", "值班室", "Duty office"
    CIVIL_AFFAIRS = "civil_affairs", "民政部门", "Civil affairs"


class PoliceGround(Word):
    """Under which article a caller's conduct is referred (R41)."""

    REPEATED_USE = "42", "恶意反复使用、长时间占用", "Malicious repeated use"
    THREATS = "43", "骚扰、侮辱、威胁、诬告", "Harassment, insult, threats"


class OutageKind(Word):
    """What failed (R24)."""

    TELEPHONE = "telephone", "电话", "Telephone"
    PLATFORM = "platform", "平台", "Platform"
    NETWORK = "network", "网络", "Network"
    POWER = "power", "供电", "Power"


class RevealField(Word):
    """Which fields of a caller can be unmasked (R44)."""

    NAME = "name", "姓名", "Name"
    PHONE = "phone", "电话", "Telephone"
    ACCOUNT = "account", "来电原述", "Caller's account"


class TextKind(Word):
    """Which text of an order is meant: texts lie in their own deletable table, never in an event."""

    TITLE = "title", "标题", "Title"
    ACCOUNT = "account", "来电原述", "Caller's account"
    TRANSFER = "transfer", "转办内容", "Text for transfer"
    ADDRESS = "address", "事发地址", "Address"
    SUBJECT_PERSON = "subject_person", "被反映人", "Person complained of"
    REASON = "reason", "理由", "Reason"
    ANSWER = "answer", "答复", "Answer"
    REPLY = "reply", "回复内容", "Reply"
    FINDINGS = "findings", "办理情况", "Findings"
    MEASURES = "measures", "解决措施", "Measures"
    LEGAL_GROUND = "legal_ground", "法律依据", "Legal ground"
    PUBLIC_ANSWER = "public_answer", "公开答复", "Public answer"
    OPINION = "opinion", "意见", "Opinion"
    NOTE = "note", "备注", "Note"
    WISH = "wish", "要求", "Wish"
    CASE_NUMBER = "case_number", "案号", "Case number"
    BODY = "body", "受理机关", "Competent body"
    DOCUMENT = "document", "文书", "Document"
    POINT = "point", "诉求要点", "Point"


class ChainBreak(Word):
    """What is wrong where a chain of events does not hold."""

    CHANGED = "changed", "内容已被改动", "Changed"
    REMOVED = "removed", "记录已被删除", "Removed"
    REORDERED = "reordered", "顺序已被调换", "Reordered"
    INSERTED = "inserted", "记录系插入", "Inserted"
    CUT_TAIL = "cut_tail", "此后记录被截去", "Tail cut off"
    VANISHED_SUBJECT = "vanished_subject", "主体记录消失", "Subject vanished"
    UNKNOWN_SUBJECT = "unknown_subject", "没有这一主体", "No such subject"
    HEAD_MISMATCH = "head_mismatch", "末端登记不符", "Head does not match"
    FIGURES_ALTERED = "figures_altered", "冻结的指标已被改动", "Frozen figures altered"


class SubjectKind(Word):
    """Whose chain of events it is: each subject's row carries the head of its own chain."""

    ORDER = "order", "工单", "Order"
    UNIT = "unit", "单位", "Unit"
    STAFF = "staff", "工作人员", "Staff"
    CALENDAR = "calendar", "工作日历", "Calendar"
    REGIME = "regime", "规则版本", "Regime version"
    CATALOGUE = "catalogue", "派单目录", "Catalogue"
    OUTAGE = "outage", "系统故障", "Outage"
    CALL = "call", "通话", "Call"
    INSPECTION = "inspection", "受理质检", "Inspection of intake"
    TYPICAL_CASE = "typical_case", "典型案例", "Typical case"
    HOTLINE_OPINION = "hotline_opinion", "对热线的意见", "Opinion on the hotline"
    CONSULTATION = "consultation", "民意征集", "Consultation"
    MONTH = "month", "指标月份", "Month of figures"


class DeliveryState(Word):
    """Where a message to a unit, a caller, a desk or a citizen stands."""

    PENDING = "pending", "待发送", "Pending"
    SENT = "sent", "已发送", "Sent"
    RECORDED = "recorded", "仅记录", "Recorded only"
    FAILED = "failed", "发送失败", "Failed"


class Desk(Word):
    """A desk that answers for what no unit has (R54), at the centre or beside it."""

    DISPATCHING = "dispatching", "转办岗", "Dispatch desk"
    EXAMINATION = "examination", "审核岗", "Examination desk"
    CALLBACK = "callback", "回访岗", "Callback desk"
    SUPERVISION = "supervision", "督办岗", "Supervision desk"
    HEAD_OF_CENTRE = "head_of_centre", "中心主任", "Head of the centre"
    GENERAL_OFFICE = "general_office", "市政府办公厅", "City general office"
    DUTY_OFFICE = "duty_office", "值班室", "Duty office"


class AddressKind(Word):
    """By which way a message finds its reader."""

    MAILBOX = "mailbox", "电子邮件", "E-mail"
    PHONE = "phone", "手机短信", "Text message"
    NOTICE = "notice", "站内通知", "Notice in the house"


class FlaggedKind(Word):
    """What a text for transfer should not carry and an agent is shown (R43)."""

    NAME = "name", "姓名", "Name"
    PHONE = "phone", "电话号码", "Telephone number"
    ID_NUMBER = "id_number", "证件号码", "Identity number"
    DOOR_NUMBER = "door_number", "门牌号", "Door number"
    CONTACT = "contact", "联系方式", "Contact"


class DivisionKind(Word):
    """What kind of place a division is."""

    DISTRICT = "district", "区", "District"
    COUNTY = "county", "县", "County"
    STREET = "street", "街道", "Subdistrict"
    TOWN = "town", "镇", "Town"
    COMMUNITY = "community", "社区", "Community"
    VILLAGE = "village", "村", "Village"
    GRID = "grid", "网格", "Grid"


class DispatchGround(Word):
    """By what a matter goes to a unit (Art. 23(2))."""

    DUTY = "duty", "职责", "Duty"
    LOCALITY = "locality", "属地", "Locality"
    TRADE = "trade", "行业", "Trade"


class SuggestionSource(Word):
    """Why a unit is suggested for a matter, the strongest first (Art. 23(2), R6)."""

    CATALOGUE = "catalogue", "派单目录", "Catalogue"
    PRECEDENT = "precedent", "先例", "Precedent"
    PAST = "past", "近期承办", "Recent host"
    PLACE = "place", "属地", "Place"


class SealFault(Word):
    """What is wrong with one of the nightly seals of the log."""

    MISSING = "missing", "存证文件缺失", "Seal file missing"
    ALTERED = "altered", "存证内容不符", "Seal altered"
    BAD_SIGNATURE = "bad_signature", "存证签名无效", "Signature does not hold"
    UNKNOWN_TO_DATABASE = "unknown_to_database", "数据库中没有这份存证", "Unknown to the database"
    DATABASE_DIFFERS = "database_differs", "数据库的登记与存证文件不符", "The database's row differs from the file"
    UNREADABLE = "seals_unreadable", "没有密钥，存证无从核对", "No key to check them with"


class CallDirection(Word):
    """Who called whom."""

    IN = "in", "呼入", "Inbound"
    BACK = "back", "回拨", "Called back"


class CallState(Word):
    """Where a call stands (R35)."""

    QUEUED = "queued", "排队中", "Queued"
    RINGING = "ringing", "响铃", "Ringing"
    TALKING = "talking", "通话中", "Talking"
    TO_DISPOSE = "to_dispose", "待登记去向", "Outcome owed"
    DISPOSED = "disposed", "已登记去向", "Outcome recorded"
    MISSED = "missed", "未接通", "Missed"


class CallEndedBy(Word):
    """Who ended a call."""

    CALLER = "caller", "来电人挂断", "The caller"
    AGENT = "agent", "受理员挂断", "The agent"
    SYSTEM = "system", "系统断开", "The system"


class CallMissed(Word):
    """Why nobody answered a call."""

    ABANDONED = "abandoned", "来电人先挂断", "The caller gave up"
    NO_ANSWER = "no_answer", "振铃未接", "Nobody picked up"
    NO_AGENT = "no_agent", "无人值守", "Nobody on duty"
    TIMED_OUT = "timed_out", "排队超时", "Waited too long"
    OVERFLOW = "overflow", "转往他处", "Sent elsewhere"
    FAILED = "failed", "线路故障", "The line failed"


class CallDisposition(Word):
    """What came of an answered call (Art. 16; R26, R35, R47, R67)."""

    WRONG_NUMBER = "wrong_number", "打错电话", "Wrong number"
    SILENT = "silent", "无声", "Silent"
    DROPPED = "dropped", "断线", "Dropped"
    TEST = "test", "测试", "Test"
    CONSULTED = "consulted", "咨询已答复", "Consultation answered"
    MATTER = "matter", "诉求已登记", "Matter recorded"
    FOLLOWED_UP = "followed_up", "续报或并案", "Added to an order"
    DEMANDED = "demanded", "已记下要求说明", "Explanation demanded"
    TOLD = "told", "已告知进度", "Progress told"


class CallRelation(Word):
    """What a call has to do with an order (R26)."""

    RECEIVED = "received", "受理", "Received"
    ANSWERED = "answered", "咨询答复", "Answered"
    SUPPLEMENTED = "supplemented", "续报", "Supplemented"
    JOINED = "joined", "并案附议", "Joined"
    DEMANDED = "demanded", "要求说明", "Demanded an explanation"
    TOLD = "told", "告知进度", "Progress told"


class NumberPurpose(Word):
    """What a caller's number is shown for (R44)."""

    CALL_BACK = "call_back", "断线回拨", "Call back after a break"
    VERIFY = "verify", "与来电人核对", "Check with the caller"
    EMERGENCY = "emergency", "转告紧急热线", "Pass on to an emergency line"


class CallEventKind(Word):
    """What a telephone switch tells, whatever its make."""

    OFFERED = "call.offered", "来电", "Call offered"
    IVR_ENTERED = "ivr.entered", "进入语音导航", "Entered the voice menu"
    IVR_CHOICE = "ivr.choice", "语音导航选择", "Chose in the voice menu"
    QUEUE_ENTERED = "queue.entered", "进入排队", "Entered a queue"
    QUEUE_LEFT = "queue.left", "离开排队", "Left a queue"
    AGENT_OFFERED = "agent.offered", "坐席振铃", "Rings at an agent"
    AGENT_NO_ANSWER = "agent.no_answer", "坐席未接", "Agent did not pick up"
    AGENT_OFFER_CANCELLED = "agent.offer_cancelled", "坐席振铃取消", "Ringing ended"
    ANSWERED = "call.answered", "接通", "Answered"
    HELD = "call.held", "保持", "Held"
    RESUMED = "call.resumed", "恢复", "Resumed"
    TRANSFERRED = "call.transferred", "转接", "Transferred"
    ENDED = "call.ended", "结束", "Ended"
    RECORDING_STARTED = "recording.started", "录音开始", "Recording started"
    RECORDING_READY = "recording.ready", "录音就绪", "Recording ready"
    AGENT_LOGIN = "agent.login", "坐席签入", "Agent logged in"
    AGENT_LOGOUT = "agent.logout", "坐席签出", "Agent logged out"
    AGENT_PAUSE = "agent.pause", "坐席示忙", "Agent paused"
    AGENT_UNPAUSE = "agent.unpause", "坐席示闲", "Agent back"
    AGENT_WRAPUP = "agent.wrapup", "话后整理", "Wrap-up"


class CallCommand(Word):
    """What a telephone switch can be asked to do."""

    ANSWER = "answer", "接听", "Answer"
    HANG_UP = "hang_up", "挂断", "Hang up"
    HOLD = "hold", "保持", "Hold"
    RESUME = "resume", "恢复", "Resume"
    TRANSFER = "transfer", "转接", "Transfer"
    CONFERENCE = "conference", "三方", "Conference"
    ORIGINATE = "originate", "外呼", "Call out"
    LOGIN = "login", "签入", "Log in"
    LOGOUT = "logout", "签出", "Log out"
    PAUSE = "pause", "示忙", "Pause"
    UNPAUSE = "unpause", "示闲", "End the pause"
    ATTACH = "attach", "附带数据", "Attach data"


class ScanState(Word):
    """What is known of viruses in a file."""

    CLEAN = "clean", "已查毒", "Scanned"
    INFECTED = "infected", "含有病毒", "Infected"
    NOT_SCANNED = "not_scanned", "未查毒", "Not scanned"


class OrderTie(Word):
    """How another order belongs with one."""

    MERGED_INTO = "merged_into", "并入此件", "Merged into it"
    MERGED = "merged", "已并入本件", "Merged into this one"
    SPLIT_FROM = "split_from", "由此件拆分", "Split from it"
    SPLIT_OFF = "split_off", "由本件拆分", "Split off this one"
    EARLIER = "earlier", "前次工单", "Earlier order"
    LATER = "later", "后续工单", "Later order"
    LINKED = "linked", "同一事项", "Same matter"
    SAME_CALLER = "same_caller", "同一来电人", "Same caller"


class SheetBlock(Word):
    """What the work flow sheet records, block by block (Art. 22)."""

    CALLER = "caller", "来电人基本信息", "Caller"
    MATTER = "matter", "受理事项", "Matter"
    INTAKE = "intake", "受理情况", "Intake and transfer"
    HANDLING = "handling", "办理情况", "Handling"
    REPLY = "reply", "回复情况", "Reply"
    CALLBACK = "callback", "回访情况", "Callback and closing"
    SUPERVISION = "supervision", "督办情况", "Supervision"


class Verdict(Word):
    """What becomes of a case in the figure it belongs to: it is in the denominator, or left out for a reason."""

    HOLDS = "holds", "计入分子", "In the numerator"
    FAILS = "fails", "只计入分母", "In the denominator only"


class Exclusion(Word):
    """Why a case that falls in the period is left out of a figure, and shown apart (R25, R28, R35, R68)."""

    IMPORTED = "imported", "历史导入", "Imported history"
    NO_MATTER = "no_matter", "无实质诉求", "No matter"
    MERGED = "merged", "已并案，在主单计", "Merged, counted with the other order"
    WITHDRAWN = "withdrawn", "来电人已撤回", "Withdrawn by the caller"
    STOPPED = "stopped", "不再办理", "Stopped"
    MOVED = "moved", "已收回、退单、改派或改走其他途径", "No longer with the unit"
    REHANDLED = "rehandled", "本轮已转入重办", "The round ended by rehandling"
    ENDED = "ended", "工单已另行办结", "The order ended otherwise"
    HANDED_ON = "handed_on", "改按第二时限计", "Goes by the second date"
    NOT_DUE = "not_due", "尚未到期", "Not due yet"
    AWAITING_EXAMINATION = "awaiting_examination", "已反馈，待审核", "Fed back, awaiting examination"
    RETURNED = "returned", "退回补正，视为未反馈", "Returned: counts as not made"
    VOID = "void", "作废", "Void"
    WAIVED = "waived", "本人明示不需要回复", "Reply waived"
    ANONYMOUS = "anonymous", "匿名或没有联系方式", "Anonymous, or no way to reach them"
    ON_ITS_WAY = "on_its_way", "已发出，待送达", "On its way"
    CONTESTED = "contested", "存疑，尚未认定", "Contested, not decided yet"
    NO_REPLY = "no_reply", "还没有回复", "No reply yet"
    UNREACHABLE = "unreachable", "未联系上", "Not reached"
    DECLINED = "declined", "拒绝评价", "Declined to answer"
    UNANSWERED = "unanswered", "未答此问", "Did not answer this question"
    DESIGNATED = "designated", "指定承办，不得退单", "Designated: cannot be sent back"
    AGAIN = "again", "重办或重启，原单位继续承办", "Rehandled or reopened with the same host"


class InspectedKind(Word):
    """What of an agent's work is inspected."""

    ORDER = "order", "工单", "Order"
    CALL = "call", "通话", "Call"


class InspectionState(Word):
    """Where the inspection of one intake stands."""

    DRAWN = "drawn", "待评分", "To score"
    SCORED = "scored", "已评分", "Scored"
    ACKNOWLEDGED = "acknowledged", "已确认", "Acknowledged"
    APPEALED = "appealed", "申诉中", "Appealed"
    DECIDED = "decided", "申诉已裁定", "Appeal decided"


class InspectionCause(Word):
    """Why an intake is inspected: drawn as a sample, flagged by a rule, or by a person with a reason."""

    SAMPLE = "sample", "抽样", "Sample"
    MISDIRECTED = "misdirected", "因派错被退单", "Sent back as misdirected"
    SENT_BACK_TWICE = "sent_back_twice", "两次退单", "Sent back twice"
    UNUSUAL_LENGTH = "unusual_length", "长短异常", "Unusual length"
    ATTITUDE = "attitude", "来电人不满意态度", "Dissatisfied with the attitude"
    BY_PERSON = "by_person", "人工提请", "Flagged by a person"


class InspectionTextKind(Word):
    """Which remark on an inspection is meant: remarks lie in their own deletable table, never in an event."""

    REASON = "reason", "提请理由", "Reason for the flag"
    GOOD = "good", "做得好的", "Done well"
    BETTER = "better", "需改进的", "To do better"
    APPEAL = "appeal", "申诉理由", "Reason of the appeal"
    DECISION = "decision", "裁定理由", "Reason of the decision"


class TypicalCaseState(Word):
    """Where a typical case stands on its way to the public (Art. 33(3))."""

    AWAITING = "awaiting", "待发布", "Awaits publication"
    PUBLISHED = "published", "已公开", "Published"
    DECLINED = "declined", "未同意公开", "Declined"
    WITHDRAWN = "withdrawn", "已撤下", "Withdrawn"


class TypicalCaseTextKind(Word):
    """Which text of a typical case is meant: texts lie in their own deletable table, never in an event."""

    TITLE = "title", "标题", "Title"
    BODY = "body", "正文", "Text"
    REASON = "reason", "理由", "Reason"


class HotlineOpinionState(Word):
    """Where an opinion on the hotline itself stands (Art. 37)."""

    RECEIVED = "received", "待答复", "To be answered"
    ANSWERED = "answered", "已答复", "Answered"
    PUBLISHED = "published", "已公开", "Published"
    SET_ASIDE = "set_aside", "不作意见处理", "Set aside"


class HotlineOpinionTextKind(Word):
    """Which text of an opinion on the hotline is meant: texts lie in their own deletable table, never in an event."""

    OPINION = "opinion", "意见", "Opinion"
    ANSWER = "answer", "答复", "Answer"
    PUBLIC_OPINION = "public_opinion", "公开的意见", "Opinion as published"
    PUBLIC_ANSWER = "public_answer", "公开的答复", "Answer as published"
    REASON = "reason", "理由", "Reason"


class ConsultationState(Word):
    """Where a consultation stands: its text never changes once it is published (Art. 37)."""

    DRAFTED = "drafted", "起草", "Being drafted"
    PUBLISHED = "published", "已发布", "Published"
    CLOSED = "closed", "已截止", "Closed"
    REPORTED = "reported", "已公布采纳情况", "Reported"
    DISCARDED = "discarded", "已作废", "Discarded"


class ConsultationItemKind(Word):
    """What is asked: for an opinion on one paragraph of a draft text, or for the answer to a question."""

    PARAGRAPH = "paragraph", "条文", "Paragraph"
    ONE = "one", "单选", "One of several"
    SEVERAL = "several", "多选", "Several"
    SCALE = "scale", "打分", "Scale"
    WORDS = "words", "填写", "In words"


class ConsultationChannel(Word):
    """By which way an answer came."""

    PORTAL = "portal", "网上", "On the web"
    DESK = "desk", "现场", "In person"
    LETTER = "letter", "来信", "By letter"


class Opinion(Word):
    """What somebody thinks of a paragraph."""

    AGREE = "agree", "同意", "Agree"
    CHANGE = "change", "修改后同意", "Agree with changes"
    DISAGREE = "disagree", "不同意", "Disagree"


class TakenUp(Word):
    """What became of what came in on a paragraph or a question (Art. 37)."""

    YES = "yes", "已采纳", "Taken up"
    PARTLY = "partly", "部分采纳", "Partly taken up"
    NO = "no", "未采纳", "Not taken up"
    NOTHING = "nothing", "没有需要采纳的意见", "Nothing to take up"
