"""Evidence in a real browser: dropped, pasted and chosen, over a line that breaks, and covered by keys alone."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from lianxin.records.models import Attachment
from lianxin.records.stored import open_stored
from lianxin.runtime.supervisor import python
from tests.conftest import _wait_for, free_port
from tests.journeys.person import At, Person
from tests.patience import PATIENCE
from tests.pictures.samples import document, drawing, photograph
from tests.web.town import AGENT, CLERK, Town

GIVE = """([how, name, kind, content]) => {
    const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
    const brought = new DataTransfer();
    brought.items.add(new File([bytes], name, {type: kind}));
    const event = how === 'paste'
        ? new ClipboardEvent('paste', {clipboardData: brought, bubbles: true, cancelable: true})
        : new DragEvent('drop', {dataTransfer: brought, bubbles: true, cancelable: true});
    (document.querySelector('dialog[open] hl-files') ?? document.body).dispatchEvent(event);
}"""


def give(person: Person, how: str, name: str, kind: str, content: bytes) -> None:
    """Drops or pastes a file, as a hand with a mouse or a clipboard would."""
    person.page.evaluate(GIVE, [how, name, kind, base64.b64encode(content).decode()])


def test_three_files_come_with_a_step_of_the_work(at_the_desk: At, city: Town) -> None:
    story = city.received().signed()
    clerk = at_the_desk(CLERK)
    clerk.find(story.number)
    clerk.press("g")
    dialog = clerk.page.locator("#hl-dialog[open]")
    dialog.locator("textarea[name=note]").fill("已到现场查看。")
    give(clerk, "paste", "截图.png", "image/png", drawing())
    give(clerk, "drop", "现场.jpg", "image/jpeg", photograph())
    chosen = {"name": "通知书.pdf", "mimeType": "application/pdf", "buffer": document()}
    dialog.locator("input[name=new_files]").set_input_files([chosen])
    here = dialog.locator(".hl-uploads input[type=checkbox]")
    expect(here).to_have_count(3)
    clerk.look()
    clerk.press("Control+Enter")
    expect(clerk.page.locator("#attachments .hl-file")).to_have_count(3)
    assert set(Attachment.objects.filter(order=story.id).values_list("name", flat=True)) == {
        "截图.png",
        "现场.jpg",
        "通知书.pdf",
    }
    clerk.ready()
    expect(clerk.page.locator("#timeline li").first.locator(".hl-came-along a")).to_have_count(3)
    clerk.follow("#attachments .hl-file")
    expect(clerk.page.locator("#hl-dialog[open] .hl-pages-seen img").first).to_be_visible()
    clerk.look()


def test_a_picture_pasted_while_a_matter_is_written_down_belongs_to_that_matter_alone(at_the_desk: At) -> None:
    agent = at_the_desk(AGENT)
    page, here = agent.page, agent.page.locator("#intake .hl-uploads input[type=checkbox]")
    page.goto(f"{agent.site}/orders/receive")
    agent.ready()
    page.locator("#account").fill("小区门口路面塌陷，有照片。")
    give(agent, "paste", "坑洞.jpg", "image/jpeg", photograph())
    expect(here).to_have_count(1)
    expect(here).to_be_visible()
    agent.look()
    agent.press("Control+s")
    expect(page.locator("#intake [data-saved]")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))
    draft = page.url
    page.goto(f"{agent.site}/orders/receive")
    agent.ready()
    page.wait_for_load_state("networkidle")
    expect(here).to_have_count(0)
    page.goto(draft)
    agent.ready()
    expect(here).to_have_count(1)
    page.locator("#title").fill("门口路面塌陷")
    page.locator("input[name=request_type][value=help]").check()
    page.locator("input[name=disposition][value=queue]").check()
    give(agent, "drop", "录音.pdf", "application/pdf", document())
    agent.press("Alt+n")
    expect(page.locator("#account")).to_have_value("")
    agent.ready()
    expect(here).to_have_count(0)
    assert {one.name for one in Attachment.objects.order_by("-pk")[:2]} == {"坑洞.jpg", "录音.pdf"}


def test_a_face_is_covered_by_keys_alone(at_the_desk: At, city: Town) -> None:
    story = city.received().signed()
    clerk = at_the_desk(CLERK)
    clerk.find(story.number)
    clerk.follow('#attachments a[href*="/act/attach"]')
    clerk.page.locator("#hl-dialog[open] input[name=new_files]").set_input_files(
        [{"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photograph((400, 400))}]
    )
    expect(clerk.page.locator(".hl-uploads input[type=checkbox]")).to_have_count(1)
    clerk.press("Control+Enter")
    expect(clerk.page.locator("#attachments .hl-file")).to_have_count(1)
    clerk.ready()
    clerk.follow("#attachments .hl-file")
    expect(clerk.page.locator("#hl-dialog[open]")).to_be_visible()
    clerk.follow('#hl-dialog a[href*="/cover"]')
    clerk.page.wait_for_url(re.compile("/cover$"))
    clerk.ready()
    clerk.look()
    clerk.press("n")
    box = clerk.page.locator(".hl-cover-stage rect")
    expect(box).to_be_focused()
    clerk.press(*["ArrowLeft"] * 32, *["ArrowUp"] * 35, *["Shift+ArrowRight"] * 5, *["Shift+ArrowDown"] * 2)
    assert [box.get_attribute(name) for name in ("x", "y", "width", "height")] == ["80", "50", "250", "220"]
    clerk.press("n", "Delete")
    expect(box).to_have_count(1)
    clerk.reach("input[name=name]")
    clerk.press("Control+Enter")
    clerk.page.wait_for_url(re.compile(r"/orders/[\d-]+/(\?of=.*)?$"))
    version = Attachment.objects.get(order=story.id, restricted=False)
    assert version.covered == 1
    with open_stored(version.storage_key, bytes(version.digest)) as file:
        picture = Image.open(file).convert("RGB")
    assert sum(picture.getpixel((80, 60))) < 220
    assert min(picture.getpixel((300, 300))) > 240


class Server:
    """The web process, which a test may kill and start anew at the same address."""

    def __init__(self, database: str, home: Path) -> None:
        self.port, self.home = free_port(), home
        self.told = {
            "LIANXIN_DATA": str(home),
            "LIANXIN_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "lianxin.runtime.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = python("lianxin.runtime.web_server", "--port", str(self.port), "--workers", "1")
        with (self.home / "logs" / "web.log").open("ab") as log:
            self.process = subprocess.Popen(command, env={**os.environ, **self.told}, stdout=log, stderr=log)
        _wait_for(f"{self.address}/healthz", self.process)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)


@pytest.fixture
def server(committing_db: str, installation_folder: Path) -> Iterator[Server]:
    """Running, on the test's own database."""
    made = Server(committing_db, installation_folder)
    made.start()
    yield made
    made.kill()


