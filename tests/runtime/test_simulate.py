"""Simulated lives go through the one door, repeat with their seed, and go on where they were broken off."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count, Q
from pytest_django.plugin import DjangoDbBlocker

from lianxin.access import WorkList, lists_for
from lianxin.access.inspections import inspection_lists
from lianxin.actions import Door, dispatch
from lianxin.law.actors import Actor
from lianxin.law.calendar import WorkingCalendar, parse_year
from lianxin.law.changes import replay
from lianxin.law.city import CITY_FILES, PRIVATE_SLOTS, SLOTS, parse_city
from lianxin.law.city_data import City
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    Channel,
    InspectionState,
    Language,
    OrderFlag,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    PointState,
    RatingCheck,
    RatingWay,
    RequestType,
    Role,
)
from lianxin.records.callbacks import somebody_to_call, waited_for
from lianxin.records.counting import counts
from lianxin.records.inspections import in_state, of_agent
from lianxin.records.kept_statements import Question
from lianxin.records.load import read_order
from lianxin.records.models import (
    Assignment,
    Event,
    Inspection,
    OrderCaller,
    OrderText,
    Overlay,
    Person,
    Point,
    Rating,
    StaffRole,
    WorkOrder,
)
from lianxin.records.orders import Moments, orders_in
from lianxin.records.owed import Reach
from lianxin.records.people import identity
from lianxin.records.readable import readable
from lianxin.records.rules import current_rules
from lianxin.records.verification import verify_everything
from lianxin.runtime.city import load_city
from lianxin.runtime.city.presence import city_folder
from lianxin.runtime.commands import simulate as command
from lianxin.runtime.places import CITIES
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.arrivals import arrivals
from lianxin.runtime.simulate.cast import read_cast
from lianxin.runtime.simulate.chances import chances, draw
from lianxin.runtime.simulate.crowd import UNASSIGNED, Crowd
from lianxin.runtime.simulate.engine import Engine, Lived
from lianxin.runtime.simulate.fate import draw_fate
from lianxin.runtime.simulate.matters import Matters
from lianxin.runtime.simulate.odds import MOODS, SENT_BACK
from lianxin.runtime.simulate.office_hours import OfficeHours
from lianxin.runtime.simulate.parts import parts_for
from lianxin.runtime.simulate.plan import Plan, stories
from lianxin.runtime.simulate.run import build_world, simulate
from lianxin.runtime.simulate.talk_steps import TRIES
from lianxin.runtime.simulate.turns import Mood, SentBack, Way
from lianxin.web.examining.tabs import desk_tabs as examiners_tabs
from lianxin.web.lists.queues import queue_of
from lianxin.web.lists.tiles import key_of, questions_of
from lianxin.web.owed.explanations import TABS as EXPLANATIONS
from lianxin.web.owed.promises import TABS as PROMISES
from tests.servers import Server

YUNHE = CITIES / "yunhe"
UNTIL = dt.datetime(2026, 11, 20, 15, 30, tzinfo=SHANGHAI)
BEGIN = dt.date(2026, 10, 8)
PLAN = Plan(seed=7, begin=BEGIN, until=UNTIL, per_day=2)


@pytest.fixture(scope="module")
def city() -> City:
    return parse_city({name: (YUNHE / name).read_text(encoding="utf-8") for name in CITY_FILES})


@pytest.fixture(scope="module")
def lived(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[Lived]:
    """Six weeks of orders, and those that wait, in a database of this module's own."""
    with django_db_blocker.unblock(), postgresql.own_database():
        load_city(YUNHE, progress=lambda _zh, _en: None)
        yield simulate(PLAN, YUNHE)


# ---- chance ----------------------------------------------------------------------------------------------------------


def test_matters_come_in_when_people_are_awake_and_more_on_mondays() -> None:
    until = dt.datetime(2026, 12, 28, tzinfo=SHANGHAI)
    found = arrivals(chances("a"), begin=dt.date(2026, 10, 5), until=until, per_day=200)
    hours = Counter(moment.hour for moment in found)
    days = Counter(moment.weekday() for moment in found)
    assert found == sorted(found)
    assert found == arrivals(chances("a"), begin=dt.date(2026, 10, 5), until=until, per_day=200)
    assert len(found) == pytest.approx(200 * 84, rel=0.05)
    assert hours[10] > 20 * hours[3] > 0
    assert days[0] > days[3] > days[6]


