"""Every key a regime may speak of, what its value looks like, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lianxin.law.regime_values import (
    AttemptRule,
    ExtensionRule,
    OutcomeRule,
    RehandleRule,
    SendBackRule,
    Shape,
    StopRule,
    boolean,
    code,
    forbiddable,
    limit,
    many,
    permission,
    positive,
    table,
    term,
    text,
    word,
)
from lianxin.law.words import (
    Approver,
    ClockName,
    EscalationStep,
    Outcome,
    RequestType,
    StopDecider,
    StopGround,
    SupervisionGround,
)


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a regime may rule."""

    shape: Shape
    zh: str
    en: str


PERSONAL = ("contact", "other_personal_information", "privacy", "personal_information")
SECRETS = code(*PERSONAL, "state_secret", "trade_secret")
MISUSE_STEPS = code("dissuade", "criticise", "educate", "warn_of_consequences", "police_if_offence")
TELL = code("progress", "statutory_term", "measures", "fixed_date", "explanation", "plan", "reason")
COUNTED_OUTCOMES = (Outcome.DONE, Outcome.STATUTORY_LONGER, Outcome.CONSTRAINED, Outcome.NOT_POSSIBLE)

EXTENSION = table(
    ExtensionRule,
    {
        "max_add": term,
        "approver": word(Approver),
        "normally": boolean,
        "grounds": many(code("complex", "very_complex", "lawful_need", "any")),
        "further_by": text,
        "apply_before_deadline": boolean,
        "needs_reason": boolean,
        "tell_caller": boolean,
    },
)
SEND_BACK = table(
    SendBackRule,
    {
        "needs_reason": boolean,
        "grounds": many(code("clearly_not_ours", "not_our_duty", "objection")),
        "arbiter": text,
        "after_designation": boolean,
        "after_joint_study": boolean,
    },
)
STOP = table(
    StopRule,
    {
        "decided_by": word(StopDecider),
        "grounds": many(word(StopGround)),
        "needs": many(code("explanation_to_caller", "written_statement", "written_application")),
    },
    ("decided_by",),
)
REHANDLE = table(
    RehandleRule,
    {
        "grounds": many(code("not_done_though_due", "caller_dissatisfied")),
        "discretionary": boolean,
        "max": positive,
        "then": code("supervise"),
    },
)
OUTCOME = table(OutcomeRule, {"tell": many(TELL)})
DATED_OUTCOMES = (Outcome.STATUTORY_LONGER, Outcome.CONSTRAINED)
REVIEW_STEP = table(dict, {"step": text, "apply_within": term, "decide_within": term})

_CLOCKS = {f"clock.{name.value}": Key(limit, f"时限：{name.zh}", f"Limit: {name.en}") for name in ClockName}
_OUTCOMES = {
    f"outcome.{outcome.value}": Key(OUTCOME, f"反馈情形：{outcome.zh}", f"Outcome: {outcome.en}")
    for outcome in COUNTED_OUTCOMES
} | {
    f"second_date.{outcome.value}": Key(
        code("statutory_term", "promised_date"), f"第二时限：{outcome.zh}", f"Second date: {outcome.en}"
    )
    for outcome in DATED_OUTCOMES
}

