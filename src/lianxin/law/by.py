"""Who acts on what stands beside orders (inspections, cases, opinions, consultations), and what a decision changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.actors import Actor
from lianxin.law.refusals import Refused
from lianxin.law.words import Role, Word

Changes = dict[str, object]
"""The fields of a row that a decision changes."""


@dataclass(frozen=True, slots=True)
class By:
    """Who acts and when; `of_vendor`: one of the vendor's people (R9)."""

    actor: Actor
    now: dt.datetime
    of_vendor: bool = False


@dataclass(frozen=True, slots=True)
class SubjectAct:
    """One act on such a subject: its words, in which states it can be done, by whom, and its sources.

    `begins`: the act makes the subject; in one of `states` it begins it anew. `vendor`: whether one of the vendor's
    people may do it.
    """

    action: str
    zh: str
    en: str
    states: tuple[Word, ...]
    roles: tuple[Role, ...]
    articles: tuple[str, ...]
    begins: bool = False
    vendor: bool = False


def check_duty(by: By, act: SubjectAct) -> None:
    """Refuses whose duty the act is not, and the vendor's people in any office where it is not theirs (R9)."""
    nobody = by.actor.staff is None and by.actor.role not in (Role.CALLER, Role.SYSTEM)
    if by.actor.role not in act.roles or nobody:
        raise Refused("not_your_duty")
    if by.of_vendor and not act.vendor:
        raise Refused("vendor_barred")
