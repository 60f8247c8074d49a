"""The key file: private, whole, and never overwritten by accident."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from lianxin.vault.errors import (
    KeyFileExists,
    KeyFileMalformed,
    KeyFileMissing,
    KeyFileOpenToOthers,
    VaultError,
    WrongKeyLength,
)
from lianxin.vault.key_file import add_master_key, create_key_file, read_key_file, remove_master_key
from lianxin.vault.vault import open_vault


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "master.toml"


def test_a_new_file_is_for_its_owner_alone_and_reads_back(place: Path) -> None:
    made = create_key_file(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert read_key_file(place) == made
    assert made.current == "k1"
    assert len(made.lookup) == len(made.master["k1"]) == 32
    assert made.lookup != made.master["k1"]


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert create_key_file(tmp_path / "a").master != create_key_file(tmp_path / "b").master


def test_a_file_that_is_there_is_never_replaced(place: Path) -> None:
    made = create_key_file(place)
    with pytest.raises(KeyFileExists, match="move the old one away"):
        create_key_file(place)
    assert read_key_file(place) == made


def test_a_missing_file_says_where_it_should_be_and_what_to_do(place: Path) -> None:
    with pytest.raises(KeyFileMissing, match="restore the old one") as refusal:
        read_key_file(place)
    assert str(place) in refusal.value.zh
    assert str(place) in refusal.value.en


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_file_others_can_read_is_refused_with_the_command_that_helps(place: Path, mode: int) -> None:
    create_key_file(place)
    place.chmod(mode)
    with pytest.raises(KeyFileOpenToOthers, match=r"run chmod 600"):
        read_key_file(place)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('current = "k1"', 'current = "k7"'),
        ("[master]", "[masters]"),
        ('lookup = "', 'lookup = "?'),
        ("lookup = ", "look up = "),
        ('current = "k1"', "current = 1"),
    ],
)
def test_a_damaged_file_is_refused(place: Path, old: str, new: str) -> None:
    create_key_file(place)
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KeyFileMalformed, match="restore it from its backup"):
        read_key_file(place)


def test_a_folder_in_its_place_is_refused(place: Path) -> None:
    place.mkdir(parents=True, mode=0o700)
    with pytest.raises(KeyFileMalformed, match="cannot be read"):
        read_key_file(place)


def test_a_key_of_another_length_is_refused_by_name(place: Path) -> None:
    create_key_file(place)
    lines = place.read_text(encoding="utf-8").splitlines()
    place.write_text("\n".join([*lines[:-1], 'k1 = "AAAA"']), encoding="utf-8")
    with pytest.raises(WrongKeyLength, match=r"k1 in the key file .* must be 32 bytes, not 3"):
        read_key_file(place)


def test_rotation_keeps_the_old_key_until_everything_is_rewrapped(place: Path) -> None:
    create_key_file(place)
    before = open_vault(place)
    wrapped = before.new_data_key()
    kept = before.encrypt_text(wrapped, "王小明", "name")
    assert add_master_key(place).current == "k2"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    after = open_vault(place)
    assert not after.is_current(wrapped)
    rewrapped = after.rewrap(wrapped)
    assert list(remove_master_key(place, "k1").master) == ["k2"]
    assert open_vault(place).decrypt_text(rewrapped, kept, "name") == "王小明"
    assert open_vault(place).digest("13800005621", "phone") == before.digest("13800005621", "phone")
    assert [file.name for file in place.parent.iterdir()] == ["master.toml"]


@pytest.mark.parametrize("key_id", ["k1", "k5"])
def test_the_current_and_unknown_keys_cannot_be_removed(place: Path, key_id: str) -> None:
    create_key_file(place)
    with pytest.raises(VaultError, match="rotate first"):
        remove_master_key(place, key_id)
