"""What others do while a form is filled in, and photographs that go with an act: without a browser's help."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.law.words import ContactWay
from lianxin.records.models import Attachment, Event
from tests.web.forms import fill
from tests.web.town import CLERK, DISPATCHER, EXAMINER, OTHER_CLERK, UNIT_HEAD, Story, Town

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
WORDS = "已到现场查看，三盏灯具损坏。"


def begun(town: Town, story: Story) -> tuple[str, dict[str, list[str]]]:
    """A clerk opens the form of a note and writes it, but does not send it yet: its address and what stands in it."""
    address = f"/orders/{story.number}/act/record_progress"
    return address, fill(town.client(CLERK).get(address).content.decode(), note=WORDS)


def noted(story: Story) -> int:
    return Event.objects.filter(subject_id=story.id, name="record_progress").count()


def test_an_act_of_somebody_else_is_said_once_and_every_word_stays(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    story.do(UNIT_HEAD, "extend", amount_working_days=2, reason="灯具规格特殊。")
    answer = town.client(CLERK).post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您填写期间，这件工单有了新的办理" in page
    assert "申请延期" in page
    assert WORDS in page
    assert noted(story) == 0
    assert town.client(CLERK).post(address, fill(page)).status_code == 302
    assert noted(story) == 1


def test_what_oneself_or_the_clockwork_did_is_no_news(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    story.do(CLERK, "record_progress", note="先电话联系。", contact=ContactWay.PHONE)
    clock = story.order.clocks.filter(next_signal_at__isnull=False).earliest("next_signal_at")
    story.now = clock.next_signal_at
    story.do("system", "signal_clock", clock=clock.serial)
    assert town.client(CLERK).post(address, form).status_code == 302
    assert noted(story) == 2


def test_a_form_sent_twice_has_its_answer_already(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    client = town.client(CLERK)
    assert client.post(address, form).status_code == 302
    story.do(UNIT_HEAD, "extend", amount_working_days=2, reason="灯具规格特殊。")
    assert client.post(address, form).status_code == 302
    assert noted(story) == 1


def test_what_is_refused_in_any_case_says_so_at_once(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    story.do(DISPATCHER, "recall", reason="属外地事项。")
    page = town.client(CLERK).post(address, form).content.decode()
    assert "您填写期间" not in page
    assert "hl-refusal" in page
    assert WORDS in page


def test_a_page_that_is_open_asks_what_came(town: Town) -> None:
    story = town.received().signed()
    _, form = begun(town, story)
    seen = {"seen": form["seen"][0]}
    address = f"/orders/{story.number}/meanwhile"
    assert town.client(CLERK).get(address, seen).status_code == 204
    story.do(UNIT_HEAD, "extend", amount_working_days=2, reason="灯具规格特殊。")
    answer = town.client(CLERK).get(address, seen)
    assert "申请延期" in answer.content.decode()
    mark = re.search(r'data-seen="(\d+)"', answer.content.decode())
    assert mark
    assert town.client(CLERK).get(address, {"seen": mark[1]}).status_code == 204
    assert town.client(CLERK).get(address, {"seen": "x"}).status_code == 204
    assert town.client(OTHER_CLERK).get(address, seen).status_code == 404


# ---- who is there ----------------------------------------------------------------------------------------------------


def test_only_people_who_opened_the_order_are_named(town: Town) -> None:
    story = town.received().signed()
    client = town.client(CLERK)
    ids = {name: town.actor(name).staff for name in (UNIT_HEAD, EXAMINER, OTHER_CLERK)}
    address = f"/orders/{story.number}/present"
    asked = {"viewing": ",".join(map(str, ids.values()))}
    assert client.get(address, asked).content.decode().strip() == ""
    town.client(UNIT_HEAD).get(f"/orders/{story.number}/")
    named = client.get(address, {"doing": str(ids[UNIT_HEAD]), "viewing": asked["viewing"]}).content.decode()
    assert named.count("hl-guest") == 1
    assert "正在办理此单" in named
    assert town.client(OTHER_CLERK).get(address, asked).status_code == 404
    assert client.get(address, {"viewing": "x,,99999999999999999999"}).status_code == 200


# ---- photographs -----------------------------------------------------------------------------------------------------


def photo(name: str, content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def on_disk() -> int:
    return sum(1 for _ in settings.ATTACHMENTS_FOLDER.glob("??/*"))


def test_photographs_are_filed_in_the_same_step(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    client = town.client(CLERK)
    assert 'capture="environment"' in client.get(address).content.decode()
    sent = {**form, "new_files": [photo("前.png"), photo("后.png")]}
    assert client.post(address, sent).status_code == 302
    assert sorted(Attachment.objects.filter(order=story.id).values_list("name", flat=True)) == ["前.png", "后.png"]
    assert noted(story) == 1
    assert client.post(address, {**form, "new_files": [photo("前.png"), photo("后.png")]}).status_code == 302
    assert noted(story) == 1, "sent twice it is one act"


def test_what_is_no_photograph_brings_the_form_back_with_its_words(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    before = on_disk()
    answer = town.client(CLERK).post(
        address, {**form, "new_files": [photo("a.png"), photo("b.png", b"MZ" + b"\0" * 60)]}
    )
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert "这种文件不能添加" in answer.content.decode()
    assert noted(story) == 0
    assert on_disk() == before


def test_a_refused_act_leaves_no_photograph(town: Town) -> None:
    story = town.received().signed()
    address, form = begun(town, story)
    story.do(DISPATCHER, "recall", reason="属外地事项。")
    before = on_disk()
    answer = town.client(CLERK).post(address, {**form, "new_files": [photo("a.png")]})
    assert answer.status_code in (403, 409)
    assert Attachment.objects.filter(order=story.id).count() == 0
    assert on_disk() == before


def test_a_second_date_is_explained_before_it_is_promised(town: Town) -> None:
    story = town.received().replied()
    page = town.client(CLERK).get(f"/orders/{story.number}/act/feed_back").content.decode()
    form = fill(page, outcome="constrained", findings="灯具缺货。", measures="已订购。", second_date="2027-02-20")
    told = town.client(CLERK).post(f"/orders/{story.number}/act/feed_back/preview", form).content.decode()
    assert "第二时限 2 月 20 日（周六）24:00，距今" in told
    assert "当日不是工作日" in told
