"""The menu at the left: the queues of the office with how many wait in each, and what everyone may look up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lianxin.access import WorkList, indicators_for, lists_for, notices_for
from lianxin.access.consultations import DESK as CONSULTATIONS
from lianxin.access.consultations import consultation_lists
from lianxin.access.inspections import desk_name, inspection_lists
from lianxin.access.lists import CENTRE
from lianxin.law.actors import Actor
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import CASE_READERS, OPINION_READERS
from lianxin.law.words import Role
from lianxin.records.counting import MOST_GLANCED, counts
from lianxin.records.kept_statements import Question
from lianxin.records.orders import Moments
from lianxin.records.rules import Rules
from lianxin.web.acts.apart_table import ACTS
from lianxin.web.calls.switch import may_simulate
from lianxin.web.lists.filters import list_asked_for
from lianxin.web.lists.queues import DESK_OF, is_waiting, lists_at, queue_of

TABS = 4
"""Links shown at the foot of a phone."""

NAMED_DESKS: Mapping[str, tuple[str, Spoken]] = {
    "dispatch_desk": ("send", Spoken("转办工作台", "Dispatch desk")),
    "examine_desk": ("clipboard-check", Spoken("审核台", "Examination")),
    "callback_desk": ("phone-call", Spoken("回访台", "Callback desk")),
    "supervising": ("alarm", Spoken("今日督办", "Today's supervision")),
}
"""Desks that stand in the menu beside their lists, by address: icon and name."""

PUBLISHING_PAGES = (
    ("cases", "book", Spoken("典型案例", "Typical cases"), CASE_READERS),
    ("opinions", "message", Spoken("对热线的意见", "Opinions on the hotline"), OPINION_READERS),
)
"""Pages of what is made public: address, icon, name, and the offices that work there."""

WORK, LOOK_UP, MANAGE = Spoken("工作", "Work"), Spoken("查询", "Look up"), Spoken("管理", "Manage")


PAGES = (
    ("units", "sitemap", Spoken("单位", "Units"), Spoken("名称、上级、起止", "names, units above, dates")),
    ("staff", "users", Spoken("人员", "People"), Spoken("岗位、能否登录", "offices, who may sign in")),
    ("regimes", "certificate", Spoken("规则版本", "Rules in force"), Spoken("何时起施行", "since when")),
    (
        "catalogue_editions",
        "clipboard-list",
        Spoken("派单目录", "Catalogue"),
        Spoken("新版、检查、施行", "drafts, checks, first day"),
    ),
    ("calendar", "calendar", Spoken("工作日历", "Working calendar"), Spoken("放假与调休", "holidays, made-up days")),
    ("readings", "eye", Spoken("查看记录", "Who read what"), Spoken("谁看了哪件", "who opened which order")),
)
"""The administrator's pages: address, icon, name, and what they are for."""


def may_receive(role: Role) -> bool:
    """Whether the office takes in matters."""
    return role in BY_ACTION["receive"].roles


def may_tell_progress(role: Role) -> bool:
    """Whether the office answers callers who ask by number and query code: whoever may renew a code."""
    return role in BY_ACTION["renew_query_code"].roles


def list_href(code: str) -> str:
    """The page of a queue."""
    return f"{reverse('orders')}?list={code}"


def work_href(code: str) -> str:
    """Where a queue is worked through: at its desk where the menu names that by the list alone, or as a list."""
    desk = DESK_OF.get(code, "")
    return list_href(code) if not desk or desk in NAMED_DESKS else reverse(desk)


def counted(count: int) -> str:
    """A count as it is shown: nothing for none, 99+ beyond what is counted."""
    return f"{MOST_GLANCED}+" if count > MOST_GLANCED else str(count or "")


def listed_for(role: Role) -> tuple[WorkList, ...]:
    """The lists of an office that stand in the menu as such: today's board stands there in place of its own."""
    return tuple(row for row in lists_for(role) if not row.board)


def glanced(actor: Actor, rules: Rules, now: dt.datetime) -> dict[str, str]:
    """How many wait in each queue of the office, as the menu says it."""
    waiting = {row.code: Question(queue_of(row)) for row in listed_for(actor.role) if is_waiting(row)}
    tally = counts(waiting, actor, rules, Moments.of(now), most=MOST_GLANCED)
    return {code: counted(count) for code, count in tally.items()}


