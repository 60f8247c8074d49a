"""A citizen's words become an order behind the door, once, and only their browser finds the receipt."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from lianxin.actions import CallerEntry, Done, Door
from lianxin.actions.discard_submission import discard_submission
from lianxin.actions.purge_consultation_codes import purge_consultation_codes
from lianxin.actions.purge_submissions import purge_submissions
from lianxin.actions.save_submission import save_submission
from lianxin.actions.submit import submit
from lianxin.law.actors import Actor
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Channel, RequestType, Role
from lianxin.records.drafts import Words
from lianxin.records.models import Event, RequestKey, SubmissionDraft, WebArrival, WorkOrder
from lianxin.records.query_codes import CodeHolder, code_holder
from lianxin.records.rules import current_rules
from lianxin.records.submissions import Begun, Receipt, begun
from tests.small_city import MORNING, SmallCity, build_small_city, matter

WORDS = {"account": ["锦绣花园暖气不热"], "phone": ["13812345621"]}
CALLER = CallerEntry(name="王小明", phone="13812345621")
NAMELESS = CallerEntry(anonymous=True)
WEB = {"channel": Channel.WEB}
submitting = importlib.import_module("lianxin.actions.submit")
"""The module: the package has a function of the same name."""
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def door(token: str, hours: float = 0) -> Door:
    return Door(Actor(Role.CALLER), MORNING + hours * HOUR, f"portal:{token[:8]}")


def written(hours: float = 0) -> str:
    """The token under which somebody has written something."""
    token = secrets.token_hex(32)
    assert save_submission(door(token, hours), token=token, begun=Begun(WORDS))
    return token


def receipt_of(token: str) -> Receipt:
    """What lies under the token once it was submitted."""
    found = begun(token)
    assert found is not None
    assert found.receipt is not None
    return found.receipt


def words_of(token: str) -> Words:
    """What lies under it as long as it was not."""
    found = begun(token)
    assert found is not None
    return found.words


def sent(token: str, caller: CallerEntry = CALLER, hours: float = 0) -> Done | None:
    return submit(door(token, hours), token=token, intake=matter(**WEB), caller=caller)


def sent_from(source: str, hours: float = 0, caller: CallerEntry = NAMELESS) -> str:
    """What came of one more matter from a network address, of a browser that has sent nothing before."""
    token = written(hours)
    try:
        submit(door(token, hours), token=token, intake=matter(**WEB), caller=caller, source=source)
    except Refused as refused:
        assert words_of(token) == WORDS
        return f"{refused.code} {refused.detail}"
    return "taken"


def test_the_words_go_and_the_receipt_stands_in_their_place(city: SmallCity) -> None:
    _ = city
    token = written()
    done = sent(token)
    assert done is not None
    receipt = receipt_of(token)
    assert (dict(words_of(token)), receipt.number, receipt.contactable) == ({}, done.number, True)
    assert code_holder(done.number, receipt.code) == CodeHolder(done.order, 1)
    event = Event.objects.get(subject_id=done.order, sequence=1)
    assert (event.actor_role, "王小明" in str(event.payload)) == ("caller", False)


def test_one_token_makes_one_order(city: SmallCity) -> None:
    _ = city
    token = written()
    assert sent(token) is not None
    before = begun(token)
    assert sent(token, hours=1) is None
    assert begun(token) == before
    assert WorkOrder.objects.count() == 1


def test_late_words_do_not_write_over_a_receipt(city: SmallCity) -> None:
    _ = city
    token = written()
    sent(token)
    assert not save_submission(door(token), token=token, begun=Begun(WORDS))
    assert receipt_of(token).number


def test_without_the_token_neither_database_nor_key_file_opens_it(city: SmallCity) -> None:
    _ = city
    token, other = written(), written()
    sent(token)
    row = SubmissionDraft.objects.order_by("id")[0]
    SubmissionDraft.objects.filter(pk__gt=row.pk).update(wrapped_key=row.wrapped_key, words_ct=row.words_ct)
    assert begun(other) is None
    code = receipt_of(token).code
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM submission_draft t UNION ALL SELECT t::text FROM request_key t")
        said = str(cursor.fetchall())
    assert not [word for word in (token, code, "暖气", "13812345621") if word in said]


@pytest.mark.parametrize("token", ["", "x", "0" * 63, "G" * 64, "0" * 64, "../" * 21])
def test_what_is_no_token_opens_nothing(city: SmallCity, token: str) -> None:
    _ = city
    written()
    assert begun(token) is None


def test_r41_a_village_behind_one_address_is_heard_and_a_machine_asked_to_call(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = city
    portal = dataclasses.replace(current_rules().portal, submissions_from_address=20)
    monkeypatch.setattr(submitting, "current_rules", lambda: SimpleNamespace(portal=portal))
    ten_minutes, quarter = 1 / 6, 1 / 4
    assert {sent_from("192.0.2.1") for _ in range(10)} == {"taken"}
    stated = [CallerEntry(name="某某", phone=f"1381234{place:04d}") for place in range(10)]
    assert {sent_from("192.0.2.1", ten_minutes, one) for one in stated} == {"taken"}
    again_at = f"{(MORNING + dt.timedelta(minutes=16)).astimezone(SHANGHAI):%H:%M}"
    assert sent_from("192.0.2.1", ten_minutes) == f"submitted_from_one_network {again_at}"
    another = CallerEntry(phone="13900000001")
    assert sent_from("192.0.2.1", ten_minutes, another).startswith("submitted_from_one_network"), "stated, not proved"
    assert sent_from("192.0.2.2", ten_minutes) == sent_from("", ten_minutes) == "taken"
    assert {sent_from("192.0.2.1", quarter) for _ in range(10)} == {"taken"}, "older ones count no more"
    assert sent_from("192.0.2.1", quarter).startswith("submitted_from_one_network")
    assert not WebArrival.objects.filter(source_digest=b"192.0.2.1").exists(), "the address itself is not kept"
    purge_consultation_codes(MORNING + HOUR)
    assert not WebArrival.objects.exists()


def test_r41_the_sixth_of_a_contact_within_a_day_is_refused_and_its_words_stay(city: SmallCity) -> None:
    _ = city
    for hour in range(5):
        assert sent(written(hour), hours=hour) is not None
    token = written(5)
    spaced = CallerEntry(name="别人", phone="+86 138-1234-5621")
    with pytest.raises(Refused) as refusal:
        sent(token, spaced, hours=5)
    assert refusal.value.code == "submitted_too_often"
    assert words_of(token) == WORDS
    assert WorkOrder.objects.count() == 5
    assert sent(token, CallerEntry(phone="13900000000"), hours=5) is not None
    assert sent(written(5), CallerEntry(anonymous=True), hours=5) is not None
    assert sent(written(24.5), hours=24.5) is not None, "a day later the first ones count no more"


def test_what_was_cleared_is_not_submitted(city: SmallCity) -> None:
    _ = city
    token = written()
    assert discard_submission(door(token), token=token)
    with pytest.raises(Refused) as refusal:
        sent(token)
    assert refusal.value.code == "submission_gone"
    assert not WorkOrder.objects.exists()


def test_a_lawful_no_leaves_the_words(city: SmallCity) -> None:
    _ = city
    token = written()
    with pytest.raises(Refused) as refusal:
        submit(door(token), token=token, intake=matter(**WEB, request_type=RequestType.COMPLAIN), caller=CALLER)
    assert refusal.value.code == "subject_required"
    assert words_of(token) == WORDS


def test_what_is_old_goes_and_what_is_not_stays(city: SmallCity) -> None:
    _ = city
    old, young, receipt = written(), written(48), written(48)
    sent(receipt, hours=48)
    now = MORNING + 49 * HOUR
    assert purge_submissions(begun_before=now - 2 * DAY, submitted_before=now - 2 * HOUR) == 1
    assert [begun(one) is None for one in (old, young, receipt)] == [True, False, False]
    assert purge_submissions(begun_before=now - 2 * DAY, submitted_before=now) == 1
    assert begun(receipt) is None


@pytest.mark.usefixtures("committing_db")
def test_many_clicks_at_the_same_moment_make_one_order() -> None:
    build_small_city()
    token, together = written(), threading.Barrier(4)

    def click(_: int) -> Done | None:
        together.wait()
        try:
            return sent(token)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(click, range(4)))
    assert sum(one is not None for one in done) == 1
    assert (WorkOrder.objects.count(), RequestKey.objects.count()) == (1, 1)
