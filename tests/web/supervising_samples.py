"""What today's board shows, as its view would make it."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.words import ClockName, Desk, OverlayKind
from lianxin.records.urged import Urged
from lianxin.web.supervising.board import CARD_KEYS, NOTHING_HERE
from tests.web import samples

DISTRICT = Spoken("历山区政府", "Lishan District")
BUREAU = Spoken("区城市管理局", "District City Management Bureau")
ARTICLE = {"text": Spoken("第二十四条", "Art. 24"), "href": "/law/jinan_2018/24"}
HEADING = Spoken("今日督办", "Today's supervision")


def card(number: str, title: str, **more: Any) -> dict[str, Any]:
    """One order."""
    ways = [
        {"act": "urge", "key": "V", "text": Spoken("催办", "Urge"), "href": "/orders/1/act/urge?why=overdue"},
        {"act": "supervise", "key": "U", "text": Spoken("督办", "Supervise"), "href": "/orders/1/act/supervise"},
    ]
    one = {
        "number": number,
        "href": samples.HREF,
        "title": title,
        "chain": [DISTRICT, BUREAU],
        "who": None,
        "lamp": samples.AMBER,
        "tone": "amber",
        "pending": [],
        "why": [ClockName.FEED_BACK],
        "due_at": samples.midnight_after("11-24"),
        "article": ARTICLE,
        "tags": [{"text": Spoken("第 3 次", "Reported 3 ×"), "tone": "amber"}],
        "urged": None,
        "answer_at": None,
        "ways": ways,
        "urgeable": True,
        "replied": None,
    }
    return one | more


def column(code: str, zh: str, en: str, *cards: dict[str, Any], more: str = "") -> dict[str, Any]:
    """One column."""
    shown = {"code": code, "heading": Spoken(zh, en), "note": Spoken("时限已过", "the limit has passed"), "tone": "red"}
    return shown | {"count": "18", "cards": list(cards), "href": "/orders/?list=supervising", "more": more}


def board_page() -> dict[str, Any]:
    """Two columns: urged and supervised already, replied to, nobody's limit; one text to be reviewed."""
    acted = {"urged": Urged(2, samples.NOW), "answer_at": samples.midnight_after("11-25"), "who": Desk.EXAMINATION}
    replied = {
        "ways": [],
        "urgeable": False,
        "replied": ARTICLE,
        "lamp": None,
        "due_at": None,
        "why": [OverlayKind.SEND_BACK],
    }
    columns = [
        column("overdue", "逾期未办", "Overdue", card("20261111-00904-8", "锦秀路渣土车遗撒", **acted), more="8"),
        column("disputes", "争议未决", "Disputes open", card("20261110-00721-6", "加装电梯停工", **replied)),
    ]
    text = {"name": Spoken("供暖答复口径", "Script: heating"), "date": samples.NOW.date()}
    return {
        "shell": samples.shell(),
        "crumbs": [{"text": HEADING, "href": ""}],
        "heading": HEADING,
        "tiles": samples.list_page()["tiles"],
        "counts_href": "/counts?list=supervising",
        "fresh": True,
        "columns": columns,
        "empty_columns": [Spoken("说明逾期", "Explanations late"), Spoken("承诺逾期", "Promises broken")],
        "empty": NOTHING_HERE,
        "texts": {"heading": Spoken("待更新文本", "Stale texts"), "count": 9, "rows": [text], "more": 8},
        "bulk": [{"name": "urge", "text": Spoken("催办", "Urge"), "icon": "bell", "key": "V", "primary": True}],
        "card_keys": list(CARD_KEYS),
        "live": "orders",
        "live_href": "/supervising/?part=columns",
        "bulk_href": "/orders/act",
        "hidden": [{"name": "next", "value": "/supervising/"}],
    }


def quiet_board_page() -> dict[str, Any]:
    """Nothing to supervise, for somebody who urges nobody."""
    return board_page() | {"columns": [], "empty_columns": [], "texts": None, "bulk": [], "card_keys": []}
