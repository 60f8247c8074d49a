"""What the vault keeps: nobody reads it without the key, and destroying a key forgets a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.vault.ciphers import CipherName
from lianxin.vault.errors import CannotDecrypt, NotAPhoneNumber, UnknownMasterKey, WrongKeyLength
from lianxin.vault.vault import Vault

KEYS = {"k1": bytes(range(32)), "k2": bytes(range(32, 64))}
LOOKUP = bytes(range(64, 96))
CIPHERS = pytest.mark.parametrize("cipher", list(CipherName))


def vault(cipher: CipherName = CipherName.AES_256_GCM, current: str = "k1") -> Vault:
    return Vault(KEYS, current, lookup_key=LOOKUP, cipher=cipher)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_goes_in_comes_out(text: str, purpose: str) -> None:
    for cipher in CipherName:
        key = vault(cipher).new_data_key()
        kept = vault(cipher).encrypt_text(key, text, purpose)
        assert vault(cipher).decrypt_text(key, kept, purpose) == text


@CIPHERS
def test_the_ciphertext_shows_nothing_and_never_repeats(cipher: CipherName) -> None:
    key = vault(cipher).new_data_key()
    first, second = (vault(cipher).encrypt_text(key, "13800005621", "person:1:phone") for _ in range(2))
    assert b"13800005621" not in first
    assert first != second


@CIPHERS
def test_another_persons_key_opens_nothing(cipher: CipherName) -> None:
    safe = vault(cipher)
    kept = safe.encrypt_text(safe.new_data_key(), "王小明", "person:1:name")
    with pytest.raises(CannotDecrypt):
        safe.decrypt(safe.new_data_key(), kept, "person:1:name")


@CIPHERS
def test_a_value_moved_to_another_row_or_field_does_not_open(cipher: CipherName) -> None:
    safe = vault(cipher)
    key = safe.new_data_key()
    kept = safe.encrypt_text(key, "王小明", "person:1:name")
    with pytest.raises(CannotDecrypt):
        safe.decrypt(key, kept, "person:2:name")


@CIPHERS
@given(data=st.data())
def test_one_altered_or_missing_byte_is_noticed(cipher: CipherName, data: st.DataObject) -> None:
    safe = vault(cipher)
    key = safe.new_data_key()
    kept = safe.encrypt_text(key, "王小明", "person:1:name")
    at = data.draw(st.integers(0, len(kept) - 1))
    altered = kept[:at] + bytes([kept[at] ^ data.draw(st.integers(1, 255))]) + kept[at + 1 :]
    for broken in (altered, kept[:at], kept + b"\0"):
        with pytest.raises(CannotDecrypt):
            safe.decrypt(key, broken, "person:1:name")


@CIPHERS
@given(data=st.data())
def test_an_altered_or_cut_data_key_is_noticed(cipher: CipherName, data: st.DataObject) -> None:
    safe = vault(cipher)
    key = safe.new_data_key()
    at = data.draw(st.integers(0, len(key) - 1))
    altered = key[:at] + bytes([key[at] ^ data.draw(st.integers(1, 255))]) + key[at + 1 :]
    for broken in (altered, key[:at]):
        with pytest.raises((CannotDecrypt, UnknownMasterKey)):
            safe.encrypt(broken, b"", "")


def test_bytes_may_come_as_the_database_driver_hands_them_over() -> None:
    safe = vault()
    key = safe.new_data_key()
    kept = safe.encrypt(memoryview(key), b"photo", "attachment:3")
    assert safe.decrypt(memoryview(key), memoryview(kept), "attachment:3") == b"photo"


def test_a_rewrapped_key_opens_what_was_kept_and_needs_the_old_master_key_no_more() -> None:
    old, new = vault(current="k1"), vault(current="k2")
    key = old.new_data_key()
    kept = old.encrypt_text(key, "王小明", "name")
    assert (old.is_current(key), new.is_current(key)) == (True, False)
    rewrapped = new.rewrap(key)
    assert new.is_current(rewrapped)
    without_old = Vault({"k2": KEYS["k2"]}, "k2", lookup_key=LOOKUP)
    assert without_old.decrypt_text(rewrapped, kept, "name") == "王小明"
    with pytest.raises(UnknownMasterKey, match="k1"):
        without_old.decrypt(key, kept, "name")


def test_a_city_may_change_to_sm4_and_still_read_what_it_kept() -> None:
    before, after = vault(CipherName.AES_256_GCM), vault(CipherName.SM4_GCM)
    key = before.new_data_key()
    kept = before.encrypt_text(key, "王小明", "name")
    rewrapped = after.rewrap(key)
    assert not after.is_current(key)
    assert after.is_current(rewrapped)
    assert after.decrypt_text(rewrapped, kept, "name") == "王小明"
    assert len(after.new_data_key()) < len(key)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_refused_with_its_name(length: int) -> None:
    with pytest.raises(WrongKeyLength, match="k9 must be 32 bytes"):
        Vault({"k9": bytes(length)}, "k9", lookup_key=LOOKUP)
    with pytest.raises(WrongKeyLength, match="lookup must be 32 bytes"):
        Vault(KEYS, "k1", lookup_key=bytes(length))


def test_the_current_master_key_must_be_there() -> None:
    with pytest.raises(UnknownMasterKey, match="k3"):
        vault(current="k3")


# ---- finding without reading ---------------------------------------------------------------------------------------


def test_one_number_has_one_digest_however_it_is_written() -> None:
    spellings = [
        "13800005621",
        "138 0000 5621",
        "138-0000-5621",
        "+86 138-0000-5621",
        "008613800005621",
        "１３８００００５６２１",
    ]
    assert len({vault().digest(spelling, "phone") for spelling in spellings}) == 1


def test_digests_differ_by_number_by_purpose_and_by_key() -> None:
    other = Vault(KEYS, "k1", lookup_key=bytes(32))
    digests = {
        vault().digest("13800005621", "phone"),
        vault().digest("13800005622", "phone"),
        vault().digest("13800005621", "sms"),
        other.digest("13800005621", "phone"),
    }
    assert len(digests) == 4
    assert {len(digest) for digest in digests} == {32}


def test_a_digest_survives_the_rotation_of_the_master_key() -> None:
    assert vault(current="k1").digest("王小明", "name") == vault(current="k2").digest(" 王 小明", "name")


def test_what_is_no_number_has_no_digest_as_a_number() -> None:
    with pytest.raises(NotAPhoneNumber):
        vault().digest("无", "phone")
