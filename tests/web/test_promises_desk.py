"""承诺跟踪: promised dates by their day, what moved them, and what may be done about them, by plain pages and posts."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.terms import midnight
from lianxin.law.words import (
    ClockName,
    CorrectionGround,
    LegalGroundKind,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    RequestType,
)
from lianxin.records.models import Clock, Delivery, Overlay, ReadingLog
from lianxin.records.orders import Moments
from tests.web.town import (
    AGENT,
    CALLBACK_CLERK,
    CLERK,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    OTHER,
    OTHER_CLERK,
    SUPERVISOR,
    Story,
    Town,
)

NUMBERS = re.compile(r'<span class="num">(\d{8}-\d{5}-\d)</span>')
TABS = re.compile(r'/promises/\?tab=(\w+)"[^>]*>[^<]*<b class="num">([^<]+)</b>')


@pytest.fixture
def supervisor(town: Town) -> Client:
    """The supervisor's browser."""
    return town.client(SUPERVISOR)


def promised(town: Town, days: int = 20, unit: str = HOST, **more: object) -> Story:
    """An order whose caller was told that it will be done in so many days."""
    until = timezone.localdate() + dt.timedelta(days=days)
    story = town.received(**more).fed_back(Outcome.CONSTRAINED, unit, measures="灯具已订购。", second_date=until)
    return told(story)


def told(story: Story) -> Story:
    return story.do(EXAMINER, "examine").do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))


def due_at(story: Story, at: dt.datetime) -> Story:
    """As if this were its day: a date that has come cannot be promised any more."""
    Clock.objects.filter(order=story.id, name=ClockName.SECOND_DATE).update(due_at=at)
    return story


def asked(town: Town, story: Story, days: int = 40, unit: str = HOST) -> Story:
    until = timezone.localdate() + dt.timedelta(days=days)
    return story.do(town.clerk_of(unit), "change_promise", until=until, reason="灯具延期到货。")


