"""The citizens' pages by name, in the order in which the first page and the foot of each list them."""

from __future__ import annotations

from lianxin.law.lamps import Spoken

MENU: tuple[tuple[str, Spoken], ...] = (
    ("portal", Spoken("首页", "Home")),
    ("portal_tell", Spoken("我要反映", "Tell us")),
    ("portal_follow", Spoken("查进度", "Follow your matter")),
)
