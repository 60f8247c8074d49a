"""ClamAV over real sockets: what it says of a file, and what is made of a daemon that says nothing."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pytest

from lianxin.law.words import ScanState
from lianxin.scanning.choosing import scanner_at
from lianxin.scanning.clamav import PIECE, ClamAV
from lianxin.scanning.port import NOT_LOOKED_AT, NoScanner, NoVerdict, ScannerAway, Verdict
from tests.clamd import EICAR, ENGINE, clamd


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_clean_file_goes_there_whole_and_comes_back_clean(tmp_path: Path, on_disk: bool) -> None:
    content = b"x" * (2 * PIECE + 17)
    with clamd(tmp_path / "c" if on_disk else None) as daemon:
        verdict = ClamAV(daemon.address).scan(io.BytesIO(content))
    assert verdict == Verdict(ScanState.CLEAN, ENGINE)
    assert daemon.streams == [content]


def test_the_test_virus_is_found_and_named(tmp_path: Path) -> None:
    with clamd(tmp_path / "c") as daemon:
        verdict = ClamAV(daemon.address).scan(io.BytesIO(b"before " + EICAR))
    assert verdict == Verdict(ScanState.INFECTED, ENGINE, "Win.Test.EICAR_HDB-1")


def test_a_daemon_that_takes_no_more_says_nothing_of_the_file(tmp_path: Path) -> None:
    with clamd(tmp_path / "c") as daemon:
        daemon.said = b"INSTREAM size limit exceeded. ERROR\0"
        with pytest.raises(NoVerdict, match="size limit"):
            ClamAV(daemon.address).scan(io.BytesIO(b"x"))


def test_a_daemon_that_hangs_up_without_a_word_is_away(tmp_path: Path) -> None:
    with clamd(tmp_path / "c") as daemon:
        daemon.said = b""
        with pytest.raises(ScannerAway) as away:
            ClamAV(daemon.address).scan(io.BytesIO(b"x"))
    assert not isinstance(away.value, NoVerdict)


def test_a_daemon_that_is_not_there_is_away(tmp_path: Path) -> None:
    with pytest.raises(ScannerAway):
        ClamAV(str(tmp_path / "nobody")).scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("address", ["clamd", "clamd:", ":3310", "localhost:clamd"])
def test_an_address_that_is_none_costs_no_file_and_says_what_it_must_be(address: str) -> None:
    with pytest.raises(ScannerAway, match="host:port"):
        ClamAV(address).scan(io.BytesIO(b"x"))


def test_a_daemon_that_never_answers_is_away(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "deaf"))
        deaf.listen()
        with pytest.raises(ScannerAway):
            ClamAV(str(tmp_path / "deaf"), patience=0.2).scan(io.BytesIO(b"x"))


def test_without_an_address_nothing_is_looked_at() -> None:
    assert isinstance(scanner_at(""), NoScanner)
    assert scanner_at("").scan(io.BytesIO(EICAR)) == NOT_LOOKED_AT
