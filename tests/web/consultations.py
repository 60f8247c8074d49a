"""One consultation as people type it, and led to where a page needs it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

from django.test import Client
from django.utils import timezone

from lianxin.actions import Door
from lianxin.actions.close_consultation import close_consultation
from lianxin.law.actors import SYSTEM
from lianxin.law.consultation_text import GENERAL
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import TakenUp
from lianxin.records.consultations import content_of
from lianxin.records.models import Consultation
from tests.web.town import AGENT, HEAD, Town

EDITOR = "huangfan"
PARAGRAPHS = ("第一条 热线全天人工接听，节假日不休息。", "第二条 五个工作日内答复诉求人。")
ENGLISH = ("Art. 1 People answer day and night.", "Art. 2 An answer is given within five working days.")
QUESTIONS = """单选（必答）：您多久打一次热线？ | How often do you call?
- 每月 | Every month
- 很少 | Rarely
多选：您用过哪些渠道？ | Which ways have you used?
- 电话 | Telephone
- 网站 | Web
打分：总体评价 | On the whole
填写：还想说什么？ | What else?"""
_DIGITS = re.compile(r"验证码 (\d{6})")


def today() -> dt.date:
    return timezone.now().astimezone(SHANGHAI).date()


def typed(**other: Any) -> dict[str, Any]:
    """What an editor fills in."""
    return {
        "title_zh": "热线条例修订草案征求意见",
        "title_en": "Draft of the hotline rules",
        "purpose_zh": "修订热线条例，先听市民意见。",
        "purpose_en": "The rules are being revised: tell us what you think.",
        "first": f"{today()}",
        "last": f"{today() + dt.timedelta(days=20)}",
        "groups": "居民 | Resident\n企业 | Business",
        "paragraphs_zh": "\n\n".join(PARAGRAPHS),
        "paragraphs_en": "\n\n".join(ENGLISH),
        "questions": QUESTIONS,
    } | other


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(f"/consultations/{address}", {"request_key": uuid.uuid4().hex, **given})


def drafted(town: Town, **other: Any) -> Consultation:
    """Drafted by the editor, through the page."""
    answer = post(town.client(EDITOR), "new", **typed(**other))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Consultation.objects.latest("pk")


def published(town: Town, **other: Any) -> Consultation:
    """And published by the head of the centre."""
    row = drafted(town, **other)
    assert post(town.client(HEAD), f"{row.pk}/publish", version=row.version).status_code == 302
    row.refresh_from_db()
    return row


def filled(**other: Any) -> dict[str, Any]:
    """An answer: the second paragraph is to be changed."""
    said = {"group": "g1", "i2": "change", "w2": "建议改为三个工作日。", "i3": "c1", "i4": ["c1", "c2"], "i5": "4"}
    return said | other


def entered(town: Town, row: Consultation, *, who: str = AGENT, **other: Any) -> Any:
    """Written down at the desk."""
    return post(town.client(who), f"{row.pk}/enter", **{"channel": "desk", "received_on": ""} | filled(**other))


def closed(town: Town, **other: Any) -> Consultation:
    """With one answer, and over."""
    row = published(town, **other)
    assert entered(town, row).status_code == 302
    close_consultation(Door(SYSTEM, row.closes_at, f"close-{row.pk}"), consultation=row.pk)
    row.refresh_from_db()
    return row


def report_rows(row: Consultation, **other: Any) -> dict[str, Any]:
    """A whole report."""
    rows: dict[str, Any] = {}
    for serial in (*content_of(row).by_serial, GENERAL):
        rows |= {f"taken_up_{serial}": TakenUp.YES.value, f"summary_zh_{serial}": "多数意见赞成。"}
    rows |= {
        "taken_up_2": "partly",
        "reason_zh_2": "急事改为三个工作日，其他不变。",
        "summary_zh_2": "有人建议三个工作日。",
    }
    return rows | other


def reported(town: Town) -> Consultation:
    """The report is public."""
    row = closed(town)
    assert post(town.client(EDITOR), f"{row.pk}/report", **report_rows(row)).status_code == 302
    assert post(town.client(HEAD), f"{row.pk}/publish-report", version=row.version).status_code == 302
    row.refresh_from_db()
    return row


def code_in(body: str) -> str:
    """The digits that a message carries."""
    found = _DIGITS.search(body)
    assert found, body
    return found[1]
