"""What a page says in one word: icons, lamps, tags, moments, and the words of the law in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import dateformat
from django.utils.html import conditional_escape, escape, format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()

CHINESE = re.compile("[\u3400-\u9fff]")

SHANGHAI = ZoneInfo("Asia/Shanghai")

LAMP_ICONS = {
    "blue": "inbox",
    "green": "clock",
    "amber": "alarm",
    "red": "alert-triangle",
    "grey": "hourglass",
    "done": "check",
}


class ShownLamp(Protocol):
    """A lamp as a page shows it: colour key, words, and how the browser may count until it asks again."""

    @property
    def key(self) -> str:
        """One of the keys of `LAMP_ICONS`."""

    @property
    def prefix(self) -> object:
        """Words before the count that stay as they are ("待签收"), or empty."""

    @property
    def text(self) -> object:
        """The count in words, right at the server's moment."""

    @property
    def counts(self) -> str:
        """`down` or `up`: the browser counts hours and minutes to or from `due_at`; empty: the words stand still."""

    @property
    def due_at(self) -> datetime | None:
        """The exclusive moment the lamp counts to."""

    @property
    def change_at(self) -> datetime | None:
        """When colour or words change next and the browser asks the server again."""


def is_english() -> bool:
    """Whether the reader of the page being made reads English."""
    return (get_language() or "").startswith("en")


@register.filter
def said(value: object) -> str:
    """A word of the law (anything with `zh` and `en`) in the reader's language; other values as they are."""
    spoken = getattr(value, "en" if is_english() else "zh", None)
    if isinstance(spoken, str):
        return spoken
    return "" if value is None else str(value)


@register.filter
def text(value: object) -> SafeString:
    """A word or a text of the record; Chinese on an English page is marked as such, so that it is read out right."""
    words = said(value)
    if is_english() and CHINESE.search(words):
        return format_html('<span lang="zh-Hans">{}</span>', words)
    return conditional_escape(words)


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("vendor/icons.svg")


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """One icon of the sprite, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="hl-icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', size, _sprite(), name
    )


@register.simple_tag
def lamp(shown: ShownLamp | None, size: str = "") -> SafeString | str:
    """A deadline lamp: colour, icon and words together (one without the others is never shown)."""
    if shown is None:
        return ""
    prefix = said(shown.prefix)
    return format_html(
        '<hl-timer class="hl-lamp {} {}" counts="{}" until="{}" change="{}">'
        "{}<span>{}{}<span data-left>{}</span></span></hl-timer>",
        shown.key,
        size,
        shown.counts,
        _iso(shown.due_at),
        _iso(shown.change_at),
        icon(LAMP_ICONS[shown.key]),
        prefix,
        " · " if prefix else "",
        said(shown.text),
    )


@register.simple_tag
def tag(text: object, tone: str = "") -> SafeString:
    """A small label; the tone (red, amber, blue, green, purple) only underlines what the words say."""
    return format_html('<span class="hl-tag {}">{}</span>', tone, said(text))


class ShownChoice(Protocol):
    """One choice of a select as a page shows it: a mapping with these keys, of which only `value` must be there."""

    def __getitem__(self, key: str) -> object:
        """`value`, `text`, `selected`, `find` (further words it is found by), `note`, `depth` (in a tree), `barred`."""

    def get(self, key: str) -> object:
        """The same, None where it is missing."""


TREE = "\u3000"
"""Sets a choice in by one step: what stands lower in a tree; the browser's search takes it off again."""


def choice_depth(choice: ShownChoice) -> int:
    """How far a choice is set in."""
    depth = choice.get("depth")
    return depth if isinstance(depth, int) else 0


def between(reason: str) -> str:
    """A reason in the brackets of the reader's language; nothing for none."""
    if not reason:
        return ""
    return f" ({reason})" if is_english() else f"（{reason}）"


@register.simple_tag
def options(choices: Iterable[ShownChoice]) -> SafeString:
    """The options of a select, written in one go: lists of units have hundreds, and a template's loop is slow."""
    field = "en" if is_english() else "zh"
    written = []
    for choice in choices:
        words = choice.get("text")
        spoken, barred = getattr(words, field, words), getattr(choice.get("barred"), field, "")
        named = {"find": choice.get("find"), "note": barred or getattr(choice.get("note"), field, "")}
        attributes = " selected" if choice.get("selected") and not barred else ""
        attributes += " disabled" if barred else ""
        attributes += "".join(f' data-{name}="{escape(value)}"' for name, value in named.items() if value)
        said_so = f"{TREE * choice_depth(choice)}{spoken}{between(barred)}"
        written.append(f'<option value="{escape(choice["value"])}"{attributes}>{escape(said_so)}</option>')
    return mark_safe("".join(written))  # noqa: S308 - every part of it was escaped above


