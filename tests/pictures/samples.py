"""Pictures and documents as cameras and offices make them, made anew for each test."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
from PIL import Image

MAKER, GPS = 271, 0x8825


def photograph(size: tuple[int, int] = (400, 300), colour: str = "white", *, turned: bool = False) -> bytes:
    """A JPEG that says by which telephone and where it was taken; `turned`: the camera was held upright."""
    picture = Image.new("RGB", size, colour)
    picture.paste((255, 0, 0), (40, 30, 120, 90))  # "a face" in the upper left
    exif = Image.Exif()
    exif[MAKER] = "Huawei P60"
    exif[GPS] = {1: "N", 2: (36.0, 40.0, 1.0), 3: "E", 4: (117.0, 1.0, 1.0)}
    if turned:
        exif[274] = 6
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=b"Wang Xiaoming")
    return written.getvalue()


def drawing() -> bytes:
    """A small PNG."""
    written = io.BytesIO()
    Image.new("RGBA", (60, 40), (0, 80, 160, 128)).save(written, "PNG")
    return written.getvalue()


def document(pages: int = 2) -> bytes:
    """A PDF with so many empty pages."""
    made, written = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        made.new_page(595, 842)
    made.save(written)
    return written.getvalue()


def letter() -> bytes:
    """A PDF of a page that says who wrote it, with a name in text under a black bar and another file inside."""
    words = b"BT /F1 24 Tf 100 700 Td (Wang Xiaoming) Tj ET 0 0 0 rg 80 680 300 60 re f"
    parts = (
        b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 8 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        b"<</Type/Metadata/Subtype/XML/Length 17>>stream\n<x>Huawei P60</x>\nendstream",
        b"<</Author(Wang Xiaoming)/Creator(Huawei P60)/CreationDate(D:20261106100000)>>",
        b"<</Type/Filespec/F(a.txt)/EF<</F 9 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 5>>stream\nP60 x\nendstream",
    )
    body = b"".join(b"%d 0 obj%b endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Info 7 0 R/Size 10>>\n%%EOF\n"


def office(*names: str) -> bytes:
    """A document of an office program that holds these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return written.getvalue()