@pytest.mark.parametrize("table", [
    shares.TYPES, shares.CHANNELS, shares.OUTCOMES, shares.SERVICES, shares.PROCEDURES, shares.SATISFIED,
    shares.DISSATISFIED, shares.SOLVED, shares.UNSOLVED, MOODS, SENT_BACK, TRIES, shares.ATTITUDE_OF_DISSATISFIED,
])  # fmt: skip
def test_shares_sum_to_one(table: dict[Any, float]) -> None:
    assert sum(table.values()) == pytest.approx(1)


def test_types_come_as_often_as_published() -> None:
    chance = chances("types")
    found = Counter(draw(chance, shares.TYPES) for _ in range(20_000))
    assert found[RequestType.CONSULT] / 20_000 == pytest.approx(0.471, abs=0.02)
    assert set(found) == set(RequestType)


def test_every_way_and_outcome_comes_about() -> None:
    chance = chances("fates")
    fates = [draw_fate(chance, draw(chance, shares.TYPES), draw(chance, shares.CHANNELS)) for _ in range(6000)]
    assert {fate.way for fate in fates} == set(Way)
    assert {fate.outcome for fate in fates} == set(Outcome) - {Outcome.STOP}  # a stop is an act of its own
    assert {fate.mood for fate in fates} == set(Mood)
    assert {fate.sent_back for fate in fates} == set(SentBack)
    assert {fate.late_days > 0 for fate in fates} == {True, False}
    assert not any(fate.recusal for fate in (draw_fate(chance, RequestType.HELP, Channel.PHONE) for _ in range(500)))


def test_office_hours_pass_only_while_offices_are_open() -> None:
    """10 October 2026 is a Saturday on which work is made up; noon is nobody's hour."""
    text = (CITIES / "calendars" / "2026.toml").read_text(encoding="utf-8")
    hours = OfficeHours(WorkingCalendar.from_years([parse_year(text, "2026.toml")]))

    def at(month: int, day: int, hour: int, minute: int) -> dt.datetime:
        return dt.datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)

    assert hours.after(at(11, 6, 10, 0), 1) == at(11, 6, 11, 0)
    assert hours.after(at(11, 6, 11, 30), 1) == at(11, 6, 14, 0)
    assert hours.after(at(11, 6, 17, 0), 1) == at(11, 9, 9, 0)
    assert hours.after(at(10, 9, 23, 0), 0.5) == at(10, 10, 9, 0)
    assert hours.after(at(10, 2, 12, 0), 0.5) == at(10, 8, 9, 0)
    assert hours.on_working_day(dt.date(2026, 9, 30), 1) == dt.date(2026, 10, 8)


# ---- words -----------------------------------------------------------------------------------------------------------


def test_every_slot_of_every_phrase_is_filled(city: City) -> None:
    matters, chance = Matters(city), chances("slots")
    person = Crowd(city, 50, "people").somebody(chance)
    slots = matters._slots(chance, UNTIL, matters._streets[0], matters._streets[0])
    assert set(slots) | {"caller", "phone"} == SLOTS | PRIVATE_SLOTS
    for phrase in city.phrases:
        told = matters._told(chance, UNTIL, phrase, person)
        assert "{" not in told.title + told.account + told.transfer + told.findings + told.reply


def test_the_text_for_transfer_tells_no_name_and_no_number(city: City) -> None:
    matters, chance = Matters(city), chances("secrets")
    person = Crowd(city, 50, "people").somebody(chance)
    for phrase in city.phrases:
        told = matters._told(chance, UNTIL, phrase, person)
        assert person.name not in told.title + told.transfer
        assert person.phone not in told.title + told.transfer + told.findings + told.reply


def test_the_same_person_calls_again_with_the_same_name_and_number(city: City) -> None:
    crowd, chance = Crowd(city, 60, "people"), chances("calls")
    calls = [crowd.somebody(chance) for _ in range(400)]
    names: dict[str, set[str]] = {}
    for one in calls:
        names.setdefault(one.phone, set()).add(one.name)
        assert one.phone.startswith(UNASSIGNED)
        assert len(one.phone) == 11
    assert all(len(found) == 1 for found in names.values())
    assert len(names) < len(calls)


# ---- lives -----------------------------------------------------------------------------------------------------------


def test_lives_end_as_they_should_and_none_breaks_off(lived: Lived) -> None:
    assert lived.refused == Counter()
    assert lived.orders > 200
    assert lived.acts > 4 * lived.orders
    assert lived.signals > 100
    assert WorkOrder.objects.count() >= lived.orders
    assert {state.value for state in OrderState} == set(WorkOrder.objects.values_list("state", flat=True))


