"""Makes one PDF of one or several pages of HTML; nothing outside of them is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lianxin.law.refusals import Refused


def engine() -> Any:  # noqa: ANN401 - the library has no types
    """The library that lays text out; refuses in words where the machine lacks what it stands on."""
    try:
        import weasyprint  # noqa: PLC0415 - needs Pango on the machine; all other pages work without
    except OSError as missing:
        raise Refused("paper_engine_missing") from missing
    return weasyprint


def to_pdf(documents: Sequence[str], css: str, *, title: str) -> bytes:
    """The documents one after the other as one PDF, each on pages of its own that are numbered from 1."""
    library = engine()
    nothing = library.urls.URLFetcher(allowed_protocols=("none",))
    style = library.CSS(string=css)
    # Each is laid out by itself: a page counter runs through a whole document and cannot be set back within one.
    made = [library.HTML(string=html, url_fetcher=nothing).render(stylesheets=[style]) for html in documents]
    whole = made[0].copy([page for one in made for page in one.pages])
    whole.metadata.title = title
    pdf: bytes = whole.write_pdf()
    return pdf
