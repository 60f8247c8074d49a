"""The demonstration knows its own address, so that the links in its messages lead somewhere."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pytest

from lianxin.runtime.commands import demo


@pytest.mark.parametrize(
    ("named", "used"), [("", "http://127.0.0.1:8123"), ("https://demo.example", "https://demo.example")]
)
def test_links_of_messages_lead_to_the_demonstration_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str, used: str
) -> None:
    told: dict[str, str] = {}
    (tmp_path / "keys").mkdir()

    def started(*_: object, **__: object) -> int:
        told.update(os.environ)
        return 0

    for name in ("LIANXIN_MODE", "LIANXIN_DATA", "LIANXIN_HOSTS", "LIANXIN_ORIGINS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    if named:
        monkeypatch.setenv("LIANXIN_ORIGINS", named)
    monkeypatch.setattr(demo, "open_installation", lambda: SimpleNamespace(data=tmp_path, keys=tmp_path / "keys"))
    monkeypatch.setattr(demo, "run_hotline", started)
    assert demo.run(Namespace(host="0.0.0.0", port=8123, months=0)) == 0  # noqa: S104 - listened on by nobody
    assert told["LIANXIN_ORIGINS"] == used
