"""清除染毒附件 · Remove an infected file."""

from __future__ import annotations

from lianxin.actions._destroy import destroy_infected
from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import files as decisions
from lianxin.law.draft import Draft


def remove_infected(door: Door, *, order: int | str, sequence: int, place: int, engine: str) -> Done:
    """A file that was taken unscanned turned out to carry a virus: its bytes go, the log says so."""
    return perform(door, order, "remove_infected", _remove, sequence=sequence, place=place, engine=engine)


def _remove(draft: Draft, *, sequence: int, place: int, engine: str) -> None:
    decisions.remove_infected(draft, sequence=sequence, place=place)
    destroy_infected(draft, sequence=sequence, place=place, engine=engine)