# fmt: off
_OTHERS = {
    # ---- limits
    "clock_start": Key(code("transferred", "received"), "承办时限起算", "Start of the unit's limits"),
    "order_limit": Key(term, "随单时限的建议值", "Suggested limit to set with the order"),
    "inner_level_lead": Key(term, "内部时限提前量", "How long before feedback the inner level ends"),
    "second_date_lead": Key(term, "第二时限提醒提前量", "How long before a second date everybody is reminded"),
    "cards": Key(table(dict, {"yellow": code("last_working_day_before"), "red": code("first_working_day_after")}),
                 "黄牌、红牌", "Yellow and red cards"),
    "extension": Key(forbiddable(EXTENSION, ExtensionRule(forbidden=True)), "延期", "Extension"),
    "register": Key(term, "登记时限", "Registration"),
    "review_steps": Key(many(REVIEW_STEP), "复查、复核", "Review steps"),
    # ---- units
    "send_back": Key(forbiddable(SEND_BACK, SendBackRule(forbidden=True)), "退单", "Send-back"),
    "send_back_max": Key(positive, "退单最多次数", "How many send-backs"),
    "send_back_review": Key(boolean, "派单异议审核", "Review of dispatch objections"),
    "unit_by": Key(code("catalogue", "competence"), "承办单位依据", "How the unit is found"),
    "dispatch_catalogue": Key(code("kept_up_to_date"), "派单目录", "Dispatch catalogue"),
    "dispatch_path": Key(many(code("direct_to_street_with_copy_to_district", "district_government_as_fallback",
                                   "consultation_before_dispatch")), "派单路径", "Ways of dispatching"),
    "host_rule": Key(code("fixed_by_city_hotline", "city_department_hosts_when_overlapping"), "主办确定", "Who hosts"),
    "first_receiver_responsible": Key(boolean, "首接负责", "First receiver is responsible"),
    "push_down": Key(permission, "部门职责下派街镇", "Pushing department duty down to streets"),
    "communities_host": Key(permission, "社区、村承办", "Communities as hosts"),
    "log_in_per_day": Key(positive, "每日至少登录次数", "Log-ins a day at least"),
    "levels": Key(many(text), "办理层级", "Levels"),
    "utilities_all_hours": Key(boolean, "水电气热全天候", "Utilities at all hours"),
    "outsourcing_main_business": Key(permission, "主体业务外包", "Outsourcing the main business"),
    # ---- outcomes and ends
    "tracked_outcomes": Key(many(word(Outcome)), "跟踪督办的情形", "Outcomes that are tracked"),
    "stop": Key(forbiddable(STOP, StopRule(forbidden=True)), "不再办理", "Stop"),
    "rehandle": Key(REHANDLE, "重办", "Rehandling"),
    "rehandle_limit": Key(limit, "重办时限", "Fresh limit of a rehandling"),
    "examine_every_feedback": Key(boolean, "逐一审核", "Every feedback is examined"),
    "callback_when": Key(code("every_feedback", "limit_reached"), "回访时机", "When callers are called back"),
    "callback_channels": Key(many(code("phone", "sms", "web")), "回访方式", "Ways of calling back"),
    "callback_for_assessment": Key(boolean, "回访用于考核", "Callback counts in assessment"),
    "ask_rating": Key(boolean, "请评价", "A rating is asked for"),
    "attempts": Key(table(AttemptRule, {"number": positive, "days": positive}, ("number", "days")),
                    "联系次数", "Attempts to reach a caller"),
    "reply_required": Key(code("unless_waived", "always"), "回复来电人", "Reply to the caller"),
    "reopen_days": Key(positive, "可重启天数", "Days to reopen"),
    "merge_answers_every_caller": Key(boolean, "并案逐一答复", "Every caller of a merged order is answered"),
    # ---- intake
    "redirect": Key(many(code("reconsideration", "arbitration", "litigation", "disciplinary", "information_disclosure",
                              "petition", "emergency_line", "same_matter_without_news", "secrets", "outside_duty",
                              "unlawful_or_immoral", "lawfully_settled", "other_by_law")),
                    "告知原途径或不予受理", "Redirected or not accepted"),
    "redirect_when": Key(code("already_entered", "must_or_already_entered"), "告知原途径的条件", "When to redirect"),
    "redirect_open_list": Key(boolean, "告知途径清单可扩展", "The list of procedures is open"),
    "discipline_route": Key(code("disciplinary_body_via_office"), "违纪线索", "Disciplinary matters"),
    "emergency": Key(code("hand_over_at_once"), "紧急事项", "Emergencies"),
    "call_number_days": Key(positive, "未成工单的来电号码保存天数", "Days to keep a number without an order"),
    "missed_calls": Key(code("called_back"), "漏接电话", "Missed calls"),
    "unlawful_request": Key(many(code("persuade", "educate", "tell_the_law")), "违法诉求", "Unlawful requests"),
    "risk_report": Key(code("at_once"), "风险报告", "Risk report"),
    "misuse_repeated_or_long": Key(many(MISUSE_STEPS), "反复占用热线", "Repeated or long use"),
    "misuse_harassment": Key(many(MISUSE_STEPS), "骚扰侮辱威胁", "Harassment, insults, threats"),
    "misuse_block_number": Key(boolean, "限制号码", "Blocking a number"),
    # ---- supervision, secrecy, publication
    "draft_days": Key(positive, "草稿保留天数", "Days for which drafts are kept"),
    "supervise_grounds": Key(many(word(SupervisionGround)), "督办情形", "Grounds of supervision"),
    "supervise_city_hotline": Key(many(code("daily", "graded")), "热线机构督办", "Supervision by the hotline"),
    "supervise_departments": Key(many(code("listed", "talk")), "有关部门督办", "Supervision by departments"),
    "escalation": Key(many(word(EscalationStep)), "提级", "Escalation"),
    "escalation_last": Key(word(EscalationStep), "最后提级", "Last step of escalation"),
    "secrecy_on_request": Key(many(SECRETS), "可要求保密", "Secret on request"),
    "secrecy_always": Key(many(SECRETS), "应当保密", "Always secret"),
    "secrecy_identity": Key(code("always", "on_request"), "身份保密", "Secrecy of identity"),
    "secrecy_accused_barred_for": Key(many(word(RequestType)), "对被反映方保密", "Kept from the accused"),
    "secrecy_recusal": Key(boolean, "回避", "Recusal"),
    "publish": Key(many(code("monthly_intake", "unit_completion", "cases", "channels_and_procedure", "periodic")),
                   "公开", "Publication"),
    "assessment": Key(many(code("graded", "only_statutory_duty", "response_rate", "solved_rate", "satisfaction_rate",
                                "no_chasing_ranks")), "考核", "Assessment"),
    "opinion_answer": Key(term, "答复对热线的意见", "Answer to an opinion on the hotline"),
    "opinion_contact_days": Key(positive, "意见联系方式保存天数", "Days to keep the contact of an opinion"),
    "freeze_days": Key(positive, "月末后冻结天数", "Days after a month until it is frozen"),
    "calendar": Key(code("national", "own"), "工作日历", "Working calendar"),
}
# fmt: on

KEYS: Mapping[str, Key] = MappingProxyType(_CLOCKS | _OUTCOMES | _OTHERS)
