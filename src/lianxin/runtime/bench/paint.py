"""What a person in front of Chromium waits for: the first page over the wire, and a call until it is on the screen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lianxin.runtime.bench.browser import Connection, Session, sign_in
from lianxin.runtime.bench.pace import milliseconds
from lianxin.runtime.bench.people import Account
from lianxin.runtime.city import DEMO_PASSWORD
from lianxin.runtime.speech import CommandRefused, pick

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

POPS = 20
PATIENCE = 10_000  # milliseconds
FLAGS = ["--no-sandbox", "--disable-background-networking"]
NUMBER = "15400000001"

# Two frames after the bar shows the call it has been painted.
PAINTED = """() => new Promise((done) => {
  const look = () => {
    if (!document.querySelector('#calls [data-state=ringing]')) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())));
  };
  look();
})"""
QUIET = "() => !document.querySelector('#calls [data-state=ringing]')"


def time_desk(port: int, agent: Account, caller: Account) -> dict[str, Any]:
    """Kilobytes of the sign-in page and of the desk, and milliseconds from a call to its paint at `agent`'s desk.

    `caller` is somebody else who may play the caller. Refuses where there is no Chromium.
    """
    with _page() as page:
        wire = _WireTap(page)
        page.goto(f"http://127.0.0.1:{port}/sign-in", wait_until="networkidle")
        first = wire.kilobytes()
        page.fill("input[name=username]", agent.username)
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        wire.forget()
        page.goto(f"http://127.0.0.1:{port}/orders/receive", wait_until="load")
        page.locator("html[data-ready]").wait_for()
        desk = wire.kilobytes()
        pops = _pops(page, Connection(port), sign_in(port, caller.username, DEMO_PASSWORD), agent)
    return {
        "first_page_kb": first,
        "desk_kb": desk,
        "pop_to_paint_ms": {"count": len(pops), "p50": milliseconds(pops, 0.50), "p95": milliseconds(pops, 0.95)},
    }


def _pops(page: Page, connection: Connection, player: Session, agent: Account) -> list[float]:
    """Seconds from the switch's first word of a call to the frame that shows it."""
    taken = []
    for _ in range(POPS):
        page.evaluate(f"() => {{ window.painted = ({PAINTED})(); }}")  # not awaited yet
        began = time.time()
        call = {"agent": str(agent.actor.staff), "who": "own", "phone": NUMBER}
        connection.post(player, "/simulator", call)
        taken.append(page.evaluate("window.painted") / 1000 - began)
        for going_on in _going_on(connection, player):
            connection.post(player, going_on, {})
        page.wait_for_function(QUIET, timeout=PATIENCE)
    return taken


def _going_on(connection: Connection, player: Session) -> list[str]:
    """Where each call that still goes on is hung up."""
    _, text = connection.get(player, "/simulator?part=going_on")
    return [part.partition('"')[0] for part in text.split('action="')[1:] if "hang-up" in part.partition('"')[0]]


class _WireTap:
    """Counts what came over the wire, compressed as it came, with a cold cache."""

    def __init__(self, page: Page) -> None:
        self.octets = 0.0
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        self.octets += event["encodedDataLength"]

    def forget(self) -> None:
        """Begins to count anew."""
        self.octets = 0.0

    def kilobytes(self) -> float:
        """What came since."""
        return round(self.octets / 1000, 1)


@contextmanager
def _page() -> Iterator[Page]:
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the tests: nobody else needs it
    except ImportError:
        chromium = None
    if chromium is None:
        raise CommandRefused(
            "no_chromium",
            zh="本机没有 Chromium，量不了页面。",
            en="There is no Chromium here to show the pages.",
            next_step=pick(
                "运行一次 ./lianxin test tests/law，它会安装。", "Run ./lianxin test tests/law once: it installs it."
            ),
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            yield browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        finally:
            browser.close()