def test_chains_hold_and_replay_gives_what_is_stored(lived: Lived) -> None:
    assert lived.acts
    report = verify_everything(None)
    assert report.broken == []
    assert report.events > lived.acts
    for order in WorkOrder.objects.order_by("pk")[::17]:
        log = Event.objects.filter(subject_kind="order", subject_id=order.pk).order_by("sequence")
        assert replay(one.payload["changes"] for one in log) == read_order(order.pk).aggregate


def test_time_never_runs_backwards_in_a_life(lived: Lived) -> None:
    assert lived.acts
    last: dict[int, dt.datetime] = {}
    rows = Event.objects.filter(subject_kind="order").order_by("subject_id", "sequence")
    for order, at in rows.values_list("subject_id", "occurred_at"):
        assert at >= last.get(order, at)
        assert at < UNTIL + dt.timedelta(minutes=1)
        last[order] = at


def test_every_office_finds_work(lived: Lived) -> None:
    assert lived.acts
    states = Counter(WorkOrder.objects.values_list("state", flat=True))
    for state in (
        OrderState.REGISTERED,
        OrderState.DISPATCHING,
        OrderState.FED_BACK,
        OrderState.CALLBACK,
        OrderState.TRACKED,
    ):
        assert states[state] >= 5, state
    asked = Counter(Overlay.objects.filter(state=OverlayState.OPEN).values_list("kind", flat=True))
    for kind in (
        OverlayKind.SEND_BACK, OverlayKind.EXTENSION, OverlayKind.HOST_CHANGE, OverlayKind.CO_HANDLING,
        OverlayKind.PROMISE_CHANGE, OverlayKind.WITHDRAWAL, OverlayKind.RECUSAL, OverlayKind.CONTRADICTION,
        OverlayKind.SUPERVISION, OverlayKind.EXPLANATION,
    ):  # fmt: skip
        assert asked[kind] >= 1, kind
    charges = Counter(Assignment.objects.filter(state=AssignmentState.OFFERED).values_list("kind", flat=True))
    for charge in (AssignmentKind.HOST, AssignmentKind.DELEGATE, AssignmentKind.ASSISTANCE):
        assert charges[charge] >= 3, charge
    about = WorkOrder.objects.filter(state=OrderState.FED_BACK, flags__contains=[OrderFlag.ABOUT_CENTRE.value])
    assert about.count() == 2


@pytest.fixture
def first_desks(lived: Lived) -> Mapping[Role, Actor]:
    """Of each office the one whose desk is looked at first, as a demonstration names them."""
    assert lived.acts
    return read_cast().desks


def counted(actor: Actor, lists: Iterable[WorkList]) -> dict[str, int]:
    """How many orders each list holds for somebody, and each of its tiles."""
    questions = {row.code: Question(queue_of(row)) for row in lists}
    for row in lists:
        questions |= {key_of(row, tile): questions_of(row)[key_of(row, tile)] for tile in row.tiles if not tile.rare}
    return counts(questions, actor, current_rules(), Moments.of(UNTIL))


NOT_THEIRS = {
    (Role.COUNTY_OPERATOR, "co_handled"),  # a county's hotline is no co-handler
    (Role.COUNTY_OPERATOR, "todo:opinions"),
    (Role.UNIT_HEAD, "county"),  # nobody is below
    (Role.COUNTY_OFFICE, "ours"),  # it supervises, and handles nothing itself
    (Role.HEAD_OF_CENTRE, "todo"),  # only what is about those who dispatch or examine
    (Role.GENERAL_OFFICE_CLERK, "promised"),  # only what is about the centre itself
    (Role.GENERAL_OFFICE_CLERK, "retaliation"),
}


def test_every_list_of_every_office_holds_something(first_desks: Mapping[Role, Actor]) -> None:
    empty = {
        (role, row.code)
        for role, actor in first_desks.items()
        for row in lists_for(role)
        if not counted(actor, [replace(row, tiles=())])[row.code]
    }
    assert empty <= NOT_THEIRS


