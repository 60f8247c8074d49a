"""The circle of Art. 27 as its people live it: they post at their pages, the worker works, a hand moves the clock.

The stories: test_circle_dissatisfied (twice, then supervised), test_circle_callers (nobody reached, two on one order, a
reply denied), test_circle_dates (a promise kept late, a correction on the fifth day), test_circle_endings (withdrawn,
reopened after twenty days), test_circle_secret (a tip-off whose author stands nowhere).
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from lianxin.actions import _save
from lianxin.jobs.archive import archive_what_is_over
from lianxin.jobs.deliver import deliver
from lianxin.jobs.sweep import give_signals, sign_what_nobody_signed
from lianxin.jobs.turn import Turn
from lianxin.law.terms import SHANGHAI, midnight
from lianxin.law.words import ClockName
from lianxin.messaging.ways import all_into_outbox
from lianxin.records.models import Clock, Delivery, Event, WorkOrder
from tests.web.forms import FormReader, fill
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, EXAMINER, HOST, Town

LONG = 600.0
Said = str | list[str]
TAG = re.compile(r"<[^>]+>")
CALLED = {"contacted": "yes", "result": "reached"}
SATISFIED = CALLED | {"solved": "yes", "grade_result": "satisfied", "grade_attitude": "satisfied"}
DISSATISFIED = CALLED | {"solved": "no", "grade_result": "dissatisfied", "grade_attitude": "fair"}


class Circle:
    """The city on days that the story chooses; `now` is what every page and the worker take for the moment."""

    def __init__(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        self.town, self.now = town, moment("2026-09-07 09:00")
        self._today = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        monkeypatch.setattr(_save, "PAST", dt.timedelta(days=100_000))  # then is now: messages go out

    def at(self, when: str) -> None:
        """Moves the clock on, with the worker at every midnight in between and at the end: `09-14 17:30`."""
        then = moment(f"2026-{when}")
        assert then >= self.now, "no story goes back in time"
        while (night := midnight(self.now.astimezone(SHANGHAI).date() + dt.timedelta(days=1))) <= then:
            self.now = night
            self.work()
        self.now = then
        self.work()

    def work(self) -> None:
        """What the worker does at this moment: signals, cards, messages, archive."""
        assert settings.DATA is not None
        sign_what_nobody_signed(self.now, Turn(LONG))
        give_signals(self.now, Turn(LONG))
        deliver(self._today + dt.timedelta(hours=1), Turn(LONG), all_into_outbox(settings.DATA))  # queued really today
        archive_what_is_over(self.now, Turn(LONG))

    def page(self, who: str, href: str, *, language: str = "zh-hans", **asked: str) -> str:
        """A page as somebody is shown it."""
        answer = self.town.client(who, language).get(href, asked)
        assert answer.status_code == 200, (who, href, answer.status_code)
        return answer.content.decode()

    def said(self, who: str, href: str, **asked: str) -> str:
        """A page's words alone."""
        return html.unescape(TAG.sub("", self.page(who, href, **asked)))

    def sends(self, who: str, href: str, **given: Said) -> HttpResponse:
        """Somebody opens a page, fills in its form and sends it; a minute goes by."""
        client, page = self.town.client(who), self.page(who, href)
        answer = client.post(FormReader(page).action, fill(page, **given))
        assert answer.status_code == 302, f"{who} {href}: {html.unescape(TAG.sub('', answer.content.decode()))}"
        self.now += dt.timedelta(minutes=1)
        return answer

    def received(self, **given: Said) -> Life:
        """An agent takes down a matter; with a unit it is passed on in the same go."""
        said: dict[str, Said] = {
            "request_type": "help",
            "title": "柳岸小区北门路灯不亮",
            "account": "来电人反映柳岸小区北门三盏路灯不亮已有一周，要求维修。",
            "address": "清风街道柳岸小区北门",
            "caller_name": "孙小美",
            "caller_phone": "13711112222",
        }
        if "disposition" not in given:
            said |= {"dispatch_unit": str(self.town.units[HOST])}
            said |= {"dispatch_transfer": "小区北门三盏路灯不亮，请维修。"}
        self.sends(AGENT, "/orders/receive", **(said | given))
        return Life(self, WorkOrder.objects.order_by("-pk")[0])


