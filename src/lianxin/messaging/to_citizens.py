"""What people are told who are no callers of any order."""

from __future__ import annotations

from lianxin.messaging.wording import Wording

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