@pytest.mark.parametrize("role", [Role.UNIT_CLERK, Role.UNIT_HEAD, Role.COUNTY_OPERATOR])
def test_a_unit_has_every_kind_of_work_before_it(first_desks: Mapping[Role, Actor], role: Role) -> None:
    todo = next(row for row in lists_for(role) if row.code == "todo")
    tiles = {code for code, count in counted(first_desks[role], [todo]).items() if not count}
    assert {(role, code) for code in tiles} <= NOT_THEIRS


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD_OF_CENTRE, Role.GENERAL_OFFICE_CLERK])
def test_todays_board_has_something_in_every_column(first_desks: Mapping[Role, Actor], role: Role) -> None:
    found = counted(first_desks[role], [row for row in lists_for(role) if row.board])
    assert not [code for code, count in found.items() if not count]


def test_the_board_of_every_county_has_something_in_every_column(lived: Lived) -> None:
    assert lived.acts
    for row in StaffRole.objects.filter(role__in=(Role.COUNTY_OPERATOR, Role.COUNTY_OFFICE)):
        actor = Actor(role=Role(row.role), staff=row.staff_id, unit=row.unit_id)
        found = counted(actor, [one for one in lists_for(actor.role) if one.board])
        assert not [code for code, count in found.items() if not count], row.unit


def test_the_examiners_desk_has_every_tab(first_desks: Mapping[Role, Actor]) -> None:
    for role in (Role.EXAMINER, Role.GENERAL_OFFICE_CLERK):
        actor = first_desks[role]
        questions = {tab.code: tab.question for tab in examiners_tabs(actor) if tab.question is not None}
        found = counts(questions, actor, current_rules(), Moments.of(UNTIL))
        assert found["all"] > 0
        assert role is Role.GENERAL_OFFICE_CLERK or not [code for code, count in found.items() if not count]


def test_whom_to_call_is_of_every_kind(first_desks: Mapping[Role, Actor]) -> None:
    row = next(one for one in lists_for(Role.CALLBACK_CLERK) if one.code == "to_call_back")
    waiting = orders_in(queue_of(row), first_desks[Role.CALLBACK_CLERK], current_rules().units)
    by_link = waited_for(current_rules(), UNTIL)
    assert waiting.filter(somebody_to_call()).exclude(by_link).count() >= 5
    assert waiting.filter(somebody_to_call()).filter(by_link).count() >= 2
    assert waiting.exclude(somebody_to_call()).count() >= 2
    callers = OrderCaller.objects.filter(order__in=waiting, callback__isnull=True)
    assert callers.filter(callback_attempts__len__gte=1).exists()
    assert callers.filter(text_only=True).exists()
    assert callers.filter(minor=True).exists()
    assert callers.exclude(language=Language.MANDARIN).exists()
    several = waiting.annotate(many=Count("callers"), left=Count("callers", filter=Q(callers__callback=None)))
    assert several.filter(many__gte=2, left=1).exists()


def test_promises_and_explanations_stand_in_every_tab(first_desks: Mapping[Role, Actor]) -> None:
    rules, moments = current_rules(), Moments.of(UNTIL)
    for role in (Role.SUPERVISOR, Role.UNIT_CLERK, Role.UNIT_HEAD, Role.COUNTY_OPERATOR):
        actor, of_unit = first_desks[role], role is not Role.SUPERVISOR
        reach = Reach(readable(actor, rules.units), actor.unit if of_unit else None)
        tabs = [tab for tab in (*PROMISES, *EXPLANATIONS) if tab.for_units or not of_unit]
        empty = [tab.code for tab in tabs if not tab.rows(reach, moments).exists()]
        assert not empty, role


def test_inspections_wait_for_whoever_has_to_do_with_them(first_desks: Mapping[Role, Actor]) -> None:
    for role in (Role.QUALITY_INSPECTOR, Role.HEAD_OF_CENTRE):
        for row in inspection_lists(role):
            assert in_state(row.states, first_desks[role], of_vendor=False).exists(), (role, row.code)
    assert of_agent(first_desks[Role.AGENT].staff or 0).exists()
    states = Counter(Inspection.objects.values_list("state", flat=True))
    assert set(states) == set(InspectionState)


