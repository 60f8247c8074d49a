"""The citizens' pages by name, in the order in which the first page and the foot of each list them."""

from __future__ import annotations

from lianxin.law.lamps import Spoken

OWN: tuple[tuple[str, Spoken], ...] = (
    ("portal", Spoken("首页", "Home")),
    ("portal_tell", Spoken("我要反映", "Tell us")),
    ("portal_follow", Spoken("查进度", "Follow your matter")),
)
"""Where one goes with a matter of one's own."""

OPEN: tuple[tuple[str, Spoken], ...] = (
    ("portal_figures", Spoken("热线数据", "Figures")),
    ("portal_cases", Spoken("典型案例", "Typical cases")),
    ("portal_rules", Spoken("渠道、流程和时限", "Channels, procedure, limits")),
    ("portal_data", Spoken("开放数据", "Open data")),
    ("portal_opinions", Spoken("对热线的意见", "Opinions on the hotline")),
    ("portal_consultations", Spoken("民意征集", "Consultations")),
)
"""What is published, and where one takes part."""

MENU = (*OWN, *OPEN)
