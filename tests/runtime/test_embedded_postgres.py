"""The embedded PostgreSQL: started, adopted, killed, and still there with everything it had acknowledged."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest

from lianxin.runtime import postgres_binaries
from lianxin.runtime.database_roles import APPLICATION, DATABASE, OWNER, owns_tables, prepare_cluster
from lianxin.runtime.embedded_postgres import SOCKET_NAME, SUPERUSER, Cluster
from lianxin.runtime.postgres_binaries import Binaries, find_binaries
from lianxin.runtime.speech import CommandRefused
from lianxin.runtime.system_user import database_user


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="lx", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o711)
        one = Cluster(folder=Path(home) / "data", sockets=Path(home) / "s", user=database_user())
        yield one
        one.stop()


def run(cluster: Cluster, statement: str, role: str = OWNER) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url(role, DATABASE), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_it_starts_listens_on_its_socket_alone_and_sorts_by_code_point(cluster: Cluster) -> None:
    assert cluster.start() is True
    prepare_cluster(cluster)
    assert run(cluster, "SHOW listen_addresses") == [("",)]
    assert run(cluster, "SHOW fsync") == [("on",)]
    assert run(cluster, "SHOW synchronous_commit") == [("on",)]
    assert run(cluster, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'lianxin'") == [
        ("UTF8",)
    ]
    assert run(cluster, "SELECT 'a' < 'B', 'Z' < 'a'") == [(False, True)]
    assert cluster.sockets.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("gigabytes", "durable", "expected"), [(0.25, True, 64), (4, True, 512), (64, True, 2048), (64, False, 64)]
)
def test_it_keeps_an_eighth_of_the_machines_memory_within_bounds(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, gigabytes: float, durable: bool, expected: int
) -> None:
    memory = psutil.virtual_memory()._replace(total=int(gigabytes * 1024**3))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    one = replace(cluster, durable=durable)
    one.start()
    try:
        size = "SELECT setting::bigint * 8 / 1024 FROM pg_settings WHERE name = 'shared_buffers'"
        with psycopg.connect(one.url(SUPERUSER, "postgres")) as connection:
            assert connection.execute(size).fetchall() == [(expected,)]
    finally:
        one.stop()


def test_a_database_that_runs_is_adopted_not_started_again(cluster: Cluster) -> None:
    cluster.start()
    before = cluster.postmaster()
    assert cluster.start() is False
    assert cluster.postmaster() == before


def test_killed_with_9_it_comes_back_with_every_commit(cluster: Cluster) -> None:
    cluster.start()
    prepare_cluster(cluster)
    run(cluster, "CREATE TABLE kept (number int)")
    run(cluster, "INSERT INTO kept SELECT generate_series(1, 1000)")
    server = cluster.postmaster()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert cluster.start() is True
    assert run(cluster, "SELECT count(*) FROM kept") == [(1000,)]


def test_server_and_children_killed_together_come_back_too(cluster: Cluster) -> None:
    cluster.start()
    prepare_cluster(cluster)
    run(cluster, "CREATE TABLE kept AS SELECT 1 AS number")
    server = psutil.Process(cluster.postmaster())
    for process in [server, *server.children(recursive=True)]:
        process.kill()
    assert cluster.start() is True
    assert run(cluster, "SELECT count(*) FROM kept") == [(1,)]


def test_a_lock_file_that_names_a_living_stranger_does_not_keep_it_down(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    lock = cluster.folder / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{cluster.folder}\n1\n5432\n{cluster.sockets}\n\n1 1\nready\n")
    assert cluster.postmaster() is None
    assert cluster.start() is True


def test_after_a_clean_stop_nothing_of_its_sockets_is_left_but_what_is_not_ours(cluster: Cluster) -> None:
    cluster.start()
    with socket.socket(socket.AF_UNIX) as live:
        live.bind(str(cluster.sockets / "live.sock"))
    cluster.clear_sockets()
    assert (cluster.sockets / SOCKET_NAME).exists(), "not while the server lives"
    cluster.stop()
    assert not cluster.sockets.exists()
    assert cluster.start() is True
    (cluster.sockets / "note").write_text("kept")
    cluster.stop()
    assert [left.name for left in cluster.sockets.iterdir()] == ["note"]


def test_a_half_made_cluster_is_made_anew(cluster: Cluster) -> None:
    half = cluster.folder.with_name(cluster.folder.name + ".new")
    (half / "base").mkdir(parents=True)
    assert cluster.start() is True
    assert not half.exists()


def test_the_application_role_can_neither_build_nor_take_down(cluster: Cluster) -> None:
    cluster.start()
    prepare_cluster(cluster)
    prepare_cluster(cluster)  # twice is as good as once
    run(cluster, "CREATE TABLE row (number int)")
    for statement in ("CREATE TABLE mine (number int)", "DROP TABLE row", "TRUNCATE row", "DELETE FROM row"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(cluster, statement, APPLICATION)
    assert owns_tables(cluster.url(APPLICATION, DATABASE)) is False
    assert owns_tables(cluster.url(OWNER, DATABASE)) is True
    assert owns_tables(cluster.url(SUPERUSER, DATABASE)) is True


def test_programs_that_do_not_exist_for_this_machine_are_refused_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lianxin.runtime.postgres_binaries.candidates", list)
    with pytest.raises(CommandRefused) as refused:
        find_binaries(database_user())
    assert refused.value.code == "postgresql_missing"
    assert "LIANXIN_DATABASE_URL" in refused.value.next_step


def test_a_cluster_of_another_version_asks_for_programs_of_that_version(monkeypatch: pytest.MonkeyPatch) -> None:
    here = find_binaries(database_user())
    assert find_binaries(database_user(), major=here.major) == here
    old = Binaries(here.folder, "14.1")
    monkeypatch.setattr("lianxin.runtime.postgres_binaries.look_at", lambda folder: old)
    with pytest.raises(CommandRefused) as refused:
        find_binaries(database_user(), major=18)
    assert "18" in refused.value.en


def test_programs_in_a_closed_home_are_copied_to_where_the_databases_user_can_run_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = database_user()
    wheel = find_binaries(user).folder.parents[1]
    with tempfile.TemporaryDirectory(prefix="lx") as home:
        Path(home).chmod(0o711)
        closed, shared = Path(home) / "closed", Path(home) / "shared"
        for name in (wheel.name, f"{wheel.name}.libs"):
            shutil.copytree(wheel.with_name(name), closed / name, symlinks=True)
        closed.chmod(0o700)
        folder = closed / wheel.name / "pginstall18" / "bin"
        monkeypatch.setattr(postgres_binaries, "candidates", lambda: [folder])
        monkeypatch.setattr(postgres_binaries, "SHARED_COPIES", shared)
        found = find_binaries(user)
        assert found.folder.is_relative_to(shared if os.geteuid() == 0 else closed)
        assert find_binaries(user) == found
        cluster = Cluster(folder=Path(home) / "data", sockets=Path(home) / "s", user=user, programs=found)
        assert cluster.start() is True
        cluster.stop()
