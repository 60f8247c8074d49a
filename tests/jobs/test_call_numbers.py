"""Numbers of calls without an order go by themselves, after the days that the centre's rules give them (R35)."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.actions import take_call_event
from lianxin.jobs.housekeeping import forget_numbers
from lianxin.jobs.schedule import JOBS
from lianxin.jobs.turn import Turn
from lianxin.law.words import CallEndedBy, CallEventKind
from lianxin.records.models import Call, RegimeVersion, Staff
from lianxin.records.policies import policy_for
from lianxin.telephony.port import CallEvent
from tests.jobs.stories import LONG, at
from tests.small_city import SmallCity, build_small_city


@pytest.fixture
def city(db: None) -> SmallCity:
    city = build_small_city()
    Staff.objects.filter(pk=city.agent.staff).update(number="2017")
    return city


def call(moment: str) -> None:
    """Somebody calls and gives up."""
    for place, (kind, by) in enumerate(
        ((CallEventKind.AGENT_OFFERED, None), (CallEventKind.ENDED, CallEndedBy.CALLER))
    ):
        when = at(moment) + dt.timedelta(seconds=place)
        take_call_event(
            CallEvent("pbx", f"{moment}-{place}", kind, moment, when, caller="13812345621", agent="2017", ended_by=by)
        )


def run(moment: str) -> int:
    return forget_numbers(at(moment), Turn(LONG)).done


def test_a_number_is_kept_thirty_days_and_not_one_more(city: SmallCity) -> None:
    _ = city
    call("2026-11-06T10:00")
    assert run("2026-12-06T10:00") == 0
    assert Call.objects.get().number_ct is not None
    assert run("2026-12-06T10:01") == 1
    gone = Call.objects.get()
    assert (gone.wrapped_key, gone.number_ct, gone.number_digest) == (None, None, None)
    assert gone.number_destroyed_at == at("2026-12-06T10:01")
    assert run("2026-12-07") == 0


def test_however_many_there_are_all_go(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    _ = city
    monkeypatch.setattr("lianxin.actions.destroy_numbers.AT_A_TIME", 2)
    for minute in range(5):
        call(f"2026-11-06T10:0{minute}")
    assert run("2026-12-07") == 5
    assert not Call.objects.filter(number_ct__isnull=False).exists()


def test_rules_that_say_no_number_of_days_destroy_nothing(city: SmallCity) -> None:
    _ = city
    row = RegimeVersion.objects.get()
    said = row.texts["house_rules"]
    before, _, rest = said.partition('key = "call_number_days"')
    row.texts["house_rules"] = before.rpartition("[[rule]]")[0] + "[[rule]]" + rest.partition("[[rule]]")[2]
    row.save()
    policy_for.cache_clear()
    try:
        call("2026-11-06T10:00")
        assert run("2027-11-06") == 0
    finally:
        policy_for.cache_clear()


def test_it_happens_every_day() -> None:
    assert [job.when for job in JOBS if job.work is forget_numbers] == ["20 1 * * *"]
