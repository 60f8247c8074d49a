"""Invented contexts for the templates: one order, one list, one form, as views hand them over."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from lianxin.law.calendar import WorkingCalendar, parse_year
from lianxin.law.deadlines import compute, compute_until
from lianxin.law.lamps import Lamp, Spoken
from lianxin.law.terms import SHANGHAI, Due, Term
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    CallbackResult,
    CallerKind,
    Channel,
    ClockName,
    Grade,
    LampKey,
    OrderState,
    OverlayKind,
    OverlayState,
    PointState,
    ReplyState,
    RequestType,
    Role,
    TermUnit,
)
from lianxin.web.acts.intake_layout import laid_out

CALENDARS = Path(__file__).resolve().parents[2] / "cities" / "calendars"
NUMBER = "20261116-00317-7"
HREF = f"/orders/{NUMBER}"
PICTURE = "/static/img/favicon.svg"
"""Any picture that is really there."""
Said = Spoken


def at(text: str) -> datetime:
    """A moment of 2026: "11-16 20:14"."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def midnight_after(text: str) -> datetime:
    """The exclusive end of a day of 2026."""
    return compute_to(at(f"{text} 00:00")).due_at


def calendar() -> WorkingCalendar:
    """The calendar of the years of the samples."""
    names = ("2026.toml",)
    return WorkingCalendar.from_years(parse_year((CALENDARS / n).read_text(encoding="utf-8"), n) for n in names)


def compute_to(started_at: datetime) -> Due:
    """A limit that ends with the day it starts."""
    return compute_until(started_at=started_at, until=started_at.date(), calendar=calendar())


NOW = at("11-23 15:32").replace(second=10)
FIVE_DAYS = compute(started_at=at("11-16 20:31"), term=Term(5, TermUnit.WORKING_DAY), calendar=calendar())
AMBER = Lamp(
    LampKey.AMBER,
    Said("剩 8 时 27 分", "8 h 27 min left"),
    counts="down",
    due_at=FIVE_DAYS.due_at,
    change_at=FIVE_DAYS.due_at,
)
ART_24 = {"text": Said("第二十四条", "Art. 24"), "href": "/law/jinan_2018/24"}
HOUSE = {"text": Said("本市工作规范", "House rule"), "href": None}


def shell(*, current: str = "orders", person: bool = True) -> dict[str, Any]:
    """What every page needs."""

    def link(key: str, icon: str, zh: str, en: str, count: int | None = None, *, hot: bool = False) -> dict[str, Any]:
        tab = key in {"home", "orders", "rehandled", "extensions"}
        text = Said(zh, en)
        return {
            "href": f"/{key}",
            "icon": icon,
            "text": text,
            "count": count,
            "counts": key if count is not None else "",
            "hot": hot,
            "current": key == current,
            "tab": tab,
        }

    menu = [
        {
            "title": Said("工作", "Work"),
            "links": [
                link("home", "home", "我的工作台", "My desk"),
                link("orders", "inbox", "待办工单", "To do", 45),
                link("rehandled", "refresh", "重办", "Rehandling", 1),
                link("extensions", "calendar-plus", "延期申请", "Extensions", 2),
                link("co-handling", "users-group", "协办工单", "Co-handling", 6),
            ],
        },
        {
            "title": Said("督办", "Supervision"),
            "links": [
                link("supervision", "gavel", "督办单", "Supervision", 2, hot=True),
                link("cards", "alert-triangle", "预警提醒", "Warnings", 7, hot=True),
            ],
        },
        {"title": Said("查询", "Look up"), "links": [link("law", "scale", "条例与时限", "Law and limits")]},
    ]
    return {
        "hotline": Said("云河市市民服务热线", "Yunhe Citizen Hotline"),
        "system": Said("工单办理平台", "Work orders"),
        "now": NOW,
        "menu": menu if person else [],
        "person": {
            "key": 7,
            "name": "赵宏",
            "number": "3017",
            "office": Said("历山区城市管理局", "Lishan District City Management Bureau"),
        }
        if person
        else None,
        "offices": [
            {"key": "1", "text": Said("历山区城市管理局 经办人", "Lishan City Management: clerk"), "current": True},
            {"key": "2", "text": Said("历山区城市管理局 负责人", "Lishan City Management: head"), "current": False},
        ]
        if person
        else [],
        "notices": {"href": "/notices", "count": 5} if person else None,
        "home_href": "/",
        "search_href": "/orders",
        "sign_in_href": "",
        "sign_out_href": "/sign-out",
        "language_href": "/language",
        "office_href": "/office",
        "live_href": "",
        "live_subject": "unit:5",
        "counts_href": "/counts?list=todo",
    }


def act(name: str, icon: str, zh: str, en: str, key: str = "", **more: Any) -> dict[str, Any]:
    """One action as the page of an order shows it."""
    return {"name": name, "icon": icon, "text": Said(zh, en), "key": key, "href": f"{HREF}/{name}"} | more


def entry(name: object, who: str, text: str, when: str, tone: str = "") -> dict[str, Any]:
    """One line of the timeline."""
    return {"name": name, "who": who, "text": text, "at": at(when), "tone": tone}


