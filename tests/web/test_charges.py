"""Who has the order, as its page says it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from lianxin.law.terms import SHANGHAI
from tests.web.town import CLERK, EXAMINER, SUB_UNIT, Story, Town


def test_a_unit_that_gets_a_copy_reads_and_has_nothing_to_sign(town: Town) -> None:
    story = town.received().dispatched(SUB_UNIT)
    page = town.client(CLERK).get(f"/orders/{story.number}/").content.decode()
    nodes = re.findall(r'<div class="hl-node">.*?</div>', page, re.DOTALL)
    copy = next(node for node in nodes if "抄送" in node)
    assert "只读" in copy
    assert "待签收" not in copy


def charge_of_host(story: Story) -> str:
    """What the page says of the host's charge."""
    page = story.town.client(EXAMINER).get(f"/orders/{story.number}/assignments").content.decode()
    nodes = re.findall(r'<div class="hl-node">.*?</div>', page, re.DOTALL)
    return next(node for node in nodes if "主办" in node)


def delegated(story: Story) -> None:
    story.signed().do(CLERK, "delegate", unit=story.town.units[SUB_UNIT], instruction="请先核实。")


@pytest.mark.parametrize(
    ("lead", "state"),
    [(Story.dispatched, "待签收"), (Story.signed, "已签收"), (delegated, "已转下级"), (Story.fed_back, "已反馈")],
)
def test_a_charge_says_since_when_it_stands_as_it_does(town: Town, lead: Callable[[Story], object], state: str) -> None:
    story = town.received()
    lead(story)
    node = charge_of_host(story)
    assert re.search(rf"{state} *<time[^>]*>[^<]*{story.now.astimezone(SHANGHAI):%H:%M}</time>", node), node
