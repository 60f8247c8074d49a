"""What comes of a rule: the program goes by it, the lifecycle keeps it in every city, or it is shown to people only.

A key, or one field of it ("send_back.arbiter"), that stands in no row is read and binds; tests/test_house_rules.py
proves that. The rest stands here, each with the reason why no code reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lianxin.law.words import RuleEffect as E


@dataclass(frozen=True, slots=True)
class Unread:
    """A key or field that no decision reads: what comes of it, and why."""

    key: str
    effect: E
    zh: str
    en: str


KEPT, SHOWN = E.LIFECYCLE, E.SHOWN

# fmt: off
_ROWS = (
    # ---- limits
    Unread("clock_start", KEPT, "转办即进入单位收件，接到与转办是同一刻（R15）。",
           "A transferred order lies in the unit's inbox: receipt and transfer are one moment (R15)."),
    Unread("cards", KEPT, "只有这一种黄牌、红牌，哪些时限发牌由 R16 定。",
           "There are no other cards; R16 says which limits give them."),
    Unread("extension.grounds", SHOWN, "是否复杂由审批人判断。", "Whoever approves judges whether it is complex."),
    Unread("extension.normally", SHOWN, "按最多天数执行，不作例外。", "The maximum is kept without exception."),
    Unread("extension.further_by", SHOWN, "再次延期不在本系统办理。", "A further extension is not asked for here."),
    Unread("extension.apply_before_deadline", KEPT, "到期之后一律不能申请（R52）。",
           "Nobody can ask after the due moment (R52)."),
    Unread("extension.needs_reason", KEPT, "申请必须写明理由。", "No request goes without a reason."),
    Unread("extension.tell_caller", KEPT, "延期的反馈须写明理由和新日期，并答复来电人（R19、R52）。",
           "The feedback of an extension states reason and new date, and a reply is owed (R19, R52)."),
    Unread("register", SHOWN, "仅供比较的规则才有。", "Only a regime kept for comparison has it."),
    Unread("review_steps", SHOWN, "仅供比较的规则才有。", "Only a regime kept for comparison has it."),
    # ---- units
    Unread("send_back.needs_reason", KEPT, "退单必须写明理由（R6）。", "No send-back goes without a reason (R6)."),
    Unread("send_back.grounds", SHOWN, "理由是否成立由调度员判断。", "The dispatcher judges the ground."),
    Unread("send_back.arbiter", SHOWN, "都由调度岗决定；专门的审核机制由各市自行组织。",
           "The dispatching desk decides; a review body of its own is the city's to organise."),
    Unread("send_back.after_designation", KEPT, "指定之后一律不得退（R6）。",
           "After designation nobody sends back (R6)."),
    Unread("send_back.after_joint_study", KEPT, "研究确定的以“指定”记录，之后不得退（R6）。",
           "What a joint study settled is recorded as a designation (R6)."),
    Unread("send_back_review", KEPT, "每次退单都要有决定，留作先例（R6）。",
           "Each send-back is decided and kept as precedent (R6)."),
    Unread("unit_by", SHOWN, "派单目录给出建议，由人选定。", "The catalogue proposes, a person chooses."),
    Unread("dispatch_catalogue", SHOWN, "目录分版本载入，是否更新由人决定。",
           "The catalogue is kept in editions; people bring it up to date."),
    Unread("dispatch_path", SHOWN, "由调度员选择单位和抄送。", "The dispatcher chooses unit and copies."),
    Unread("host_rule", SHOWN, "主办只由市热线确定（R4），职责交叉时由调度员照此选择。",
           "The city hotline alone fixes the host (R4); where duties overlap its dispatcher goes by this."),
    Unread("first_receiver_responsible", SHOWN, "由各单位遵守。", "For the units to keep."),
    Unread("communities_host", KEPT, "社区、村一类的单位不能承办（R2）。", "No unit of that kind can be host (R2)."),
    Unread("log_in_per_day", SHOWN, "由各单位遵守。", "For the units to keep."),
    Unread("levels", SHOWN, "层级由单位种类决定。", "Levels follow from the kind of a unit."),
    Unread("utilities_all_hours", SHOWN, "由公共服务单位遵守。", "For the public services to keep."),
    Unread("outsourcing_main_business", KEPT, "承接企业人员不能作这些决定（R9）。",
           "Staff of the vendor cannot take those decisions (R9)."),
    # ---- outcomes and ends
    *(Unread(f"outcome.{code}", SHOWN, "答复内容由人写，回访核实是否告知（R57）。",
             "People write the reply; the callback asks whether it was told (R57).")
      for code in ("done", "statutory_longer", "constrained", "not_possible")),
    *(Unread(f"second_date.{code}", KEPT, "这种反馈没有第二时限不能提交（R21）。",
             "Such a feedback is not taken without its second date (R21).")
      for code in ("statutory_longer", "constrained")),
    Unread("tracked_outcomes", KEPT, "有第二时限的一律跟踪到该日（R49）。",
           "Every order with a second date is tracked to it (R49)."),
    Unread("stop.grounds", SHOWN, "由审核员判断。", "The examiner judges them."),
    Unread("stop.needs", KEPT, "没有书面说明和解释不能提交（R40、R51）。",
           "No stop without the statement and the explanation (R40, R51)."),
    Unread("rehandle.grounds", SHOWN, "由审核员写明理由。", "The examiner gives the reason."),
    Unread("rehandle.discretionary", KEPT, "是否重办都由人决定。", "A person decides in every city."),
    Unread("examine_every_feedback", KEPT, "没有绕过审核的路（R50）。", "No path skips examination (R50)."),
    Unread("callback_when", SHOWN, "各市都在审核通过后回访（R57）；到期即回访未实现。",
           "Every city calls back after examination (R57); calling at the end of the limit is not built."),
    Unread("callback_channels", SHOWN, "电话和消息，随来电人意愿（R34）。",
           "By telephone or message, as the caller wishes (R34)."),
    Unread("callback_for_assessment", SHOWN, "考核未实现。", "Assessment is not built."),
    Unread("ask_rating", KEPT, "回访都请评价，可以谢绝（R57）。",
           "Each callback asks for a rating, which may be declined."),
    Unread("reply_required", KEPT, "除非来电人不要，都须回复（R25）。", "A reply is owed unless waived (R25)."),
    Unread("merge_answers_every_caller", KEPT, "并案的来电人各有回复和回访（R27、R55）。",
           "Merged callers have reply and callback of their own (R27, R55)."),
    # ---- intake
    Unread("redirect", SHOWN, "由受理员判断属于哪一种。", "The agent judges which it is."),
    Unread("redirect_open_list", SHOWN, "由受理员判断。", "The agent judges."),
    Unread("discipline_route", SHOWN, "以转出记录，走法由人选。",
           "Recorded as transferred out; people choose the way."),
    Unread("emergency", KEPT, "受理时即可转紧急服务，工单办结。", "Intake hands it over at once and the order ends."),
    Unread("missed_calls", SHOWN, "电话接入未实现。", "The telephone is not connected yet."),
    Unread("unlawful_request", SHOWN, "由受理员劝导，记入答复。", "The agent persuades and records the answer."),
    Unread("risk_report", KEPT, "报告当即送值班室（R42）。", "A report goes to the duty office at once (R42)."),
    Unread("misuse_repeated_or_long", SHOWN, "移送前必须有劝阻记录（R41），是否移送由人决定。",
           "A referral needs a recorded dissuasion (R41); people decide on it."),
    Unread("misuse_harassment", SHOWN, "是否移送由人决定（R41）。", "People decide on a referral (R41)."),
    Unread("misuse_block_number", KEPT, "系统不拒接任何号码（R41）。", "No number is ever refused (R41)."),
    # ---- supervision, secrecy, publication
    Unread("supervise_city_hotline", SHOWN, "督办分市、县两级，名称由人用。",
           "Supervision has two levels, city and county; the name is for people."),
    Unread("supervise_departments", SHOWN, "有关部门的督办不在本系统办理。",
           "Supervision by departments is not done here."),
    Unread("secrecy_on_request", KEPT, "要求保密的，联系方式和身份都不给单位（R44、R65）。",
           "On request neither contact nor identity reaches a unit (R44, R65)."),
    Unread("secrecy_always", KEPT, "身份加密并遮蔽，涉密内容可封存（R44、R46）。",
           "Identity is encrypted and masked; secrets can be sealed (R44, R46)."),
    Unread("secrecy_accused_barred_for", KEPT, "举报件的被举报方不能经办、不能看（R10）。",
           "Whom a tip-off accuses neither handles nor reads it (R10)."),
    Unread("secrecy_recusal", KEPT, "各市都可声明、可要求回避（R12）。",
           "Interest can be declared and recusal demanded everywhere (R12)."),
    Unread("assessment", SHOWN, "考核未实现。", "Assessment is not built."),
    Unread("calendar", KEPT, "只有国家公布的日历（R16）。", "There is no other than the national calendar (R16)."),
)
# fmt: on

UNREAD: Mapping[str, Unread] = MappingProxyType({row.key: row for row in _ROWS})


def effect_of(key: str) -> E:
    """What comes of a key or of one field of it."""
    return UNREAD[key].effect if key in UNREAD else E.READ