def _iso(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _local(at: datetime) -> datetime:
    return at.astimezone(SHANGHAI)


def _day(day: date, now: datetime | None, full: bool) -> str:
    """A date in the reader's language, with its year only where it is not this one."""
    other_year = now is not None and day.year != _local(now).year
    if is_english():
        return dateformat.format(day, "j M Y" if other_year else "j M")
    if full:
        return (f"{day.year} 年 " if other_year else "") + f"{day.month} 月 {day.day} 日"
    return day.strftime("%Y-%m-%d" if other_year else "%m-%d")


def _now(context: Context) -> datetime | None:
    shell = context.get("shell")
    now = shell.get("now") if isinstance(shell, dict) else getattr(shell, "now", None)
    return now if isinstance(now, datetime) else None


def _time_element(at: datetime, words: str) -> SafeString:
    return format_html('<time class="num" datetime="{}">{}</time>', _iso(_local(at)), words)


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | None, form: str = "short") -> SafeString | str:
    """A moment in Shanghai time: `short` 11-24 17:30, `full` 11 月 24 日 17:30, English 24 Nov 17:30."""
    if at is None:
        return ""
    local = _local(at)
    return _time_element(at, f"{_day(local.date(), _now(context), form == 'full')} {local:%H:%M}")


@register.simple_tag(takes_context=True)
def due(context: Context, at: datetime | None, form: str = "short") -> SafeString | str:
    """A due moment as people read it: the exclusive midnight is 24:00 of the day before; today is said as today."""
    if at is None:
        return ""
    local, now = _local(at), _now(context)
    midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    day = local.date() - timedelta(days=1) if midnight else local.date()
    today = form == "short" and now is not None and day == _local(now).date()
    words = gettext("今日") if today else _day(day, now, form == "full")
    return _time_element(at, f"{words} {'24:00' if midnight else format(local, '%H:%M')}")


@register.simple_tag(takes_context=True)
def on(context: Context, day: date | None, form: str = "short") -> SafeString | str:
    """A date without a time of day; of a moment its day in Shanghai."""
    if day is None:
        return ""
    day = _local(day).date() if isinstance(day, datetime) else day
    words = _day(day, _now(context), form == "full")
    return format_html('<time class="num" datetime="{}">{}</time>', day.isoformat(), words)


@register.simple_tag(takes_context=True)
def fact(context: Context, value: object, form: str = "short") -> SafeString | str:
    """What stands in a cell or beside a label: a moment or a date as such, all else as words."""
    if isinstance(value, datetime):
        return moment(context, value, form)
    return on(context, value, form) if isinstance(value, date) else text(value)


@register.simple_block_tag
def panel(content: SafeString, title: object = "", aside: object = "", name: str = "", live: str = "") -> SafeString:
    """A white panel with a heading; `name` is its id, `live` the address it is fetched from anew."""
    return render_to_string(
        "components/panel.html",
        {"content": content, "title": said(title), "aside": said(aside), "name": name, "live": live},
    )


@register.simple_tag
def browser_words() -> SafeString:
    """The few words the browser itself must say, in the reader's language, as a block of JSON."""
    return json_script(
        {
            "left_hours": gettext("剩 {h} 时 {m} 分"),
            "left_minutes": gettext("剩 {m} 分"),
            "over_hours": gettext("逾期 {h} 时 {m} 分"),
            "over_minutes": gettext("逾期 {m} 分"),
            "changed": gettext("内容有更新，点击刷新"),
            "new_rows": gettext("有 {n} 条新工单，点击刷新"),
            "fresh": gettext("实时更新 · {t}"),
            "away": gettext("实时更新已中断，正在重连"),
            "saved": gettext("已自动保存 {t}"),
            "held": gettext("已存在本机 {t}，连通后再存"),
            "restored": gettext("已恢复上次未提交的内容"),
            "flags_found": gettext("标出 {n} 处个人信息，请逐处核对"),
            "flags_secret": gettext("标出 {n} 处个人信息，此件保密，须先删除"),
            "press_key": gettext("请按新键"),
            "key_taken": gettext("这个键已有用处，请换一个"),
            "key_change": gettext("更改"),
            "with_why": gettext("{name}：{why}"),
            "failed": gettext("没有提交成功，内容仍在本页。请稍后再提交；仍不成功请告知系统管理员。"),
            "take_away": gettext("去掉 {name}"),
            "no_match": gettext("没有找到。试试减少关键词。"),
            "copied": gettext("已复制"),
            "selected": gettext("已选 {n} 件"),
            "ringing": gettext("来电响铃"),
            "alert": gettext("受理员求助"),
            "file_away": gettext("去掉"),
            "file_here": gettext("已上传：{name}"),
            "file_waits": gettext("网络中断，恢复后接着传"),
            "file_empty": gettext("文件是空的，请重新选择"),
            "file_too_large": gettext("最大 {n}，请压缩或分开添加"),
            "file_signed_out": gettext("登录已过期，请在新窗口登录后重新选择"),
            "files_too_many": gettext("一次最多 {n} 个文件，其余请分次添加"),
            "files_first": gettext("文件传完后自动提交"),
            "cover_at": gettext("遮盖 {n}：左 {x}%，上 {y}%，宽 {w}%，高 {h}%"),
        },
        "hl-words",
    )
