"""The points of a matter on a form: what each says, how it was ticked, and the files that bear it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.point import Point
from lianxin.law.points import LONGEST_POINT, proposed_points
from lianxin.law.state import Feedback
from lianxin.law.visibility import sees_file
from lianxin.law.words import PointState, TextKind
from lianxin.records.models import Attachment
from lianxin.records.points import words_of_points
from lianxin.records.texts import newest_texts
from lianxin.web.acts.fitting import Choice, Desk
from lianxin.web.plain import plain

NAME = "points"
FILE = "file"
"""What the value of a choice begins with that is a file, and no point."""
EMPTY_ROWS = 1
"""Rows for points that the examiner adds."""
TICKS = (PointState.ANSWERED, PointState.MISSING, PointState.DROPPED)


class NotAPoint(ValueError):
    """What was sent for a point names a point, a file or a state that the form did not offer; or it is too long."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands on the form: `key` is the serial of a listed point, else a name of the form's own."""

    key: str
    state: str = PointState.OPEN.value
    evidence: tuple[str, ...] = ()
    words: str = ""

    @property
    def listed(self) -> bool:
        """Whether the order has the point already."""
        return self.key.isdecimal()

    def as_said(self) -> str:
        """The row in one line, as a form keeps it among what was said."""
        return ":".join((self.key, self.state, ",".join(self.evidence), self.words))


def row_of(said: str) -> Row:
    """The row of a line; raises NotAPoint."""
    parts = said.split(":", 3)
    if len(parts) != len(("key", "state", "evidence", "words")):
        raise NotAPoint(said)
    key, state, evidence, words = parts
    return Row(key, state, tuple(filter(None, evidence.split(","))), words)


# ---- what is offered -------------------------------------------------------------------------------------------------


def point_choices(desk: Desk) -> list[Choice]:
    """The points that are listed, then the files of the order that the reader may open."""
    words = words_of_points(desk.draft.order.id) if desk.draft.points else {}
    points = [_listed(desk.draft, row, words.get(row.serial, "")) for row in desk.draft.standing_points()]
    rows = Attachment.objects.filter(order_id=desk.draft.order.id, destroyed_at__isnull=True)
    files = [
        Choice(f"{FILE}{row.pk}", Spoken(row.name, row.name))
        for row in rows.order_by("sequence", "place")
        if sees_file(desk.draft, restricted=row.restricted, given_by=row.unit_id)
    ]
    return points + files


def _listed(draft: Draft, row: Point, words: str) -> Choice:
    last, note = _judged_before(draft, row), Spoken()
    if last is not None and row.state is not PointState.OPEN:
        note = Spoken(f"第 {last.serial} 次反馈：{row.state.zh}", f"Feedback {last.serial}: {row.state.en.lower()}")
    return Choice(str(row.serial), Spoken(words, words), note=note)


def _judged_before(draft: Draft, row: Point) -> Feedback | None:
    """The feedback by which a point was last ticked, where that is not the one at hand."""
    last = draft.feedbacks.get(row.feedback or 0)
    return last if last is not None and last.end is not None else None


def points_now(draft: Draft) -> list[str]:
    """How the points stand, as a form says it.

    What an earlier feedback missed is ticked by nobody yet: one digit then says that it is dealt with.
    """
    return [_now(draft, row).as_said() for row in draft.standing_points()]


def _now(draft: Draft, row: Point) -> Row:
    anew = row.state is PointState.MISSING and _judged_before(draft, row) is not None
    state = PointState.OPEN if anew else row.state
    return Row(str(row.serial), state.value, tuple(map(str, row.evidence)))


def points_proposed(draft: Draft) -> list[str]:
    """How the points stand; where none was ever listed, those that the text for transfer seems to have."""
    if draft.points:
        return points_now(draft)
    transfer = newest_texts(draft.order.id, (TextKind.TRANSFER,)).get(TextKind.TRANSFER, "")
    return [Row(f"n{place}", words=words).as_said() for place, words in enumerate(proposed_points(transfer), start=1)]


def lines_now(draft: Draft) -> list[str]:
    """The points as lines of one text: those that are listed, else those that are proposed."""
    words = words_of_points(draft.order.id) if draft.points else {}
    listed = [words.get(row.serial, "") for row in draft.standing_points()]
    return ["\n".join(listed or [row_of(one).words for one in points_proposed(draft)])]


