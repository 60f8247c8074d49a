"""What people are told who are no callers of any order."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.messaging.wording import Wording, by_template

CONSULTATION_CODE = Wording(
    "consultation_code",
    "验证码", "Your code",
    (
        "【{hotline}】验证码 {code}，{minutes} 分钟内有效，用于提交民意征集的意见。",
        "请不要告诉别人；不是您本人操作的，不用理会。",
    ),
    (
        "{hotline}: your code is {code}, good for {minutes} minutes, for your answer to a consultation.",
        "Tell it to nobody; if you did not ask for it, do nothing.",
    ),
)  # fmt: skip

OPINION_ANSWERED = Wording(
    "opinion_answered",
    "对热线的意见已答复", "Your opinion was answered",
    (
        "【{hotline}】您对热线的意见（编号 {number}）已有答复。",
        "请凭编号和查询码，在热线网站“对热线的意见”里查看。",
        "{link}",
    ),
    (
        "{hotline}: your opinion on the hotline, number {number}, has been answered.",
        "Read the answer with number and code on the hotline's site, under “Opinions on the hotline”.",
        "{link}",
    ),
)  # fmt: skip
"""That it was answered and where the answer is read: nothing of what either says."""

TO_CITIZENS: Mapping[str, Wording] = by_template((CONSULTATION_CODE, OPINION_ANSWERED))

LEADS_TO: Mapping[str, str] = {OPINION_ANSWERED.template: "/portal/opinions/answer"}
"""The page that a message's link opens, where the installation knows its own address."""
