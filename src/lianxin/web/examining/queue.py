"""The queues of the examiner's desk: every feedback that the office examines, and those of others for looking at."""

from __future__ import annotations

from dataclasses import replace

from lianxin.law.actors import Actor
from lianxin.law.words import Role
from lianxin.web.desk_queue import DeskOf, Tab, href_at
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
        Tab("all", "待审核", "To examine", row, ours),
        Tab("reply_owed", "尚欠回复", "Reply owed", row, replace(ours, replies_owed=True)),
        Tab("stops", "不再办理", "Stops", row, replace(ours, stops=True)),
    ]
    if actor.role is not Role.GENERAL_OFFICE_CLERK:
        tabs.append(Tab("apart", "反映中心", "About the centre", row, replace(ours, judged=False)))
    return tuple(tabs)


DESK = DeskOf("examine_desk", "examine_queue", desk_tabs)


def desk_href(code: str, number: str = "", **more: str) -> str:
    """The desk with a queue, and one feedback of it open."""
    return href_at(DESK, code, number, **more)
