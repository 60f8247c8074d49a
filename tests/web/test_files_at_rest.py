"""Files as they lie on the disk: nobody reads them there, and nobody is handed one that was altered there."""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import tempfile
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.utils import timezone

from lianxin.jobs.housekeeping import burn_files, encrypt_files
from lianxin.jobs.scan import scan_files
from lianxin.jobs.schedule import JOBS
from lianxin.jobs.turn import Turn, Worked
from lianxin.law.words import ScanState
from lianxin.records.arriving import FOLDER
from lianxin.records.files import place_of, shown_place
from lianxin.records.models import Attachment
from lianxin.vault.encrypted_files import CHUNK, MAGIC
from lianxin.vault.key_file import add_master_key, remove_master_key
from tests.clamd import clamd
from tests.pictures.samples import drawing, letter, photograph
from tests.web.test_files import JPEG, added, arrived, begin, covered, progress, send, stored
from tests.web.town import AGENT, CLERK, Story, Town

WORDS = "来电人住在槐荫街七号，手机号 13800001234。"
READABLE = (b"Huawei", b"Wang Xiaoming", b"JFIF", b"%PDF-", b"IHDR", WORDS.encode(), b"13800001234")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of attachments of the test's own."""
    place = tmp_path / "attachments"
    place.mkdir(mode=0o700)
    monkeypatch.setattr(settings, "ATTACHMENTS_FOLDER", place)
    return place


def files_of(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]


def readable(folder: Path) -> list[tuple[str, bytes]]:
    """What can be read on the disk of that which nobody may read there, and where."""
    return [(place.name, word) for place in files_of(folder) for word in READABLE if word in place.read_bytes()]


def address(row: Attachment, story: Story) -> str:
    return f"/orders/{story.number}/attachments/{row.pk}"


def look(town: Town, story: Story, row: Attachment, way: str = "") -> HttpResponseBase:
    answer: HttpResponseBase = town.client(AGENT).get(f"{address(row, story)}{way}")
    return answer


def lay_plain(row: Attachment, content: bytes) -> Path:
    """The file as it lay before files were encrypted."""
    place = place_of(row.storage_key)
    place.write_bytes(content)
    return place


def test_nothing_of_a_file_can_be_read_on_the_disk_on_its_way_kept_drawn_or_covered(town: Town, folder: Path) -> None:
    story = town.received().signed()
    client = town.client(CLERK)
    content = JPEG + os.urandom(CHUNK)
    href = begin(client, content, "现场.jpg")
    send(client, href, content[:500], 0)
    assert len(files_of(folder / FOLDER)) == 2
    assert readable(folder) == []
    send(client, href, content[500:], 500)
    assert readable(folder) == []
    assert progress(client, story, files=href.rsplit("/", 1)[1]).status_code == 302
    picture = Attachment.objects.get(order=story.id)
    texts = added(town, CLERK, story, WORDS.encode(), "说明.txt")
    paper = added(town, CLERK, story, letter(), "复函.pdf", restricted="no")
    version = covered(client, story, picture, ("10", "10", "20", "20"))
    for row in (picture, paper, version):
        for page in (0, 1):
            assert look(town, story, row, f"/pages/{page}").status_code == 200
            assert shown_place(row.storage_key, page).exists()
    assert (stored(picture), stored(texts)) == (content, WORDS.encode())
    assert readable(folder) == []
    assert len(files_of(folder)) == 10
    for place in files_of(folder):
        assert place.read_bytes().startswith(MAGIC)
        assert place.stat().st_mode & 0o077 == 0


