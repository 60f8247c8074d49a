"""What lies beside an order: other orders, how each belongs with it, and who is told of them."""

from __future__ import annotations

import html
import re

from lianxin.actions import CallerEntry
from tests.web.town import CLERK, DISPATCHER, EXAMINER, Story, Town


def related(town: Town, who: str, story: Story, language: str = "zh-hans") -> dict[str, str]:
    """What the panel says of each order, by its number."""
    page = town.client(who, language).get(f"/orders/{story.number}/").content.decode()
    panel = "".join(re.findall(r'id="related".*?</section>', page, re.DOTALL))
    rows = re.findall(r'<span class="num">([\d-]+)</span> · (.*?)</span>(?:</span>)?</li>', panel)
    return {number: html.unescape(re.sub("<[^>]+>", "", said)) for number, said in rows}


def test_a_merged_order_says_into_which_and_the_other_one_which_it_took_up(town: Town) -> None:
    parent = town.received().dispatched()
    child = town.received(at=parent.now).do(DISPATCHER, "merge", parent=parent.number)
    assert related(town, EXAMINER, child)[parent.number].startswith("并入此件")
    assert related(town, EXAMINER, parent)[child.number].startswith("已并入本件")
    assert related(town, EXAMINER, parent, "en")[child.number].startswith("Merged into this one")


def test_other_orders_of_the_caller_are_the_centres_alone(town: Town) -> None:
    caller = CallerEntry(name="宋一鸣", phone="13712345678")
    one, other = town.received(caller=caller).signed(), town.received(caller=caller).signed()
    assert related(town, EXAMINER, one)[other.number] == "同一来电人 · 办理中"
    assert related(town, CLERK, one) == {}
    assert "宋" not in str(related(town, EXAMINER, one))
