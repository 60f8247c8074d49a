"""The pages of a desk: the queue with the row that is open, the queue alone, and parts of the open row anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import AT_UNIT
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.desks.desk import DeskOf, Key, Waiting, order_of
from lianxin.web.desks.queue import find, key_asked, queue_context, read_waiting
from lianxin.web.lists.shown import nothing_fits, nothing_in
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.template_tags import said


@require_safe
def show_desk(request: HttpRequest, desk: DeskOf) -> HttpResponse:
    """The queue with the row that is open; reading both is noted."""
    waiting, asked = _noted(request, desk), key_asked(request)
    if asked.number not in ("", waiting.opened.number):
        messages.info(request, said(_not_here(waiting, asked)))
    context = {"desk": desk.name, **queue_context(request, waiting)}
    if waiting.opened.number:
        sheet = _opened(request, waiting.opened.number)
        context |= _common(waiting, sheet)
        for part in (desk.whole,) if desk.whole is not None else desk.parts.values():
            context |= part(request, waiting, sheet)
    else:
        context["empty"] = nothing_fits() if any(waiting.kept.values()) else nothing_in(waiting.chosen.name)
    return render(request, f"{desk.templates}/desk.html", context)


def _not_here(waiting: Waiting, asked: Key) -> Spoken:
    """That the row which was asked for does not wait here, lest somebody takes the first for it."""
    name, number = waiting.chosen.name, asked.number
    zh, en = f"工单 {number} 不在“{name.zh}”中", f"Order {number} is not in “{name.en}”"
    if not waiting.opened.number:
        return Spoken(f"{zh}。", f"{en}.")
    return Spoken(f"{zh}，已打开 {waiting.opened.number}。", f"{en}: {waiting.opened.number} is open.")


@require_safe
def show_queue(request: HttpRequest, desk: DeskOf) -> HttpResponse:
    """The queue alone, as the page fetches it anew when something changed; what it showed is noted.

    The row that is open stays the one that the page shows, also when it has left the queue.
    """
    waiting, asked = _noted(request, desk), key_asked(request)
    if asked.number and asked != replace(waiting.opened, item=waiting.opened.item if asked.item else None):
        waiting = replace(waiting, opened=asked)
    return render(request, "components/queue.html", queue_context(request, waiting))


@require_safe
def show_part(request: HttpRequest, desk: DeskOf, number: str, part: str) -> HttpResponse:
    """The open row, or what stands beside it, anew: always the one that was asked for, wherever it is by now."""
    if part not in desk.parts:
        raise Http404
    waiting = read_waiting(request, desk)
    sheet = _opened(request, number)
    key = Key(sheet.order.number, key_asked(request).item)
    held = find(desk, waiting.chosen.held(request, {}), key)
    waiting = replace(waiting, opened=held or key)
    context = _common(waiting, sheet) | desk.parts[part](request, waiting, sheet)
    context["gone"] = _gone(waiting, sheet) if held is None else ""
    return render(request, f"{desk.templates}/_{part}.html", context)


def _gone(waiting: Waiting, sheet: Sheet) -> Spoken:
    """That somebody else was faster, and how the order stands."""
    name, order = waiting.chosen.name, sheet.order
    state = order.closed_as or order.state
    host = sheet.unit(order.host_unit) if order.state in AT_UNIT else Spoken()
    return Spoken(
        f"此件已不在“{name.zh}”中，现为{state.zh}{f'，由{host.zh}主办' if host.zh else ''}。",
        f"No longer in “{name.en}”: {state.en.lower()}{f', with {host.en}' if host.en else ''}.",
    )


def _opened(request: HttpRequest, number: str) -> Sheet:
    """The order that is open; that it was read is noted."""
    sheet = Sheet(*open_draft(request, number))
    note_reading(door_of(request), order=sheet.order.id)
    return sheet


def _noted(request: HttpRequest, desk: DeskOf) -> Waiting:
    """The queue asked for; what it showed is noted."""
    waiting = read_waiting(request, desk)
    orders = list(dict.fromkeys(order_of(item).pk for item in waiting.items))
    tab = {"tab": waiting.chosen.code} if waiting.chosen.code != waiting.chosen.row.code else {}
    note_reading(door_of(request), query={"list": waiting.chosen.row.code, **tab, "orders": orders})
    return waiting


def _common(waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    """What every desk shows of the order that is open."""
    return {
        **summary_context(sheet),
        "order_href": order_href(sheet.order.number),
        "state": sheet.order.closed_as or sheet.order.state,
        "following_href": waiting.following,
        **{f"{part}_href": waiting.part_href(part) for part in waiting.desk.parts},
    }