def test_a_large_file_of_a_form_has_no_name_on_the_disk_while_it_is_taken(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, content = town.received(), JPEG + os.urandom(3 * 1024 * 1024)
    lying: list[list[Path]] = []

    def look_at_the_disk(size: int) -> None:
        assert size == len(content)
        lying.append(list((tmp_path / "temporary").iterdir()))

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("lianxin.web.files.receiving.check_size", look_at_the_disk)
    assert stored(added(town, AGENT, story, content)) == content
    assert lying == [[]]


def test_what_was_drawn_once_is_shown_from_the_disk_and_drawn_again_when_it_was_altered_there(town: Town) -> None:
    story = town.received()
    row = added(town, AGENT, story, JPEG)
    first = look(town, story, row, "/pages/1")
    place = shown_place(row.storage_key, 1)
    kept = place.read_bytes()
    assert look(town, story, row, "/pages/1").content == first.content  # type: ignore[attr-defined] # one piece
    assert place.read_bytes() == kept
    shutil.copy(shown_place(row.storage_key, 1), shown_place(row.storage_key, 0))
    small = look(town, story, row, "/pages/0")
    assert len(small.content) < len(first.content)  # type: ignore[attr-defined] # one piece
    place.write_bytes(kept[:-1])
    assert look(town, story, row, "/pages/1").content == first.content  # type: ignore[attr-defined] # one piece
    assert place.read_bytes() != kept[:-1]


@pytest.mark.parametrize("harm", ["bit", "cut", "longer", "exchanged", "plain", "empty"])
def test_an_altered_or_exchanged_file_is_handed_to_nobody_and_the_log_says_so_without_a_name(
    town: Town, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    story = town.received()
    row = added(town, AGENT, story, JPEG + os.urandom(2 * CHUNK), "王小明门前.jpg")
    other = added(town, AGENT, story, photograph(colour="green"), "b.jpg")
    place = place_of(row.storage_key)
    lying = place.read_bytes()
    place.write_bytes(
        {
            "bit": lying[:-1] + bytes([lying[-1] ^ 1]),
            "cut": lying[: -CHUNK // 2],
            "longer": lying + lying[-40:],
            "exchanged": place_of(other.storage_key).read_bytes(),
            "plain": photograph(colour="red"),
            "empty": b"",
        }[harm]
    )
    with caplog.at_level(logging.ERROR, "lianxin"):
        for way in ("", "/pages/0", "/pages/1"):
            assert look(town, story, row, way).status_code == 404
        sent = {"name": "处理版", "nothing": "on", "request_key": uuid.uuid4().hex}
        assert town.client(AGENT).post(f"{address(row, story)}/cover", sent).status_code == 404
    said = [one.getMessage() for one in caplog.records if one.name == "lianxin.records.stored"]
    assert len(said) == 4
    assert all(row.storage_key in one and "restore it from a backup" in one for one in said)
    assert "王小明" not in caplog.text
    assert look(town, story, other).status_code == 200
    assert Attachment.objects.filter(order=story.id).count() == 2


def test_a_damaged_file_keeps_the_scanner_from_no_other(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = town.received()
    damaged, sound = (added(town, AGENT, story, photograph(colour=one), f"{one}.jpg") for one in ("red", "green"))
    place_of(damaged.storage_key).write_bytes(b"")
    with clamd(tmp_path / "clamd") as daemon:
        monkeypatch.setattr(settings, "CLAMAV", daemon.address)
        scan_files(timezone.now(), Turn())
    assert daemon.streams == [photograph(colour="green")]
    for row in (damaged, sound):
        row.refresh_from_db()
    assert (damaged.scan, sound.scan) == (ScanState.NOT_SCANNED, ScanState.CLEAN)


def test_a_file_that_was_damaged_on_its_way_is_asked_for_again(town: Town, folder: Path) -> None:
    client = town.client(CLERK)
    content = JPEG + os.urandom(CHUNK)
    href = begin(client, content, "a.jpg")
    send(client, href, content[: CHUNK + 9], 0)
    place = folder / FOLDER / href.rsplit("/", 1)[1]
    lying = bytearray(place.read_bytes())
    lying[CHUNK // 2] ^= 1
    place.write_bytes(lying)
    answer = send(client, href, content[CHUNK + 9 :], CHUNK + 9)
    assert (answer.status_code, "请重新选择" in answer.json()["error"]) == (422, True)
    assert client.head(href).status_code == 404


def test_a_piece_that_a_crash_left_torn_is_sent_again_from_where_the_server_says(town: Town, folder: Path) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    content = JPEG + os.urandom(2 * CHUNK)
    href = begin(client, content, "a.jpg")
    send(client, href, content[: CHUNK + 900], 0)
    place = folder / FOLDER / href.rsplit("/", 1)[1]
    os.truncate(place, place.stat().st_size - 300)
    stands = int(client.head(href)["Upload-Offset"])
    told = send(client, href, content[stands:], stands)
    assert (told.status_code, told["Upload-Offset"]) == (409, str(CHUNK))
    assert send(client, href, content[CHUNK:], CHUNK).status_code == 200
    assert progress(client, story, files=href.rsplit("/", 1)[1]).status_code == 302
    assert stored(Attachment.objects.get(order=story.id)) == content


# ---- files of before -------------------------------------------------------------------------------------------------


def test_a_file_of_before_is_read_where_it_lies_plain_and_encrypted_in_the_night(town: Town, folder: Path) -> None:
    story, now = town.received(), timezone.now()
    row = added(town, AGENT, story, JPEG)
    place = lay_plain(row, JPEG)
    drawn = shown_place(row.storage_key, 1)
    drawn.write_bytes(photograph())
    assert b"".join(look(town, story, row)) == JPEG  # type: ignore[arg-type] # an answer in pieces
    assert readable(folder)
    assert encrypt_files(now, Turn()) == Worked(2, left=False)
    assert readable(folder) == []
    assert place.stat().st_mode & 0o077 == 0
    assert not drawn.exists()
    assert stored(row) == JPEG
    assert look(town, story, row, "/pages/1").status_code == 200
    assert encrypt_files(now, Turn()) == Worked(0, left=False)
    assert [job.when for job in JOBS if job.work is encrypt_files] == ["20 1 * * *"]


def test_a_plain_file_that_is_not_the_one_that_was_given_is_never_made_to_look_genuine(town: Town) -> None:
    row = added(town, AGENT, town.received(), JPEG)
    place = lay_plain(row, photograph(colour="green"))
    assert encrypt_files(timezone.now(), Turn()) == Worked(0, left=False)
    assert place.read_bytes() == photograph(colour="green")


def test_the_night_leaves_what_no_order_knows_yet_and_goes_on_when_its_turn_is_over(town: Town, folder: Path) -> None:
    story, now = town.received(), timezone.now()
    rows = [added(town, AGENT, story, photograph(colour=one), f"{one}.jpg") for one in ("red", "green")]
    for row, colour in zip(rows, ("red", "green"), strict=True):
        lay_plain(row, photograph(colour=colour))
    stray = folder / "ab" / ("ab" * 16)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(JPEG)
    assert [encrypt_files(now, Turn(0)) for _ in range(3)] == [
        Worked(1, left=True),
        Worked(1, left=True),
        Worked(0, left=False),
    ]
    assert stray.read_bytes() == JPEG


def test_a_plain_file_on_its_way_from_before_is_asked_for_again(town: Town, folder: Path) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    key = arrived(client, JPEG, "a.jpg")
    (folder / FOLDER / key).write_bytes(JPEG)
    assert client.head(f"/uploads/{key}").status_code == 404
    answer = progress(client, story, files=key)
    assert (answer.status_code, "有文件已过期，请重新选择" in answer.content.decode()) == (422, True)


def test_what_a_crash_left_half_written_is_gone_after_a_day(town: Town) -> None:
    row, now = added(town, AGENT, town.received(), JPEG), timezone.now()
    place = place_of(row.storage_key)
    torn = [
        place.with_name(f"{place.name}.{ending}") for ending in ("new", uuid.uuid4().hex, f"1.jpg.{uuid.uuid4().hex}")
    ]
    for one in torn:
        one.write_bytes(JPEG)
    burn_files(now, Turn())
    assert all(one.exists() for one in torn)
    burn_files(now + dt.timedelta(days=2), Turn())
    assert not any(one.exists() for one in torn)
    assert stored(row) == JPEG


# ---- keys ------------------------------------------------------------------------------------------------------------


def test_after_a_rotation_files_stay_readable_and_need_the_old_master_key_no_more_after_the_night(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step has a key file of its own, as a process reads its key file once."""
    story, now = town.received(), timezone.now()
    rotated, without_old = tmp_path / "rotated.toml", tmp_path / "without_old.toml"
    shutil.copy(settings.MASTER_KEY_FILE, rotated)
    old = add_master_key(rotated)
    shutil.copy(rotated, without_old)
    remove_master_key(without_old, "k1")
    row, late = (added(town, AGENT, story, photograph(colour=one), f"{one}.jpg") for one in ("red", "green"))
    assert look(town, story, row, "/pages/1").status_code == 200
    monkeypatch.setattr(settings, "MASTER_KEY_FILE", rotated)
    assert (old.current, stored(row)) == ("k2", photograph(colour="red"))
    assert encrypt_files(now, Turn()) == Worked(3, left=False)
    assert encrypt_files(now, Turn()) == Worked(0, left=False)
    monkeypatch.setattr(settings, "MASTER_KEY_FILE", without_old)
    assert (stored(row), stored(late)) == (photograph(colour="red"), photograph(colour="green"))


def test_without_its_master_key_a_file_is_missing_and_the_log_says_which_key(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    row = added(town, AGENT, town.received(), drawing())
    lost = tmp_path / "lost.toml"
    shutil.copy(settings.MASTER_KEY_FILE, lost)
    add_master_key(lost)
    remove_master_key(lost, "k1")
    monkeypatch.setattr(settings, "MASTER_KEY_FILE", lost)
    with pytest.raises(FileNotFoundError):
        stored(row)
    assert "master key k1 is not in the key file" in caplog.text
