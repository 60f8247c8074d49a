"""The accounts of a demonstration: one for each office, to try everything with."""

from __future__ import annotations

from typing import NamedTuple

from lianxin.law.words import Role
from lianxin.records.offices import demo_offices

DEMO_PASSWORD = "lianxin-demo"  # noqa: S105 - printed on purpose, and refused by production


class DemoAccount(NamedTuple):
    """One account for one office; the unit in Chinese and English."""

    role: Role
    username: str
    password: str
    unit_zh: str
    unit_en: str


def demo_accounts() -> list[DemoAccount]:
    """One account of the demonstration for each office, in the order of the offices."""
    return [DemoAccount(one.role, one.username, DEMO_PASSWORD, one.unit_zh, one.unit_en) for one in demo_offices()]
