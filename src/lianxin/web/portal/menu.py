"""The citizens' pages by name, in the order in which the first page and the foot of each list them."""

from __future__ import annotations

from lianxin.law.lamps import Spoken

MENU: tuple[tuple[str, Spoken], ...] = (
    ("portal", Spoken("首页", "Home")),
    ("portal_consultations", Spoken("民意征集", "Consultations")),
)
