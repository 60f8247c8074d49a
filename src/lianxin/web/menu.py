"""The menu at the left: the queues of the office with how many wait in each, and what everyone may look up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lianxin.access import WorkList, lists_for, notices_for
from lianxin.law.actors import Actor
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.words import OverlayKind, Role
from lianxin.records.counting import MOST_GLANCED, Question, counts
from lianxin.records.orders import Moments
from lianxin.records.rules import Rules
from lianxin.web.acts.apart_table import ACTS
from lianxin.web.lists.queues import is_waiting, queue_of

TABS = 4
"""Links shown at the foot of a phone."""

WORK, LOOK_UP, MANAGE = Spoken("工作", "Work"), Spoken("查询", "Look up"), Spoken("管理", "Manage")


PAGES = (
    ("units", "sitemap", Spoken("单位", "Units"), Spoken("名称、上级、起止", "names, units above, dates")),
    ("staff", "users", Spoken("人员", "People"), Spoken("岗位、能否登录", "offices, who may sign in")),
    ("regimes", "certificate", Spoken("规则版本", "Rules in force"), Spoken("何时起施行", "since when")),
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


def counted(count: int) -> str:
    """A count as it is shown: nothing for none, 99+ beyond what is counted."""
    return f"{MOST_GLANCED}+" if count > MOST_GLANCED else str(count or "")


def menu_for(actor: Actor, rules: Rules, now: dt.datetime, *, path: str, asked: QueryDict) -> list[dict[str, Any]]:
    """The sections of the menu (templates/base.html says what they hold); `path` and `asked` say where we are."""
    lists = lists_for(actor.role)
    waiting = {row.code: Question(queue_of(row)) for row in lists if is_waiting(row)}
    glanced = counts(waiting, actor, rules, Moments.of(now), most=MOST_GLANCED)
    said = {code: counted(count) for code, count in glanced.items()}
    here = asked.get("list", lists[0].code if lists else "") if path == reverse("orders") else ""
    work = [_link(reverse("home"), "home", Spoken("我的工作台", "My desk"), current=path == reverse("home"))]
    if may_receive(actor.role):
        receive = f"{reverse('orders')}receive"
        work.append(_link(receive, "circle-plus", Spoken("受理登记", "Receive"), current=path == receive))
    work += [_list_link(row, here, said) for row in lists if is_waiting(row)]
    look_up = [_list_link(row, here, said) for row in lists if not is_waiting(row)]
    if may_tell_progress(actor.role):
        told = reverse("progress")
        look_up.append(_link(told, "progress-check", Spoken("查询进度", "Progress"), current=path == told))
    if notices_for(actor.role) is not None:
        told = reverse("notices")
        look_up.append(_link(told, "bell", Spoken("催办卡和通知", "Cards and messages"), current=path == told))
    look_up.append(_link(reverse("law"), "scale", Spoken("条例与时限", "Law and limits"), current="/law" in path))
    sections = [{"title": WORK, "links": _with_tabs(work)}, {"title": LOOK_UP, "links": look_up}]
    manage = [*_acts_apart(actor.role, path), *(_administration(path) if actor.role is Role.ADMINISTRATOR else ())]
    if manage:
        sections.append({"title": MANAGE, "links": manage})
    return sections


def _with_tabs(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [link | {"tab": place < TABS} for place, link in enumerate(links)]


def _list_link(row: WorkList, here: str, counts: dict[str, str]) -> dict[str, Any]:
    words = Spoken(row.zh, row.en)
    hot = OverlayKind.SUPERVISION in row.overlays
    return _link(list_href(row.code), row.icon, words, current=row.code == here) | {
        "count": counts.get(row.code, ""),
        "hot": hot,
    }


def _acts_apart(role: Role, path: str) -> Iterable[dict[str, Any]]:
    for action, act in ACTS.items():
        if role in act.roles:
            href = reverse("act_apart", args=[action])
            yield _link(href, act.icon, act.name, current=path == href)


def _administration(path: str) -> Iterable[dict[str, Any]]:
    return [_link(reverse(name), icon, words, current=path == reverse(name)) for name, icon, words, _ in PAGES]


def _link(href: str, icon: str, text: Spoken, *, current: bool) -> dict[str, Any]:
    return {"href": href, "icon": icon, "text": text, "count": None, "hot": False, "current": current, "tab": False}
