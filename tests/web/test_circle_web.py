"""Told on the web from a phone, rated badly, handled again, rated well: through pages alone (R47, R57)."""

from __future__ import annotations

import datetime as dt
import json
import re

from django.conf import settings
from django.test import Client

from lianxin.jobs.deliver import deliver
from lianxin.jobs.turn import Turn
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ClosedAs, Grade, OrderState, RatingWay
from lianxin.messaging.ways import all_into_outbox
from lianxin.records.models import Event, Rating, WorkOrder
from tests.web.circle import Circle, Life
from tests.web.town import CLERK, DISPATCHER, EXAMINER, HOST

PHONE = "13955554444"
STEPS = (
    ("", {"request_type": "help", "account": "柳岸小区北门三盏路灯不亮，晚上很黑。希望尽快修好。"}),
    ("where", {"address": "清风街道柳岸小区北门"}),
    ("who", {"kind": "natural_person", "way": "phone", "phone": PHONE, "name": "郑小雨", "language": "zh"}),
    ("wishes", {}),
)
BADLY = {"contacted": "yes", "solved": "no", "grade_result": "dissatisfied", "grade_attitude": "fair"}
WELL = {"contacted": "yes", "solved": "yes", "grade_result": "satisfied", "grade_attitude": "satisfied"}


class Telephone:
    """A citizen's telephone: its browser, without a script, and the messages that come to it."""

    def __init__(self, circle: Circle) -> None:
        self.circle, self.browser = circle, Client()

    def tells(self) -> tuple[str, str]:
        """A matter in four steps; number and query code as the receipt shows them."""
        for step, words in STEPS:
            answer = self.browser.post(f"/portal/tell/{step}", {**words, "go": "next"})
            assert answer.status_code == 302, (step, answer.content.decode())
        receipt = self.browser.get(answer.headers["Location"]).content.decode()
        number, code = re.findall(r'<dd><b class="num">([^<]+)</b>', receipt)
        return number, code

    def proves(self, number: str, code: str) -> None:
        """Number and query code open the state alone, the one-time code of a message all of it."""
        self.browser.post("/portal/follow/", {"number": number, "query_code": code})
        assert "三盏路灯" not in self.page(number)
        assert self.browser.post(f"/portal/follow/{number}/send", {"key": "first"}).status_code == 302
        assert settings.DATA is not None
        deliver(self.circle.now + dt.timedelta(seconds=1), Turn(), all_into_outbox(settings.DATA))
        answer = self.browser.post(f"/portal/follow/{number}/code", {"code": self.one_time_code()})
        assert answer.headers["Location"] == f"/portal/follow/{number}/"

    def one_time_code(self) -> str:
        """The newest one among the messages that came."""
        assert settings.DATA is not None
        lines = (settings.DATA / "outbox.jsonl").read_text(encoding="utf-8").splitlines()
        mine = [one["body"] for one in map(json.loads, lines) if one["to"] == PHONE]
        return [found[1] for body in mine if (found := re.search(r"验证码 (\d{6})", body))][-1]

    def page(self, number: str) -> str:
        """The page of the matter."""
        answer = self.browser.get(f"/portal/follow/{number}/")
        assert answer.status_code == 200
        return answer.content.decode()

    def rates(self, number: str, given: dict[str, str]) -> None:
        """By the form on the page of the matter."""
        key = re.search(r'id="rating".*?name="key" value="([^"]+)"', self.page(number), re.DOTALL)
        assert key is not None
        answer = self.browser.post(f"/portal/follow/{number}/rate", {**given, "key": key[1]})
        assert answer.headers.get("Location") == f"/portal/follow/{number}/?done=rate", answer.content.decode()


def test_told_from_a_phone_rated_badly_handled_again_rated_well(circle: Circle) -> None:
    circle.now = dt.datetime.now(SHANGHAI)  # codes go out within minutes of being made
    citizen = Telephone(circle)
    number, code = citizen.tells()
    life = Life(circle, WorkOrder.objects.get(number=number))
    circle.sends(
        DISPATCHER,
        f"/orders/{number}/act/dispatch",
        unit=str(circle.town.units[HOST]),
        transfer="柳岸小区北门三盏路灯不亮，请维修。",
    )
    life.act(CLERK, "sign").replies().feeds_back().passes()

    citizen.proves(number, code)
    page = citizen.page(number)
    for shown in ("已答复，请您核实", "三盏路灯已修好，请您核实。", "请您评价", "应于此前答复您"):
        assert shown in page
    citizen.rates(number, BADLY)
    assert "您的评价已收到" in citizen.page(number)
    assert life.order.state is OrderState.CALLBACK, "dissatisfied closes nothing"

    life.act(EXAMINER, "rehandle", reason="来电人评价未解决，请重新办理。")
    assert "重新办理，已交给" in citizen.page(number)
    life.replies(content="已重新接线，请您核实。").feeds_back(findings="已重新接线。").passes()
    assert "已重新接线，请您核实。" in citizen.page(number)
    citizen.rates(number, WELL)
    life.closes()
    page = citizen.page(number)
    assert "已办结" in page
    assert page.count("您作了评价") == 2

    assert (life.order.state, life.order.closed_as, life.order.round) == (OrderState.CLOSED, ClosedAs.DONE, 2)
    ratings = list(Rating.objects.filter(order=life.id).order_by("pk"))
    assert [(one.way, one.grade_result) for one in ratings] == [
        (RatingWay.PORTAL, Grade.DISSATISFIED),
        (RatingWay.PORTAL, Grade.SATISFIED),
    ]
    assert [name for name in life.log if name != "send_one_time_code"] == [
        "receive", "dispatch", "sign", "reply", "feed_back", "examine", "rate", "rehandle",
        "reply", "feed_back", "examine", "rate", "close",
    ]  # fmt: skip
    assert not Event.objects.filter(subject_id=life.id, payload__icontains=PHONE).exists()
