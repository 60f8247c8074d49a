"""The queues each office works through, in the order of its day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.visibility import AT_DESK
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    EscalationStep,
    OrderState,
    OverlayKind,
    Role,
)
from lianxin.records.orders import Due, Queue

R, S, K, A, C = Role, OrderState, OverlayKind, AssignmentState, AssignmentKind


class Scope(Enum):
    """Whose orders a list shows."""

    ALL = "all"
    """All orders of the city that the office may read."""
    OWN = "own"
    """Orders with an active assignment of the actor's unit."""
    WITHIN = "within"
    """Orders with an assignment of the actor's unit or one below it; for a county's desks of any unit of the county."""


NO_MORE = Queue()


class More(Enum):
    """What the remark of a tile counts."""

    LATE = "late"
    """Orders of the list whose limit has passed."""
    CRITICAL = "critical"
    """Orders of the tile that are critical."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One reason why orders of a list wait: a count above it, and by a click a filter.

    `holds` narrows the list, `due` by when a limit ends: the first of the order, or of those that `holds` names, which
    a list of many units' orders then goes by alone. `more` counts a second thing in the remark. `rare`: shown only
    while there is something.
    """

    code: str
    zh: str
    en: str
    tone: str
    holds: Queue = NO_MORE
    due: Due | None = None
    note_zh: str = ""
    note_en: str = ""
    more: More | None = None
    rare: bool = False


@dataclass(frozen=True, slots=True)
class WorkList:
    """One queue: which orders it holds, for whom, and whose. `part_of`: all of it lies in another list as well.

    `acts`: what can be done with several orders at once; `keys`: acts that a letter begins on the row one stands on.
    `board`: its tiles are the columns of today's board, which stands in the menu in its place.
    """

    code: str
    zh: str
    en: str
    roles: tuple[Role, ...]
    scope: Scope
    holds: Queue = NO_MORE
    icon: str = "inbox"
    tiles: tuple[Tile, ...] = ()
    part_of: str = ""
    acts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    board: bool = False

    @property
    def of_units(self) -> bool:
        """Whether its orders are in the hands of several units, so that each row names its host."""
        return self.scope is not Scope.OWN

    @property
    def hot(self) -> bool:
        """Whether what lies here is pressing by its nature."""
        return OverlayKind.SUPERVISION in self.holds.overlays


UNIT = (R.UNIT_CLERK, R.UNIT_HEAD, R.COUNTY_OPERATOR)
CENTRE = (
    R.AGENT, R.EXPERT, R.SHIFT_LEADER, R.DISPATCHER, R.ARBITER, R.EXAMINER, R.CALLBACK_CLERK, R.SUPERVISOR, R.ASSESSOR,
    R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK,
)  # fmt: skip
HOSTS_AT_CENTRE = (R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE)
"""Who handles what the general office, a section of the centre or the hotline itself hosts (R14, R59)."""
OPEN = (S.REGISTERED, S.DISPATCHING, S.HANDLING, S.FED_BACK, S.CALLBACK, S.TRACKED)
AT_UNIT = (S.HANDLING, S.TRACKED)
TRANSFERRED = (S.HANDLING, S.TRACKED, S.FED_BACK, S.CALLBACK)
OFFERED, SIGNED, DELEGATED = A.OFFERED, A.SIGNED, A.DELEGATED
IN_HAND = (OFFERED, SIGNED, DELEGATED)
HANDLES = (C.HOST, C.DELEGATE, C.CO_HANDLER)
EXPLAINED = (K.EXPLANATION, K.OBJECTION)
OWED = (K.EXPLANATION, K.OBJECTION, K.CONTRADICTION, K.SUPERVISION)
REQUESTED = (K.EXTENSION, K.SEND_BACK, K.HOST_CHANGE, K.CO_HANDLING, K.PROMISE_CHANGE, K.REDIRECTION)
DECIDED = (
    K.EXTENSION, K.PROMISE_CHANGE, K.WITHDRAWAL, K.CONTRADICTION, K.RECUSAL, K.REDIRECTION, K.REOPENING, K.SEALING,
)  # fmt: skip
DISPUTED = (K.SEND_BACK, K.HOST_CHANGE, K.CO_HANDLING)
IN_DISPUTE = (*DISPUTED, K.ESCALATION, K.CONTRADICTION)
DISSATISFIED = ("twice_dissatisfied", "rehandled_enough")
"""For what supervision is proposed after rounds that did not satisfy (R57)."""

