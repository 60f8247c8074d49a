"""What becomes of each of the 44 articles: which acts, parts and pages carry it out, or why none does."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.duties import DUTIES
from lianxin.law.transitions import ROWS
from lianxin.law.words import CoverageState as S

REGULATION = "jinan_2018"
ARTICLES = 44


@dataclass(frozen=True, slots=True)
class Coverage:
    """One article: the state, acts beside those whose row cites it, parts of the program, pages, and a note."""

    number: int
    state: S
    acts: tuple[str, ...]
    parts: tuple[str, ...]
    pages: tuple[str, ...]
    zh: str
    en: str

    @property
    def key(self) -> str:
        """The citation of the article."""
        return f"{REGULATION}:{self.number}"

    @property
    def all_acts(self) -> tuple[str, ...]:
        """The named acts and all whose row or duty cites the article, in the order of the rows."""
        wanted = {*self.acts, *acts_citing(self.key)}
        return tuple(row.action for row in ROWS if row.action in wanted)


def acts_citing(key: str) -> frozenset[str]:
    """The acts whose row or duty cites the article, whole or by paragraph or item."""
    return frozenset(
        each.action for table in (ROWS, DUTIES) for each in table if any(_cites(a, key) for a in each.articles)
    )


def _cites(article: str, key: str) -> bool:
    return article == key or article.startswith((f"{key}(", f"{key}."))


DONE, PARTLY, PLANNED, NOT = S.CARRIED_OUT, S.PARTLY, S.PLANNED, S.NOT_SOFTWARE
ORDER, LIST, RECEIVE, LAW = "/orders/<number>", "/orders/", "/orders/receive", "/law/"
CONSULTATIONS = "/consultations/"

# fmt: off
COVERAGE: tuple[Coverage, ...] = (
    Coverage(1, NOT, (), (), (), "立法目的。", "The purpose."),
    Coverage(2, PARTLY, ("receive",), ("lianxin.law.words",), (RECEIVE,),
             "各渠道进入同一种工单；计划：各渠道的自动接入。",
             "All channels make the same order; planned: each channel's own way in."),
    Coverage(3, DONE, ("receive", "transfer_out"), ("lianxin.law.words",), (RECEIVE,),
             "诉求类型、来电人类别、属地；属外地的转出。",
             "Types, kinds of callers and place; matters of other places are transferred out."),
    Coverage(4, DONE, ("dispatch", "designate", "assist"), ("lianxin.law.city", "lianxin.law.duties"), (),
             "单位种类决定法定角色；配合单位不能承办。",
             "A unit's kind fixes its legal role; a cooperating body can host nothing."),
    Coverage(5, NOT, (), (), (), "工作原则。", "Principles."),
    Coverage(6, NOT, (), (), (), "政府的规划职责。", "A duty of planning."),
    Coverage(7, NOT, (), (), (), "经费。", "The budget."),
    Coverage(8, PLANNED, (), (), (), "计划：考核结果按期冻结并可复算。",
             "Planned: assessment results per period, frozen and reproducible."),
    Coverage(9, PLANNED, (), (), (), "计划：年度报告数据。", "Planned: the data set of the report."),
    Coverage(10, DONE, ("reveal", "seal_content", "confirm_sealing", "forget"),
             ("lianxin.vault", "lianxin.access", "lianxin.law.event_chain"), (ORDER,),
             "身份加密、默认遮蔽、显示留痕；日志不含个人信息；可封存、可删除。",
             "Identity is encrypted and masked, each reveal logged; the log names nobody; sealing and forgetting."),
    Coverage(11, PARTLY, ("receive", "dispatch", "urge", "supervise"), ("lianxin.law.duties",), (LIST,),
             "受理、分办、督促、督办和批示已实现；计划：考核、分析。培训不属软件。",
             "Intake, dispatch, urging, supervision, instructions; planned: assessment, analysis. Training is none."),
    Coverage(12, DONE, ("delegate", "recall_delegate", "supervise"), ("lianxin.law.duties",), (ORDER,),
             "县区可承办、可转下级，可督办本区；市热线看得到全链。",
             "Counties host, delegate and supervise below them; the city sees the whole chain."),
    Coverage(13, PARTLY, ("delegate", "give_opinion", "assist"), ("lianxin.law.duties",), (ORDER,),
             "负责人和经办人角色、转下级、协办已实现；计划：知识库维护。",
             "Heads and clerks, delegation and co-handling; planned: upkeep of the knowledge base."),
    Coverage(14, DONE, ("receive", "correct"), ("lianxin.law.words",), (RECEIVE,),
             "诉求类型与被反映对象，投诉、举报必填。",
             "The type and the subject complained of, required for complaints and tip-offs."),
    Coverage(15, DONE, ("receive", "add_caller", "renew_query_code", "send_one_time_code"),
             ("lianxin.law.decisions.query_codes", "lianxin.law.decisions.following"),
             (RECEIVE, "/orders/progress", "/portal/follow/"),
             "来电人在受理时得到查询码，凭工单号和查询码在网上、电话里查状态和日期；收验证码后在网上看答复、评价、提异议。",
             "Callers get a query code at intake: state and dates on the web and by telephone, the rest after a code."),
    Coverage(16, DONE, ("receive", "change_wishes", "demand_explanation", "explain", "object", "reopen"), (), (ORDER,),
             "是否回复、是否保密按本人意愿；可要求说明，可重启。",
             "Reply and secrecy as the caller wishes; an explanation may be demanded, the order reopened."),
    Coverage(17, NOT, (), (), (), "来电人的义务，不设门槛。", "A duty of callers; no gate."),
    Coverage(18, PARTLY, ("receive",), ("lianxin.law.decisions",), (RECEIVE,),
             "必填项齐全才受理；受理有质检、评分和申诉；计划：录音、话术。",
             "Intake needs the required facts, and is inspected, scored, appealed; planned: recording, scripts."),
    Coverage(19, DONE, ("receive",), ("lianxin.law.duties",), (RECEIVE,),
             "投诉热线自身的件离开被投诉者所在班组，由办公厅或质检科办。",
             "Complaints about the hotline leave the team concerned and go to the general office or quality section."),
    Coverage(20, PARTLY, ("record_dissuasion", "refer_to_police"), (), (ORDER,),
             "劝阻、移送有记录，从不自动拒接；计划：按号码统计反复来电。",
             "Dissuasion and referral are recorded, nothing is refused by itself; planned: counts of repeated calls."),
    Coverage(21, PARTLY, ("receive",), ("lianxin.law.deadlines", "lianxin.law.calendar"), (ORDER,),
             "全时段受理，时限按工作日或实时计；计划：排班。",
             "Intake at all hours, limits in working days or real time; planned: the rota."),
    Coverage(22, DONE, ("receive", "record_progress", "attach"),
             ("lianxin.law.event_chain", "lianxin.law.sheet_blocks"), (ORDER,),
             "一件一条只增的事件链，更正也是新事件；工作流转单按七个部分打印。",
             "Each order has one append-only chain of events; a correction is a new one; its sheet has seven blocks."),
    Coverage(23, DONE, ("answer", "dispatch", "redirect"), ("lianxin.law.transitions",), (RECEIVE, ORDER),
             "直接答复、转办、告知原途径。", "Answer, dispatch, redirect."),
    Coverage(24, DONE, ("reply", "feed_back", "change_promise", "decide_promise_change"),
             ("lianxin.law.deadlines", "lianxin.law.policy"), (ORDER, LAW),
             "回复、反馈两个时限，四种情形，第二日期由热线跟踪。",
             "Reply and feedback are two clocks; four outcomes; the second date is tracked by the hotline."),
    Coverage(25, DONE, ("stop", "uphold_stop", "overturn_stop"), (), (ORDER,),
             "关联前单、书面说明，热线可推翻。",
             "The earlier order linked, a written statement; the hotline may overturn."),
    Coverage(26, PARTLY, ("mark_difficult",), (), (ORDER,),
             "可标疑难；计划：同类聚合、专题研究和专题报告。",
             "Orders are marked difficult; planned: clusters, special studies and reports."),
    Coverage(27, DONE, ("examine", "return_for_correction", "call_back", "rate", "rehandle", "close"), (), (ORDER,),
             "每件必审、必访、必请评价；没有绕过的路。",
             "Every feedback is examined, called back and rated; no path goes around."),
    Coverage(28, PARTLY, ("supervise", "answer_supervision", "urge"), ("lianxin.jobs",), (ORDER,),
             "来电人的日期已过、两轮仍不满意、重办次数用尽的提出督办建议，人定；计划：多次集中反映、知识库维护情况。",
             ("Proposed when a caller's date passes, after two dissatisfied rounds, or when rehandlings are used up; a "
              "person decides. Planned: repeated or concentrated matters, the state of the knowledge base.")),
    Coverage(29, DONE, ("change_host", "add_co_handler", "give_opinion", "escalate", "decide_escalation"), (), (ORDER,),
             "一个主办，协办由热线定；召集协调，不成的提级，决定记录在案。",
             "One host, co-handlers fixed by the hotline; units convened, then escalated; decisions recorded."),
    Coverage(30, DONE, ("escalate", "decide_escalation"), (), (ORDER,), "可直接提到常务会议，由办公厅经办人记录决定。",
             "Escalation straight to the executive meeting; the general office's clerk records its decision."),
    Coverage(31, PLANNED, (), (), (), "计划：考核办法分版本，注明批准日期。",
             "Planned: assessment schemes in versions with the day of approval."),
    Coverage(32, DONE, ("declare_interest", "demand_recusal", "decide_recusal", "correct"),
             ("lianxin.law.decide", "lianxin.access"), (ORDER,),
             "被举报单位、其下属和本人不经办、不可读；可声明、可要求回避。",
             "The accused unit, its subordinates and the person neither handle nor read; interest and recusal."),
    Coverage(33, DONE, (), ("lianxin.law.publishing", "lianxin.law.open_data", "lianxin.law.procedure"),
             ("/portal/rules", "/portal/figures/", "/portal/figures/units", "/portal/cases/", "/portal/data/",
              "/cases/"),
             "渠道、流程、时限，每月受理和指标，各单位办结，典型案例，开放数据；少于五件的数字不显示。",
             ("Channels, procedure and limits, monthly intake and figures, each unit's completion, typical cases, open "
              "data; counts below five are not shown.")),
    Coverage(34, PLANNED, (), (), (), "计划：知识库。", "Planned: the knowledge base."),
    Coverage(35, PLANNED, (), (), (), "计划：分析与预警。", "Planned: analysis and early warning."),
    Coverage(36, PLANNED, (), (), (), "计划：双向数据接口。", "Planned: exchange of data both ways."),
    Coverage(37, PARTLY, ("receive",),
             ("lianxin.law.publishing", "lianxin.law.decisions.hotline_opinion", "lianxin.law.consultation"),
             ("/portal/opinions/", "/opinions/", RECEIVE, CONSULTATIONS),
             "对热线的意见可在网上提出，由中心答复，本人同意的去掉个人信息后公开；就草案和问题征求意见，公布采纳情况和理由；"
             "也可作为诉求受理。计划：情况通报。",
             ("Opinions on the hotline are given online, answered by the centre, and published without personal data "
              "where their writer allows it; drafts and questions go to consultation, and what was taken up, and why "
              "not, is public; they may also be received as matters. Planned: notices.")),
    Coverage(38, PLANNED, (), (), (), "计划：定期通报和整改。", "Planned: periodic notices and rectification."),
    Coverage(39, DONE, (), ("lianxin.access",), (LIST, ORDER), "监察人员只读，阅看留痕。",
             "The supervisory body reads only, and its reading is logged."),
    Coverage(40, DONE, ("send_back", "contest", "prove", "decide_contradiction", "supervise"), (), (ORDER,),
             "留下证据：退单、督办后超期、联系存疑、显示记录；责任由人认定。",
             "Evidence is kept: send-backs, delay after supervision, contradictions, reveals; people decide."),
    Coverage(41, DONE, ("report_retaliation", "decide_retaliation"), ("lianxin.law.decide",), (ORDER,),
             "反映即立为举报件，被反映单位及其下属看不到、不经办，督办员认定并移交有权机关。",
             "A report becomes a tip-off the accused neither see nor handle; the supervisor finds and passes it on."),
    Coverage(42, DONE, ("record_dissuasion", "refer_to_police"), (), (ORDER,), "先有劝阻记录才可移送；不封号。",
             "A referral needs a recorded dissuasion; no number is blocked."),
    Coverage(43, DONE, ("refer_to_police",), (), (ORDER,),
             "威胁、侮辱可直接移送。", "Threats and insults may be referred at once."),
    Coverage(44, DONE, (), ("lianxin.law.policy",), (LAW,), "每套规则带施行日期，工单保留所用版本。",
             "Each regime has its day of coming into force; an order keeps the version it lives under."),
)
# fmt: on


def faults() -> tuple[str, ...]:
    """What is wrong with the table: an article missing or twice, an unknown act, an article carried by nothing."""
    known = {row.action for row in ROWS}
    found = [
        f"article {number}: {count} rows, must be 1"
        for number in range(1, ARTICLES + 1)
        if (count := sum(row.number == number for row in COVERAGE)) != 1
    ]
    for row in COVERAGE:
        found += [f"article {row.number}: no such act {act}" for act in row.acts if act not in known]
        if row.state in (DONE, PARTLY) and not (row.all_acts or row.parts):
            found.append(f"article {row.number}: {row.state} by nothing")
        if row.state in (PARTLY, PLANNED) and ("计划" not in row.zh or "lanned" not in row.en):
            found.append(f"article {row.number}: {row.state}, but its note does not say what is planned")
        if row.state is NOT and row.all_acts:
            found.append(f"article {row.number}: called no software, but cited by {', '.join(row.all_acts)}")
    return tuple(found)
