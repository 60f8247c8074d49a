"""Follows every link of every page that somebody is shown, and hands over what each says in plain characters."""

from __future__ import annotations

import html
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import pypdf
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

ADDRESS = re.compile(r'(?:href|src|hx-get|data-[a-z-]+)="(/[^"]*)"')
ASKED = re.compile(r'<form[^>]*method="get"[^>]*action="(/[^"]*)"|<form[^>]*action="(/[^"]*)"[^>]*method="get"')
ELSEWHERE = ("/static/", "/live", "/sign-out", "/law/")
"""What the office has nothing to do with: the law is the same for everybody."""
WAY_BACK = frozenset({"of", "next", "cancelled_to"})
"""What an address says of where one came from: the page is the same."""
ALIKE, PAPERS = 12, 3
"""So many pages are looked at that differ in nothing but numbers and values; every page of an order is."""
SHOWN = (200, 403, 404, 405, 409, 422)


class Crawl:
    """One person's way through the house, from their desk; `seen` are the addresses, in their order."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.seen: list[str] = []
        self._waiting, self._known, self._alike = deque(["/"]), {"/"}, Counter[str]()

    def pages(self) -> Iterator[tuple[str, str]]:
        """Each address with what stands there: words, attributes, cells, and the lines of papers."""
        while self._waiting:
            address = self._waiting.popleft()
            answer = self.client.get(address)
            if answer.status_code in (301, 302, 204):
                self._remember(answer.headers.get("Location", ""))
                continue
            assert answer.status_code in SHOWN, (address, answer.status_code)
            self.seen.append(address)
            kind = answer.headers.get("Content-Type", "")
            if "html" in kind:
                page = answer.content.decode()
                for found in ADDRESS.findall(page) + [one for pair in ASKED.findall(page) for one in pair if one]:
                    self._remember(html.unescape(found))
            yield address, written(answer)

    def _remember(self, address: str) -> None:
        parts = urlsplit(address)
        asked = sorted((name, value) for name, value in parse_qsl(parts.query) if name not in WAY_BACK)
        plain = f"{parts.path}?{urlencode(asked)}" if asked else parts.path
        if plain in self._known or not parts.path or parts.path.startswith(ELSEWHERE):
            return
        self._known.add(plain)
        shape = re.sub(r"[\d-]{3,}", "#", parts.path) + "?" + ",".join(name for name, _ in asked)
        self._alike[shape] += 1
        most = PAPERS if parts.path.endswith(".pdf") else ALIKE
        if self._alike[shape] <= most or re.match(r"/orders/[\d-]+/(act/|$)", parts.path):
            self._waiting.append(plain)


def written(answer: HttpResponse) -> str:
    """What an answer says to whoever reads it, or looks into it."""
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    if "spreadsheet" in kind:
        rows = (row for sheet in load_workbook(io.BytesIO(body)) for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    return html.unescape(body.decode("utf-8", errors="replace"))
