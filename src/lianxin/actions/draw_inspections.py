"""抽取质检样本 · Draw a sample."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lianxin.actions._door import Door
from lianxin.actions._inspections import InspectionDone, Told, begin, by_of, new_rows
from lianxin.actions._request import request_digest
from lianxin.law.decisions import inspection as law
from lianxin.law.inspection import sampled
from lianxin.law.refusals import Refused
from lianxin.law.words import InspectedKind, InspectionCause
from lianxin.records.inspection_forms import form_at
from lianxin.records.intakes import Days, intakes
from lianxin.records.load import ReadAlong
from lianxin.records.models import InspectionSample
from lianxin.records.rules import rules_at


def draw_inspections(door: Door, *, what: InspectedKind, days: Days, per_agent: int, seed: str) -> list[InspectionDone]:
    """Draws at random, of each agent's intakes of these days, so many to be inspected (Art. 18).

    `seed` decides which, and is drawn by whoever asks, at the moment of asking: the log holds it, with how many
    there were to draw from. What was inspected already is not drawn again.
    """

    def find(along: ReadAlong) -> Told:
        by = by_of(door, rules_at(along.revision))
        law.draw(by, first=days.first, last=days.last, per_agent=per_agent)
        form_at(door.now)  # refuses where nobody could score what is drawn
        sizes, chosen = Counter[int](), sampled(waiting := intakes(what, days), seed=seed, per_agent=per_agent)
        sizes.update(one.agent for one in waiting)
        if not chosen:
            raise Refused("nothing_to_draw")
        sample = InspectionSample.objects.create(
            what=what,
            first_date=days.first,
            last_date=days.last,
            per_agent=per_agent,
            seed=seed,
            sizes={str(agent): [sizes[agent], len(ids)] for agent, ids in chosen.items()},
            drawn_at=door.now,
            drawn_by_id=door.actor.staff,
        )
        rows = new_rows(what, [one for ids in chosen.values() for one in ids], **_begun(door, sample))
        return [(row, _told(sample, sizes[row.agent_id])) for row in rows]

    asked = request_digest("draw_inspections", [], [what, days.first, days.last, per_agent], {})
    return begin(door, "draw_inspections", asked, find, {})


def _begun(door: Door, sample: InspectionSample) -> dict[str, Any]:
    by = {"drawn_at": door.now, "drawn_by_id": door.actor.staff}
    return {"cause": InspectionCause.SAMPLE, "sample": sample, **by}


def _told(sample: InspectionSample, size: int) -> dict[str, Any]:
    """What the log holds of a draw, so that it can be drawn again."""
    return {
        "sample": sample.pk,
        "first_date": sample.first_date.isoformat(),
        "last_date": sample.last_date.isoformat(),
        "per_agent": sample.per_agent,
        "seed": sample.seed,
        "size": size,
    }
