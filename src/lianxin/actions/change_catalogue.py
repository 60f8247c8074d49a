"""修改目录草稿 · Change a draft of the catalogue."""

from __future__ import annotations

from django.db import transaction

from lianxin.actions._append import append_events
from lianxin.actions._catalogue import CHOSEN_BY_CATALOGUE, add_rows, check_keeper, lock_draft
from lianxin.actions._door import Door
from lianxin.law.city_data import CatalogueRow
from lianxin.law.refusals import Refused


def change_catalogue(door: Door, *, version: str, code: str, row: CatalogueRow | None) -> None:
    """Puts one row in the place of the one with this code; without a code it is added, without a row that one ends."""
    with transaction.atomic():
        check_keeper(door)
        draft = lock_draft(version)
        if code and not draft.rows.filter(code=code).delete()[0]:
            raise Refused("row_unknown", code)
        if row is not None:
            if draft.rows.filter(code=row.code).exists():
                raise Refused("row_exists", row.code)
            add_rows(draft, [row])
        payload = {"version": version, "before": code, "after": row.code if row else "", "row": _said(row)}
        append_events([draft], door, "change_catalogue", article=CHOSEN_BY_CATALOGUE, payloads=[payload])


def _said(row: CatalogueRow | None) -> dict[str, str]:
    return {"unit_code": row.unit, "ground": row.ground.value, "article": row.article} if row else {}
