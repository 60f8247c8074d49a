"""The limit at the head of an order: what the reader has to keep first, and the order's beside it (R54)."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from lianxin.law.lamps import Spoken
from lianxin.law.terms import last_day
from lianxin.law.words import ClockName, CorrectionGround
from lianxin.records.models import Clock
from lianxin.web.dates import until_words
from tests.web.town import (
    CALLBACK_CLERK,
    CLERK,
    DISPATCHER,
    EXAMINER,
    OTHER,
    OTHER_CLERK,
    SUB_CLERK,
    SUB_UNIT,
    Story,
    Town,
)


def head(town: Town, username: str, story: Story) -> str:
    return town.client(username).get(f"/orders/{story.number}/summary").content.decode()


def ends(story: Story, name: ClockName) -> Spoken:
    """When a limit of the order that runs ends, as pages say it."""
    due: dt.datetime = story.order.clocks.get(name=name, end=None).due_at
    return until_words(due)


def delegated(town: Town) -> Story:
    """With a unit below its host, which has signed and spoken to the caller."""
    story = town.received().replied().do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实。")
    return story.do(SUB_CLERK, "sign")


def co_handled(town: Town) -> Story:
    """With a co-handler that has signed, while the host asks to be relieved."""
    story = town.received().replied().do(DISPATCHER, "add_co_handler", unit=town.units[OTHER], reason="涉及物业。")
    return story.do(OTHER_CLERK, "sign").do(CLERK, "request_host_change", reason="应由住建部门主办。")


def test_r54_a_delegate_reads_its_inner_limit_and_the_orders_beside_it(town: Town) -> None:
    story = delegated(town)
    inner, order = ends(story, ClockName.INNER_LEVEL), ends(story, ClockName.FEED_BACK)
    page = head(town, SUB_CLERK, story)
    assert f"内部时限 · 至 {inner.zh}" in page
    assert f"本工单：反馈热线 · 至 {order.zh}" in page
    form = town.client(SUB_CLERK).get(f"/orders/{story.number}/act/feed_back").content.decode()
    assert f"内部时限 · 至 {inner.zh}" in form
    assert f"本工单：反馈热线 · 至 {order.zh}" in form


def listed(town: Town, username: str) -> dict[str, str]:
    """The rows of a unit's own list by number, in their order."""
    page = town.client(username).get("/orders/?list=todo").content.decode()
    rows = ((re.search(r"/orders/([\d-]+)/", row), row) for row in page.split("<tr>"))
    return {found[1]: row for found, row in rows if found}


def test_r54_the_row_of_a_delegate_counts_down_to_its_inner_limit_and_the_hosts_does_not(town: Town) -> None:
    story = delegated(town)
    inner = last_day(story.order.clocks.get(name=ClockName.INNER_LEVEL, end=None).due_at)
    row = listed(town, SUB_CLERK)[story.number]
    assert re.search(rf"{inner:%m-%d} 24:00</time> · 内部时限</div>", row)
    assert "内部时限" not in listed(town, CLERK)[story.number]


def test_a_delegates_list_is_sorted_by_what_it_has_to_keep_not_by_what_its_host_has(town: Town) -> None:
    own = town.received().replied(SUB_UNIT)
    story = delegated(town)
    assert own.order.due_at == story.order.due_at, "both orders end together"
    numbers = [one for one in listed(town, SUB_CLERK) if one in (own.number, story.number)]
    assert numbers == [story.number, own.number]


def test_the_host_and_the_centre_read_the_orders_limit_alone(town: Town) -> None:
    story = delegated(town)
    for username in (CLERK, EXAMINER):
        page = head(town, username, story)
        assert re.search(rf"反馈热线[^<]* · 至 {re.escape(ends(story, ClockName.FEED_BACK).zh)}", page)
        assert "内部时限" not in page
        assert "本工单：" not in page


def test_a_co_handler_reads_when_its_opinion_is_due_and_never_what_the_centre_has_to_decide(town: Town) -> None:
    story = co_handled(town)
    assert f"待决定 · 至 {ends(story, ClockName.DECISION_PENDING).zh}" in head(town, EXAMINER, story)
    page = head(town, OTHER_CLERK, story)
    assert f"协办意见 · 至 {ends(story, ClockName.CO_HANDLER).zh}" in page
    order = ends(story, ClockName.FEED_BACK).zh
    assert f"本工单：反馈热线 · 至 {order}" in page
    story.do(OTHER_CLERK, "give_opinion", opinion="物业已配合。")
    page = head(town, OTHER_CLERK, story)
    assert re.search(rf"反馈热线[^<]* · 至 {re.escape(order)}", page)
    assert "待决定" not in page


def late(story: Story) -> Story:
    """The unit's limits ended two days ago; no card came before its feedback."""
    running = Clock.objects.filter(order=story.id, end=None, unit=story.order.host_unit)
    running.update(due_at=timezone.now() - dt.timedelta(days=2))
    return story


def test_r53_while_its_feedback_lies_at_the_centre_a_unit_is_late_with_nothing(town: Town) -> None:
    story = late(town.received().fed_back())
    client = town.client(CLERK)
    page = client.get("/orders/?list=at_centre").content.decode()
    row = next(row for row in page.split("<tr>") if story.number in row)
    assert "在热线中心" in row
    assert "hl-lamp red" not in row
    other = town.received().examined()
    page_of_both = client.get("/orders/?list=at_centre").content.decode()
    row_of_other = next(row for row in page_of_both.split("<tr>") if other.number in row)
    assert "在热线中心" in row_of_other, "no limit of its own runs any more"
    assert "红牌" not in row, "none was issued"
    assert re.search(r">0<[^>]*>(?:\s*<[^>]*>)*\s*已逾期", page)
    home = client.get("/").content.decode()
    assert "没有逾期" in home
    assert "hl-lamp red" not in home
    summary = head(town, CLERK, story)
    assert "在热线中心" in summary
    assert "hl-lamp red" not in summary
    clocks = client.get(f"/orders/{story.number}/").content.decode()
    assert "hl-lamp red" not in clocks
    story.do(EXAMINER, "return_for_correction", grounds=(CorrectionGround.EVIDENCE,), reason="请补照片。")
    assert "hl-lamp red" in head(town, CLERK, story)
    assert "hl-lamp red" in listed(town, CLERK)[story.number]


def test_r53_what_a_unit_owes_besides_is_still_its_own_while_the_feedback_lies_at_the_centre(town: Town) -> None:
    story = town.received().fed_back().do(EXAMINER, "examine").do(CALLBACK_CLERK, "contest", caller=1)
    late(story)
    page = town.client(CLERK).get("/orders/?list=at_centre").content.decode()
    row = next(row for row in page.split("<tr>") if story.number in row)
    assert "hl-lamp red" in row
    assert "举证" in row
