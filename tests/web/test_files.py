"""Files of an order: what they are is read off their content, nothing in them ever runs, and who sees which is law."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.utils import timezone
from PIL import Image

from lianxin.jobs.housekeeping import burn_files
from lianxin.jobs.scan import scan_files
from lianxin.jobs.turn import Turn
from lianxin.law.words import OrderState, RequestType, Role, ScanState
from lianxin.records.arriving import FOLDER
from lianxin.records.files import burn, left_over, place_of, shown_place
from lianxin.records.models import Attachment, Event, ReadingLog, RefusedFile
from lianxin.records.stored import open_stored
from lianxin.vault.digests import text_digest
from lianxin.web.files.file_types import media_type
from lianxin.web.files.limits import LARGEST, clean_name
from tests.clamd import EICAR, ENGINE, Daemon, clamd
from tests.pictures.samples import document, drawing, letter, office, photograph
from tests.web.forms import fill
from tests.web.machine_dates import machine_dates
from tests.web.town import (
    AGENT,
    CLERK,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    OTHER,
    OTHER_CLERK,
    SHIFT_LEADER,
    Story,
    Town,
)

PNG, JPEG, PDF = drawing(), photograph(), document()


def add(town: Town, who: str, story: Story, content: bytes, name: str = "照片.png", **more: str) -> HttpResponseBase:
    """Sends a file as a browser does."""
    upload = SimpleUploadedFile(name, content, content_type="text/html")
    address = f"/orders/{story.number}/act/attach"
    answer: HttpResponseBase = town.client(who).post(address, {"new_files": upload, **more})
    return answer


def added(town: Town, who: str, story: Story, content: bytes, name: str = "照片.png", **more: str) -> Attachment:
    """The file as it was filed."""
    assert add(town, who, story, content, name, **more).status_code == 302
    return Attachment.objects.filter(order=story.id).latest("id")


def stored(row: Attachment) -> bytes:
    """The plain bytes of a file as it is kept."""
    with open_stored(row.storage_key, bytes(row.digest)) as file:
        return file.read()


def waiting() -> set[str]:
    """Files on their way, by name."""
    folder = settings.ATTACHMENTS_FOLDER / FOLDER
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


@pytest.fixture
def scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    """A virus scanner that the installation knows."""
    with clamd(tmp_path / "clamd") as daemon:
        monkeypatch.setattr(settings, "CLAMAV", daemon.address)
        yield daemon


# ---- kept and handed out ---------------------------------------------------------------------------------------------


def test_a_file_is_kept_with_its_digest_and_handed_out_as_what_it_is(town: Town) -> None:
    story = town.received().signed()
    row = added(town, CLERK, story, PNG)
    assert (row.media_type, row.size, row.name, row.pages) == ("image/png", len(PNG), "照片.png", 1)
    assert (row.restricted, row.unit_id) == (True, town.units[HOST])
    assert bytes(row.digest) == hashlib.sha256(PNG).digest()
    assert stored(row) == PNG
    assert place_of(row.storage_key).stat().st_mode & 0o077 == 0
    answer = town.client(AGENT).get(f"/orders/{story.number}/attachments/{row.pk}")
    assert b"".join(answer) == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    event = Event.objects.get(subject_id=story.id, name="attach")
    assert "照片" not in str(event.payload)
    (told,) = event.payload["files"]
    assert told["digest"] == text_digest(bytes(row.hmac_key or b""), hashlib.sha256(PNG).hexdigest())
    assert hashlib.sha256(PNG).hexdigest() not in str(event.payload)


def test_a_page_in_disguise_is_not_taken(town: Town) -> None:
    story = town.received()
    before = waiting()
    disguised = (
        b"<html><script>alert(1)</script>\0</html>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"\xef\xbb\xbf <?xml version='1.0'?><svg/>",
        b"#!/bin/sh\nrm -rf /\n",
        b"MZ\x90\0" + b"\0" * 60,
        b"\x7fELF\x02\x01" + b"\0" * 60,
        b"PK\x03\x04" + b"\0" * 60,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,  # an installer begins like an old document
    )
    for content in disguised:
        assert add(town, AGENT, story, content, "照片.jpg").status_code == 422, content[:20]
    assert not Attachment.objects.filter(order=story.id).exists()
    assert waiting() == before


def test_a_document_with_macros_is_not_taken_and_one_without_is(town: Town) -> None:
    story = town.received()
    answer = add(town, AGENT, story, office("word/document.xml", "word/vbaProject.bin"), "表.docx")
    assert answer.status_code == 422
    assert isinstance(answer, HttpResponse)
    assert "含有宏的文档不能添加" in answer.content.decode()
    assert added(town, AGENT, story, office("word/document.xml"), "表.docx").pages == 0


def test_an_empty_a_missing_and_a_large_file_are_refused_in_words(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    story, client = town.received(), town.client(AGENT)
    assert "请选择文件" in client.post(f"/orders/{story.number}/act/attach", {}).content.decode()
    monkeypatch.setattr("lianxin.web.files.limits.LARGEST", 20)
    answer = client.post(f"/orders/{story.number}/act/attach", {"new_files": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 422
    assert "文件最大" in answer.content.decode()
    assert LARGEST == 20 * 1024 * 1024


def test_a_refused_act_leaves_no_bytes_behind(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    story = town.received()
    before = set(settings.ATTACHMENTS_FOLDER.glob("??/*"))
    monkeypatch.setattr("lianxin.law.decisions.files.SHA256", re.compile("never"))
    assert add(town, AGENT, story, PDF).status_code == 409
    assert set(settings.ATTACHMENTS_FOLDER.glob("??/*")) <= before


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
    original = added(town, AGENT, story, JPEG)
    looking = town.client(AGENT)
    version = covered(looking, story, original, ("10", "10", "20", "20"))
    for row in (original, version):
        for page in (0, 1):
            assert looking.get(f"/orders/{story.number}/attachments/{row.pk}/pages/{page}").status_code == 200
    places = [place_of(row.storage_key) for row in (original, version)]
    places += [shown_place(row.storage_key, page) for row in (original, version) for page in (0, 1)]
    assert all(place.exists() for place in places)
    story.do(SHIFT_LEADER, "seal_content", reason="误录涉密内容。")
    client, address = town.client(HEAD), f"/orders/{story.number}/act/confirm_sealing"
    data = fill(client.get(address).content.decode(), neutral_text="内容已封存。")
    assert client.post(f"{address}/preview", data).status_code == 200
    assert all(place.exists() for place in places)
    assert client.post(address, data).status_code == 302
    assert [place for place in places if place.exists()] == []
    for row in Attachment.objects.filter(order=story.id):
        assert (row.name, bytes(row.digest), row.hmac_key, row.destroyed_at is not None) == ("", b"", None, True)
    assert looking.get(f"/orders/{story.number}/attachments/{version.pk}/pages/1").status_code == 404


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


# ---- looked at -------------------------------------------------------------------------------------------------------


def test_a_file_is_looked_at_as_pictures_drawn_anew_and_every_opening_is_written_down(town: Town) -> None:
    story = town.received()
    row = added(town, AGENT, story, PDF, "通知书.pdf")
    client, address = town.client(EXAMINER), f"/orders/{story.number}/attachments/{row.pk}"
    html = client.get(f"{address}/view").content.decode()
    assert f"{address}/pages/1" in html
    assert f"{address}/pages/2" in html
    page = client.get(f"{address}/pages/2")
    assert (page["Content-Type"], page["Content-Security-Policy"]) == ("image/jpeg", "sandbox; default-src 'none'")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page.content[:3] == b"\xff\xd8\xff"
    assert client.get(f"{address}/pages/3").status_code == 404
    assert b"".join(client.get(address)) == PDF
    noted = ReadingLog.objects.filter(query__file=row.pk).order_by("id").values_list("query", flat=True)
    assert [(one["order"], one["page"]) for one in noted] == [(story.number, 2), (story.number, None)]
    readings = town.client(town.somebody(Role.ADMINISTRATOR)).get("/administration/readings").content.decode()
    assert f"附件 {row.pk}，第 2 页" in readings
    assert f"附件 {row.pk}，保存到本机" in readings
    assert "通知书" not in readings


def test_what_cannot_be_drawn_is_only_handed_out(town: Town) -> None:
    story = town.received()
    row = added(town, AGENT, story, b"ID3" + b"\0" * 90, "录音.mp3")
    address = f"/orders/{story.number}/attachments/{row.pk}"
    assert "请保存到本机查看" in town.client(AGENT).get(f"{address}/view").content.decode()
    assert town.client(AGENT).get(f"{address}/pages/0").status_code == 404


# ---- versions for answers (R45) --------------------------------------------------------------------------------------


def covered(client: Client, story: Story, original: Attachment, *rectangles: tuple[str, ...]) -> Attachment:
    """The version that a person makes of it by the page."""
    address = f"/orders/{story.number}/attachments/{original.pk}/cover"
    assert client.get(address).status_code == 200
    data = {name: [row[place] for row in rectangles] for place, name in enumerate("xywh")}
    sent = {**data, "name": "处理版", "request_key": uuid.uuid4().hex}
    assert client.post(address, sent).status_code == 302
    return Attachment.objects.filter(order=story.id).latest("id")


def test_a_version_hides_what_was_covered_and_carries_neither_place_nor_device(town: Town) -> None:
    story = town.received().signed()
    original = added(town, CLERK, story, JPEG, "现场.jpg")
    version = covered(town.client(CLERK), story, original, ("9", "9", "22", "22"), ("50", "50", "10", "10"))
    assert (version.original_id, version.restricted, version.covered, version.name) == (
        original.pk,
        False,
        2,
        "处理版.jpg",
    )
    content = stored(version)
    assert hashlib.sha256(content).digest() == bytes(version.digest)
    picture = Image.open(io.BytesIO(content))
    assert dict(picture.getexif()) == {}
    assert b"Huawei" not in content
    assert sum(picture.convert("RGB").getpixel((80, 60))) < 220
    assert stored(original) == JPEG
    event = Event.objects.filter(subject_id=story.id, name="attach").latest("sequence")
    assert event.payload["files"][0]["original"] == original.pk


def test_a_picture_given_as_a_version_loses_place_and_device_too(town: Town) -> None:
    story = town.received().signed()
    row = added(town, CLERK, story, JPEG, "处理版.jpg", restricted="no")
    assert not row.restricted
    assert b"Huawei" not in stored(row)


def test_a_pdf_given_as_a_version_loses_who_wrote_it_and_what_lies_under_its_bars(town: Town) -> None:
    story = town.received().signed()
    row = added(town, CLERK, story, letter(), "复函（处理版）.pdf", restricted="no")
    assert (row.media_type, row.pages, row.name, row.restricted) == (
        "application/pdf",
        1,
        "复函（处理版）.pdf",
        False,
    )
    content = stored(row)
    assert hashlib.sha256(content).digest() == bytes(row.digest)
    assert b"Wang" not in content


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"ID3" + b"\0" * 90, "录音.mp3"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 90, "现场.mp4"),
        (office("word/document.xml"), "复函.docx"),
        (document(31), "卷宗.pdf"),
    ],
)
def test_r45_what_tells_who_made_it_and_where_is_no_version_and_leaves_nothing(
    town: Town, content: bytes, name: str
) -> None:
    story = town.received()
    before = set(settings.ATTACHMENTS_FOLDER.glob("??/*"))
    answer = add(town, AGENT, story, content, name, restricted="no")
    assert answer.status_code == 422
    assert "答复版" in answer.content.decode()
    assert set(settings.ATTACHMENTS_FOLDER.glob("??/*")) == before
    assert added(town, AGENT, story, content, name).restricted


def test_nothing_covered_needs_a_word_and_places_lie_within_the_picture(town: Town) -> None:
    story = town.received()
    original = added(town, AGENT, story, JPEG, "现场.jpg")
    client, address = town.client(AGENT), f"/orders/{story.number}/attachments/{original.pk}/cover"
    answer = client.post(address, {"name": "处理版", "x": "", "y": "", "w": "", "h": ""})
    assert answer.status_code == 422
    assert "请至少遮盖一处" in answer.content.decode()
    answer = client.post(address, {"name": "处理版", "x": "110", "y": "0", "w": "5", "h": "5"})
    assert "遮盖位置应在图片以内" in answer.content.decode()
    assert client.post(address, {"name": "处理版", "nothing": "on"}).status_code == 302
    assert Attachment.objects.filter(order=story.id, restricted=False).count() == 1


def test_a_version_bears_no_callers_name(town: Town) -> None:
    story = town.received()
    original = added(town, AGENT, story, JPEG, "王小明门前.jpg")
    client, address = town.client(AGENT), f"/orders/{story.number}/attachments/{original.pk}/cover"
    assert 'value="附件 2-1（答复版）"' in client.get(address).content.decode()
    answer = client.post(address, {"name": "王小明门前", "nothing": "on"})
    assert answer.status_code == 422
    assert not Attachment.objects.filter(order=story.id, restricted=False).exists()


def test_of_a_pdf_a_version_is_given_by_hand(town: Town) -> None:
    story = town.received()
    original = added(town, AGENT, story, PDF, "通知书.pdf")
    client = town.client(AGENT)
    assert client.get(f"/orders/{story.number}/attachments/{original.pk}/cover").status_code == 404
    version = added(town, AGENT, story, document(1), "通知书（处理版）.pdf", original=str(original.pk))
    assert (version.original_id, version.restricted) == (original.pk, False)
    other = town.received()
    assert add(town, AGENT, other, PDF, "x.pdf", original=str(original.pk)).status_code == 404


def test_on_a_secret_order_a_unit_keeps_its_own_pictures_in_sight_and_no_others(town: Town) -> None:
    story = town.received(request_type=RequestType.TIP_OFF, subject_person="某摊主").signed()
    callers = added(town, AGENT, story, JPEG, "举报材料.jpg")
    own = added(town, CLERK, story, PNG, "检查.png")
    story.do(DISPATCHER, "add_co_handler", unit=town.units[OTHER], reason="涉及房屋外墙。")
    unit, helper, centre = town.client(CLERK), town.client(OTHER_CLERK), town.client(EXAMINER)
    for way in ("", "/view", "/pages/0", "/pages/1"):
        for row, client, seen in (
            (callers, unit, False),
            (own, unit, True),
            (callers, helper, False),
            (own, helper, False),
            (callers, centre, True),
            (own, centre, True),
        ):
            answer = client.get(f"/orders/{story.number}/attachments/{row.pk}{way}")
            assert (answer.status_code == 200) is seen, (way, row.name)
    html = unit.get(f"/orders/{story.number}/").content.decode()
    assert "检查.png" in html
    assert "举报材料" not in html
    assert unit.get(f"/orders/{story.number}/attachments/{callers.pk}/cover").status_code == 404


# ---- with an act -----------------------------------------------------------------------------------------------------


def progress(client: Client, story: Story, *files: SimpleUploadedFile, **more: object) -> HttpResponse:
    """A step of the work with its pictures."""
    data = {"note": "已到现场查看。", "contact": "none", "request_key": uuid.uuid4().hex} | more
    answer = client.post(f"/orders/{story.number}/act/record_progress", {**data, "new_files": list(files)})
    assert isinstance(answer, HttpResponse)
    return answer


def test_pictures_come_with_the_step_they_show_and_stand_beside_it(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    before = waiting()
    pictures = [SimpleUploadedFile(f"{name}.jpg", photograph(colour=name)) for name in ("blue", "green")]
    assert progress(client, story, *pictures).status_code == 302
    event = Event.objects.get(subject_id=story.id, name="record_progress")
    assert [one["restricted"] for one in event.payload["files"]] == [True, True]
    assert "blue" not in str(event.payload)
    rows = Attachment.objects.filter(order=story.id).order_by("place")
    assert [(row.sequence, row.place, row.name) for row in rows] == [
        (event.sequence, 1, "blue.jpg"),
        (event.sequence, 2, "green.jpg"),
    ]
    (timeline,) = re.findall(
        r'id="timeline".*?</section>', client.get(f"/orders/{story.number}/").content.decode(), re.DOTALL
    )
    assert f"/orders/{story.number}/attachments/{rows[0].pk}/view" in timeline
    assert waiting() == before


def test_the_same_form_sent_twice_files_its_pictures_once(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    key = uuid.uuid4().hex
    for _ in range(2):
        answer = progress(client, story, SimpleUploadedFile("a.jpg", JPEG), request_key=key)
        assert answer.status_code == 302
    assert Attachment.objects.filter(order=story.id).count() == 1
    assert stored(Attachment.objects.get(order=story.id)) == JPEG


def test_the_same_form_sent_twice_is_one_however_often_its_files_were_scanned(town: Town, scanner: Daemon) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    key = uuid.uuid4().hex
    for _ in range(2):
        assert progress(client, story, SimpleUploadedFile("a.jpg", JPEG), request_key=key).status_code == 302
    assert Attachment.objects.filter(order=story.id).count() == 1
    assert len(scanner.streams) == 2


def test_a_file_in_pieces_sent_with_a_form_twice_is_one_though_it_was_scanned_meanwhile(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    file, key = arrived(client, JPEG, "a.jpg"), uuid.uuid4().hex
    assert progress(client, story, files=file, request_key=key).status_code == 302
    with clamd(tmp_path / "clamd") as daemon:
        monkeypatch.setattr(settings, "CLAMAV", daemon.address)
        scan_files(timezone.now(), Turn())
    assert Attachment.objects.get(order=story.id).scan is ScanState.CLEAN
    assert progress(client, story, files=file, request_key=key).status_code == 302
    assert Attachment.objects.filter(order=story.id).count() == 1


def test_a_file_that_was_filed_joins_no_other_order(town: Town) -> None:
    story, other, client = town.received().signed(), town.received().signed(), town.client(CLERK)
    file = arrived(client, JPEG, "a.jpg")
    assert progress(client, story, files=file).status_code == 302
    answer = progress(client, other, files=file)
    assert answer.status_code == 422
    assert "有文件已过期，请重新选择" in answer.content.decode()
    assert not Attachment.objects.filter(order=other.id).exists()


def test_a_form_that_comes_back_with_errors_keeps_its_files(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    answer = progress(client, story, SimpleUploadedFile("现场.jpg", JPEG), note="")
    assert answer.status_code == 422
    html = answer.content.decode()
    (key,) = re.findall(r'name="files" value="([0-9a-f]{32})" checked', html)
    assert "现场.jpg" in html
    again = fill(html, note="已到现场查看。", contact="none")
    assert client.post(f"/orders/{story.number}/act/record_progress", {**again, "files": key}).status_code == 302
    assert Attachment.objects.get(order=story.id).name == "现场.jpg"


def test_a_refused_act_files_nothing_and_keeps_what_was_sent(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    address = f"/orders/{story.number}/act/reply"
    said = {"caller": "1", "way": "bridged_call", "content": "已维修。", "attempt": "", "proof": ""}
    form = fill(client.get(address).content.decode(), **{k: v for k, v in said.items() if v})
    story.do(DISPATCHER, "recall", reason="改由其他单位办理。")
    sent = {**form, "new_files": SimpleUploadedFile("现场.jpg", JPEG)}
    assert client.post(address, sent).status_code in (403, 404, 409)
    assert not Attachment.objects.filter(order=story.id).exists()


# ---- in pieces -------------------------------------------------------------------------------------------------------


def begin(client: Client, content: bytes, name: str = "录像.mp4") -> str:
    """Room for a file; its address."""
    answer = client.post("/uploads", {"name": name, "size": len(content)})
    assert answer.status_code == 201
    return str(answer.json()["href"])


def send(client: Client, href: str, piece: bytes, offset: int) -> HttpResponse:
    """One piece."""
    headers = {"Upload-Offset": str(offset)}
    answer = client.patch(href, piece, content_type="application/offset+octet-stream", headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer


def arrived(client: Client, content: bytes, name: str) -> str:
    """A whole file on its way, by its key."""
    href = begin(client, content, name)
    assert send(client, href, content, 0).status_code == 200
    return href.rsplit("/", 1)[1]


def test_a_file_in_pieces_goes_on_from_where_it_stands(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    content = JPEG + os.urandom(200)
    href = begin(client, content, "现场.jpg")
    assert send(client, href, content[:100], 0)["Upload-Offset"] == "100"
    lost = send(client, href, content[50:150], 50)
    assert (lost.status_code, lost["Upload-Offset"]) == (409, "100")
    assert client.head(href)["Upload-Offset"] == "100"
    whole = send(client, href, content[100:], 100)
    assert (whole.status_code, whole.json()["name"]) == (200, "现场.jpg")
    assert send(client, href, b"", len(content)).json() == whole.json()
    assert progress(client, story, files=href.rsplit("/", 1)[1]).status_code == 302
    row = Attachment.objects.get(order=story.id)
    assert stored(row) == content
    assert client.head(href).status_code == 404


def test_what_is_on_its_way_is_its_senders_alone(town: Town) -> None:
    client = town.client(CLERK)
    href = begin(client, PNG, "a.png")
    for other in (town.client(OTHER_CLERK), town.client(AGENT)):
        assert other.head(href).status_code == 404
        assert send(other, href, PNG, 0).status_code == 404
        assert other.delete(href).status_code == 404
    assert Client().head(href).status_code == 302
    story, key = town.received(), href.rsplit("/", 1)[1]
    send(client, href, PNG, 0)
    answer = town.client(AGENT).post(f"/orders/{story.number}/act/attach", {"files": key})
    assert (answer.status_code, "有文件已过期" in answer.content.decode()) == (422, True)


def test_limits_are_said_before_a_byte_is_sent_and_a_program_after_its_first_piece(town: Town) -> None:
    client = town.client(CLERK)
    answer = client.post("/uploads", {"name": "a.mp4", "size": LARGEST + 1})
    assert (answer.status_code, "最大 20 MB" in answer.json()["error"]) == (422, True)
    program = b"MZ\x90\0" + b"\0" * 9000
    href = begin(client, program, "照片.jpg")
    refused = send(client, href, program[:5000], 0)
    assert (refused.status_code, "这种文件不能添加" in refused.json()["error"]) == (422, True)
    assert client.head(href).status_code == 404
    href = begin(client, PNG)
    assert "比说的大" in send(client, href, PNG + b"x", 0).json()["error"]


def test_a_form_does_not_take_half_a_file(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    href = begin(client, JPEG)
    send(client, href, JPEG[:100], 0)
    answer = progress(client, story, files=href.rsplit("/", 1)[1])
    assert (answer.status_code, "还没有传完" in answer.content.decode()) == (422, True)


def test_what_nobody_submits_is_gone_after_a_day(town: Town) -> None:
    client, now = town.client(CLERK), timezone.now()
    href = begin(client, JPEG)
    send(client, href, JPEG, 0)
    burn_files(now, Turn())
    assert client.head(href).status_code == 200
    burn_files(now + dt.timedelta(days=2), Turn())
    assert client.head(href).status_code == 404


# ---- viruses ---------------------------------------------------------------------------------------------------------


def test_a_clean_file_says_who_looked_at_it(town: Town, scanner: Daemon) -> None:
    story = town.received()
    row = added(town, AGENT, story, PDF, "a.pdf")
    assert (row.scan, row.scan_engine, row.scanned_at is not None) == (ScanState.CLEAN, ENGINE, True)
    assert scanner.streams == [PDF]
    html = town.client(AGENT).get(f"/orders/{story.number}/attachments/{row.pk}/view").content.decode()
    assert "ClamAV 1.4.3 未发现病毒" in html
    assert machine_dates(html) == []
    assert "未查毒" not in town.client(AGENT).get(f"/orders/{story.number}/").content.decode()


def test_an_infected_file_is_kept_out_and_nothing_of_it_but_the_fact(town: Town, scanner: Daemon) -> None:
    story, before = town.received(), waiting()
    answer = add(town, AGENT, story, EICAR, "王小明.txt")
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, "文件含有病毒，没有保存" in answer.content.decode()) == (422, True)
    assert scanner.streams == [EICAR]
    assert not Attachment.objects.filter(order=story.id).exists()
    assert waiting() == before
    fact = RefusedFile.objects.latest("id")
    assert (fact.found, fact.scan_engine, fact.size) == ("Win.Test.EICAR_HDB-1", ENGINE, len(EICAR))
    assert bytes(fact.digest) == hashlib.sha256(EICAR).digest()
    client = town.client(CLERK)
    href = begin(client, EICAR, "a.txt")
    assert "含有病毒" in send(client, href, EICAR, 0).json()["error"]


def test_a_scanner_that_is_away_costs_no_file_and_looks_at_it_later(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = town.received()
    monkeypatch.setattr(settings, "CLAMAV", str(tmp_path / "clamd"))
    row = added(town, AGENT, story, PDF, "a.pdf")
    assert row.scan is ScanState.NOT_SCANNED
    assert "未查毒" in town.client(AGENT).get(f"/orders/{story.number}/").content.decode()
    scan_files(timezone.now(), Turn())
    row.refresh_from_db()
    assert row.scan is ScanState.NOT_SCANNED
    with clamd(tmp_path / "clamd"):
        scan_files(timezone.now(), Turn())
    row.refresh_from_db()
    assert (row.scan, row.scan_engine) == (ScanState.CLEAN, ENGINE)


def test_a_file_that_the_scanner_cannot_read_keeps_no_other_waiting(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = town.received()
    puzzle = added(town, AGENT, story, "谜".encode(), "a.txt")
    clear = added(town, AGENT, story, "清楚".encode(), "b.txt")
    with clamd(tmp_path / "clamd") as daemon:
        daemon.puzzled_by = "谜".encode()
        monkeypatch.setattr(settings, "CLAMAV", daemon.address)
        scan_files(timezone.now(), Turn())
    for row in (puzzle, clear):
        row.refresh_from_db()
    assert (puzzle.scan, clear.scan) == (ScanState.NOT_SCANNED, ScanState.CLEAN)


def test_a_virus_found_later_takes_the_file_off_the_order_and_the_log_says_so(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = town.received()
    row = added(town, AGENT, story, EICAR, "说明.txt")
    place = place_of(row.storage_key)
    with clamd(tmp_path / "clamd") as daemon:
        monkeypatch.setattr(settings, "CLAMAV", daemon.address)
        scan_files(timezone.now(), Turn())
    row.refresh_from_db()
    assert (row.scan, row.name, row.destroyed_at is not None) == (ScanState.INFECTED, "", True)
    assert not place.exists()
    event = Event.objects.get(subject_id=story.id, name="remove_infected")
    assert event.payload["file"] == f"{row.sequence}/{row.place}"
    assert "清除染毒附件" in town.client(AGENT).get(f"/orders/{story.number}/").content.decode()