class Life:
    """One order and what its people do with it."""

    def __init__(self, circle: Circle, order: WorkOrder) -> None:
        self.circle, self.id, self.number = circle, order.pk, str(order.number)

    # ---- doing -------------------------------------------------------------------------------------------------------

    def act(self, who: str, action: str, **given: Said) -> Life:
        """By the form of the act on the order's page."""
        self.circle.sends(who, f"/orders/{self.number}/act/{action}", **given)
        return self

    def at(self, when: str) -> Life:
        """On another day."""
        self.circle.at(when)
        return self

    def replies(self, who: str = CLERK, content: str = "三盏路灯已修好，请您核实。", **given: Said) -> Life:
        """The unit answers the caller through the hotline."""
        return self.act(who, "reply", way="bridged_call", content=content, **given)

    def feeds_back(self, who: str = CLERK, **given: Said) -> Life:
        """The unit tells the hotline what it did."""
        said: dict[str, Said] = {"outcome": "done", "findings": "已更换三盏灯具。"}
        return self.act(who, "feed_back", **(said | given))

    def rules(self, verdict: str, who: str = EXAMINER, **given: Said) -> Life:
        """The examiner ticks the points and says what becomes of the feedback."""
        desk = f"/examining/?list=all&order={self.number}"
        points = set(re.findall(r'name="(points-n?\d+-state)"', self.circle.page(who, desk)))
        ticked: dict[str, Said] = dict.fromkeys(points, "answered")
        self.circle.sends(who, desk, verdict=verdict, **(ticked | given))
        return self

    def passes(self, who: str = EXAMINER) -> Life:
        """The feedback deals with every point."""
        return self.rules("examine", who)

    def calls_back(self, who: str = CALLBACK_CLERK, caller: int = 1, **answers: Said) -> Life:
        """What the caller said, or that nobody answered, by the form of the callback desk."""
        self.circle.sends(who, f"/callbacks/?list=to_call_back&order={self.number}&caller={caller}", **answers)
        return self

    def closes(self, who: str = CALLBACK_CLERK) -> Life:
        """The hotline ends the order."""
        return self.act(who, "close")

    # ---- looking -----------------------------------------------------------------------------------------------------

    @property
    def order(self) -> WorkOrder:
        """The record as it stands."""
        return WorkOrder.objects.get(pk=self.id)

    @property
    def log(self) -> list[str]:
        """What stands in the event log, the worker's signals left out."""
        events = Event.objects.filter(subject_kind="order", subject_id=self.id).exclude(name="signal_clock")
        return list(events.order_by("sequence").values_list("name", flat=True))

    def due(self, name: ClockName, caller: int | None = None) -> str:
        """The last day of a running limit, as `09-14`, which it has whole; empty where none runs."""
        rows = Clock.objects.filter(order=self.id, name=name, end__isnull=True)
        row = (rows.filter(caller=caller) if caller is not None else rows).order_by("-due_at").first()
        return f"{row.due_at.astimezone(SHANGHAI) - dt.timedelta(seconds=1):%m-%d}" if row is not None else ""

    def ended(self, name: ClockName) -> list[str]:
        """How the limits of this name ended, in their order."""
        rows = Clock.objects.filter(order=self.id, name=name, end__isnull=False).order_by("serial")
        return [row.end.value for row in rows if row.end is not None]

    def told(self, **whom: Any) -> list[str]:
        """What a caller, a unit or a desk was told, in its order."""
        return list(Delivery.objects.filter(order=self.id, **whom).order_by("pk").values_list("template", flat=True))

    def page(self, who: str) -> str:
        """The order's page in words, as somebody reads it."""
        return self.circle.said(who, f"/orders/{self.number}/")

    def is_in(self, who: str, href: str) -> bool:
        """Whether somebody finds the order on a page."""
        return self.number in self.circle.page(who, href)


def moment(text: str) -> dt.datetime:
    """A moment in Shanghai: `2026-09-07 09:00`."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
