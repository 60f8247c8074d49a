"""A browser without a window: lasting connections, cookies, the token of every form."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TIMEOUT = 60  # seconds
FORM = "application/x-www-form-urlencoded"
TOKEN = "csrftoken"  # noqa: S105 - a cookie's name


class NotDoneError(Exception):
    """A form that was not taken: the status and the beginning of what the page said."""


@dataclass
class Session:
    """One person signed in: their cookies, good on any connection."""

    cookies: dict[str, str] = field(default_factory=dict)


@dataclass
class Connection:
    """One lasting connection to the pages on this machine, used by one thread."""

    port: int
    wire: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)

    def get(self, session: Session, path: str) -> tuple[int, str]:
        """The status and text of a page."""
        response = self._send(session, "GET", path, "")
        return response[0], response[2]

    def post(self, session: Session, path: str, answers: dict[str, str]) -> tuple[str, float]:
        """Sends a form; returns where it leads and how many seconds it took. Raises `NotDoneError`."""
        body = urlencode({"csrfmiddlewaretoken": session.cookies.get(TOKEN, ""), **answers})
        began = time.perf_counter()
        status, location, text = self._send(session, "POST", path, body)
        took = time.perf_counter() - began
        if status not in (302, 303):
            raise NotDoneError(f"{path.rpartition('/')[2]} {status}: {_reason(text)}")
        return location, took

    def show(self, session: Session, path: str, answers: dict[str, str]) -> str:
        """Asks for a part of a page that is made from a form; returns it. Raises `NotDoneError`."""
        body = urlencode({"csrfmiddlewaretoken": session.cookies.get(TOKEN, ""), **answers})
        status, _, text = self._send(session, "POST", path, body)
        if status != 200:
            raise NotDoneError(f"{path.rpartition('/')[2]} {status}: {_reason(text)}")
        return text

    def _send(self, session: Session, method: str, path: str, body: str) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in session.cookies.items())}
        if body:
            headers["Content-Type"] = FORM
        try:
            self.wire.request(method, path, body=body.encode(), headers=headers)
            response = self.wire.getresponse()
        except (http.client.HTTPException, OSError):
            self.wire.close()
            raise
        text = response.read().decode(errors="replace")
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, kept in SimpleCookie(line).items():
                if name != "messages":
                    session.cookies[name] = kept.value
        return response.status, response.headers.get("Location", ""), text


def sign_in(port: int, username: str, password: str) -> Session:
    """A session of this person, through the real page."""
    session, connection = Session(), Connection(port)
    connection.get(session, "/sign-in")
    connection.post(session, "/sign-in", {"username": username, "password": password, "next": "/"})
    connection.wire.close()
    return session


def _reason(page: str) -> str:
    """What a page says is wrong, as far as a line of a report can hold it."""
    for mark in ("hl-refusal", "invalid-feedback", "alert", "<title>"):
        place = page.find(mark)
        if place >= 0:
            return " ".join(_plain(page[place : place + 900]).split())[:160]
    return page[:160]


def _plain(html: str) -> str:
    text, inside = [], False
    for character in html:
        if character == "<":
            inside = True
        elif character == ">":
            inside = False
        elif not inside:
            text.append(character)
    return "".join(text)