def test_the_whole_circle_was_lived(lived: Lived) -> None:
    """Points ticked and missing, grounds, every result of a call, what was proposed, denied, explained, inspected."""
    assert lived.acts
    assert set(Point.objects.values_list("state", flat=True)) >= {PointState.ANSWERED, PointState.MISSING}
    returned = Event.objects.filter(name="return_for_correction").values_list("payload", flat=True)
    assert {ground for payload in returned for ground in payload["grounds"]} >= {"point", "evidence"}
    tried = Event.objects.filter(name="call_back", payload__has_key="attempt")
    assert set(tried.values_list("payload__attempt", flat=True)) >= {"no_answer", "call_later"}
    results = {result for result in OrderCaller.objects.values_list("callback", flat=True) if result}
    assert results >= {"reached", "by_message", "unreachable", "declined"}
    assert set(Rating.objects.values_list("way", flat=True)) >= {RatingWay.CALL, RatingWay.MESSAGE, RatingWay.PORTAL}
    assert Rating.objects.exclude(reasons=[]).exists()
    assert Rating.objects.filter(check_state=RatingCheck.TO_CHECK).exists()
    acts = set(Event.objects.values_list("name", flat=True))
    assert acts >= {
        "list_points", "rehandle", "propose_rehandling", "prove", "explain", "object", "urge", "supervise",
        "change_promise", "request_reopening", "escalate", "draw_inspections", "score_intake", "acknowledge_score",
        "appeal_score",
    }  # fmt: skip


def test_every_countys_desks_find_work(lived: Lived) -> None:
    """A county's hotline has orders to sign and in hand; it and the county's office see those of the county."""
    assert lived.acts
    units = current_rules().units
    wanted = {Role.COUNTY_OPERATOR: {"todo", "county"}, Role.COUNTY_OFFICE: {"county"}}
    rows = StaffRole.objects.filter(role__in=wanted)
    assert rows.count() == 14
    for row in rows:
        actor = Actor(role=Role(row.role), staff=row.staff_id, unit=row.unit_id)
        lists = {one.code for one in lists_for(actor.role) if orders_in(queue_of(one), actor, units).exists()}
        assert wanted[actor.role] <= lists, (row.staff.username, lists)
    supervised = Event.objects.filter(name="supervise").values_list("actor_role", flat=True)
    assert {Role.COUNTY_OPERATOR, Role.SUPERVISOR} <= set(supervised)


def test_people_are_kept_under_lock_and_nobody_is_real(lived: Lived) -> None:
    assert lived.acts
    people = [identity(person) for person in Person.objects.all()[:40]]
    assert all(one.phone.startswith(UNASSIGNED) for one in people if one.phone)
    log = json.dumps(list(Event.objects.values_list("payload", flat=True)), ensure_ascii=False)
    assert not any(one.phone in log for one in people if one.phone)
    assert not any(one.name in log for one in people if one.name)
    titles = OrderText.objects.filter(kind="title").values_list("content", flat=True)
    assert len(set(titles)) > len(titles) // 3


def test_the_same_plan_again_does_nothing(lived: Lived) -> None:
    before = Event.objects.count()
    again = simulate(PLAN, YUNHE)
    assert (again.acts, again.repeated, again.signals) == (0, lived.acts, 0)
    assert Event.objects.count() == before


def test_the_city_of_the_database_is_found_by_its_code(lived: Lived) -> None:
    assert lived.acts
    assert city_folder(CITIES) == YUNHE


class BrokenOffError(Exception):
    """A process that is killed."""


def killed_after(count: int) -> Callable[[dt.datetime], None]:
    left = count

    def progress(at: dt.datetime) -> None:
        nonlocal left
        assert at
        left -= 1
        if not left:
            raise BrokenOffError

    return progress


def live(plan: Plan, progress: Callable[[dt.datetime], None]) -> Lived:
    world = build_world(parse_city({name: (YUNHE / name).read_text(encoding="utf-8") for name in CITY_FILES}), plan)
    begin = dt.datetime.combine(plan.begin, dt.time(), SHANGHAI)
    return Engine(plan.name, (begin, plan.until), progress).run(stories(plan, world))


def what_happened() -> list[tuple[str, str, dt.datetime]]:
    """Every act by name and moment, whatever ids the orders were given."""
    rows = Event.objects.filter(subject_kind="order").order_by("occurred_at", "name", "article")
    return list(rows.values_list("name", "article", "occurred_at"))


