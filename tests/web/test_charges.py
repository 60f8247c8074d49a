"""Who has the order, as its page says it."""

from __future__ import annotations

import re

from tests.web.town import CLERK, SUB_UNIT, Town


def test_a_unit_that_gets_a_copy_reads_and_has_nothing_to_sign(town: Town) -> None:
    story = town.received().dispatched(SUB_UNIT)
    page = town.client(CLERK).get(f"/orders/{story.number}/").content.decode()
    nodes = re.findall(r'<div class="hl-node">.*?</div>', page, re.DOTALL)
    copy = next(node for node in nodes if "抄送" in node)
    assert "只读" in copy
    assert "待签收" not in copy