# ---- what was sent ---------------------------------------------------------------------------------------------------


def posted(data: QueryDict | Mapping[str, Sequence[str]]) -> list[str]:
    """The rows that were sent, one line for each; rows for more that stayed empty are left out."""
    given = dict(data.lists()) if isinstance(data, QueryDict) else data
    rows = [one if ":" in one else _row(given, one).as_said() for one in given.get(NAME, [])]
    return [one for one in rows if not one.startswith("n") or one.rpartition(":")[2]]


def _row(given: Mapping[str, Sequence[str]], key: str) -> Row:
    def said(what: str) -> list[str]:
        return [plain(one) for one in given.get(f"{NAME}-{key}-{what}", ())]

    state = next(iter(said("state")), "") or PointState.OPEN.value
    words = "" if key.isdecimal() else " ".join(" ".join(said("words")).replace(":", "：").split())
    return Row(key, state, tuple(said("evidence")), words)


def checks(offered: Iterable[Choice], given: Iterable[str]) -> tuple[PointCheck, ...]:
    """What was sent, for the act; raises NotAPoint. A proposal that is no point is not listed at all."""
    known = {one.value for one in offered}
    rows = [row_of(one) for one in given]
    return tuple(_check(row, known) for row in rows if row.listed or (row.words and row.state != PointState.DROPPED))


def _check(row: Row, known: set[str]) -> PointCheck:
    if row.state not in {one.value for one in PointState} or (row.listed and row.key not in known):
        raise NotAPoint(row.key)
    if not all(f"{FILE}{one}" in known for one in row.evidence) or len(row.words) > LONGEST_POINT:
        raise NotAPoint(row.key)
    serial = int(row.key) if row.listed else None
    return PointCheck(PointState(row.state), serial, row.words, tuple(map(int, row.evidence)))


# ---- what is shown ---------------------------------------------------------------------------------------------------


def rows_shown(offered: Sequence[Choice], said: Iterable[str]) -> dict[str, Any]:
    """`points` of templates/components/field_points.html."""
    files = [one for one in offered if one.value.startswith(FILE)]
    words = {one.value: one for one in offered if not one.value.startswith(FILE)}
    rows = [row for one in said if (row := _readable(one)) is not None]
    rows = [row for row in rows if not row.listed or row.key in words]
    used = {row.key for row in rows}
    fresh = [f"n{number}" for number in range(1, len(rows) + EMPTY_ROWS + 1) if f"n{number}" not in used]
    rows += [Row(key) for key in fresh[:EMPTY_ROWS]]
    return {"points": [_shown(place, row, words.get(row.key), files) for place, row in enumerate(rows, start=1)]}


def _readable(said: str) -> Row | None:
    try:
        return row_of(said)
    except NotAPoint:
        return None


def _shown(place: int, row: Row, listed: Choice | None, files: Sequence[Choice]) -> dict[str, Any]:
    numbered = enumerate(files, start=1)
    return {
        "place": place,
        "key": row.key,
        "digit": str(place) if place <= 9 else "",
        "words": listed.text.zh if listed is not None else row.words,
        "note": listed.note if listed is not None else "",
        "listed": listed is not None,
        "ticks": [{"value": one.value, "text": one, "selected": one.value == row.state} for one in TICKS],
        "files": [
            {
                "value": (value := one.value.removeprefix(FILE)),
                "number": number,
                "name": one.text,
                "selected": value in row.evidence,
            }
            for number, one in numbered
        ],
    }


def again(rows: Sequence[Mapping[str, Any]], words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The rows with what their writer left in them before."""
    left = {row.key: row for one in posted(words) if (row := _readable(one)) is not None}
    return {"points": [_left(shown, left[shown["key"]]) if shown["key"] in left else shown for shown in rows]}


def _left(shown: Mapping[str, Any], row: Row) -> dict[str, Any]:
    ticks = [{**one, "selected": one["value"] == row.state} for one in shown["ticks"]]
    files = [{**one, "selected": one["value"] in row.evidence} for one in shown["files"]]
    return {**shown, "ticks": ticks, "files": files, "words": shown["words"] if row.listed else row.words}
