"""Puts a draft back into its form, and lets go of it when the form was accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from lianxin.actions import Door
from lianxin.actions.discard_draft import discard_draft
from lianxin.records.drafts import KeptDraft, kept_draft
from lianxin.web.acts.points import again
from lianxin.web.files.taking import files_field, on_hand
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of

SLOT = "draft_slot"
"""The field of a form that keeps drafts; where only one is kept of a form it is empty."""
CANCELLED = "cancelled"
"""The slot of words whose writer has cancelled their form: no form brings them back by itself."""
LEADS_TO = "cancelled_to"
"""The field that says where one goes on after cancelling."""
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "request_key", "draft_form", SLOT, LEADS_TO})
"""Fields of a form that are no words."""
_SLOTS = re.compile(r"[\w-]{0,40}")


def slot_of(given: str) -> str:
    """A slot as a page of ours names it; empty for anything else."""
    return given if _SLOTS.fullmatch(given) else ""


def bring_back(request: HttpRequest, form: dict[str, Any]) -> dict[str, Any]:
    """The context of a form that is opened, with what its writer has left in it before."""
    if request.method != "GET" or not form.get("drafts"):
        return form
    draft = kept_draft(actor_of(request), form["href"])
    if draft is None:
        return form
    fields = [_with_words(field, draft, actor_of(request).key) for field in form["fields"]]
    hidden = with_key(form["hidden"], draft)
    return form | {"fields": fields, "hidden": hidden, "restored": draft.saved_at, "preview": [], "preview_basis": None}


def with_key(hidden: Iterable[Mapping[str, str]], draft: KeptDraft) -> list[dict[str, str]]:
    """The form goes on under its old key: handed in before and forgotten, it makes no second event."""
    known = {"request_key": draft.request_key} if draft.request_key else {}
    return [{"name": one["name"], "value": known.get(one["name"], one["value"])} for one in hidden]


def _with_words(field: dict[str, Any], draft: KeptDraft, sender: str) -> dict[str, Any]:
    said = draft.words.get(field["name"], [])
    if field["kind"] == "files":
        return field | files_field(on_hand(said, sender), required=field["required"])
    if field["kind"] == "points":
        return field | again(field["points"], draft.words)
    choices = [{**choice, "selected": choice["value"] in said} for choice in field.get("choices") or ()]
    return field | {"value": said[0] if said else "", "choices": choices}


def let_go(request: HttpRequest) -> None:
    """After its form was accepted; forms that keep no drafts cost nothing."""
    if SLOT in request.POST:
        door = Door(actor_of(request), now_of(request), "")
        discard_draft(door, form=request.path, slot=slot_of(plain(request.POST[SLOT])))
