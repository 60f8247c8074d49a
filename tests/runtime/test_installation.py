"""Where an installation keeps what is its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lianxin.runtime import installation as module
from lianxin.runtime.installation import open_installation
from lianxin.runtime.speech import CommandRefused
from lianxin.runtime.system_user import DatabaseUser


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_opening_makes_the_folders_and_closes_them_to_others(data: Path) -> None:
    opened = open_installation()
    assert opened.data == data
    for name in ("keys", "seals", "attachments", "logs", "rejects"):
        assert (data / name).stat().st_mode & 0o777 == 0o700


def test_opening_twice_gives_the_same_and_another_folder_gives_another(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_installation()
    assert open_installation() == first
    monkeypatch.setenv("LIANXIN_DATA", str(data.with_name("other")))
    other = open_installation()
    assert other.identity != first.identity
    assert other.cluster.sockets != first.cluster.sockets


def test_a_folder_made_anew_at_the_same_place_never_meets_the_old_database(data: Path) -> None:
    first = open_installation()
    data.rename(data.with_name("put away"))
    assert open_installation().identity != first.identity


def test_a_moved_folder_keeps_its_database(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = json.loads((open_installation().data / "installation.json").read_text())
    if not Path(noted["cluster"]).is_absolute():
        data.rename(data.with_name("moved"))
        monkeypatch.setenv("LIANXIN_DATA", str(data.with_name("moved")))
        assert open_installation().cluster.folder == data.with_name("moved") / "postgresql"


def test_where_the_databases_user_may_not_go_the_cluster_lies_elsewhere_and_that_is_noted(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "SYSTEM_HOME", tmp_path / "system")
    monkeypatch.setattr(DatabaseUser, "reaches", lambda self, folder: False)
    opened = open_installation()
    assert opened.cluster.folder == tmp_path / "system" / "clusters" / opened.identity
    assert "installation.json" in capsys.readouterr().err
    monkeypatch.setattr(DatabaseUser, "reaches", lambda self, folder: True)
    assert open_installation().cluster.folder == opened.cluster.folder


def test_a_data_folder_that_is_a_file_is_refused_in_one_sentence(data: Path) -> None:
    data.write_text("not a folder")
    with pytest.raises(CommandRefused) as refused:
        open_installation()
    assert refused.value.code == "data_folder"
    assert str(data) in refused.value.en
    assert "--data DIR" in refused.value.next_step


def test_a_socket_path_that_is_too_long_is_refused_with_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIANXIN_RUN", str(tmp_path / ("long" * 30)))
    with pytest.raises(CommandRefused) as refused:
        open_installation().cluster.start()
    assert refused.value.code == "socket_path"
    assert "107" in refused.value.en
    assert "LIANXIN_RUN" in refused.value.next_step


def test_only_one_supervisor_holds_an_installation(data: Path) -> None:
    opened = open_installation()
    with opened.locked("supervisor", wait=False) as first, opened.locked("supervisor", wait=False) as second:
        assert (first, second) == (True, False)
    with opened.locked("supervisor", wait=False) as again:
        assert again


def test_users_of_the_database_share_and_the_last_one_notices(data: Path) -> None:
    opened = open_installation()
    one, other = opened.locked("database", shared=True), opened.locked("database", shared=True)
    with one, other, opened.locked("database", wait=False) as alone:
        assert not alone
    with opened.locked("database", wait=False) as alone:
        assert alone
