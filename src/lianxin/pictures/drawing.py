"""Draws pictures and pages; runs only in the drawing process."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from lianxin.pictures.asked import MOST_PAGES

MOST_POINTS = 80_000_000
"""Points of a picture; a larger one is a trap or a poster."""
DOTS_PER_INCH, LONGEST_SIDE = 150, 2400
"""Of a page that is drawn anew: sharp enough to print, at most so many points wide and high."""
COVER = (38, 50, 67)
THOUSAND, POINTS_PER_INCH = 1000, 72
Image.MAX_IMAGE_PIXELS = MOST_POINTS


def answer(asked: dict[str, Any], source: bytes) -> tuple[dict[str, Any], bytes]:
    """What was asked for of a file: the count of pages, one page, or the whole anew, a picture with places covered."""
    pdf = asked["media_type"] == "application/pdf"
    if asked["do"] == "count":
        return {"pages": _pdf_pages(source) if pdf else _look(source), "media_type": ""}, b""
    if asked["do"] == "page":
        pages, picture = _pdf_page(source, asked) if pdf else (1, _open(source))
        picture.thumbnail((asked["side"], asked["side"]))
        return {"pages": pages, "media_type": "image/jpeg"}, _encoded(_flat(picture), "JPEG")
    if pdf:
        pages, content = _pdf_anew(source)
        return {"pages": pages, "media_type": "application/pdf"}, content
    picture = _open(source)
    _cover(picture, asked["rectangles"])
    # Photographs stay JPEG; what may be a drawing or a screenshot keeps its edges.
    kind = "JPEG" if asked["media_type"] in ("image/jpeg", "image/webp") else "PNG"
    content = _encoded(_flat(picture) if kind == "JPEG" else picture, kind)
    return {"pages": 1, "media_type": f"image/{kind.lower()}"}, content


def _look(source: bytes) -> int:
    """Reads the picture to its last point: a cut one raises."""
    with Image.open(io.BytesIO(source)) as picture:
        picture.load()
    return 1


def _open(source: bytes) -> Image.Image:
    """The points as a person sees them: turned as the camera was held, and nothing else of the file."""
    with Image.open(io.BytesIO(source)) as file:
        turned = ImageOps.exif_transpose(file)
        fresh = turned.convert(
            "RGBA" if "transparency" in turned.info or turned.mode in ("RGBA", "LA", "PA") else "RGB"
        )
    bare = Image.new(fresh.mode, fresh.size)
    bare.paste(fresh)
    return bare


def _pdf_pages(source: bytes) -> int:
    with pypdfium2.PdfDocument(source) as document:
        return len(document)


def _pdf_page(source: bytes, asked: dict[str, Any]) -> tuple[int, Image.Image]:
    """The page alone, without running anything that lies in the file."""
    with pypdfium2.PdfDocument(source) as document:
        page = document[asked["page"] - 1]
        scale = asked["side"] / max(page.get_width(), page.get_height(), 1)
        picture: Image.Image = page.render(scale=min(scale, 4)).to_pil()
        return len(document), picture


def _pdf_anew(source: bytes) -> tuple[int, bytes]:
    """Every page as a picture of itself: what lies under a black bar, beside the page or in the file's head is gone.

    The same file gives the same bytes. Raises ValueError for more pages than are ever shown.
    """
    with pypdfium2.PdfDocument(source) as document:
        if len(document) > MOST_PAGES:
            raise ValueError(f"more than {MOST_PAGES} pages")
        longest = max(max(page.get_width(), page.get_height()) for page in document)
        scale = min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / longest)
        image, *others = [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    written = io.BytesIO()
    how = {"resolution": scale * POINTS_PER_INCH, "quality": 85, "creationDate": None, "modDate": None}
    image.save(written, "PDF", save_all=True, append_images=others, **how)
    return 1 + len(others), written.getvalue()


def _cover(picture: Image.Image, rectangles: list[list[int]]) -> None:
    """Painted over wholly: a blur or a mosaic could be undone."""
    brush, (width, height) = ImageDraw.Draw(picture), picture.size
    for left, top, wide, high in rectangles:
        corner = (left * width // THOUSAND, top * height // THOUSAND)
        opposite = (-(-(left + wide) * width // THOUSAND), -(-(top + high) * height // THOUSAND))
        brush.rectangle((corner, opposite), fill=COVER)


def _flat(picture: Image.Image) -> Image.Image:
    """On white where it was transparent."""
    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
    return ground


def _encoded(image: Image.Image, kind: str) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, quality=88, optimize=True)
    return written.getvalue()
