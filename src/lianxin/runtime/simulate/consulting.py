"""Two consultations of a demonstration: one is open and has answers, of one it is known what was taken up."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import suppress
from dataclasses import dataclass

from lianxin.actions import Door
from lianxin.actions._consultations import Came
from lianxin.actions.answer_consultation import answer_consultation
from lianxin.actions.close_consultation import close_consultation
from lianxin.actions.draft_consultation import draft_consultation
from lianxin.actions.publish_consultation import publish_consultation
from lianxin.actions.publish_report import publish_report
from lianxin.actions.report_consultation import report_consultation
from lianxin.jobs.pause import clockwork_paused
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.consultation_text import GENERAL, Content, Given, Item
from lianxin.law.decisions.consultation import Period, ReportRow
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ConsultationChannel, ConsultationItemKind, Opinion, Role
from lianxin.records.consultations import giver_digest
from lianxin.runtime.simulate.cast import Cast, read_cast
from lianxin.runtime.simulate.chances import chances
from lianxin.runtime.simulate.consulting_texts import OPEN, OVER, OVER_REPORT, REMARKS

C = ConsultationChannel
ANSWERS = 60
NEEDED = (Role.KNOWLEDGE_EDITOR, Role.HEAD_OF_CENTRE, Role.AGENT)
MANY = 2


@dataclass(frozen=True)
class Scene:
    """Who plays, under which name keys are made, and until when."""

    cast: Cast
    name: str
    until: dt.datetime

    def door(self, actor: Actor, at: dt.datetime, *parts: object) -> Door:
        """A person at a past moment, under a key that makes a second start harmless."""
        return Door(actor, at, ":".join(map(str, (self.name, *parts))))

    def centre(self, role: Role) -> Actor:
        """The first of the centre's own people in this office."""
        return self.cast.own[role][0]


def hold_consultations(name: str, until: dt.datetime) -> int:
    """Makes both; returns how many answers were given. Done twice it is done once; without the people nothing is."""
    scene = Scene(read_cast(), f"{name}:consultation", until)
    if not all(scene.cast.own.get(role) for role in NEEDED):
        return 0
    today = until.astimezone(SHANGHAI).date()
    over = Period(today - dt.timedelta(days=60), today - dt.timedelta(days=31))
    now_open = Period(today - dt.timedelta(days=6), today + dt.timedelta(days=14))
    with clockwork_paused():
        answers = _hold(scene, "over", OVER, over) + _hold(scene, "open", OPEN, now_open)
        _report(scene, over)
    return answers


def _hold(scene: Scene, which: str, content: Content, period: Period) -> int:
    editor, head = scene.centre(Role.KNOWLEDGE_EDITOR), scene.centre(Role.HEAD_OF_CENTRE)
    begun = period.opens_at - dt.timedelta(hours=15)
    door = scene.door(editor, begun, which, "draft")
    made = draft_consultation(door, content=content, period=period, one_per_person=False).id
    door = scene.door(head, begun + dt.timedelta(hours=5), which, "publish")
    publish_consultation(door, consultation=made, version=1)
    chance, end = chances(scene.name, which), min(period.closes_at, scene.until)
    for number in range(ANSWERS):
        at = period.opens_at + (end - period.opens_at) * chance.random()
        _answer(scene, made, content, chance, (which, number, at))
    return ANSWERS


def _answer(
    scene: Scene, consultation: int, content: Content, chance: random.Random, which: tuple[str, int, dt.datetime]
) -> None:
    name, number, at = which
    channel = chance.choices((C.PORTAL, C.DESK, C.LETTER), (7, 2, 1))[0]
    actor = Actor(Role.CALLER) if channel is C.PORTAL else scene.centre(Role.AGENT)
    day = at.astimezone(SHANGHAI).date() if channel is C.LETTER else None
    door = scene.door(actor, at, name, "answer", number)
    came = Came(channel, giver_digest(consultation, door.request_key), received_on=day)
    answer_consultation(door, consultation=consultation, given=given_by(chance, content), came=came)


def given_by(chance: random.Random, content: Content) -> Given:
    """What one person says."""
    picks = {one.serial: _picks(chance, one) for one in content.items if one.codes}
    words = {}
    for item in content.paragraphs:
        if picks[item.serial] not in ((), (Opinion.AGREE.value,)) and chance.random() < 0.8:
            words[item.serial] = chance.choice(REMARKS)
    if chance.random() < 0.2:
        words[GENERAL] = chance.choice(REMARKS)
    return Given(chance.choice(content.groups).code, picks, words)


def _picks(chance: random.Random, item: Item) -> tuple[str, ...]:
    if not item.required and chance.random() < 0.2:
        return ()
    if item.kind is ConsultationItemKind.SEVERAL:
        return tuple(sorted(chance.sample(item.codes, k=min(MANY, len(item.codes)))))
    weights = (6, 3, 1) if item.kind is ConsultationItemKind.PARAGRAPH else range(1, len(item.codes) + 1)
    return (chance.choices(item.codes, weights)[0],)


def _report(scene: Scene, period: Period) -> None:
    """The one that is over was closed by the clockwork, and reported on by two people."""
    editor, head = scene.centre(Role.KNOWLEDGE_EDITOR), scene.centre(Role.HEAD_OF_CENTRE)
    begun = scene.door(editor, period.opens_at - dt.timedelta(hours=15), "over", "draft")
    over = draft_consultation(begun, content=OVER, period=period, one_per_person=False).id  # as made before
    with suppress(Refused):  # broken off and begun again: the clockwork may have closed it meanwhile
        close_consultation(scene.door(SYSTEM, period.closes_at, "over", "close"), consultation=over)
    rows = {serial: ReportRow(*said) for serial, said in OVER_REPORT.items()}
    written = period.closes_at + dt.timedelta(days=5, hours=10)
    report_consultation(scene.door(editor, written, "over", "report"), consultation=over, rows=rows)
    public = written + dt.timedelta(days=2)
    publish_report(scene.door(head, public, "over", "public"), consultation=over)