def test_a_broken_off_simulation_ends_like_one_that_was_not(
    postgresql: Server, django_db_blocker: DjangoDbBlocker
) -> None:
    plan = Plan(seed=3, begin=dt.date(2026, 11, 2), until=UNTIL, per_day=5, waiting=False)
    with django_db_blocker.unblock():
        with postgresql.own_database():
            load_city(YUNHE, progress=lambda _zh, _en: None)
            whole = live(plan, lambda _at: None)
            expected = what_happened()
        with postgresql.own_database():
            load_city(YUNHE, progress=lambda _zh, _en: None)
            with pytest.raises(BrokenOffError):
                live(plan, killed_after(whole.acts // 2))
            rest = live(plan, lambda _at: None)
            assert rest.acts + rest.repeated == whole.acts
            assert rest.repeated >= whole.acts // 2
            assert what_happened() == expected
            assert verify_everything(None).broken == []


def test_two_parts_are_the_whole(lived: Lived, city: City) -> None:
    assert lived.acts
    world = build_world(city, PLAN)
    whole = [story.index for story in stories(PLAN, world)]
    parts = [
        story.index
        for part in ((1, 2), (2, 2))
        for story in stories(Plan(seed=7, begin=BEGIN, until=UNTIL, per_day=2, part=part), world)
    ]
    assert sorted(parts) == sorted(whole)
    assert parts != whole
    assert parts_for(10) == 1


def test_somebody_acting_in_between_breaks_off_one_life_and_no_other(
    postgresql: Server, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(seed=5, begin=dt.date(2026, 11, 16), until=UNTIL, per_day=6, waiting=False)
    meddled: list[int] = []

    with django_db_blocker.unblock(), postgresql.own_database():
        load_city(YUNHE, progress=lambda _zh, _en: None)
        world = build_world(parse_city({name: (YUNHE / name).read_text(encoding="utf-8") for name in CITY_FILES}), plan)
        engine = Engine(plan.name, (dt.datetime(2026, 11, 16, tzinfo=SHANGHAI), UNTIL), lambda _at: None)
        act = engine._through_the_door

        def meddle(turn: Any) -> Any:
            if turn.step.act is dispatch and not meddled:
                meddled.append(turn.story.order)
                turn.step.act(Door(turn.step.actor, turn.step.at, "by hand"), **turn.step.arguments)
            return act(turn)

        monkeypatch.setattr(engine, "_through_the_door", meddle)
        outcome = engine.run(stories(plan, world))
    assert sum(outcome.refused.values()) == 1
    assert outcome.orders > 10


# ---- the command -----------------------------------------------------------------------------------------------------


def options(**more: Any) -> Namespace:
    given = {"days": 7, "per_day": 20, "seed": 1, "until": None, "part": None, "months": 3}
    return Namespace(**{**given, **more})


def test_the_last_moment_can_be_a_date_or_a_moment() -> None:
    assert command._moment("2026-11-06") == dt.datetime(2026, 11, 7, tzinfo=SHANGHAI)
    assert command._moment("2026-11-06T17:30") == dt.datetime(2026, 11, 6, 17, 30, tzinfo=SHANGHAI)
    for wrong in ("tomorrow", "2026-13-01"):
        with pytest.raises(ArgumentTypeError, match=wrong):
            command._moment(wrong)
    for wrong in ("0/2", "3/2", "half"):
        with pytest.raises(ArgumentTypeError, match="no part"):
            command._part(wrong)
    with pytest.raises(ArgumentTypeError, match="no positive number"):
        command._positive("0")


def test_the_same_words_are_the_same_plan() -> None:
    plan = command._plan(options(until=UNTIL))
    assert plan == command._plan(options(until=UNTIL))
    assert (plan.begin, plan.waiting) == (dt.date(2026, 11, 13), False)
    assert plan.name != command._plan(options(until=UNTIL, seed=2)).name
    assert plan.name == command._plan(options(until=UNTIL, part=(2, 2))).name
    assert len(f"{plan.name}:life:w21.13:100") <= 200


def test_the_demonstration_keeps_its_plan(tmp_path: Path) -> None:
    class Kept:
        data = tmp_path

    first = command._demo_plan(options(), Kept())  # type: ignore[arg-type]  # it asks for the folder alone
    again = command._demo_plan(options(months=1), Kept())  # type: ignore[arg-type]  # it asks for the folder alone
    assert first == again
    assert first.orders == pytest.approx(1880, rel=0.03)


def test_the_demonstration_knows_when_its_months_were_filled(tmp_path: Path) -> None:
    class Kept:
        data = tmp_path

    kept: Any = Kept()
    assert not command.demo_filled(kept), "nothing was planned yet"
    plan = command._demo_plan(options(), kept)
    assert not command.demo_filled(kept), "planned, and perhaps broken off"
    command._keep_filled(kept)
    assert command.demo_filled(kept)
    assert command._demo_plan(options(), kept) == plan
