"""The tabs of the examiner's desk: every feedback that the office examines, and those of others for looking at."""

from __future__ import annotations

from dataclasses import replace

from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.words import Role
from lianxin.web.desks.desk import Tab
from lianxin.web.desks.orders import orders_tab
from lianxin.web.lists.queues import lists_at, queue_of


def desk_tabs(actor: Actor) -> tuple[Tab, ...]:
    """None is sampled: the first tab holds them all, the next two what of it cannot simply pass (R51, R58).

    What is about the centre itself an examiner may look at, and the general office judges (R14, R59).
    """
    row = next(iter(lists_at("examine_desk", actor.role)), None)
    if row is None:
        return ()
    ours = replace(queue_of(row), judged=True)
    tabs = [
        orders_tab("all", Spoken("待审核", "To examine"), row, ours),
        orders_tab("reply_owed", Spoken("尚欠回复", "Reply owed"), row, replace(ours, replies_owed=True)),
        orders_tab("stops", Spoken("不再办理", "Stops"), row, replace(ours, stops=True)),
    ]
    if actor.role is not Role.GENERAL_OFFICE_CLERK:
        tabs.append(orders_tab("apart", Spoken("反映中心", "About the centre"), row, replace(ours, judged=False)))
    return tuple(tabs)