def test_a_file_goes_on_where_it_stood_after_the_server_was_killed(server: Server, chromium: Browser) -> None:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        town = Town()
    story, content = town.received(), b"ID3" + os.urandom(5 * 1024 * 1024)
    agent = Person(chromium, server.address, "zh-hans")
    agent.sign_in(AGENT)
    agent.page.goto(f"{server.address}/orders/{story.number}/act/attach")
    agent.ready()
    offsets: list[int] = []

    def watch(route: Route) -> None:
        if route.request.method == "PATCH":
            offsets.append(int(route.request.headers["upload-offset"]))
            if len(offsets) == 3:
                server.kill()
        route.continue_()

    agent.page.route("**/uploads/*", watch)
    chosen = {"name": "录音.mp3", "mimeType": "audio/mpeg", "buffer": content}
    agent.page.locator("input[name=new_files]").set_input_files([chosen])
    expect(agent.page.locator(".hl-uploads small")).to_have_text("网络中断，恢复后接着传")
    agent.press("Control+Enter")  # submitted at once: it waits for the file
    expect(agent.page.locator("[data-saved]")).to_have_text("文件传完后自动提交")
    time.sleep(1)
    server.start()
    agent.page.wait_for_url(re.compile(r"/orders/[\d-]+/(\?of=.*)?$"))
    megabyte = 1024 * 1024
    assert offsets[:3] == [0, megabyte, 2 * megabyte]
    assert offsets[3] in (2 * megabyte, 3 * megabyte)
    assert offsets.count(0) == 1
    row = Attachment.objects.get(order=story.id)
    assert bytes(row.digest) == hashlib.sha256(content).digest()
    agent.context.close()
