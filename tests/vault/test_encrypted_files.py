"""Files that lie encrypted: what goes in comes out, in whatever pieces, and nothing that was altered is believed."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.vault.ciphers import CipherName
from lianxin.vault.encrypted_files import (
    CHUNK,
    MAGIC,
    EncryptedWriter,
    begin,
    come,
    head_of,
    is_current,
    open_encrypted,
    rewrap,
)
from lianxin.vault.errors import CannotDecrypt, UnknownMasterKey
from lianxin.vault.vault import Vault
from tests.vault.test_vault import CIPHERS, KEYS, LOOKUP, vault

NAME = "ab/file"
SIZES = st.sampled_from([0, 1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17]) | st.integers(0, 4 * CHUNK)


def content_of(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def encrypted(content: bytes, safe: Vault | None = None, name: str = NAME) -> bytes:
    """The file as it lies."""
    safe, file = safe or vault(), io.BytesIO()
    begin(file, safe, len(content))
    writer = EncryptedWriter(file, safe, name)
    writer.write(content)
    writer.close()
    return file.getvalue()


def plain(lying: bytes, safe: Vault | None = None, name: str = NAME) -> bytes:
    return open_encrypted(io.BytesIO(lying), safe or vault(), name).read()


def chunks(lying: bytes) -> tuple[bytes, list[bytes]]:
    """The head, and the chunks as they lie."""
    head = head_of(io.BytesIO(lying))
    assert head is not None
    places = [head.place(number) for number in range(head.chunks)]
    ends = [*places[1:], len(lying)]
    return lying[: places[0]], [lying[start:end] for start, end in zip(places, ends, strict=True)]


@CIPHERS
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 3_000_000])
def test_what_goes_in_comes_out_and_cannot_be_read_where_it_lies(cipher: CipherName, size: int) -> None:
    content, safe = content_of(size), vault(cipher)
    lying = encrypted(content, safe)
    assert plain(lying, safe) == content
    assert lying.startswith(MAGIC)
    for start in range(0, size - 16, CHUNK // 3):
        assert content[start : start + 16] not in lying


@given(size=SIZES, sittings=st.lists(st.lists(st.integers(1, 2 * CHUNK), min_size=1, max_size=3), max_size=8))
def test_it_does_not_matter_in_which_pieces_a_file_came_and_where_it_was_left_in_between(
    size: int, sittings: list[list[int]]
) -> None:
    content, file = content_of(size), io.BytesIO()
    begin(file, vault(), size)
    for pieces in [*sittings, [max(size, 1)]]:  # the last one brings all that is left
        stands = come(file)
        writer = EncryptedWriter(file, vault(), NAME)
        for piece in pieces:
            writer.write(content[writer.come : writer.come + piece])
        written = writer.come
        writer.close()
        assert written == come(file)
        assert stands < written or stands == size
    assert plain(file.getvalue()) == content


@given(size=SIZES, data=st.data())
def test_it_is_read_at_any_place(size: int, data: st.DataObject) -> None:
    content = content_of(size)
    twin, file = io.BytesIO(content), open_encrypted(io.BytesIO(encrypted(content)), vault(), NAME)
    for _ in range(5):
        at, count = data.draw(st.integers(0, size + 5)), data.draw(st.integers(0, CHUNK + 5))
        assert file.seek(at) == twin.seek(at)
        assert file.read(count) == twin.read(count)
        assert file.tell() == twin.tell()
    assert file.seek(0, io.SEEK_END) == size


@given(size=SIZES, data=st.data())
def test_one_altered_bit_anywhere_is_noticed(size: int, data: st.DataObject) -> None:
    lying = bytearray(encrypted(content_of(size)))
    at = data.draw(st.integers(0, len(lying) - 1) | st.integers(0, 60))
    lying[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((CannotDecrypt, UnknownMasterKey)):
        plain(bytes(lying))


@given(size=SIZES, data=st.data())
def test_what_was_cut_off_or_added_is_noticed(size: int, data: st.DataObject) -> None:
    lying = encrypted(content_of(size))
    head, parts = chunks(lying)
    for broken in (
        lying[: data.draw(st.integers(0, len(lying) - 1))],
        head + b"".join(parts[:-1]),
        lying + b"\0",
        lying + parts[-1],
    ):
        with pytest.raises(CannotDecrypt):
            plain(broken)


def test_chunks_keep_their_order_and_their_file() -> None:
    content = content_of(3 * CHUNK)
    head, (first, second, third) = chunks(encrypted(content))
    other_head, (other, *others) = chunks(encrypted(content))
    assert plain(head + first + second + third) == plain(other_head + other + b"".join(others)) == content
    for broken in (second + first + third, first + first + third, other + second + third):
        with pytest.raises(CannotDecrypt):
            plain(head + broken)


def test_one_file_cannot_be_passed_off_as_another() -> None:
    lying = encrypted(b"x")
    with pytest.raises(CannotDecrypt):
        plain(lying, name="ab/other")


def test_a_file_that_is_said_to_be_shorter_is_not_believed() -> None:
    lying = encrypted(content_of(2 * CHUNK))
    head = head_of(io.BytesIO(lying))
    assert head is not None
    shorter = lying[: len(MAGIC)] + CHUNK.to_bytes(8, "big") + lying[len(MAGIC) + 8 : head.place(1)]
    with pytest.raises(CannotDecrypt):
        plain(shorter)


def test_a_file_that_has_not_come_wholly_cannot_be_read() -> None:
    file = io.BytesIO()
    begin(file, vault(), 10)
    writer = EncryptedWriter(file, vault(), NAME)
    writer.write(b"123")
    writer.close()
    with pytest.raises(CannotDecrypt):
        plain(file.getvalue())
    with pytest.raises(ValueError, match="more"):
        EncryptedWriter(file, vault(), NAME).write(b"45678901")


@pytest.mark.parametrize("torn", [1, 20, 28, 29, 500])
def test_a_chunk_that_a_crash_left_torn_is_sent_again(torn: int) -> None:
    content, file = content_of(CHUNK + 4000), io.BytesIO()
    begin(file, vault(), len(content))
    writer = EncryptedWriter(file, vault(), NAME)
    writer.write(content[: CHUNK + 2000])
    writer.close()
    file.truncate(len(file.getvalue()) - 2028 + torn)
    again = EncryptedWriter(file, vault(), NAME)
    assert again.come == CHUNK
    again.write(content[CHUNK:])
    again.close()
    assert plain(file.getvalue()) == content


def test_a_plain_file_is_known_as_one_and_not_read_as_an_encrypted_one() -> None:
    for content in (b"", b"%PDF-1.7", b"\xff\xd8\xff" + b"x" * 100):
        assert head_of(io.BytesIO(content)) is None
        with pytest.raises(CannotDecrypt):
            plain(content)


def test_after_a_rotation_a_file_is_read_and_once_rewrapped_needs_the_old_master_key_no_more() -> None:
    content = content_of(CHUNK + 5)
    old, new, without_old = vault(), vault(current="k2"), Vault({"k2": KEYS["k2"]}, "k2", lookup_key=LOOKUP)
    lying, moved = encrypted(content, old), io.BytesIO()
    assert plain(lying, new) == content
    with pytest.raises(UnknownMasterKey):
        plain(lying, without_old)
    rewrap(io.BytesIO(lying), moved, new)
    before, after = (head_of(io.BytesIO(one)) for one in (lying, moved.getvalue()))
    assert before is not None
    assert after is not None
    assert (is_current(before, new), is_current(after, new)) == (False, True)
    assert plain(moved.getvalue(), without_old) == content