def menu_for(actor: Actor, rules: Rules, now: dt.datetime, *, path: str, asked: QueryDict) -> list[dict[str, Any]]:
    """The sections of the menu (templates/base.html says what they hold); `path` and `asked` say where we are."""
    lists = listed_for(actor.role)
    said = glanced(actor, rules, now)
    shown = list_asked_for(asked, lists) if path == reverse("orders") else None
    here = path if shown is None else shown.code
    work = [_link(reverse("home"), "home", Spoken("我的工作台", "My desk"), current=path == reverse("home"))]
    if may_receive(actor.role):
        receive = f"{reverse('orders')}receive"
        work.append(_link(receive, "circle-plus", Spoken("受理登记", "Receive"), current=path == receive))
    work += _desks(actor.role, path)
    work += [_list_link(row, here, said) for row in lists if is_waiting(row)]
    work += _inspections(actor, path)
    work += _publishing(actor, path)
    work += _consultations(actor, path)
    look_up = [_list_link(row, here, said) for row in lists if not is_waiting(row)]
    if may_simulate(actor.role):
        told = reverse("simulator")
        look_up.append(_link(told, "phone-incoming", Spoken("模拟来电", "Simulated calls"), current=path == told))
    if may_tell_progress(actor.role):
        told = reverse("progress")
        look_up.append(_link(told, "progress-check", Spoken("查询进度", "Progress"), current=path == told))
    look_up += [
        _link(reverse(name), icon, words, current=path == reverse(name)) for name, icon, words in _looked_up(actor)
    ]
    if indicators_for(actor.role) is not None:
        told = reverse("indicators")
        look_up.append(_link(told, "chart-bar", Spoken("指标", "Figures"), current=path.startswith(told)))
    if notices_for(actor.role) is not None:
        told = reverse("notices")
        look_up.append(_link(told, "bell", Spoken("催办卡和通知", "Cards and messages"), current=path == told))
    look_up.append(_link(reverse("law"), "scale", Spoken("条例与时限", "Law and limits"), current="/law" in path))
    sections = [{"title": WORK, "links": _with_tabs(work)}, {"title": LOOK_UP, "links": look_up}]
    manage = [*_acts_apart(actor.role, path), *(_administration(path) if actor.role is Role.ADMINISTRATOR else ())]
    if manage:
        sections.append({"title": MANAGE, "links": manage})
    return sections


def _desks(role: Role, path: str) -> Iterable[dict[str, Any]]:
    """Pages where one order after the other is worked through, and today's board."""
    for desk, (icon, words) in NAMED_DESKS.items():
        if lists_at(desk, role):
            href = reverse(desk)
            yield _link(href, icon, words, current=path == href)


def _inspections(actor: Actor, path: str) -> Iterable[dict[str, Any]]:
    """The inspectors' desk; for who receives it is the page of the own scores."""
    lists, href = inspection_lists(actor.role), reverse("inspections")
    if lists:
        yield _link(href, "clipboard-check", desk_name(lists[0]), current=path == href)


def _publishing(actor: Actor, path: str) -> Iterable[dict[str, Any]]:
    """What is made public, and opinions on the hotline itself."""
    for name, icon, words, roles in PUBLISHING_PAGES:
        if actor.role in roles:
            href = reverse(name)
            yield _link(href, icon, words, current=path.startswith(href))


def _consultations(actor: Actor, path: str) -> Iterable[dict[str, Any]]:
    """What the city asks its people."""
    href = reverse("consultations")
    if consultation_lists(actor.role):
        yield _link(href, "speakerphone", CONSULTATIONS, current=path.startswith(href))


def _looked_up(actor: Actor) -> Iterable[tuple[str, str, Spoken]]:
    """What whoever works at the centre looks up about whose matter is whose."""
    if actor.role in CENTRE:
        yield "catalogue", "sitemap", Spoken("派单目录", "Catalogue")
        yield "precedents", "gavel", Spoken("先例", "Precedents")


def _with_tabs(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [link | {"tab": place < TABS} for place, link in enumerate(links)]


def _list_link(row: WorkList, here: str, counts: dict[str, str]) -> dict[str, Any]:
    words = Spoken(row.zh, row.en)
    href = work_href(row.code)
    return _link(href, row.icon, words, current=here in (row.code, href)) | {
        "count": counts.get(row.code, ""),
        "counts": row.code if row.code in counts else "",
        "hot": row.hot,
    }


def _acts_apart(role: Role, path: str) -> Iterable[dict[str, Any]]:
    for action, act in ACTS.items():
        if role in act.roles:
            href = reverse("act_apart", args=[action])
            yield _link(href, act.icon, act.name, current=path == href)


def _administration(path: str) -> Iterable[dict[str, Any]]:
    return [_link(reverse(name), icon, words, current=path == reverse(name)) for name, icon, words, _ in PAGES]


def _link(href: str, icon: str, text: Spoken, *, current: bool) -> dict[str, Any]:
    return {
        "href": href,
        "icon": icon,
        "text": text,
        "count": None,
        "counts": "",
        "hot": False,
        "current": current,
        "tab": False,
    }
