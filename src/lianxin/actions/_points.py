"""What the records know that an examination goes by: words of points, files of the order, the answer for the public."""

from __future__ import annotations

from collections.abc import Iterable

from lianxin.law.decisions.examination import PublicAnswer
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.records.models import Attachment
from lianxin.records.points import words_of_points
from lianxin.records.public_answers import public_answer


def need_evidence(draft: Draft, points: Iterable[PointCheck]) -> None:
    """Refuses a file that is none of the order's, or that is gone."""
    named = {one for check in points for one in check.evidence}
    living = Attachment.objects.filter(order_id=draft.order.id, destroyed_at__isnull=True, pk__in=named)
    if named and living.count() != len(named):
        raise Refused("evidence_unknown")


def look_at_public_answer(draft: Draft, stands_because: str) -> PublicAnswer:
    """What of the answer for the public seems to be personal data (R43)."""
    feedback = draft.pending_feedback
    if feedback is None:
        return PublicAnswer()
    found = public_answer(draft.order.id, feedback.made_at)
    barred = found.telling if draft.order.secret else 0
    return PublicAnswer(flagged=len(found.spans), barred=barred, stands_because=stands_because)


def sorted_out(draft: Draft, texts: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Of the points as they are written now: which are listed already, by serial, and the words of those that are new.

    What was dropped and is written again is taken up again.
    """
    listed = {words: serial for serial, words in reversed(words_of_points(draft.order.id).items()) if words}
    written = list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in texts))))
    kept = tuple(listed[one] for one in written if one in listed)
    return kept, tuple(one for one in written if one not in listed)
