"""Files of an order: what they are is read off their content, and nothing in them ever runs."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.utils import timezone

from lianxin.law.words import OrderState, RequestType
from lianxin.records.files import burn, left_over, place_of
from lianxin.records.models import Attachment, Event
from lianxin.web.acts.file_types import media_type
from lianxin.web.acts.storage import LARGEST, clean_name
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, HEAD, OTHER_CLERK, SHIFT_LEADER, Story, Town

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PDF = b"%PDF-1.7\n" + b"x" * 40


def add(town: Town, who: str, story: Story, content: bytes, name: str = "照片.png", **more: str) -> HttpResponseBase:
    """Sends a file as a browser does."""
    upload = SimpleUploadedFile(name, content, content_type="text/html")
    answer: HttpResponseBase = town.client(who).post(f"/orders/{story.number}/act/attach", {"file": upload, **more})
    return answer


def test_a_file_is_kept_with_its_digest_and_handed_out_as_what_it_is(town: Town) -> None:
    story = town.received().signed()
    assert add(town, CLERK, story, PNG, restricted="no").status_code == 302
    row = Attachment.objects.get(order=story.id)
    assert (row.media_type, row.size, row.name) == ("image/png", len(PNG), "照片.png")
    assert bytes(row.digest) == hashlib.sha256(PNG).digest()
    assert place_of(row.storage_key).read_bytes() == PNG
    assert place_of(row.storage_key).stat().st_mode & 0o077 == 0
    answer = town.client(AGENT).get(f"/orders/{story.number}/attachments/{row.pk}")
    assert b"".join(answer) == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    event = Event.objects.get(subject_id=story.id, name="attach")
    assert "照片" not in str(event.payload)


def test_a_page_in_disguise_is_not_taken(town: Town) -> None:
    story = town.received()
    for content in (b"<html><script>alert(1)</script>\0</html>", b"MZ\x90\0" + b"\0" * 60, b"PK\x03\x04" + b"\0" * 60):
        answer = add(town, AGENT, story, content)
        assert answer.status_code == 422
    assert not Attachment.objects.filter(order=story.id).exists()


def test_an_empty_a_missing_and_a_large_file_are_refused_in_words(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    story, client = town.received(), town.client(AGENT)
    assert "请选择文件" in client.post(f"/orders/{story.number}/act/attach", {}).content.decode()
    monkeypatch.setattr("lianxin.web.acts.storage.LARGEST", 20)
    answer = client.post(f"/orders/{story.number}/act/attach", {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 422
    assert "文件最大" in answer.content.decode()
    assert LARGEST == 20 * 1024 * 1024


def test_a_refused_act_leaves_no_bytes_behind(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    story = town.received()
    before = set(settings.ATTACHMENTS_FOLDER.rglob("*"))
    monkeypatch.setattr("lianxin.law.decisions.secrecy.SHA256", re.compile("never"))
    assert add(town, AGENT, story, PDF).status_code == 409
    assert {one for one in settings.ATTACHMENTS_FOLDER.rglob("*") if one.is_file()} <= before


def test_originals_of_a_secret_order_never_reach_a_unit(town: Town) -> None:
    story = town.received(request_type=RequestType.TIP_OFF, subject_person="某摊主").signed()
    add(town, AGENT, story, PDF, "原件.pdf", restricted="yes")
    add(town, AGENT, story, PNG, "处理版.png", restricted="no")
    original, version = Attachment.objects.filter(order=story.id).order_by("id")
    client = town.client(CLERK)
    assert client.get(f"/orders/{story.number}/attachments/{original.pk}").status_code == 404
    assert client.get(f"/orders/{story.number}/attachments/{version.pk}").status_code == 200
    assert town.client(OTHER_CLERK).get(f"/orders/{story.number}/attachments/{version.pk}").status_code == 404


def test_a_file_belongs_to_its_order_alone(town: Town) -> None:
    one, other = town.received(), town.received()
    add(town, AGENT, one, PNG)
    row = Attachment.objects.get(order=one.id)
    assert town.client(AGENT).get(f"/orders/{other.number}/attachments/{row.pk}").status_code == 404
    assert other.order.state is OrderState.REGISTERED


def test_sealing_takes_the_bytes_off_the_disk_but_its_preview_does_not(town: Town) -> None:
    story = town.received()
    add(town, AGENT, story, PNG)
    place = place_of(Attachment.objects.get(order=story.id).storage_key)
    story.do(SHIFT_LEADER, "seal_content", reason="误录涉密内容。")
    client, address = town.client(HEAD), f"/orders/{story.number}/act/confirm_sealing"
    data = fill(client.get(address).content.decode(), neutral_text="内容已封存。")
    assert client.post(f"{address}/preview", data).status_code == 200
    assert place.exists()
    assert client.post(address, data).status_code == 302
    assert not place.exists()
    row = Attachment.objects.get(order=story.id)
    assert (row.name, row.destroyed_at is not None) == ("", True)


def test_a_file_nobody_knows_is_burnt_after_a_day(town: Town) -> None:
    story, now = town.received(), timezone.now()
    add(town, AGENT, story, PNG)
    kept = Attachment.objects.get(order=story.id).storage_key
    stray = f"ab/{'ab' * 16}"
    place_of(stray).parent.mkdir(exist_ok=True)
    place_of(stray).write_bytes(b"x")
    assert stray not in list(left_over(now - dt.timedelta(days=1)))
    found = list(left_over(now + dt.timedelta(days=1)))
    assert stray in found
    assert kept not in found
    assert burn(["../../keys/master.toml", stray]) == 1


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"XXXX\0\0\0\0WAVEfmt ", None),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        ("巡查记录：已更换灯具。\n".encode(), "text/plain"),
        ("巡查记录".encode()[:-1], "text/plain"),
        (b"\x7fELF\x02\x01", None),
        (b"", None),
    ],
)
def test_what_a_file_begins_with_says_what_it_is(head: bytes, kind: str | None) -> None:
    found = media_type(head)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("..\\..\\etc\\passwd", "passwd.pdf"),
        ("/var/x/照片.jpg.exe", "照片.jpg.pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ("", "file.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_names_lose_what_could_mislead(given: str, kept: str) -> None:
    assert clean_name(given, "pdf") == kept


def test_a_key_cannot_lead_out_of_the_folder() -> None:
    with pytest.raises(FileNotFoundError):
        place_of("../../keys/master.toml")
