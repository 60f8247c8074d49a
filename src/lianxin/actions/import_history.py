"""导入历史 · Import history."""

from __future__ import annotations

import dataclasses

from lianxin.actions._door import Done, Door
from lianxin.actions._history import SourceRow
from lianxin.actions._people import CallerEntry, keep_caller
from lianxin.actions._perform import perform_new
from lianxin.law.decisions import history as decisions
from lianxin.law.decisions.history import History
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.words import SubjectKind
from lianxin.records.models import ExternalReference, WorkOrder
from lianxin.records.policies import policy_for


def import_history(door: Door, *, reference: SourceRow, history: History) -> Done:
    """A message of the past with its reply becomes an archived order; its two limits are judged (R68).

    A row that is here already is left as it is, and told as repeated.
    """
    known = ExternalReference.objects.filter(system=reference.system, external_id=reference.row).first()
    if known is not None:
        row = WorkOrder.objects.only("number", "head_sequence").get(pk=known.subject_id)
        return Done(order=row.pk, number=row.number, sequence=row.head_sequence, repeated=True)
    return perform_new(door, "import_history", _begin, reference=reference, history=history)


def _begin(around: Surroundings, order: int, number: str, *, reference: SourceRow, history: History) -> Draft:
    if reference.regime is not None:
        policy = policy_for(reference.regime)
        around = dataclasses.replace(around, intake_policy=policy, handling_policy=policy)
    if reference.account:
        writer = keep_caller(CallerEntry(contact=reference.account), around.now)
        history = dataclasses.replace(history, person=writer.person)
    draft = decisions.import_history(around, order, number, history=history)
    ExternalReference.objects.create(
        system=reference.system, external_id=reference.row, subject_kind=SubjectKind.ORDER, subject_id=order
    )
    return draft
