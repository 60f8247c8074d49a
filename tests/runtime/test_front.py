"""Requests on their way to the pages and to the live updates, through the one port."""

from __future__ import annotations

import asyncio
import http.client
import io
import json
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from lianxin.runtime.front import LARGEST_BODY, Front, environment
from lianxin.web.live import CHANNEL, NO_MORE, Board, subjects
from tests.patience import PATIENCE


def scope(**given: Any) -> Any:
    usual = {
        "method": "GET",
        "path": "/",
        "query_string": "",
        "http_version": "1.1",
        "server": "127.0.0.1:8000",
        "client": "203.0.113.9:4711",
        "scheme": "http",
        "authority": None,
        "headers": {},
    }
    return SimpleNamespace(**(usual | given))


def test_a_chinese_path_reaches_django_as_wsgi_wants_it() -> None:
    environ = environment(scope(path="/单位/云 河", query_string="q=%E4%BA%91"), io.BytesIO(), 0)
    assert environ["PATH_INFO"].encode("latin-1").decode("utf-8") == "/单位/云 河"
    assert environ["QUERY_STRING"] == "q=%E4%BA%91"
    assert environ["REMOTE_ADDR"] == "203.0.113.9"


def test_a_header_with_an_underscore_cannot_pass_for_another() -> None:
    headers = {"x_forwarded_proto": "https", "x-real": "1", "content-type": "text/plain", "content-length": "99"}
    environ = environment(scope(headers=headers), io.BytesIO(), 5)
    assert "HTTP_X_FORWARDED_PROTO" not in environ
    assert environ["HTTP_X_REAL"] == "1"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["CONTENT_LENGTH"] == "5"


def test_repeated_headers_are_joined() -> None:
    class Headers:
        def items(self) -> list[tuple[str, str]]:
            return [("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x"), ("accept", "y")]

    environ = environment(scope(headers=Headers(), authority="city.example"), io.BytesIO(), 0)
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "x,y"
    assert environ["HTTP_HOST"] == "city.example"


def ask(pages: str, method: str, path: str, body: Any = None, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(pages.removeprefix("http://"), timeout=PATIENCE)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


def test_pages_answer_with_the_strict_policy_and_head_has_no_body(pages: str) -> None:
    answer = ask(pages, "GET", "/healthz")
    assert answer.status == 503  # no worker here
    assert json.load(answer)["problems"] == ["worker: no sign of life; see its log"]
    policy = cast("str", answer.getheader("content-security-policy"))
    for rule in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    head = ask(pages, "HEAD", "/healthz")
    assert (head.status, head.read()) == (503, b"")


def test_too_large_a_body_is_refused_in_words_before_it_fills_the_disk(pages: str) -> None:
    connection = http.client.HTTPConnection(pages.removeprefix("http://"), timeout=PATIENCE)
    connection.putrequest("POST", "/healthz")
    connection.putheader("content-length", str(LARGEST_BODY * 2))
    connection.endheaders()
    try:
        for _ in range(LARGEST_BODY // 2**20 + 1):
            connection.send(bytes(2**20))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it hung up while we were still sending: just as well
    answer = connection.getresponse()
    assert answer.status == 413
    assert "64 MB" in answer.read().decode()


def test_a_large_answer_comes_in_pieces_and_whole() -> None:
    sent: list[bytes] = []

    class Stream:
        async def send_bytes(self, data: bytes) -> None:
            sent.append(data)

    protocol = SimpleNamespace(response_stream=lambda status, headers: Stream())

    def application(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [])
        return (bytes([number]) * 300_000 for number in range(20))

    async def answer() -> None:
        loop = asyncio.get_running_loop()
        front = Front(application, threads=1)
        environ = {"REQUEST_METHOD": "GET"}
        await loop.run_in_executor(None, front._answer, environ, cast("Any", protocol), loop)

    # The browser of other tests keeps a loop running in this thread, so this one gets a thread of its own.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, answer()).result()
    assert len(sent) > 1
    assert b"".join(sent) == b"".join(bytes([number]) * 300_000 for number in range(20))


def test_notices_name_the_parts_of_pages() -> None:
    assert json.loads(subjects("17,18,unit:5")) == ["orders", "order:17", "order:18", "unit:5"]
    assert json.loads(subjects("")) == ["orders"]
    assert json.loads(subjects("agent:5,17")) == ["orders", "agent:5", "order:17"]
    assert json.loads(subjects("agent:5")) == ["agent:5"], "a call changes no list of orders"


def signed_in() -> str:
    """The cookie of somebody's session."""
    person = get_user_model().objects.create(username="someone", display_name="someone")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session["_auth_user_backend"] = "lianxin.web.sign_in.accounts.StaffBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


@pytest.fixture
def same_secret(installation_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions made here are good in the real processes."""
    monkeypatch.setattr(settings, "SECRET_KEY", (installation_folder / "keys" / "django_secret").read_text().strip())


def listening(site: str) -> http.client.HTTPResponse:
    """The stream of a page, once the live process listens to the database."""
    stream = ask(site, "GET", "/live", cookie=signed_in())
    assert stream.status == 200
    assert stream.getheader("content-type") == "text/event-stream"
    assert stream.readline() == b"retry: 2000\n"
    seen = b""
    while b'"orders"' not in seen:
        seen += stream.readline()
    return stream


@pytest.mark.usefixtures("same_secret")
def test_a_change_reaches_whoever_is_signed_in_and_nobody_else(live: str, committing_db: str) -> None:
    assert ask(live, "GET", "/live").status == 204
    stream = listening(live)
    with psycopg.connect(committing_db, autocommit=True) as connection:
        connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, "17"])
    seen = b""
    while b"17" not in seen:
        seen += stream.readline()
    assert b'data: ["orders", "order:17"]' in seen
    stream.close()


@pytest.mark.usefixtures("same_secret")
def test_who_stops_the_live_process_need_not_wait_for_pages_to_be_closed(
    live_process: subprocess.Popen[bytes], pages: str
) -> None:
    stream = listening(pages)
    live_process.terminate()
    assert live_process.wait(PATIENCE) == 0
    assert stream.read() == b"\n", "the page's stream is whole and ends, upon which its browser comes back"


def test_a_page_too_slow_to_listen_is_sent_away_too_and_so_is_one_that_comes_late() -> None:
    board, slow = Board(), asyncio.Queue[str](1)
    slow.put_nowait("event: changed\n\n")
    board.pages.add(slow)
    board.end()
    assert [slow.get_nowait(), board.join().get_nowait()] == [NO_MORE, NO_MORE]


def test_while_the_live_process_is_away_a_page_is_told_to_come_back(pages: str) -> None:
    answer = ask(pages, "GET", "/live")
    assert (answer.status, answer.read()) == (200, b"retry: 2000\n\n")
