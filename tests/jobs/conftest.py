"""The stories of these tests have fixed dates; whatever today is, they happen in the present."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.actions import _save


@pytest.fixture(autouse=True)
def _now_is_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_save, "PAST", dt.timedelta(days=100_000))
