"""Query codes on pages: read out once after the act, and asked for by a caller on the telephone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lianxin import actions
from lianxin.law.words import RequestType, Role
from lianxin.records.models import Event, OrderText, ReadingLog
from lianxin.records.query_codes import code_holder
from lianxin.web.handed import COOKIE
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, DISPATCHER, SHIFT_LEADER, Story, Town

PIECE = {"HX-Request": "true"}
SHOWN = re.compile(r'<section class="hl-handed".*?</section>', re.DOTALL)
NUMBERS = re.compile(r'<dd class="num">([^<]+)</dd>')
PERSON = actions.CallerEntry(name="孙小美", phone="13711112222")


def intake(client: Client, **given: str | list[str]) -> dict[str, list[str]]:
    """The form of an anonymous caller whose matter waits for the dispatchers."""
    said: dict[str, str | list[str]] = {
        "request_type": "help", "title": "路灯不亮", "account": "来电人称路灯不亮。", "disposition": "queue",
    }  # fmt: skip
    return fill(client.get("/orders/receive").content.decode(), **(said | given))


def read_out(page: str) -> tuple[str, str]:
    """Number and code as they stand on the page, big enough to read."""
    (section,) = SHOWN.findall(page)
    number, code = NUMBERS.findall(section)
    return number, code


def follow(client: Client, answer: HttpResponse) -> str:
    """The page that the browser opens next."""
    return client.get(answer.headers.get("Location") or answer.headers["HX-Redirect"]).content.decode()


def asked(client: Client, number: str, code: str) -> HttpResponse:
    return client.post("/orders/progress", {"number": number, "query_code": code})


def code_of(story: Story) -> str:
    """A fresh code of the story's caller."""
    done = actions.renew_query_code(story.door(AGENT), order=story.id, caller=1)
    return done.query_codes[0].code


# ---- read out once ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, PIECE], ids=["by page", "by htmx"])
def test_the_page_after_the_intake_shows_number_and_code_once(town: Town, headers: dict[str, str]) -> None:
    client = town.client(AGENT)
    answer = client.post("/orders/receive", intake(client), headers=headers)
    page = follow(client, answer)
    number, code = read_out(page)
    assert re.fullmatch(r"\d{3} \d{3}", code)
    assert code_holder(number, code) is not None
    assert code.replace(" ", "") not in answer.headers.get("Location", "")
    assert not SHOWN.search(follow(client, answer)), "it is shown once"


def test_an_anonymous_tip_off_is_given_twelve_digits(town: Town) -> None:
    client = town.client(AGENT)
    data = intake(client, request_type="tip_off", subject_person="某摊主", accusation="no")
    number, code = read_out(follow(client, client.post("/orders/receive", data)))
    assert re.fullmatch(r"\d{3} \d{3} \d{3} \d{3}", code)
    assert code_holder(number, code) is not None


def test_on_its_way_the_code_is_encrypted_and_nobody_elses(town: Town) -> None:
    client, other = town.client(AGENT), town.client(SHIFT_LEADER)
    answer = client.post("/orders/receive", intake(client))
    sent = client.cookies[COOKIE]
    assert sent["httponly"]
    assert sent["samesite"] == "Strict"
    other.cookies[COOKIE] = sent.value
    assert not SHOWN.search(follow(other, answer))
    _, code = read_out(follow(client, answer))
    assert code.replace(" ", "") not in sent.value
    client.cookies[COOKIE] = "rubbish.cm9tYW4="
    assert client.get("/").status_code == 200