def clock(name: ClockName, term: Term, basis: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One clock of an order."""
    return {"name": name, "term": term, "basis": basis} | more


ONE_DAY = Term(1, TermUnit.WORKING_DAY)


def order_page() -> dict[str, Any]:
    """The whole page of one order, as the clerk of the host sees it."""
    steps = [
        ("受理", "Received", "11-16 20:14", "done"),
        ("转办", "Dispatched", "11-16 20:31", "done"),
        ("签收", "Signed for", "11-17 08:52", "done"),
        ("办理", "Handling", "", "current"),
        ("反馈", "Feedback", "", ""),
        ("审核", "Examination", "", ""),
        ("回访", "Callback", "", ""),
        ("办结", "Closing", "", ""),
    ]
    return {
        "shell": shell(),
        "crumbs": [{"text": Said("待办工单", "To do"), "href": "/orders"}, {"text": NUMBER, "href": ""}],
        "crumb_actions": [
            {"icon": "printer", "text": Said("打印工作流转单", "Print"), "href": "#", "paper": True, "key": "P"},
            {"icon": "copy", "text": Said("复制单号", "Copy number"), "copies": NUMBER},
        ],
        "order": {
            "id": 17,
            "number": NUMBER,
            "title": "柳岸小区北门夜间烧烤油烟扰民",
            "type": RequestType.COMPLAIN,
            "tags": [
                {"text": Said("信息保密", "Secret"), "tone": "purple"},
                {"text": Said("第 2 次反映", "2nd report"), "tone": "amber"},
                {"text": Said("批示督办", "Supervised"), "tone": "red"},
                {"text": AssignmentKind.HOST, "tone": "green"},
            ],
            "source": [Channel.PHONE, Said("受理员 2009", "Agent 2009")],
            "received_at": at("11-16 20:14"),
            "lamp": AMBER,
            "lamp_note": Said("回复、反馈均至 11 月 23 日 24:00", "Reply and feedback by 23 Nov 24:00"),
            "lamp_beside": Said("", ""),
            "steps": [
                {
                    "text": Said(zh, en),
                    "at": at(when) if when else None,
                    "note": Said("进行中", "under way") if state == "current" else "",
                    "state": state,
                }
                for zh, en, when, state in steps
            ],
            "live_href": f"{HREF}/parts",
            "present_href": f"{HREF}/present",
        },
        "texts": {
            "task": {
                "heading": Said("交办要求", "What you are asked to do"),
                "who": "历山区人民政府 · 易红",
                "at": FIVE_DAYS.due_at,
                "text": "请会同街道现场核查，11 月 20 日前报回。",
            },
            "transfer": "柳岸小区北门外人行道近一周每晚 20:00 后有露天烧烤摊占道经营，油烟飘入居民家中。要求取缔占道经营并答复。",
            "points": [
                {"serial": 1, "words": "取缔占道经营", "state": PointState.ANSWERED, "tone": "green"},
                {"serial": 3, "words": "给予答复", "state": PointState.MISSING, "tone": "red"},
            ],
            "account": "",
            "account_note": "",
            "locked_note": Said("来电原述、通话录音：仅热线中心可见", "Account and recording: the centre only"),
        },
        "facts": [
            {"label": Said("被反映对象", "Subject"), "value": "3 家流动烧烤摊（无招牌）"},
            {"label": Said("事项归类", "Topic"), "value": "08 城管执法 › 露天烧烤"},
            {"label": Said("事发地址", "Place"), "value": "历山区清风街道柳岸小区北门外人行道"},
            {"label": Said("是否回复", "Reply"), "value": Said("需要回复（来电人未放弃）", "Owed (not waived)")},
        ],
        "callers_note": Said("姓名、号码不提供给承办单位", "Name and number are withheld from units"),
        "callers": [
            {
                "serial": 1,
                "kind": CallerKind.NATURAL_PERSON,
                "name": "王**",
                "phone": "138 **** 5621",
                "wishes": [Said("信息保密", "Secret")],
                "due_at": FIVE_DAYS.due_at,
                "reply": ReplyState.OWED,
                "replied_at": None,
                "callback": "",
                "rating": "",
                "note": "",
                "tone": "",
                "ways": [{"href": f"{HREF}/call", "icon": "phone-outgoing", "text": Said("隐号联系", "Bridged call")}],
            },
            {
                "serial": 2,
                "kind": CallerKind.LEGAL_PERSON,
                "name": "云河**公司",
                "phone": "0539 **** 18",
                "wishes": [],
                "due_at": FIVE_DAYS.due_at,
                "reply": ReplyState.MADE,
                "replied_at": at("11-20 09:31"),
                "callback": CallbackResult.REACHED,
                "rating": Grade.DISSATISFIED,
                "tone": "red",
                "note": "",
                "ways": [],
            },
        ],
        "attachments": [
            {
                "href": "#",
                "icon": "photo",
                "name": "现场照片-1117.jpg",
                "note": "2.1 MB",
                "picture": PICTURE,
                "version": True,
            },
            {"href": "#", "icon": "photo", "name": "巡查照片-1118.jpg", "note": "1.7 MB", "picture": PICTURE},
            {"href": "#", "icon": "file-type-pdf", "name": "责令改正通知书.pdf", "note": "386 KB", "unscanned": True},
        ],
        "attach_href": f"{HREF}/attach",
        "overlays": [
            {
                "kind": OverlayKind.EXTENSION,
                "state": OverlayState.REFUSED,
                "tone": "red",
                "who": "赵宏",
                "at": at("11-18 10:05"),
                "text": "申请延长 3 个工作日，理由“需连续巡查取证”。未附佐证，不予延期。",
            },
            {
                "kind": OverlayKind.SUPERVISION,
                "state": OverlayState.OPEN,
                "tone": "amber",
                "who": "市热线中心督办科",
                "at": at("11-20 16:20"),
                "text": "请依法尽快处理，加强夜间巡查。",
                "lamp": Lamp(LampKey.GREEN, Said("剩 1 个工作日", "1 working day left")),
                "ways": [{"href": f"{HREF}/answer_supervision", "text": Said("答复督办", "Answer")}],
            },
        ],
        "timeline": {
            "choices": [
                {"href": "?all", "text": Said("全部记录", "Everything"), "current": True},
                {"href": "?unit", "text": Said("本单位", "My unit"), "current": False},
            ],
            "basis": {
                "text": Said("第二十二条：全过程记录", "Art. 22: everything is recorded"),
                "href": "/law/jinan_2018/22",
            },
            "entries": [
                entry(
                    Said("批示附入", "Instruction attached"),
                    "市热线中心督办科 · 周敏",
                    "副市长批示：请依法尽快处理，加强夜间巡查。时限不变。",
                    "11-20 16:20",
                ),
                entry(
                    Said("办理进展", "Progress"),
                    "历山区城市管理局 · 赵宏",
                    "11 月 18 日 21:00 联合街道现场检查，3 家摊点已现场劝离，2 家签收责令改正通知书。",
                    "11-18 22:10",
                ),
                entry(
                    Said("延期申请未批准", "Extension refused"),
                    "市热线中心审核 · 陈立",
                    "理由“需连续巡查取证”。未附佐证，且属重复诉求，不予延期；原时限不变。",
                    "11-18 10:05",
                    "red",
                ),
                entry(
                    Said("首次联系", "First contact"),
                    "历山区城市管理局 · 赵宏",
                    "经热线中心隐号联系来电人，核实经营时段和点位。",
                    "11-17 10:20",
                ),
                entry(Said("签收", "Signed for"), "历山区城市管理局 · 赵宏", "转办次日签收。", "11-17 08:52"),
                entry(
                    Said("转办", "Dispatched"),
                    "市热线中心 · 孙倩",
                    "历山区城市管理局主办，清风街道办事处协办，抄送历山区人民政府。",
                    "11-16 20:31",
                ),
                entry(Said("受理", "Received"), "受理席 2009", "电话受理，来电人要求信息保密。", "11-16 20:14"),
            ],
        },
        "related": [
            {"href": "#", "title": "柳岸路烧烤摊油烟扰民", "number": "20261119-00872-6", "note": OrderState.HANDLING},
            {
                "href": "#",
                "title": "柳岸小区北门烧烤占道经营",
                "number": "20261028-01140-7",
                "note": Said("不满意，重办中", "dissatisfied, rehandled"),
            },
        ],
        "actions": {
            "office": Role.UNIT_CLERK,
            "primary": [
                act("reply", "message-circle", "回复来电人", "Reply to the caller", "R"),
                act("feed_back", "send", "反馈（情形一至四）", "Feed back (outcomes 1–4)", "F"),
            ],
            "other": [
                act("record_progress", "list-details", "办理进展", "Record progress", "G"),
                act("delegate", "arrow-forward-up", "转下级", "Delegate", "D"),
                act("request_co_handler", "users-group", "请求协办", "Request a co-handler", "H"),
                act(
                    "extend",
                    "calendar-plus",
                    "申请延期",
                    "Ask for an extension",
                    "E",
                    note=Said(
                        "延期只改办理完毕的日期；回复、反馈仍至 11-23 24:00，审核期间不停止计时。",
                        "An extension moves only the finishing date; reply and feedback stay due on 23 Nov 24:00, and the clock runs while it is decided.",
                    ),
                ),
            ],
            "forbidden": [
                {
                    "code": "contacted_already",
                    "reason": Said("已首次联系，不能退单。可以", "First contact was made: no send-back. You can"),
                    "ways": [
                        {"href": f"{HREF}/request_host_change", "text": Said("请求改派", "request another host")},
                        {"href": f"{HREF}/request_co_handler", "text": Said("请求协办", "request a co-handler")},
                    ],
                    "acts": [act("send_back", "arrow-back-up", "申请退单", "Send back", "B")],
                },
                {
                    "code": "explanation_not_due",
                    "reason": Said("来电人未要求说明，暂无须提交。", "The caller has not asked for an explanation."),
                    "ways": [],
                    "acts": [act("explain", "file-text", "说明（第十六条）", "Explain (Art. 16)")],
                },
            ],
            "dangerous": [
                act(
                    "stop",
                    "x",
                    "不再办理（第二十五条）",
                    "Stop (Art. 25)",
                    note=Said(
                        "须关联前次工单、已向来电人解释，并附书面说明。",
                        "Link the earlier order, explain to the caller, attach a written statement.",
                    ),
                ),
            ],
        },
        "regime": {
            "text": Said("《济南市12345市民服务热线条例》", "Jinan 12345 Citizen Hotline Regulation"),
            "href": "/law/jinan_2018",
        },
        "clocks": [
            clock(
                ClockName.SIGN,
                ONE_DAY,
                HOUSE,
                due_at=midnight_after("11-17"),
                lamp=Lamp(LampKey.DONE, Said("已完成 11-17 08:52", "Done 17 Nov 08:52")),
            ),
            clock(
                ClockName.FIRST_CONTACT,
                ONE_DAY,
                HOUSE,
                due_at=midnight_after("11-17"),
                lamp=Lamp(LampKey.DONE, Said("已完成 11-17 10:20", "Done 17 Nov 10:20")),
            ),
            clock(
                ClockName.REPLY,
                Term(5, TermUnit.WORKING_DAY),
                ART_24,
                due_at=FIVE_DAYS.due_at,
                lamp=AMBER,
                steps=FIVE_DAYS.steps,
                open=True,
            ),
            clock(
                ClockName.FEED_BACK,
                Term(5, TermUnit.WORKING_DAY),
                ART_24,
                due_at=FIVE_DAYS.due_at,
                lamp=AMBER,
                steps=FIVE_DAYS.steps,
            ),
            clock(ClockName.EXAMINE, ONE_DAY, HOUSE, waiting=Said("反馈后起算", "starts at the feedback")),
            clock(
                ClockName.CALLBACK,
                Term(2, TermUnit.WORKING_DAY),
                HOUSE,
                waiting=Said("审核通过后起算", "starts when passed"),
                provisional=True,
            ),
        ],
        "nodes": [
            {
                "kind": AssignmentKind.HOST,
                "unit": "历山区城市管理局",
                "state": AssignmentState.DELEGATED,
                "tone": "green",
                "lamp": AMBER,
                "at": at("11-17 08:52"),
                "lines": [Said("转办于 11-16 20:31，第 1 轮", "Dispatched 16 Nov 20:31, round 1")],
                "children": [
                    {
                        "kind": AssignmentKind.DELEGATE,
                        "unit": "清风街道综合执法队",
                        "state": AssignmentState.SIGNED,
                        "tone": "blue",
                        "lamp": Lamp(LampKey.AMBER, Said("剩 8 时 27 分", "8 h 27 min left")),
                        "at": at("11-17 11:20"),
                        "lines": [],
                        "children": [
                            {
                                "kind": AssignmentKind.ASSISTANCE,
                                "unit": "柳岸社区第 3 网格",
                                "state": AssignmentState.DONE,
                                "tone": "",
                                "lamp": None,
                                "at": at("11-18 21:40"),
                                "lines": [],
                                "children": [],
                            }
                        ],
                    }
                ],
            },
            {
                "kind": AssignmentKind.CO_HANDLER,
                "unit": "清风街道办事处",
                "state": AssignmentState.SIGNED,
                "tone": "blue",
                "lamp": Lamp(LampKey.DONE, Said("38 分钟完成", "Done in 38 min")),
                "at": at("11-17 09:10"),
                "lines": [],
                "children": [],
            },
            {
                "kind": AssignmentKind.COPY,
                "unit": "历山区人民政府",
                "state": Said("只读", "reads only"),
                "tone": "",
                "lamp": None,
                "at": None,
                "lines": [],
                "children": [],
            },
        ],
    }


def row(number: str, title: str, lamp: Lamp, due: str, **more: Any) -> dict[str, Any]:
    """One row of a list of orders."""
    tags = [{"text": Said(zh, en), "tone": tone} for zh, en, tone in more.pop("tags", [])]
    return {
        "number": number,
        "href": f"/orders/{number}",
        "title": title,
        "lamp": lamp,
        "tags": tags,
        "due_at": at(due) if " " in due else midnight_after(due),
        "pending": [],
        "due_notes": [],
        "limit": ClockName.FEED_BACK,
        "type": RequestType.COMPLAIN,
        "received_date": date(2026, 11, int(number[6:8])),
        "summary": "",
        "place": "清风街道",
        "channel": Channel.PHONE,
        "capacity": AssignmentKind.HOST,
        "state": OrderState.HANDLING,
        "ways": [{"href": f"/orders/{number}/feed_back", "text": Said("反馈", "Feed back")}],
    } | more


def green(days: int) -> Lamp:
    """A lamp with working days left."""
    return Lamp(LampKey.GREEN, Said(f"剩 {days} 个工作日", f"{days} working days left"))


SIGN_WAYS = [
    {"href": "#", "text": Said("签收", "Sign")},
    {"href": "#", "text": Said("申请退单", "Send back")},
]


def list_page() -> dict[str, Any]:
    """The clerk's list of what is to be done."""
    waiting = Said("待签收", "To sign")
    tonight = at("11-23 15:44")
    tiles = [
        ("blue", "待签收", "To sign", 4, "特急 1 件", "1 critical"),
        ("amber", "今日到期", "Due today", 2, "另已逾期 2 件", "2 more overdue"),
        ("amber", "今日承诺到期", "Promised for today", 1, "第二十四条第二款", "Art. 24 (2)"),
        ("purple", "待说明", "Explanations", 1, "第十六条", "Art. 16"),
        ("amber", "待补正", "To correct", 1, "原时限不变", "old date stands"),
        ("grey", "待协办意见", "Opinions", 2, "报主办单位", "to the host"),
        ("amber", "待重办", "To rehandle", 1, "第二十七条", "Art. 27"),
    ]
    rows = [
        row(
            "20261111-00904-8",
            "锦秀路夜间渣土车遗撒",
            Lamp(LampKey.RED, Said("逾期 2 天 15 时", "2 days 15 h overdue")),
            "11-18",
            summary="每晚 22 点后渣土车沿途遗撒，路面积土，扬尘大",
            place="清风街道锦秀路",
            tags=[
                ("第 3 次", "3rd time", "amber"),
                ("红牌", "Red card", "red"),
                ("待说明", "Explanation owed", "purple"),
            ],
            due_notes=[{"text": Said("说明至", "Explanation by"), "at": midnight_after("11-24")}],
        ),
        row(
            "20261122-00077-3",
            "人行天桥扶手断裂有危险",
            Lamp(LampKey.RED, Said("逾期 3 时 32 分", "3 h 32 min overdue"), counts="up", due_at=at("11-23 12:00")),
            "11-23 12:00",
            summary="扶手焊点断开，老人小孩经过有坠落危险",
            place="泉东街道经八路",
            type=RequestType.HELP,
            channel=Channel.MINIPROGRAM,
            tags=[("特急 24 小时", "Critical, 24 h", "red"), ("批示督办", "Supervised", "red")],
        ),
        row(
            "20261123-00391-7",
            "路口遮阳棚骨架外露",
            Lamp(LampKey.BLUE, Said("剩 11 分", "11 min left"), prefix=waiting, counts="down", due_at=tonight),
            "11-23 15:44",
            summary="遮阳棚骨架松动外露，大风天可能坠落",
            place="泉东街道",
            type=RequestType.HELP,
            tags=[("特急", "Critical", "red")],
            state=AssignmentState.OFFERED,
            ways=SIGN_WAYS,
            due_notes=[{"text": Said("可退单至", "Send-back until"), "at": midnight_after("11-25")}],
        ),
        row(
            "20261116-00412-9",
            "柳岸公园公厕夜间锁闭",
            AMBER,
            "11-23",
            summary="公厕 19 点即锁门，晚间散步市民无处如厕",
            place="柳岸街道柳岸公园",
        ),
        row(
            "20261116-00317-7",
            "柳岸小区北门夜间烧烤油烟扰民",
            AMBER,
            "11-23",
            summary="20 点后占道经营，油烟飘入居民家中",
            place="清风街道柳岸小区北门",
            tags=[("保密", "Secret", "purple"), ("第 2 次", "2nd time", "amber"), ("批示督办", "Supervised", "red")],
        ),
        row(
            "20261117-00530-1",
            "共享单车堆放堵住盲道",
            Lamp(LampKey.AMBER, Said("剩 1 个工作日", "1 working day left")),
            "11-24",
            summary="审核未通过：缺现场照片，请补正；原时限不变",
            place="泉东街道文化路",
            channel=Channel.APP,
            tags=[("待补正", "To correct", "amber")],
            ways=[{"href": "#", "text": Said("补正反馈", "Correct")}],
        ),
        row(
            "20261123-00427-7",
            "商铺占用消防通道",
            Lamp(LampKey.BLUE, Said("剩 1 个工作日", "1 working day left"), prefix=waiting),
            "11-24",
            summary="消防通道堆放货物，消防车无法进入",
            place="北园街道",
            type=RequestType.TIP_OFF,
            state=AssignmentState.OFFERED,
            ways=SIGN_WAYS,
            tags=[("保密", "Secret", "purple")],
        ),
        row(
            "20261118-00199-2",
            "小区外违章广告牌拆除",
            green(2),
            "11-25",
            summary="广告牌占压小区外墙，大风天晃动",
            place="北园街道",
            channel=Channel.PROVINCIAL,
            pending=[Lamp(LampKey.GREY, Said("延期待审", "Extension pending"))],
            tags=[("匿名", "Anonymous", "")],
        ),
        row(
            "20261119-00644-1",
            "河道内垃圾无人清理",
            green(3),
            "11-26",
            summary="河道漂浮垃圾，有异味，已一周",
            place="清风街道小清河段",
            pending=[Lamp(LampKey.GREY, Said("退单待审", "Send-back pending"))],
        ),
        row(
            "20261120-00458-9",
            "建议增设社区快递柜",
            green(4),
            "11-27",
            summary="建议在 2 号门内增设快递柜",
            place="柳岸街道",
            type=RequestType.SUGGEST,
            channel=Channel.WECHAT,
            capacity=AssignmentKind.CO_HANDLER,
            ways=[{"href": "#", "text": Said("协办意见", "Opinion")}],
        ),
    ]
    select = [
        ("type", "诉求类型", "Type", "全部类型", "All types"),
        ("state", "状态", "State", "全部状态", "All states"),
        ("topic", "归类", "Topic", "全部归类", "All topics"),
        ("capacity", "角色", "Capacity", "主办和协办", "Host and co-handler"),
    ]
    return {
        "shell": shell(),
        "crumbs": [
            {"text": "云河市", "href": "/"},
            {"text": "历山区", "href": "/"},
            {"text": "区城市管理局", "href": ""},
        ],
        "list": {
            "heading": Said("待办工单", "To do"),
            "count_text": Said("共 45 件", "45 orders"),
            "live": "orders",
            "live_href": "/orders/rows",
            "bulk_href": "/orders/many",
            "sheets_href": "/orders/sheets.pdf",
            "exports": [{"href": "/orders/export?list=todo&as=csv", "text": Said("导出 CSV", "Export CSV")}],
            "acts": True,
            "of_units": False,
        },
        "fresh": True,
        "row_keys": [
            {"name": "extend", "text": Said("申请延期", "Extend"), "key": "E", "note": ""},
            {"name": "send_back", "text": Said("申请退单", "Send back"), "key": "B", "note": ""},
        ],
        "tiles": [
            {
                "href": "#",
                "tone": t,
                "text": Said(zh, en),
                "count": n,
                "counts": f"todo:{en}",
                "note": Said(nz, ne),
                "wide": zh == "今日到期",
                "pressed": False,
            }
            for t, zh, en, n, nz, ne in tiles
        ],
        "bulk": [
            {"name": "sign", "text": Said("签收", "Sign"), "icon": "check", "key": "S", "primary": True},
            {
                "name": "delegate",
                "text": Said("转下级", "Delegate"),
                "icon": "arrow-forward-up",
                "key": "D",
                "primary": False,
            },
        ],
        "filters": [
            {
                "name": "words",
                "kind": "text",
                "label": Said("关键词", "Words"),
                "help": Said("工单号、标题、地址", "Number, title, place"),
                "value": "",
            },
            *(
                {
                    "name": name,
                    "kind": "select",
                    "label": Said(zh, en),
                    "choices": [{"value": "", "text": Said(all_zh, all_en)}],
                }
                for name, zh, en, all_zh, all_en in select
            ),
        ],
        "clear_href": "/orders",
        "rows": rows,
        "paging": {
            "first_href": "",
            "previous_href": "",
            "next_href": "?after=x",
            "text": Said("每页 15 件", "15 a page"),
        },
        "empty": None,
    }


NOTHING = {
    "why": Said("没有临期工单。", "Nothing is due soon."),
    "todo": Said("最近一件将于 11-26 到期。", "The next one is due on 26 Nov."),
    "href": "/orders",
    "button": Said("查全部工单", "All orders"),
}


def empty_list_page() -> dict[str, Any]:
    """A list with nothing in it."""
    return list_page() | {"rows": [], "empty": NOTHING}


def choices(*texts: tuple[str, str, str], chosen: str = "") -> list[dict[str, Any]]:
    """Choices of a field, with digit keys."""
    return [
        {"value": value, "text": Said(zh, en), "key": str(n), "selected": value == chosen}
        for n, (value, zh, en) in enumerate(texts, 1)
    ]


def action_form(*, wrong: bool = False) -> dict[str, Any]:
    """The form of the action feed_back, at first or sent back with errors."""
    outcome = choices(
        ("done", "情形一：已办理", "1: done"),
        ("statutory_longer", "情形二：法定时限更长", "2: longer by law"),
        ("constrained", "情形三：暂时无法解决", "3: not yet"),
        ("not_possible", "情形四：依法不能办理", "4: not possible"),
        chosen="done",
    )
    return {
        "href": f"{HREF}/feed_back",
        "title": Said("反馈", "Feed back"),
        "intro": Said(
            "反馈交热线中心审核；审核通过后由热线中心回访来电人并办结。",
            "The centre examines the feedback, calls back and closes.",
        ),
        "article": ART_24,
        "hidden": [{"name": "request_key", "value": "8d7f"}],
        "drafts": True,
        "refusal": None,
        "errors_text": Said("有 1 处需要补充，见下方红字。", "1 field needs correction, see below.") if wrong else "",
        "fields": [
            {
                "name": "outcome",
                "kind": "segmented",
                "label": Said("办理结果", "Outcome"),
                "required": True,
                "choices": outcome,
                "help": Said("情形二须引用法律、法规、规章", "2 cites a law, regulation or rule"),
            },
            {
                "name": "findings",
                "kind": "textarea",
                "label": Said("办理情况", "Findings"),
                "required": True,
                "max": 2000,
                "value": "11 月 18 日 21:00 联合街道现场检查，3 家摊点已劝离。",
                "help": Said("写明时间、地点、措施和结果", "When, where, what was done, with what result"),
            },
            {
                "name": "legal_ground",
                "kind": "text",
                "label": Said("法律依据", "Legal ground"),
                "required": True,
                "shown_when": "outcome=statutory_longer|not_possible",
                "help": "",
            },
            {
                "name": "unit",
                "kind": "picker",
                "label": Said("联合单位", "Together with"),
                "help": Said("按名称、代码、拼音首字母查找", "By name, code, pinyin initials"),
                "choices": [
                    {"value": "", "text": ""},
                    {"value": "1", "text": "清风街道办事处", "find": "qfjd 0101"},
                    {"value": "2", "text": "市生态环境局", "find": "shjj 0203"},
                ],
            },
            {
                "name": "contact",
                "kind": "phone",
                "label": Said("联系电话", "Telephone"),
                "narrow": True,
                "required": True,
                "value": "1385621" if wrong else "",
                "error": Said("手机号应为 11 位，现为 7 位", "A mobile number has 11 digits, this has 7")
                if wrong
                else "",
                "help": Said("供热线中心核实", "For the centre to check"),
            },
            {
                "name": "second_date",
                "kind": "date",
                "label": Said("第二时限", "Second date"),
                "narrow": True,
                "shown_when": "outcome=statutory_longer|constrained",
            },
            {
                "name": "evidence",
                "kind": "file",
                "label": Said("佐证", "Evidence"),
                "multiple": True,
                "help": Said("照片、文书；人脸、车牌须遮盖", "Photos, papers; hide faces and plates"),
            },
            {"name": "days", "kind": "number", "label": Said("天数", "Days"), "narrow": True, "min": 1, "max": 10},
            {
                "name": "wishes",
                "kind": "checks",
                "label": Said("已做到", "Done"),
                "choices": [
                    {"value": "a", "text": Said("已回复来电人", "Caller replied to")},
                    {"value": "b", "text": Said("已现场查看", "Visited"), "note": Said("附照片", "photos attached")},
                ],
            },
            {
                "name": "sure",
                "kind": "check",
                "label": Said("以上内容已经负责人审核", "The head of the unit has checked this"),
                "required": True,
            },
        ],
        "preview": [
            Said(
                "反馈后：热线中心 1 个工作日内审核，至 11 月 24 日 24:00。",
                "Then: the centre examines within 1 working day, by 24 Nov 24:00.",
            ),
            Said(
                "本单位的回复、反馈时限停止亮灯；退回补正时原时限不变。",
                "Your lamps rest; if it is returned, the old date stands.",
            ),
        ],
        "preview_basis": ART_24,
        "submit": {"text": Said("提交反馈", "Send the feedback"), "tone": "primary"},
        "cancel_href": HREF,
    }


REFUSAL = {
    "what": Said("已首次联系，不能退单。", "First contact was made: it cannot be sent back."),
    "code": "contacted_already",
    "next": Said("可请求改派或请求协办。", "Ask for another host or a co-handler."),
    "article": {"text": Said("裁定 R5", "Ruling R5"), "href": "/law/R5"},
    "ways": [{"href": f"{HREF}/request_host_change", "text": Said("请求改派", "Request another host")}],
}


def action_page(*, wrong: bool = False) -> dict[str, Any]:
    """An action on a full page."""
    page = order_page()
    page["order"] |= {"href": HREF, "facts": page["facts"][:3]}
    crumbs = [*page["crumbs"][:1], {"text": NUMBER, "href": HREF}, {"text": Said("反馈", "Feed back"), "href": ""}]
    return page | {"form": action_form(wrong=wrong), "crumbs": crumbs, "crumb_actions": []}


def sign_in_page() -> dict[str, Any]:
    """The sign-in page of a demonstration."""
    return {
        "shell": shell(person=False),
        "form": {
            "href": "/sign-in",
            "hidden": [{"name": "next", "value": "/"}],
            "refusal": None,
            "fields": [
                {
                    "name": "username",
                    "kind": "text",
                    "label": Said("用户名", "User name"),
                    "required": True,
                    "autocomplete": "username",
                    "value": "",
                },
                {
                    "name": "password",
                    "kind": "password",
                    "label": Said("密码", "Password"),
                    "required": True,
                    "autocomplete": "current-password",
                },
            ],
        },
        "accounts": [
            {"name": "agent1", "office": Role.AGENT},
            {"name": "dispatcher1", "office": Role.DISPATCHER},
            {"name": "clerk1", "office": Role.UNIT_CLERK},
        ],
        "accounts_note": Said("密码见启动时的提示", "Password: see the terminal"),
    }


DANGER = {"text": Said(f"不再办理 {NUMBER}", f"Stop {NUMBER}"), "tone": "danger"}


def home_page() -> dict[str, Any]:
    """The desk of a clerk in the morning."""
    listed = list_page()
    return {
        "shell": shell(current="home"),
        "greeting": Said("赵宏，今天先办这些", "Zhao Hong, first things today"),
        "begin": [{"href": "/orders/receive", "text": Said("受理登记", "Receive"), "icon": "plus", "key": "N"}],
        "notes": [
            {
                "tone": "warning",
                "text": Said("2027 年的放假通知还没有导入。", "The holidays of 2027 are not imported yet."),
                "href": "/calendar",
            }
        ],
        "tiles": listed["tiles"],
        "urgent": {
            "heading": Said("最紧的工单", "Most urgent"),
            "live_href": "/?part=urgent",
            "rows": listed["rows"][:5],
            "href": "/orders",
            "text": Said("全部 45 件", "All 45"),
            "empty": NOTHING,
        },
    }


def quiet_home_page() -> dict[str, Any]:
    """A desk with nothing on it."""
    page = home_page()
    page["urgent"] |= {"rows": []}
    return page | {"notes": [], "tiles": []}


def law_page(*, binding: bool = True) -> dict[str, Any]:
    """An article and the limits of the regime."""
    return {
        "shell": shell(current="law"),
        "crumbs": [
            {"text": Said("条例与时限", "Law and limits"), "href": "/law"},
            {"text": Said("第二十四条", "Art. 24"), "href": ""},
        ],
        "law": {
            "name": Said("《济南市12345市民服务热线条例》", "Jinan 12345 Citizen Hotline Regulation"),
            "kind": Said("地方性法规", "Local regulation"),
            "in_force": Said("2018 年 5 月 1 日起施行", "in force from 1 May 2018"),
            "binding": binding,
        },
        "articles": [
            {
                "number": Said("第二十四条", "Art. 24"),
                "gist": Said("五个工作日内回复来电人并反馈", "Reply and feed back within five working days"),
                "anchor": "a24",
                "current": True,
                "rows": [Said("时限：回复来电人、反馈热线", "Clocks: reply, feedback")],
            },
            {
                "number": Said("第二十五条", "Art. 25"),
                "gist": Said("两种情形可以不再办理", "Two cases in which handling may stop"),
                "anchor": "a25",
                "current": False,
                "rows": [],
            },
        ],
        "values": [
            {
                "key": ClockName.REPLY,
                "value": Term(5, TermUnit.WORKING_DAY),
                "when": Said("全部", "all"),
                "article": ART_24,
                "source": "",
            },
            {
                "key": ClockName.SIGN,
                "value": ONE_DAY,
                "when": Said("全部", "all"),
                "article": None,
                "source": HOUSE["text"],
            },
        ],
    }


def table_page() -> dict[str, Any]:
    """A table of the administrator."""
    heads = [Said("代码", "Code"), Said("名称", "Name"), Said("止", "Until"), Said("登记", "Recorded")]
    bureaus = Said("区城市管理局", "City Management Bureau"), Said("区水务局", "Water Bureau")
    lines = [["0801", bureaus[0], date(2026, 12, 31), NOW], ["0802", bureaus[1], None, None]]
    return {
        "shell": shell(current="units"),
        "crumbs": [{"text": Said("管理", "Manage"), "href": ""}, {"text": Said("单位", "Units"), "href": ""}],
        "heading": Said("单位", "Units"),
        "heads": heads,
        "lines": [[{"label": head, "value": value} for head, value in zip(heads, line, strict=True)] for line in lines],
        "count": Said("共 2 行", "2 rows"),
        "note": Said("由系统管理员维护。", "Kept by the administrator."),
    }


def receive_page() -> dict[str, Any]:
    """Receiving a matter by telephone, filled in half."""
    types = choices(*((word.value, word.zh, word.en) for word in RequestType), chosen="complain")
    disposition = choices(
        ("answer", "直接答复", "Answer"),
        ("dispatch", "转办", "Dispatch"),
        ("redirect", "告知原途径", "Redirect"),
        ("hand_over", "紧急转接", "Hand over"),
        ("transfer_out", "转外地", "Transfer out"),
        ("no_matter", "无效来电", "No matter"),
        chosen="dispatch",
    )
    kinds = choices(*((word.value, word.zh, word.en) for word in CallerKind), chosen="natural_person")
    units = [
        {"value": "", "text": ""},
        {"value": "1", "text": "历山区城市管理局", "find": "lsqcgj 0801"},
        {"value": "2", "text": "市生态环境局", "find": "shjj 0203"},
    ]
    dispatched = "disposition=dispatch"
    page = order_page() | {
        "crumbs": [{"text": Said("受理登记", "Receive"), "href": ""}],
        "crumb_actions": [],
        "form": action_form()
        | {
            "title": Said("受理登记", "Receive"),
            "href": "/orders/receive",
            "intro": "",
            "preview_href": "/orders/receive/preview",
            "fields": [
                {
                    "name": "request_type",
                    "kind": "segmented",
                    "label": Said("诉求类型", "Type"),
                    "required": True,
                    "choices": types,
                },
                {
                    "name": "title",
                    "kind": "text",
                    "label": Said("标题", "Title"),
                    "required": True,
                    "value": "柳岸小区北门夜间露天烧烤油烟、噪声扰民",
                    "max": 60,
                },
                {
                    "name": "account",
                    "kind": "textarea",
                    "label": Said("诉求内容", "Account"),
                    "required": True,
                    "max": 2000,
                    "value": "来电人反映：柳岸小区北门近两周每晚 20:00 至次日 1:00 左右有 3 家露天烧烤摊占用人行道。",
                    "help": Said(
                        "来电原述，仅热线中心可见。请写清：时间 · 地点 · 事由 · 要求",
                        "For the centre only: when, where, what, what is asked",
                    ),
                },
                {
                    "name": "subject_unit",
                    "kind": "text",
                    "label": Said("被反映对象", "Subject"),
                    "required": True,
                    "help": Said("单位／人员；投诉、举报必填", "Unit or person; needed for complaints and tip-offs"),
                    "shown_when": "request_type=complain|tip_off",
                    "value": "3 家流动烧烤摊（无招牌）",
                },
                {
                    "name": "address",
                    "kind": "text",
                    "label": Said("事发地址", "Place"),
                    "required": True,
                    "value": "历山区清风街道柳岸小区北门外人行道",
                },
                {
                    "name": "topic",
                    "kind": "picker",
                    "label": Said("事项归类", "Topic"),
                    "required": True,
                    "choices": [
                        {"value": "", "text": ""},
                        {"value": "0801", "text": "08 城管执法 › 露天烧烤", "find": "ltsk", "selected": True},
                    ],
                },
                {
                    "name": "caller_kind",
                    "kind": "segmented",
                    "label": Said("来电人类别", "Kind of caller"),
                    "choices": kinds,
                },
                {
                    "name": "caller_phone",
                    "kind": "phone",
                    "label": Said("电话", "Telephone"),
                    "narrow": True,
                    "value": "1385621",
                    "error": Said("手机号应为 11 位，现为 7 位", "A mobile number has 11 digits, this has 7"),
                },
                {
                    "name": "wishes",
                    "kind": "checks",
                    "label": Said("来电人要求", "Wishes"),
                    "choices": [
                        {"value": "secret", "text": Said("信息保密", "Secret"), "selected": True},
                        {"value": "waived", "text": Said("不需要回复（本人明示）", "No reply (said expressly)")},
                        {"value": "text_only", "text": Said("仅文字联系", "Text only")},
                    ],
                },
                {
                    "name": "channel",
                    "kind": "segmented",
                    "label": Said("来源", "Channel"),
                    "choices": choices(("phone", "电话", "Telephone"), ("app", "客户端", "App"), chosen="phone"),
                },
                {
                    "name": "earlier",
                    "kind": "text",
                    "label": Said("前次工单", "Earlier order"),
                    "narrow": True,
                    "help": Said("填写工单号", "Its number"),
                },
                {
                    "name": "disposition",
                    "kind": "segmented",
                    "label": Said("处置方式", "Disposition"),
                    "required": True,
                    "choices": disposition,
                },
                {
                    "name": "dispatch_unit",
                    "kind": "picker",
                    "label": Said("承办单位", "Host"),
                    "required": True,
                    "choices": units,
                    "shown_when": dispatched,
                },
                {
                    "name": "dispatch_transfer",
                    "kind": "textarea",
                    "label": Said("转办内容", "Text for transfer"),
                    "required": True,
                    "rows": 3,
                    "max": 2000,
                    "value": "柳岸小区北门外人行道近两周每晚有露天烧烤。",
                    "shown_when": dispatched,
                    "help": Said(
                        "承办单位会看到标题、地址、附件名和这一段，请勿写姓名、电话、门牌号",
                        "Units see title, place, file names and this: no names, numbers or door numbers",
                    ),
                },
            ],
            "preview": [
                Said(
                    "现在转办：11 月 30 日（周一）24:00 前回复来电人，并反馈热线中心",
                    "Dispatched now: reply and feedback before 30 Nov (Monday) 24:00",
                ),
                Said(
                    "五个工作日；转办当日不计，已扣除 11 月 28 日至 29 日周末",
                    "Five working days; the first day is not counted, the weekend of 28 and 29 Nov is left out",
                ),
            ],
            "submit": {"text": Said("提交转办", "Dispatch"), "tone": "primary"},
        },
        "similar": order_page()["related"],
        "similar_note": Said("近 30 天", "last 30 days"),
        "suggested": [
            {
                "unit": 1,
                "text": Said("历山区城市管理局", "Lishan city management"),
                "ground": Said("派单目录 0301：法定职责", "Catalogue 0301: statutory duty"),
                "note": Said("近 90 天 41 件，退单率 2.4%", "41 in 90 days, 2.4% sent back"),
                "basis": ART_24,
            },
            {
                "unit": 2,
                "text": Said("市生态环境局", "Ecology and environment"),
                "ground": Said("同类工单", "Orders alike"),
                "note": "",
                "basis": None,
            },
        ],
        "topic_known": True,
        "by_catalogue_alone": False,
    }
    fields = page["form"]["fields"]
    page["form"] |= {"fields": [], **laid_out(fields), "check": [], "restored": None, "drafts": False}
    page["form"] |= {
        "kept": KEPT_DRAFTS,
        "topics": [
            {"value": "0301", "text": Said("03 城市管理 › 市容环境", "03 City management › Street appearance")},
            {"value": "0603", "text": Said("06 生态环境 › 油烟", "06 Environment › Fumes")},
        ],
        "skeletons": [{"text": "时间：\n地点：", "topic": None, "request_type": None}],
    }
    return page


KEPT_DRAFTS = [
    {
        "title": "柳岸路井盖丢失",
        "at": at("11-23 15:12"),
        "href": "/orders/receive?draft=a",
        "discard_href": "/drafts/a/discard",
    }
]
"""What the agent began before the call that is being written down."""


def receive_new_page() -> dict[str, Any]:
    """Nobody known, nothing alike, nothing to suggest yet; or a matter on which the catalogue is silent."""
    page = receive_page() | {"known": None, "similar": [], "suggested": [], "topic_known": False}
    page["form"] |= {"kept": [], "restored": NOW, "more_open": True, "refusal": REFUSAL}
    return page


def told_further() -> dict[str, Any]:
    """What a caller is told beside the dates: an explanation that is late, and what they may do next."""
    way = {"href": f"{HREF}act/supplement?caller=1", "text": Said("续报", "Supplement")}
    return {"explanation_by": NOW.date(), "explanation_late": True, "ways": [way]}