def desk(client: Client, tab: str = "all", story: Story | None = None, **more: str) -> str:
    named = {"order": story.number} if story is not None else {}
    answer = client.get("/promises/", {"tab": tab, **named, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client: Client, tab: str) -> list[str]:
    """What stands in a tab, page after page."""
    found: list[str] = []
    for page in range(1, 20):
        here = NUMBERS.findall(client.get("/promises/queue", {"tab": tab, "page": page}).content.decode())
        if not here:
            break
        found += here
    return found


def test_the_desk_is_for_those_who_watch_promises_and_for_the_units_that_made_them(town: Town) -> None:
    for username in (AGENT, DISPATCHER, CALLBACK_CLERK):
        client = town.client(username)
        refused = client.get("/promises/")
        assert refused.status_code == 403
        assert "督办员" in refused.content.decode(), "who can is said"
        assert client.get("/promises/queue").status_code == 403
        assert 'href="/promises/"' not in client.get("/").content.decode()
    for username in (SUPERVISOR, EXAMINER, HEAD, CLERK):
        assert 'href="/promises/"' in town.client(username).get("/").content.decode()


def test_a_promise_shows_its_dates_its_measures_and_what_was_done_since(town: Town, supervisor: Client) -> None:
    story = promised(town)
    story.do(CLERK, "record_progress", note="灯具已发货。")
    page = desk(supervisor, story=story)
    first = timezone.localdate() + dt.timedelta(days=20)
    assert f"{first.month} 月 {first.day} 日" in page
    assert "首次承诺日期未到" in page
    assert "灯具已订购。" in page
    assert "灯具已发货。" in page
    assert "没有变更过" in page
    assert "第二十四条" in page
    read = ReadingLog.objects.filter(staff=town.actor(SUPERVISOR).staff)
    assert read.filter(order=story.id).exists()
    assert read.filter(query__list="tracked", query__tab="all", query__orders__contains=story.id).exists()


def test_outcome_2_shows_the_text_it_cites(town: Town, supervisor: Client) -> None:
    until = timezone.localdate() + dt.timedelta(days=30)
    cited = {"legal_kind": LegalGroundKind.LAW, "legal_title": "政府采购法", "legal_article": "第三十五条"}
    story = told(town.received().fed_back(Outcome.STATUTORY_LONGER, second_date=until, **cited))
    page = desk(supervisor, story=story)
    assert "引用的法律依据" in page
    assert "《政府采购法》第三十五条" in page


def test_tabs_hold_what_is_missed_due_today_due_this_week_asked_and_fed_back(town: Town, supervisor: Client) -> None:
    now = timezone.now()
    tonight, week = Moments.of(now).tonight, Moments.of(now).sunday_night
    done = Result(outcome=Outcome.DONE, findings="已更换。")
    mine = {
        due_at(promised(town), now - dt.timedelta(days=1)).number: "missed",
        due_at(promised(town), tonight).number: "today",
        due_at(promised(town), week).number: "sunday",
        due_at(promised(town), week + dt.timedelta(days=1)).number: "later",
        asked(town, promised(town)).number: "change",
        due_at(promised(town), now - dt.timedelta(hours=1)).do(CLERK, "feed_back", result=done).number: "ready",
    }
    numbers = {name: listed(supervisor, name) for name in ("all", "missed", "today", "week", "asked", "fed_back")}
    within = {name: {mine[number] for number in found if number in mine} for name, found in numbers.items()}
    assert within["all"] == {"missed", "today", "sunday", "later", "change"}
    assert within["missed"] == {"missed"}, "what lies at the centre is nobody's lateness"
    assert within["today"] == ({"today", "sunday"} if week == tonight else {"today"})
    assert within["week"] == {"today", "sunday"}
    assert within["asked"] == {"change"}
    assert within["fed_back"] == {"ready"}
    assert dict(TABS.findall(desk(supervisor))) == {name: str(len(found)) for name, found in numbers.items()}
    dates = Clock.objects.filter(name=ClockName.SECOND_DATE, end=None, silent=False).order_by("due_at", "order_id")
    assert numbers["all"] == [clock.order.number for clock in dates], "the earliest first"


def test_the_week_ends_with_sunday() -> None:
    monday = dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC)
    for day in range(7):
        assert Moments.of(monday + dt.timedelta(days=day)).sunday_night == midnight(dt.date(2026, 11, 23))


def test_a_change_is_decided_from_the_page_and_the_caller_is_told(town: Town, supervisor: Client) -> None:
    story = asked(town, promised(town))
    page = desk(supervisor, "asked", story)
    assert "灯具延期到货。" in page
    assert f'action="/orders/{story.number}/act/decide_promise_change"' in page
    assert 'type="hidden" name="overlay" value="1"' in page
    onward = re.search(r'name="next" value="([^"]*)"', page)
    assert onward is not None
    assert onward[1].startswith("/promises/?tab=asked")
    given = {"overlay": "1", "upheld": "yes", "reason": "厂家证明属实。", "request_key": uuid.uuid4().hex}
    answer = supervisor.post(
        f"/orders/{story.number}/act/decide_promise_change", given | {"next": "/promises/?tab=all"}
    )
    assert answer["Location"] == "/promises/?tab=all"
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.PROMISE_CHANGE).state is OverlayState.UPHELD
    assert Delivery.objects.filter(order=story.id, template="promise_changed", caller=1).exists()
    page = desk(supervisor, story=story)
    assert "已变更 1 次" in page
    assert "厂家证明属实。" in page
    changed = page[page.index("日期变更") :]
    assert "周敏" in changed, "by whose decision"
    assert "没有变更过" not in page


def test_a_refused_change_moves_nothing_and_is_counted_as_none(town: Town, supervisor: Client) -> None:
    story = asked(town, promised(town))
    story.do(SUPERVISOR, "decide_promise_change", overlay=1, upheld=False, reason="理由不成立。")
    assert "没有变更过" in desk(supervisor, story=story)
    row = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*{story.number}", desk(supervisor), re.DOTALL)
    assert row is not None
    assert "已变更" not in row[0]


