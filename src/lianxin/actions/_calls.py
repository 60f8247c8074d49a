"""One act on one call: lock, decide, save, append the event, remember the request, tell the agent's pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction

from lianxin.actions._append import append_events
from lianxin.actions._door import Done, Door
from lianxin.actions._live import announce_calls
from lianxin.actions._perform import together
from lianxin.actions._request import keep_request, repeated, request_digest
from lianxin.law.calls import BY_ACTION, LEADERS
from lianxin.law.changes import encode_value
from lianxin.law.decisions.calls import Changes
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.records.calls import facts_of
from lianxin.records.load import read_along
from lianxin.records.models import Call
from lianxin.records.offices import holders_of

SECRET = frozenset({"wrapped_key", "number_ct", "number_digest"})
"""Fields that no event holds: that they went is told by the moment at which they did."""


@dataclass(frozen=True, slots=True)
class CallDone:
    """A call after an act: its id, the sequence of the event, and whether it had been done before."""

    call: int
    sequence: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class OnCall:
    """One act. `about` says which call in the request's digest, `find` returns its locked row, `given` goes to the
    decision. `also` does what belongs to the act beside the call's own row, and returns what the event tells of it."""

    action: str
    about: Sequence[str | int]
    find: Callable[[], Call]
    decide: Callable[..., Changes]
    given: Mapping[str, Any] = field(default_factory=dict)
    also: Callable[[Call], Mapping[str, Any]] | None = None


def act_on_call(door: Door, act: OnCall) -> CallDone:
    """Carries out one act on one call; raises `Refused` when the law says no."""
    digest = request_digest(act.action, act.about, [], act.given)

    def once() -> CallDone:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            done = repeated(along.earlier, digest)[0]
            return CallDone(done.order, done.sequence, repeated=True)
        call = act.find()
        before = call.agent_id
        changes = act.decide(facts_of(call), door.actor, door.now, **act.given)
        keep_changes(call, changes)
        told = act.also(call) if act.also is not None else {}
        payload = {"changes": said_changes(changes), **{name: encode_value(value) for name, value in told.items()}}
        articles = " ".join(BY_ACTION[act.action].articles)
        append_events([call], door, act.action, article=articles, payloads=[payload])
        keep_request(door, digest, [Done(call.pk, "", call.head_sequence)], along.recorded_at)
        transaction.on_commit(partial(announce_calls, {one for one in (before, call.agent_id) if one is not None}))
        return CallDone(call.pk, call.head_sequence)

    return together(once)


def tell_leaders(door: Door, _: Call) -> Mapping[str, Any]:
    """Tells the pages of everybody who leads a shift that an agent waits for them, or does no more."""
    leaders = holders_of(LEADERS, door.now.astimezone(SHANGHAI).date())
    transaction.on_commit(partial(announce_calls, leaders))
    return {}


def keep_changes(call: Call, changes: Changes) -> None:
    """Writes the changed fields of a call, and only those."""
    for name, value in changes.items():
        setattr(call, name, value)
    if changes:
        call.save(update_fields=sorted(name.removesuffix("_id") for name in changes))


def said_changes(changes: Changes) -> dict[str, Any]:
    """The changed fields as an event holds them."""
    return {name.removesuffix("_id"): encode_value(value) for name, value in changes.items() if name not in SECRET}


def locked(call: int) -> Call:
    """The call with this id, locked; refuses when there is none."""
    found = Call.objects.select_for_update(of=("self",)).filter(pk=call).first()
    if found is None:
        raise Refused("call_unknown")
    return found


def locked_by_source(source: str, source_id: str) -> Call:
    """The call that a switch knows by this id, locked; refuses when it never told of one."""
    found = Call.objects.select_for_update(of=("self",)).filter(source=source, source_id=source_id).first()
    if found is None:
        raise Refused("call_unknown")
    return found