# fmt: off
LATE = Tile("overdue", "已逾期", "Overdue", "red", due=Due.OVERDUE, note_zh="时限已过，仍须办理", note_en="the limit has passed, still to be done")
TODAY = Tile("today", "今日到期", "Due today", "amber", due=Due.TODAY, note_zh="今日 24:00 前", note_en="before 24:00 today")
DAY = (LATE, TODAY)
OF_UNIT = (
    Tile("to_sign", "待签收", "To sign", "blue", Queue(charges=(OFFERED,)), more=More.CRITICAL),
    Tile("today", "今日到期", "Due today", "amber", due=Due.TODAY, more=More.LATE),
    Tile("promised", "今日承诺到期", "Promised for today", "amber", Queue(charges=IN_HAND, clocks=(ClockName.SECOND_DATE,)), Due.TODAY, "第二十四条第二款", "Art. 24 (2)"),
    Tile("explain", "待说明", "To explain", "purple", Queue(overlays=(K.EXPLANATION, K.OBJECTION)), None, "第十六条", "Art. 16"),
    Tile("correct", "待补正", "To correct", "amber", Queue(charges=(SIGNED,), to_correct=True), None, "原时限不变", "the old date stands"),
    Tile("opinions", "待协办意见", "Opinions owed", "blue", Queue(charges=(OFFERED, SIGNED), kinds=(C.CO_HANDLER,)), None, "报主办单位", "to the host"),
    Tile("rehandle", "待重办", "To rehandle", "amber", Queue(charges=IN_HAND, again=True), None, "重办和重启", "rehandled or reopened"),
    Tile("prove", "待举证", "To prove", "amber", Queue(overlays=(K.CONTRADICTION,)), None, "联系存疑", "contested contact", rare=True),
    Tile("answer", "督办待答复", "Supervised", "red", Queue(overlays=(K.SUPERVISION,)), None, "第二十八条", "Art. 28", rare=True),
)
OF_HELPER = (
    Tile("to_sign", "待签收", "To sign", "blue", Queue(charges=(OFFERED,)), more=More.CRITICAL),
    Tile("today", "今日到期", "Due today", "amber", due=Due.TODAY, more=More.LATE),
    Tile("begun", "进行中", "Begun", "green", Queue(charges=(SIGNED,)), None, "走访、记录、拍照", "visit, note, photograph"),
)
# fmt: on


# fmt: off
OVER_UNITS = (
    Tile("overdue", "逾期未办", "Overdue", "red", Queue(AT_UNIT, not_first=(ClockName.SECOND_DATE,)), Due.OVERDUE, "时限已过", "the limit has passed"),
    Tile("today", "今日到期", "Due today", "amber", Queue(AT_UNIT), Due.TODAY, "今日 24:00 前", "before 24:00 today"),
    Tile("promises", "承诺逾期", "Promises broken", "red", Queue((S.TRACKED,), clocks=(ClockName.SECOND_DATE,)), Due.OVERDUE, "第二时限已过", "second date missed"),
    Tile("explanations", "说明逾期", "Explanations late", "red", Queue((*OPEN, S.CLOSED), clocks=(ClockName.EXPLANATION,)), Due.OVERDUE, "第十六条", "Art. 16"),
    Tile("dissatisfied", "两次不满意", "Dissatisfied twice", "amber", Queue((*OPEN, S.CLOSED), (K.PROPOSAL,), codes=DISSATISFIED), None, "建议督办", "to be supervised"),
    Tile("disputes", "争议未决", "Disputes open", "amber", Queue(OPEN, IN_DISPUTE), None, "退单、改派、存疑", "whose duty, what is true"),
)
"""The columns of today's board for whoever supervises units (Art. 28)."""
OF_CENTRE = (
    Tile("examination", "审核积压", "Examination behind", "purple", Queue((S.FED_BACK,), clocks=(ClockName.EXAMINE,)), Due.OVERDUE, "本中心逾期", "our own delay"),
    Tile("callback", "回访积压", "Callback behind", "purple", Queue((S.CALLBACK,), clocks=(ClockName.CALLBACK,)), Due.OVERDUE, "本中心逾期", "our own delay"),
)
"""And of the centre's own duty, which counts as well (R54)."""
# fmt: on


