"""Signing in: who may, how often one may err, in which office one acts, and in which language one reads."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from lianxin.law.words import Role
from lianxin.records.models import Staff, StaffRole
from lianxin.runtime.city import DEMO_PASSWORD
from tests.web.town import AGENT, EXAMINER, HOST, Town

TWO_OFFICES = "panyong"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def sign_in(client: Client, username: str, password: str = DEMO_PASSWORD, **more: str) -> str:
    """Posts the form; where it leads, or the status when it leads nowhere."""
    answer = client.post("/sign-in", {"username": username, "password": password, **more})
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


@pytest.fixture
def stranger(town: Town) -> Client:
    """A browser that nobody has signed in to, in Chinese."""
    _ = town
    client = Client(enforce_csrf_checks=False)
    client.cookies["django_language"] = "zh-hans"
    return client


def test_a_stranger_is_sent_to_sign_in_and_back(stranger: Client) -> None:
    answer = stranger.get("/orders/?list=intake")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in?next=/orders/%3Flist%3Dintake"
    assert sign_in(stranger, AGENT, next="/orders/?list=intake") == "/orders/?list=intake"
    assert stranger.get("/orders/?list=intake").status_code == 200


def test_a_piece_of_a_page_sends_the_whole_page_to_sign_in(stranger: Client) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/orders/?list=intake"}
    answer = stranger.get("/orders/?list=intake&part=rows", headers=asked)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in?next=%2Forders%2F%3Flist%3Dintake")
    assert "X-Lianxin-Accepted" not in answer.headers


def test_nobody_is_sent_to_another_site(stranger: Client) -> None:
    assert sign_in(stranger, AGENT, next="https://elsewhere.example/") == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(stranger: Client) -> None:
    answer = stranger.post("/sign-in", {"username": AGENT, "password": "wrong"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "用户名或密码不对" in page
    assert f'value="{AGENT}"' in page
    assert "wrong" not in page


def test_an_empty_field_says_what_is_missing(stranger: Client) -> None:
    answer = stranger.post("/sign-in", {"username": AGENT, "password": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写密码" in page
    assert 'aria-invalid="true"' in page


def test_after_five_failures_the_name_is_locked(stranger: Client) -> None:
    for _ in range(4):
        assert sign_in(stranger, EXAMINER, "wrong") == "422"
    assert sign_in(stranger, EXAMINER, "wrong") == "429"
    assert sign_in(stranger, EXAMINER) == "429"
    assert "已锁定" in stranger.post("/sign-in", {"username": EXAMINER, "password": "x"}).content.decode()
    assert sign_in(stranger, AGENT) == "/", "another name on the same computer is not locked"


def test_an_account_that_was_ended_cannot_sign_in(town: Town, stranger: Client) -> None:
    name = town.clerk_of("education")
    Staff.objects.filter(username=name).update(is_active=False)
    assert sign_in(stranger, name) == "422"


def test_signing_out_ends_the_session(town: Town) -> None:
    client = town.client(AGENT)
    assert client.get("/").status_code == 200
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert client.get("/").status_code == 302
    assert client.get("/sign-out").status_code == 405


def test_a_session_signed_in_to_never_keeps_its_old_key(stranger: Client) -> None:
    stranger.get("/sign-in")
    before = stranger.session.session_key
    sign_in(stranger, AGENT)
    assert stranger.session.session_key != before


# ---- offices ---------------------------------------------------------------------------------------------------------


def test_whoever_has_two_offices_chooses_one_and_can_change(town: Town, stranger: Client) -> None:
    sign_in(stranger, TWO_OFFICES)
    asked = stranger.get("/orders/")
    assert asked["Location"].startswith("/office?next=")
    rows = {row.role: row.pk for row in StaffRole.objects.filter(staff__username=TWO_OFFICES)}
    choice = stranger.get("/office").content.decode()
    assert all(role.zh in choice for role in rows)
    assert stranger.post("/office", {"office": rows[Role.ASSESSOR], "next": "/orders/"})["Location"] == "/orders/"
    assert f"{Role.ASSESSOR.zh} · 潘勇" in stranger.get("/").content.decode()
    stranger.post("/office", {"office": rows[Role.QUALITY_INSPECTOR]})
    assert f"{Role.QUALITY_INSPECTOR.zh} · 潘勇" in stranger.get("/").content.decode()


def test_nobody_chooses_the_office_of_another(town: Town, stranger: Client) -> None:
    sign_in(stranger, TWO_OFFICES)
    other = StaffRole.objects.get(staff__username="jiaguiying")
    assert stranger.post("/office", {"office": other.pk}).status_code == 422
    assert stranger.get("/administration/staff").status_code == 302


def test_whoever_holds_no_office_any_more_gets_no_further(town: Town) -> None:
    name = town.clerk_of("science")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    StaffRole.objects.filter(staff__username=name).update(valid_from=dt.date(2020, 1, 1), valid_until=yesterday)
    client = town.client(name)
    assert client.get("/orders/")["Location"].startswith("/office")
    assert client.get("/office").status_code == 403


# ---- language, policy, cache -----------------------------------------------------------------------------------------


def test_the_language_is_kept_in_a_cookie(town: Town) -> None:
    client = town.client(AGENT)
    assert '<html lang="zh-hans">' in client.get("/").content.decode()
    answer = client.post("/language", {"language": "en", "next": "/orders/"})
    assert answer["Location"] == "/orders/"
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "My desk" in page
    client.post("/language", {"language": "tlh"})
    assert '<html lang="en">' in client.get("/").content.decode(), "a language nobody speaks here changes nothing"


@pytest.mark.parametrize("address", ["/sign-in", "/", "/orders/", "/law/", "/nowhere"])
def test_every_answer_has_the_strict_policy(town: Town, address: str) -> None:
    answer = (Client() if address == "/sign-in" else town.client(town.clerk_of(HOST))).get(address)
    given = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert given == dict(part.strip().split(" ", 1) for part in STRICT.split(";"))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_pages_of_orders_are_kept_by_nobody(town: Town) -> None:
    assert town.client(AGENT).get("/orders/")["Cache-Control"] == "no-store"


def test_demo_accounts_are_named_only_in_a_demonstration(stranger: Client) -> None:
    assert "演示账号" in stranger.get("/sign-in").content.decode()
    with override_settings(PRODUCTION=True):
        assert "演示账号" not in stranger.get("/sign-in").content.decode()