def test_past_the_first_date_is_said_though_the_hotline_moved_it(town: Town, supervisor: Client) -> None:
    """The first date of a promise is its feedback's; here it lies in the past by the whole life's moments."""
    at = timezone.now() - dt.timedelta(days=30)
    story = town.received(at=at)
    first = (at + dt.timedelta(days=10)).date()
    told(story.fed_back(Outcome.CONSTRAINED, measures="灯具已订购。", second_date=first))
    asked(town, story).do(SUPERVISOR, "decide_promise_change", overlay=1, upheld=True, reason="属实。")
    page = desk(supervisor, story=story)
    assert "已超过首次承诺日期" in page
    assert story.number not in listed(supervisor, "missed")


def test_a_unit_sees_its_own_and_asks_from_there(town: Town) -> None:
    mine, other = asked(town, promised(town)), promised(town, unit=OTHER)
    client = town.client(CLERK)
    assert mine.number in listed(client, "all")
    assert other.number not in listed(client, "all")
    assert other.number in listed(town.client(OTHER_CLERK), "all")
    page = desk(client, story=mine)
    assert "decide_promise_change" not in page, "the decision is the hotline's"
    assert "由热线中心决定" in page
    assert f"/orders/{mine.number}/act/feed_back" in page
    fresh = promised(town)
    assert f"/orders/{fresh.number}/act/change_promise" in desk(client, story=fresh)


def test_an_order_that_left_the_tab_is_said_to_have_left(town: Town, supervisor: Client) -> None:
    story = asked(town, promised(town))
    href = f"/promises/{story.number}/matter"
    assert "此件已不在" not in supervisor.get(href, {"tab": "asked", "order": story.number}).content.decode()
    story.do(SUPERVISOR, "decide_promise_change", overlay=1, upheld=True, reason="属实。")
    assert (
        "此件已不在“申请变更”中，现为跟踪督办，由市城市管理局主办。"
        in supervisor.get(href, {"tab": "asked", "order": story.number}).content.decode()
    )
    assert supervisor.get(f"/promises/{story.number}/nothing").status_code == 404


def test_kept_late_it_goes_through_the_same_circle_to_its_end(town: Town, supervisor: Client) -> None:
    story = due_at(promised(town), timezone.now() - dt.timedelta(hours=2))
    assert story.number in listed(supervisor, "missed")
    story.now = timezone.now() - dt.timedelta(minutes=10)
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换。"))
    assert story.number in listed(supervisor, "fed_back")
    assert story.number not in listed(supervisor, "missed")
    story.do(EXAMINER, "return_for_correction", reason="缺附图。", grounds=(CorrectionGround.EVIDENCE,))
    assert story.number in listed(supervisor, "missed"), "returned, the old date stands"
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换，附图。")).do(EXAMINER, "examine")
    assert all(story.number not in listed(supervisor, tab) for tab in ("all", "missed", "fed_back"))
    clock = Clock.objects.get(order=story.id, name=ClockName.SECOND_DATE)
    assert clock.end is not None
    assert clock.end.value == "late"
    assert story.order.state is OrderState.CALLBACK


def test_nobody_sees_the_promise_on_a_tip_off_about_themselves(town: Town) -> None:
    story = promised(town, request_type=RequestType.TIP_OFF, subject_unit=town.units[OTHER])
    assert story.number in listed(town.client(SUPERVISOR), "all")
    assert story.number not in listed(town.client(OTHER_CLERK), "all")


def test_the_menu_counts_what_the_list_holds(town: Town, supervisor: Client) -> None:
    page = supervisor.get("/promises/").content.decode()
    counts = dict(TABS.findall(page))
    link = re.search(r'<a[^>]*href="/promises/"[^>]*aria-current="page".*?</a>', page, re.DOTALL)
    assert link is not None
    assert f">{counts['all']}<" in link[0]
    rows = supervisor.get("/orders/?list=tracked").content.decode()
    assert f"共 {counts['all']} 件" in rows