def _kinds(*kinds: OverlayKind, rare: bool = False) -> tuple[Tile, ...]:
    """One tile for each kind of request."""
    more = ("待裁定", "to be decided")
    return tuple(
        Tile(one.value, one.zh, one.en, "blue", Queue(overlays=(one,)), None, *more, rare=rare) for one in kinds
    )


LISTS: tuple[WorkList, ...] = (
    WorkList("intake", "受理中", "At intake", (R.AGENT, R.SHIFT_LEADER), Scope.ALL, Queue((S.REGISTERED,)), "headset", DAY),
    WorkList("to_answer", "待解答", "To answer", (R.EXPERT,), Scope.ALL, Queue((S.REGISTERED, S.DISPATCHING)), "headset", DAY),
    WorkList("to_dispatch", "待转办", "To dispatch", (R.DISPATCHER, R.ARBITER, R.SHIFT_LEADER), Scope.ALL, Queue((S.REGISTERED, S.DISPATCHING)), "send", DAY),
    WorkList("send_backs", "退单待裁定", "Send-backs", (R.DISPATCHER, R.ARBITER), Scope.ALL, Queue(OPEN, DISPUTED, not_escalated=(EscalationStep.CITY_HOTLINE,)), "arrow-back-up", (*_kinds(*DISPUTED), LATE)),
    WorkList("disputes", "争议待裁定", "Disputes", (R.ARBITER,), Scope.ALL, Queue(OPEN, (K.ESCALATION,), codes=(EscalationStep.CITY_HOTLINE,)), "gavel", DAY),
    WorkList("to_examine", "待审核", "To examine", (R.EXAMINER, R.GENERAL_OFFICE_CLERK), Scope.ALL, Queue((S.FED_BACK,)), "file-text", DAY),
    WorkList("requests", "待决定", "Requests", (R.EXAMINER, R.HEAD_OF_CENTRE), Scope.ALL, Queue((*OPEN, S.CLOSED), DECIDED), "list-details", (*_kinds(*DECIDED, rare=True), LATE)),
    WorkList("to_call_back", "待回访", "To call back", (R.CALLBACK_CLERK, R.EXAMINER), Scope.ALL, Queue((S.CALLBACK,)), "phone-call", DAY),
    WorkList("tracked", "承诺跟踪", "Promises", (R.SUPERVISOR, R.EXAMINER, R.HEAD_OF_CENTRE), Scope.ALL, Queue(AT_UNIT, clocks=(ClockName.SECOND_DATE,)), "clock", DAY),
    WorkList("explanations", "要求说明", "Explanations", (R.SUPERVISOR, R.EXAMINER, R.CALLBACK_CLERK, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK), Scope.ALL, Queue(tuple(S), EXPLAINED), "user-question", DAY),
    WorkList("rehandlings", "建议重办", "Rehandlings proposed", (R.EXAMINER, R.CALLBACK_CLERK), Scope.ALL, Queue((S.CALLBACK,), (K.REHANDLING,)), "rotate", DAY),
    WorkList("ratings", "评价待核查", "Ratings to check", (R.EXAMINER, R.SUPERVISOR, R.HEAD_OF_CENTRE), Scope.ALL, Queue((S.DISPATCHING, *TRANSFERRED, S.CLOSED, S.ARCHIVED), ratings_to_check=True), "star", DAY),
    WorkList("supervision", "督办", "Supervision", (R.SUPERVISOR, R.HEAD_OF_CENTRE), Scope.ALL, Queue((*OPEN, S.CLOSED), (K.SUPERVISION, K.PROPOSAL)), "flag", DAY),
    WorkList("supervising", "今日督办", "Today's supervision", (R.SUPERVISOR, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK), Scope.ALL, Queue(OPEN), "alarm", (*OVER_UNITS, *OF_CENTRE), "all", acts=("urge",), keys=("supervise",), board=True),
    WorkList("retaliation", "打击报复", "Retaliation", (R.SUPERVISOR, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK), Scope.ALL, Queue((*OPEN, S.CLOSED), (K.RETALIATION,)), "shield-lock", DAY),
    WorkList("todo", "待办工单", "To do", (*UNIT, *HOSTS_AT_CENTRE), Scope.OWN, Queue(AT_UNIT, charges=IN_HAND, kinds=HANDLES, owed=OWED), "inbox", OF_UNIT, acts=("sign", "delegate"), keys=("extend", "send_back")),
    WorkList("tasks", "协助任务", "Tasks", (R.ASSISTANCE_WORKER,), Scope.OWN, Queue(TRANSFERRED, charges=(OFFERED, SIGNED), kinds=(C.ASSISTANCE,)), "inbox", OF_HELPER, acts=("sign",)),
    WorkList("rehandled", "重办", "Rehandling", UNIT, Scope.OWN, Queue(AT_UNIT, charges=IN_HAND, again=True), "rotate", DAY, "todo", keys=("extend",)),
    WorkList("requested", "我的申请", "Our requests", UNIT, Scope.OWN, Queue(AT_UNIT, charges=IN_HAND, kinds=HANDLES, requested=REQUESTED), "calendar-plus", DAY, "todo"),
    WorkList("promised", "承诺跟踪", "Promises", (*UNIT, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR), Scope.OWN, Queue(AT_UNIT, charges=IN_HAND, clocks=(ClockName.SECOND_DATE,)), "clock", DAY, "todo"),
    WorkList("to_explain", "要求说明", "Explanations", (*UNIT, R.QUALITY_INSPECTOR), Scope.OWN, Queue(tuple(S), EXPLAINED), "user-question", DAY, "todo"),
    WorkList("co_handled", "协办工单", "Co-handling", UNIT, Scope.OWN, Queue(AT_UNIT, charges=IN_HAND, kinds=(C.CO_HANDLER,)), "users-group", DAY, "todo", acts=("sign",)),
    WorkList("at_centre", "已反馈", "Fed back", UNIT, Scope.OWN, Queue((S.FED_BACK, S.CALLBACK), kinds=HANDLES), "check", DAY),
    WorkList("county", "本县区", "Our county", (R.COUNTY_OPERATOR, R.COUNTY_OFFICE, R.UNIT_HEAD), Scope.WITHIN, Queue(OPEN), "building-community", DAY),
    WorkList("supervising_county", "今日督办", "Today's supervision", (R.COUNTY_OPERATOR, R.COUNTY_OFFICE), Scope.WITHIN, Queue(OPEN), "alarm", OVER_UNITS, "county", keys=("supervise",), board=True),
    WorkList("all", "全部工单", "All orders", (*CENTRE, R.CITY_LEADER, R.SUPERVISORY_BODY, R.VENDOR_MANAGER), Scope.ALL, icon="search", tiles=DAY),
    WorkList("ours", "本单位全部", "All of ours", (*UNIT, R.COUNTY_OFFICE, R.ASSISTANCE_WORKER), Scope.OWN, icon="search", tiles=DAY),
)  # fmt: skip


def lists_for(role: Role) -> tuple[WorkList, ...]:
    """The queues of an office; empty for offices without orders (administrator, knowledge editor)."""
    return tuple(row for row in LISTS if role in row.roles)


def works_on_accounts(row: WorkList, actor: Actor, units: UnitDirectory) -> bool:
    """Whether the office has the callers' own words in every order of the list (`Part.ACCOUNT`): search goes by it.

    What it hosts itself it reads as a unit does, at the centre as well (R44, R59).
    """
    if row.scope is Scope.OWN:
        return False
    at_centre = actor.role is Role.GENERAL_OFFICE_CLERK or units.at_centre(actor.unit)
    return at_centre and actor.role in AT_DESK
