"""`verify` and `seal` as scripts call them: JSON on the one hand, exit codes on the other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from lianxin.runtime.database_roles import OWNER
from lianxin.runtime.supervisor import python
from tests.servers import Server
from tests.small_city import build_small_city, take


@pytest.fixture
def command(committing_db: str, installation_folder: Path) -> Any:
    """Runs one command on the test's own database; returns exit code, standard output and standard error."""
    for seal in (installation_folder / "seals").iterdir():
        seal.unlink()
    told = {"LIANXIN_DATA": str(installation_folder), "LIANXIN_DATABASE_URL": committing_db, "LANG": "C.UTF-8"}

    def run(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            python("lianxin.runtime", *words), env={**os.environ, **told}, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_log_that_holds_is_exit_code_0(command: Any) -> None:
    take(build_small_city(), "a")
    code, said, _ = command("verify", "--json")
    assert (code, json.loads(said)) == (0, {"events": 1, "subjects": 1, "broken": [], "sealed_until": None})


def test_a_seal_is_made_once_and_verify_says_until_when(command: Any) -> None:
    take(build_small_city(), "a")
    code, said, _ = command("seal", "--json")
    assert code == 0
    assert (json.loads(said)["number"], json.loads(said)["subjects"]) == (1, 1)
    assert json.loads(command("seal", "--json")[1])["number"] is None
    for scope in ("--all", "--since-seal"):
        code, said, _ = command("verify", scope, "--json")
        assert code == 0
        assert json.loads(said)["sealed_until"].endswith("+00:00")


def test_a_broken_log_is_exit_code_1_and_says_where(command: Any, postgresql: Server) -> None:
    order = take(build_small_city(), "a").order
    with psycopg.connect(postgresql.url(str(connection.settings_dict["NAME"]), role=OWNER)) as tampering:
        tampering.execute("ALTER TABLE event DISABLE TRIGGER event_is_final")
        tampering.execute("UPDATE event SET article = 'R1'")
    code, said, _ = command("verify", "--json")
    assert code == 1
    [found] = json.loads(said)["broken"]
    assert (found["subject"], found["id"], found["sequence"], found["kind"]) == ("order", order, 1, "changed")
    code, said, _ = command("verify")
    assert code == 1
    assert f"Order {order}, event 1" in said


def test_without_the_key_verify_does_not_hold_and_makes_no_folder(command: Any, installation_folder: Path) -> None:
    take(build_small_city(), "a")
    assert command("seal", "--json")[0] == 0
    keys, away = installation_folder / "keys", installation_folder / "keys-away"
    keys.rename(away)
    try:
        code, said, _ = command("verify", "--json")
        assert not keys.exists()
        assert code == 1
        [found] = json.loads(said)["broken"]
        assert (found["subject"], found["id"], found["kind"]) == ("seal", None, "seals_unreadable")
        assert "--public-key" in found["next"]
        assert json.loads(said)["sealed_until"] is None
        public = str(installation_folder / "seals" / "seal.pub")
        code, said, _ = command("verify", "--json", "--public-key", public)
        assert (code, json.loads(said)["broken"]) == (0, [])
        assert json.loads(said)["sealed_until"]
        assert not keys.exists()
    finally:
        away.rename(keys)


def test_a_copy_of_the_seals_is_checked_where_there_is_no_installation(
    command: Any, installation_folder: Path, tmp_path: Path
) -> None:
    take(build_small_city(), "a")
    assert command("seal")[0] == 0
    copy = shutil.copytree(installation_folder / "seals", tmp_path / "copy")
    words = (
        "--json",
        "--data",
        str(tmp_path / "nothing"),
        "--seals",
        str(copy),
        "--public-key",
        str(copy / "seal.pub"),
    )
    code, said, _ = command("verify", "--seals-only", *words)
    assert (code, json.loads(said)["seals"], json.loads(said)["broken"]) == (0, 1, [])
    assert not (tmp_path / "nothing").exists()
    seal = copy / "000001.seal"
    seal.write_bytes(seal.read_bytes()[:-5] + b'0"]\n\n')
    code, said, _ = command("verify", "--seals-only", *words)
    assert (code, [found["kind"] for found in json.loads(said)["broken"]]) == (1, ["altered"])
    code, said, _ = command("verify", "--json", "--seals", str(copy))
    assert (code, [found["kind"] for found in json.loads(said)["broken"]]) == (1, ["altered"])
    code, said, _ = command("verify", "--json", "--seals", str(tmp_path))
    assert (code, json.loads(said)["code"]) == (1, "no_seals")


def test_a_database_without_tables_is_told_in_one_sentence(command: Any, postgresql: Server) -> None:
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(postgresql.url(name, role=OWNER), autocommit=True) as emptying:
        emptying.execute("ALTER TABLE calendar_year RENAME TO elsewhere")
    code, said, complaint = command("verify")
    assert (code, said) == (1, "")
    assert complaint.splitlines() == [
        "This database has no tables of the hotline yet.",
        "Next: ./lianxin migrate",
    ]
