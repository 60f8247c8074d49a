"""The one door: lock, decide, save, append the event, remember the request, commit, tell the live pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from lianxin.actions._door import Done, Door
from lianxin.actions._files import take_in
from lianxin.actions._live import announce
from lianxin.actions._request import keep_request, repeated, request_digest, was_twin
from lianxin.actions._save import Decided, conclude, save
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decide import assert_lawful
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.gate import check
from lianxin.records.load import LoadedOrder, ReadAlong, load_orders, lock_orders, read_along
from lianxin.records.models import WorkOrder
from lianxin.records.numbers import Identity, identity_for_nobody, next_identity
from lianxin.records.rules import rules_at, surroundings

P = ParamSpec("P")
T = TypeVar("T")


def perform(
    door: Door,
    order: int | str,
    action: str,
    decide: Callable[Concatenate[Draft, P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done:
    """Carries out one act on one order, known by its id or number; raises `Refused` when the law says no."""
    digest = request_digest(action, [order], args, kwargs | _along(door))

    def act() -> list[Done]:
        loaded = _lock(door, [order])
        if loaded[0].along.earlier:
            return repeated(loaded[0].along.earlier, digest)
        draft = _draft(door, action, loaded[0])
        decide(draft, *args, **kwargs)
        take_in(draft, door.files)
        return _store(door, action, digest, loaded[0].along, [(draft, loaded[0].row)])

    return _in_one_transaction(act)[0]


def perform_new(
    door: Door,
    action: str,
    make: Callable[Concatenate[Surroundings, int, str, P], Draft],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done:
    """Carries out the act that begins an order. `make` is given its id and number, allotted before the transaction.

    `make` runs inside the transaction, so that it may keep the callers' records first; what identifies them belongs
    into the arguments, in clear: a repeated request is known by the digest of its arguments.
    """
    digest = request_digest(action, [], args, kwargs | _along(door))
    identity = _identity(door)

    def act() -> list[Done]:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return repeated(along.earlier, digest)
        around = surroundings(door.actor, door.now, rules_at(along.revision))
        draft = make(around, identity.id, identity.number, *args, **kwargs)
        take_in(draft, door.files)
        return _store(door, action, digest, along, [(draft, None)])

    return _in_one_transaction(act)[0]


def perform_together(
    door: Door,
    orders: Sequence[int | str],
    action: str,
    decide: Callable[Concatenate[Sequence[Draft], P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> list[Done]:
    """Carries out one act on several orders at once (merge, unmerge …): each gets its own event.

    They are locked in the order of their ids, and given to `decide` as they were named.
    """
    digest = request_digest(action, orders, args, kwargs)

    def act() -> list[Done]:
        loaded = _lock(door, orders)
        if loaded[0].along.earlier:
            return repeated(loaded[0].along.earlier, digest)
        drafts = [_draft(door, action, one) for one in loaded]
        decide(drafts, *args, **kwargs)
        rows = [one.row for one in loaded]
        return _store(door, action, digest, loaded[0].along, list(zip(drafts, rows, strict=True)))

    return _in_one_transaction(act)


def perform_and_open(
    door: Door,
    order: int | str,
    action: str,
    decide: Callable[Concatenate[Draft, int, str, P], Draft],
    *args: P.args,
    **kwargs: P.kwargs,
) -> list[Done]:
    """Carries out one act on an order that opens another one (split …): both get an event, the old order first.

    `decide` is given the id and number of the new order besides the draft of the old, and returns the new draft.
    """
    digest = request_digest(action, [order], args, kwargs)
    identity = _identity(door)

    def act() -> list[Done]:
        loaded = _lock(door, [order])
        if loaded[0].along.earlier:
            return repeated(loaded[0].along.earlier, digest)
        draft = _draft(door, action, loaded[0])
        opened = decide(draft, identity.id, identity.number, *args, **kwargs)
        return _store(door, action, digest, loaded[0].along, [(draft, loaded[0].row), (opened, None)])

    return _in_one_transaction(act)


def perform_beside(
    door: Door,
    order: int | str,
    action: str,
    decide: Callable[Concatenate[Draft, int, str, P], Draft],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done:
    """Like `perform_and_open`, but only the new order gets an event: the old one bears no trace of it."""
    digest = request_digest(action, [order], args, kwargs)
    identity = _identity(door)

    def act() -> list[Done]:
        loaded = _lock(door, [order])
        if loaded[0].along.earlier:
            return repeated(loaded[0].along.earlier, digest)
        opened = decide(_draft(door, action, loaded[0]), identity.id, identity.number, *args, **kwargs)
        return _store(door, action, digest, loaded[0].along, [(opened, None)])

    return _in_one_transaction(act)[0]


def _along(door: Door) -> dict[str, object]:
    """What came with the request and makes it another one: the files, not how often somebody looked for viruses."""
    files = [(one.name, one.digest, one.restricted, one.original, one.covered) for one in door.files]
    return {"files": files} if files else {}


def _identity(door: Door) -> Identity:
    if door.rehearsed:
        return identity_for_nobody()
    return next_identity(door.now.astimezone(SHANGHAI).date())


def together(acts: Callable[[], T]) -> T:
    """Carries out several acts in one transaction: all of them or none.

    What one act left of an order the next one takes up, without locking and reading again what nobody else can touch.
    All run a second time when the same request was faster: then their results are there to be read.
    """
    in_hand = _in_hand.set({})
    try:
        with transaction.atomic():
            return acts()
    except IntegrityError as error:
        if not was_twin(error):
            raise
    finally:
        _in_hand.reset(in_hand)
    with transaction.atomic():
        return acts()


_in_hand: ContextVar[dict[int, LoadedOrder] | None] = ContextVar("orders in hand", default=None)
"""Orders that acts of this transaction left, by id; None outside of `together`, and when it runs a second time."""


def _in_one_transaction(act: Callable[[], list[Done]]) -> list[Done]:
    return act() if _in_hand.get() is not None else together(act)


def _lock(door: Door, orders: Sequence[int | str]) -> list[LoadedOrder]:
    """Two statements, for what the second one sees is what the lock waited for; none for an order in hand."""
    in_hand = _in_hand.get() or {}
    found = [in_hand.get(one) for one in orders if isinstance(one, int)]
    kept = [one for one in found if one is not None]
    if len(kept) == len(orders):
        return kept
    return load_orders(lock_orders(orders), actor=door.actor.key, key=door.request_key)


def _keep_in_hand(decided: Sequence[Decided], along: ReadAlong) -> None:
    in_hand = _in_hand.get()
    if in_hand is not None:
        later = replace(along, earlier=None)
        in_hand.update({one.row.pk: LoadedOrder(one.row, one.after, later) for one in decided})


def _draft(door: Door, action: str, loaded: LoadedOrder) -> Draft:
    around = surroundings(door.actor, door.now, rules_at(loaded.along.revision), loaded.aggregate.order)
    draft = Draft.of(loaded.aggregate, around)
    check(draft, action)
    return draft


def _store(
    door: Door, action: str, digest: str, along: ReadAlong, drafts: Sequence[tuple[Draft, WorkOrder | None]]
) -> list[Done]:
    decided = [conclude(door, action, draft, row, along.recorded_at) for draft, row in drafts]
    for one in decided:
        assert_lawful(action, one.draft.before, one.after)
    save(decided)
    _keep_in_hand(decided, along)
    done = [one.done for one in decided]
    keep_request(door, digest, done, along.recorded_at)
    units = {row.unit for one in decided for row in one.after.assignment.values()}
    transaction.on_commit(partial(announce, [one.order for one in done], units))
    return done
