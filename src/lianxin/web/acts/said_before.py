"""What somebody has said and somebody else now decides on, examines or asks about: told above the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lianxin.access import Part
from lianxin.law.lamps import Spoken
from lianxin.law.state import Overlay
from lianxin.law.words import OverlayKind, ReplyWay, TextKind
from lianxin.records.texts import said_at, texts_of
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.signature import Kind

ON_FEEDBACK = frozenset({"return_for_correction", "rehandle", "uphold_stop", "overturn_stop", "call_back", "close"})
"""Acts on what the unit has fed back."""
MOST = 400
"""Characters told; the rest is on the order's page."""
KINDS = (
    TextKind.REASON,
    TextKind.WISH,
    TextKind.NOTE,
    TextKind.FINDINGS,
    TextKind.MEASURES,
    TextKind.LEGAL_GROUND,
    TextKind.DOCUMENT,
    TextKind.REPLY,
)


def said_before(desk: Desk, fields: list[Asked]) -> Spoken:
    """The words of the request or feedback the act is about; empty when it is about none, or about several."""
    overlay = next((one for one in fields if one.parameter.kind is Kind.OVERLAY), None)
    if overlay is not None and len(overlay.choices) == 1:
        row = desk.draft.overlays[int(overlay.choices[0].value)]
        asked = _quote(desk, row.opened_at, Spoken(row.kind.zh, row.kind.en))
        return _together(_denied(desk, row), asked, _proof(desk, row))
    if desk.action in ON_FEEDBACK and desk.draft.feedbacks:
        feedback = max(desk.draft.feedbacks.values(), key=lambda one: one.serial)
        said = _quote(desk, feedback.made_at, Spoken(feedback.outcome.zh, feedback.outcome.en))
        wish = _of_minors(desk) if desk.action == "call_back" else Spoken()
        proposed = _proposed(desk) if desk.action == "rehandle" else ()
        return _together(wish, said, *proposed)
    return Spoken()


def _proposed(desk: Desk) -> Sequence[Spoken]:
    """Why whoever called back proposes that it is done again, for who decides on it (R9)."""
    rows = desk.draft.open_overlays(OverlayKind.REHANDLING)
    return [_quote(desk, row.opened_at, Spoken(row.kind.zh, row.kind.en)) for row in rows]


def _denied(desk: Desk, row: Overlay) -> Spoken:
    """The reply that its caller denies, before what is said for and against it (R31)."""
    if row.kind is not OverlayKind.CONTRADICTION or row.caller is None or Part.WORK not in desk.reading:
        return Spoken()
    # A message counts from its delivery, later than it was written: moment and words do not go together.
    replies = texts_of(desk.draft.order.id, TextKind.REPLY, caller=row.caller)
    return _cut(Spoken("存疑的回复", "The reply in question"), replies[-1:])


def _proof(desk: Desk, row: Overlay) -> Spoken:
    """How the unit proves a reply that its caller denies, for who decides whether it stands (R31)."""
    limit = next((one for one in desk.draft.clocks.values() if one.overlay == row.serial), None)
    if row.kind is not OverlayKind.CONTRADICTION or row.code is None or limit is None or limit.ended_at is None:
        return Spoken()
    way = ReplyWay(row.code)
    return _quote(desk, limit.ended_at, Spoken(f"单位举证（{way.zh}）", f"The unit's proof ({way.en.lower()})"))


def _of_minors(desk: Desk) -> Spoken:
    """How the children among the callers want to be called back (R32)."""
    minors = [one for one in desk.draft.present_callers() if one.minor]
    found = [_quote(desk, one.joined_at, Spoken("来电人要求", "Wishes"), (TextKind.WISH,)) for one in minors]
    return _together(*found)


def _together(*said: Spoken) -> Spoken:
    return Spoken("\n".join(filter(None, (one.zh for one in said))), "\n".join(filter(None, (one.en for one in said))))


def _quote(desk: Desk, at: dt.datetime, what: Spoken, kinds: Sequence[TextKind] = KINDS) -> Spoken:
    if Part.WORK not in desk.reading:
        return Spoken()
    return _cut(what, said_at(desk.draft.order.id, at, kinds, private=Part.CENTRE_TEXTS in desk.reading))


def _cut(what: Spoken, texts: Sequence[str]) -> Spoken:
    words = " ".join(texts)
    if not words:
        return Spoken()
    shown = words if len(words) <= MOST else f"{words[:MOST]}……"
    return Spoken(f"{what.zh}：{shown}", f"{what.en}: {shown}")
