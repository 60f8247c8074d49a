"""What an act says to the database between BEGIN and COMMIT, written down so that it can be said again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from lianxin import actions
from lianxin.actions import CallerEntry, Door
from lianxin.law.actors import Actor
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.intake import Intake
from lianxin.law.words import Channel, ContactWay, Grade, Outcome, ReplyWay, RequestType, Role, Solved
from lianxin.runtime.bench.lives import WORDS
from lianxin.runtime.bench.people import accounts

OUTSIDE = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what was given to it."""

    sql: str
    params: Any


@dataclass
class Said:
    """The acts of one life, each as its statements in one transaction; and what is the life's own in them."""

    order: int = 0
    number: str = ""
    keys: list[str] = field(default_factory=list)
    acts: dict[str, list[Statement]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Statements of each act between BEGIN and COMMIT."""
        return {act: len(statements) for act, statements in self.acts.items()}


@contextmanager
def _listening(heard: list[Statement]) -> Iterator[None]:
    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's own signature
        if connection.in_atomic_block and not sql.startswith(OUTSIDE):
            heard.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield


def record_a_life() -> Said:
    """Leads one order from receipt to close in this process and writes down everything that is said."""
    said = Said()
    agent, clerk = accounts(Role.AGENT, of_centre=True)[0].actor, accounts(Role.UNIT_CLERK)[0].actor
    examiner = accounts(Role.EXAMINER, of_centre=True)[0].actor
    caller_back = accounts(Role.CALLBACK_CLERK, of_centre=True)[0].actor
    done = _act(said, agent, actions.receive, intake=_intake(), callers=(_caller(),))
    said.order, said.number = done.order, done.number
    transfer = {"unit": clerk.unit, "transfer": "路口路灯不亮，影响夜间通行，请修复。"}
    answers = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED, grade_attitude=Grade.SATISFIED)
    for actor, act, given in (
        (agent, actions.dispatch, transfer),
        (clerk, actions.sign, {}),
        (clerk, actions.record_progress, {"note": WORDS, "contact": ContactWay.PHONE}),
        (clerk, actions.reply, {"caller": 1, "way": ReplyWay.BRIDGED_CALL, "content": "路灯已经修复。"}),
        (clerk, actions.feed_back, {"result": Result(outcome=Outcome.DONE, findings=WORDS)}),
        (examiner, actions.examine, {}),
        (caller_back, actions.call_back, {"caller": 1, "talk": answers}),
        (caller_back, actions.close, {}),
    ):
        _act(said, actor, act, order=said.order, **given)
    return said


def record_receiving() -> Said:
    """What the intake page does: an order received and left to the dispatchers, in one transaction."""
    said, agent = Said(), accounts(Role.AGENT, of_centre=True)[0].actor
    heard: list[Statement] = []

    def both() -> actions.Done:
        done = actions.receive(_door(said, agent), intake=_intake(), callers=(_caller(),))
        return actions.queue(_door(said, agent), order=done.order)

    with _listening(heard):
        done = actions.together(both)
    said.order, said.number = done.order, done.number
    said.acts["receive"] = heard
    return said


def _act(said: Said, actor: Actor, act: Callable[..., Any], **given: object) -> actions.Done:
    heard: list[Statement] = []
    with _listening(heard):
        done: actions.Done = act(_door(said, actor), **given)
    said.acts[act.__name__] = heard
    return done


def _door(said: Said, actor: Actor) -> Door:
    said.keys.append(f"bench:{uuid.uuid4()}")
    return Door(actor, dt.datetime.now(dt.UTC), said.keys[-1])


def _intake() -> Intake:
    return Intake(
        request_type=RequestType.HELP,
        channel=Channel.PHONE,
        title="路口路灯连续多日不亮",
        account="来电人称自家门口路口的路灯已经三天没有亮，夜间通行不便，希望尽快修复。",
        address="柳岸路与文汇路交叉口",
    )


def _caller() -> CallerEntry:
    return CallerEntry(name="王小明", phone=f"154{uuid.uuid4().int % 10**8:08d}")