def test_no_session_or_message_keeps_the_code(town: Town) -> None:
    client = town.client(AGENT)
    data = intake(client, request_type="tip_off", subject_person="某摊主", accusation="no")
    answer = client.post("/orders/receive", data)
    held = client.cookies["messages"].value if "messages" in client.cookies else ""
    code = read_out(follow(client, answer))[1].replace(" ", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        held += str([client.session.decode(row) for (row,) in cursor.fetchall()])
    assert code not in held


def test_a_form_sent_twice_shows_no_second_code_and_says_so(town: Town) -> None:
    client = town.client(AGENT)
    data = intake(client)
    number, code = read_out(follow(client, client.post("/orders/receive", data)))
    again = client.post("/orders/receive", data)
    assert COOKIE not in again.cookies
    page = follow(client, again)
    assert not SHOWN.search(page)
    assert "查询码只在首次提交后显示一次" in page
    assert code_holder(number, code) is not None, "the first code still stands"


def test_a_joiner_and_a_renewal_are_read_out_too(town: Town) -> None:
    story, client = town.received().signed(), town.client(AGENT)
    before = code_of(story)
    for action, given in (
        ("add_caller", {"name": "李四", "phone": "13900001111"}),
        ("renew_query_code", {"caller": "1"}),
    ):
        href = f"/orders/{story.number}/act/{action}"
        answer = client.post(href, fill(client.get(href).content.decode(), **given))
        number, code = read_out(follow(client, answer))
        holder = code_holder(number, code)
        assert holder is not None
        assert holder.caller == (2 if action == "add_caller" else 1)
    assert code_holder(story.number, before) is None or before == code.replace(" ", "")
    assert Event.objects.filter(subject_id=story.id, name="renew_query_code").count() == 2


# ---- asked for by telephone (R47) ------------------------------------------------------------------------------------


def test_number_and_code_open_state_and_dates(town: Town) -> None:
    story, client = town.received(caller=PERSON).signed(), town.client(AGENT)
    code = code_of(story)
    answer = asked(client, story.number.replace("-", " "), f"{code[:3]} {code[3:]}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "可以告知来电人" in page
    assert "办理中" in page
    assert "告知日期" in page
    assert code not in page, "nobody reads it off the screen"
    for secret in ("孙小美", "13711112222", "路灯不亮"):
        assert secret not in page
    staff = town.actor(AGENT).staff
    assert ReadingLog.objects.filter(order=story.id, staff=staff).exists(), "it is a reading like any other"


def test_who_knows_number_and_code_adds_to_their_own_order_without_a_call(town: Town) -> None:
    story, client = town.received(caller=PERSON).signed(), town.client(AGENT)
    page = asked(client, story.number, code_of(story)).content.decode()
    (way,) = re.findall(rf'href="(/orders/{story.number}/act/supplement[^"]*)"', page)
    form = client.get(way.replace("&amp;", "&")).content.decode()
    answer = client.post(f"/orders/{story.number}/act/supplement", fill(form, text="昨晚又灭了一盏。"))
    assert answer.status_code == 302
    added = Event.objects.get(subject_id=story.id, name="supplement")
    assert OrderText.objects.get(order=story.id, sequence=added.sequence).caller == 1, "by the caller whose code it was"
    assert "demand_explanation" not in page, "nothing is late yet (Art. 16)"
    assert f'href="/orders/{story.number}/act/supplement"' in client.get(f"/orders/{story.number}/").content.decode()


def test_who_knows_number_and_code_hears_that_an_explanation_is_owed(town: Town) -> None:
    story, client = town.received(caller=PERSON, at=timezone.now() - dt.timedelta(days=40)).signed(), town.client(AGENT)
    late = asked(client, story.number, code_of(story)).content.decode()
    assert f"/orders/{story.number}/act/demand_explanation?caller=1" in late
    story.now = timezone.now() - dt.timedelta(days=20)
    story.do(AGENT, "demand_explanation", caller=1, text="为何还没有回复？")
    owed = asked(client, story.number, code_of(story)).content.decode()
    assert "说明期限" in owed
    assert "说明已逾期" in owed
    assert "demand_explanation" not in owed


def test_a_wrong_code_is_refused_and_after_five_the_right_one_too(town: Town) -> None:
    story, client = town.received(), town.client(AGENT)
    code = code_of(story)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(5):
        answer = asked(client, story.number, wrong)
        assert answer.status_code == 422
        assert "工单号和查询码不符" in answer.content.decode()
        assert wrong not in answer.content.decode()
    answer = asked(client, story.number, code)
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()
    assert asked(town.client(SHIFT_LEADER), story.number, code).status_code == 429


@pytest.mark.parametrize("kind", ["secret", "tip-off"])
def test_nothing_is_told_of_secret_orders_and_tip_offs(town: Town, kind: str) -> None:
    secret = actions.CallerEntry(name="孙小美", phone="13711112222", secret=True)
    named = {"request_type": RequestType.TIP_OFF, "subject_person": "某摊主"}
    story = town.received(caller=secret) if kind == "secret" else town.received(**named)
    answer = asked(town.client(AGENT), story.number, code_of(story))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "不在电话中告知任何情况" in page
    assert "可以告知来电人" not in page


def test_what_is_missing_is_said(town: Town) -> None:
    page = asked(town.client(AGENT), "", " ")
    assert page.status_code == 422
    assert "请填写查询码" in page.content.decode()


def test_only_the_front_asks(town: Town) -> None:
    number = town.received().number
    assert 'href="/orders/progress"' in town.client(AGENT).get("/").content.decode()
    for username in (DISPATCHER, CLERK, town.somebody(Role.SUPERVISORY_BODY)):
        client = town.client(username)
        assert client.get("/orders/progress").status_code == 403
        assert asked(client, number, "123456").status_code == 403
        assert 'href="/orders/progress"' not in client.get("/").content.decode()


def test_who_may_not_open_the_order_hears_nothing_of_it(town: Town) -> None:
    story = town.received(caller=PERSON)
    code = code_of(story)
    story.do(AGENT, "declare_interest", reason="是我的亲属。")
    answer = asked(town.client(AGENT), story.number, code)
    assert answer.status_code == 403
    assert "可以告知来电人" not in answer.content.decode()


def test_the_page_is_there_in_english(town: Town) -> None:
    story = town.received(caller=PERSON)
    page = asked(town.client(AGENT, "en"), story.number, code_of(story)).content.decode()
    assert "What the caller may be told" in page
