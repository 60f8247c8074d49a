"""Pictures are drawn anew in a process of their own: covered for good, without what the camera wrote beside them."""

from __future__ import annotations

import io
import os

import pypdfium2
import pytest
from PIL import Image

from lianxin.pictures.asked import CannotDraw, count_pages, draw_covered, draw_page
from tests.pictures.samples import document, drawing, letter, photograph


def points(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_version_has_the_same_picture_and_nothing_of_camera_and_place() -> None:
    photo = photograph()
    assert b"Huawei" in photo
    drawn = draw_covered(io.BytesIO(photo), "image/jpeg")
    fresh = Image.open(io.BytesIO(drawn.content))
    assert (drawn.media_type, fresh.size, dict(fresh.getexif())) == ("image/jpeg", (400, 300), {})
    assert b"Huawei" not in drawn.content
    assert b"Wang" not in drawn.content
    red, *_ = points(drawn.content).getpixel((80, 60))
    assert red > 200


def test_what_is_covered_is_one_dark_colour_and_all_else_stays() -> None:
    file = io.BytesIO(photograph())
    drawn = draw_covered(file, "image/jpeg", [(90, 90, 220, 220)])
    picture = points(drawn.content)
    inside = [picture.getpixel((x, y)) for x in (45, 80, 115) for y in (35, 60, 85)]
    assert all(sum(point) < 220 for point in inside)
    assert min(picture.getpixel((300, 200))) > 240


def test_a_picture_is_turned_as_people_see_it_before_it_is_covered() -> None:
    drawn = draw_covered(io.BytesIO(photograph(turned=True)), "image/jpeg")
    assert points(drawn.content).size == (300, 400)


def test_a_drawing_keeps_its_edges() -> None:
    drawn = draw_covered(io.BytesIO(drawing()), "image/png")
    assert drawn.media_type == "image/png"
    assert Image.open(io.BytesIO(drawn.content)).mode == "RGBA"


def test_the_pages_of_a_pdf_are_pictures() -> None:
    file = io.BytesIO(document(3))
    assert count_pages(file, "application/pdf") == 3
    drawn = draw_page(file, "application/pdf", page=3, side=400)
    assert (drawn.media_type, drawn.pages, max(points(drawn.content).size)) == ("image/jpeg", 3, 400)
    with pytest.raises(CannotDraw):
        draw_page(file, "application/pdf", page=4, side=400)


def words_in(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_of_a_pdf_a_version_keeps_what_is_seen_and_nothing_of_writer_date_and_hidden_words() -> None:
    source = letter()
    assert "Wang Xiaoming" in words_in(source)
    file = io.BytesIO(source)
    drawn = draw_covered(file, "application/pdf")
    assert (drawn.media_type, drawn.pages) == ("application/pdf", 1)
    assert words_in(drawn.content) == ""
    with pypdfium2.PdfDocument(drawn.content) as document:
        assert not any(document.get_metadata_dict().values())
        assert document.count_attachments() == 0
        assert [round(side) for side in document[0].get_size()] == [595, 842]
        page = document[0].render(scale=1).to_pil().convert("RGB")
    assert sum(page.getpixel((200, 130))) < 40  # the bar
    assert min(page.getpixel((200, 400))) > 240
    assert not [word for word in (b"Wang", b"Huawei", b"P60", b"2026") if word in drawn.content]
    assert draw_covered(file, "application/pdf").content == drawn.content


def test_of_a_pdf_every_page_is_drawn_or_none() -> None:
    assert draw_covered(io.BytesIO(document(3)), "application/pdf").pages == 3
    with pytest.raises(CannotDraw, match="pages"):
        draw_covered(io.BytesIO(document(31)), "application/pdf")


def test_many_pages_are_counted_to_an_end() -> None:
    assert count_pages(io.BytesIO(document(40)), "application/pdf") == 30


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photograph()[:600], "image/jpeg"),
        (b"%PDF-1.7\n" + b"x" * 40, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
        (b"MZ", "video/mp4"),
    ],
)
def test_a_broken_file_has_nothing_to_show_and_breaks_nobody(content: bytes, kind: str) -> None:
    file = io.BytesIO(content)
    assert count_pages(file, kind) == 0
    with pytest.raises(CannotDraw):
        draw_page(file, kind, page=1, side=100)


def test_a_small_file_of_enormous_measures_is_not_drawn() -> None:
    written = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(written, "PNG")
    assert len(written.getvalue()) < 1_000_000
    assert count_pages(io.BytesIO(written.getvalue()), "image/png") == 0


def test_the_drawing_process_is_told_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, dict[str, str]] = {}
    monkeypatch.setitem(os.environ, "LIANXIN_DATABASE_URL", "postgresql://secret@nowhere/x")

    def remember(*words: object, env: dict[str, str], **more: object) -> None:
        seen["env"] = env
        raise CannotDraw

    monkeypatch.setattr("lianxin.pictures.asked.subprocess.run", remember)
    with pytest.raises(CannotDraw):
        draw_page(io.BytesIO(drawing()), "image/png", page=1, side=9)
    assert not [name for name in seen["env"] if name.startswith("LIANXIN")]
