"""What every request of an order says: who made it, in which words, and by when it is decided."""

from __future__ import annotations

from typing import Any

from lianxin.law.state import Overlay
from lianxin.web.lists.lamps import first_due, lamp_of
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import who


def request_context(sheet: Sheet, row: Overlay) -> dict[str, Any]:
    """Who asked, the words of those who asked and of those who answered, and the limit while it waits."""
    events = [event for event in sheet.log.events if row.serial in event.rows("overlay")]
    said = [one.content or "" for event in events for one in sheet.log.texts.get(event.sequence, [])]
    clock = first_due([one for one in sheet.draft.clocks.values() if one.overlay == row.serial]) if row.open else None
    return {
        "who": who(sheet, events[0]) if events else "",
        "texts": list(dict.fromkeys(said)),
        "lamp": lamp_of(clock, sheet.draft.now, sheet.draft.around.calendar) if clock is not None else None,
        "due_at": clock.due_at if clock is not None else None,
    }
