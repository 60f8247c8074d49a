"""What a citizen has begun, between their browser and the tables: the token lies in a cookie of these pages alone."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from lianxin.actions import Door
from lianxin.actions.save_submission import save_submission
from lianxin.law.actors import Actor
from lianxin.law.decisions.files import FileEntry
from lianxin.law.words import Role
from lianxin.records.files import keep_until
from lianxin.records.submissions import TOKEN_BYTES, Begun, GivenFile, begun, submission_digest
from lianxin.web.portal.frame import facts_of, keep
from lianxin.web.shell import now_of

COOKIE, PATH = "begun", "/portal/tell/"
NOTHING = Begun()


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies under the browser's token; a fresh one where there is none, which the browser gets with the answer."""

    token: str
    begun: Begun
    fresh: bool

    @property
    def submitted(self) -> bool:
        """Whether it is an order by now."""
        return self.begun.receipt is not None

    def with_words(self, words: dict[str, list[str]]) -> Kept:
        """The same with other words in some fields."""
        return replace(self, begun=replace(self.begun, words={**self.begun.words, **words}))

    def with_files(self, files: tuple[GivenFile, ...]) -> Kept:
        """The same with these files."""
        return replace(self, begun=replace(self.begun, files=files))

    @property
    def sender(self) -> str:
        """By what files on their way are known to be this citizen's."""
        return f"submission:{submission_digest(self.token).hex()}"


def kept(request: HttpRequest) -> Kept:
    """What this browser has begun; nothing where it holds no token, or one whose time is over."""
    token = request.COOKIES.get(COOKIE, "")
    found = begun(token)
    if found is None or found.saved_at is None or now_of(request) > ends_at(request, found):
        return another()
    return Kept(token, found, fresh=False)


def another() -> Kept:
    """A new one."""
    return Kept(secrets.token_hex(TOKEN_BYTES), NOTHING, fresh=True)


def ends_at(request: HttpRequest, begun: Begun) -> dt.datetime:
    """Until when it is kept: unsent words as long as a draft is, a receipt as long as a visit."""
    facts, since = facts_of(request), begun.saved_at or now_of(request)
    if begun.receipt is not None:
        return since + dt.timedelta(minutes=facts.visit_minutes)
    return since + dt.timedelta(hours=facts.draft_hours)


def door_of(request: HttpRequest, kept: Kept, files: tuple[FileEntry, ...] = ()) -> Door:
    """A citizen at the door: nobody is known by name there, and the token makes one order."""
    return Door(Actor(Role.CALLER), now_of(request), f"portal:{kept.sender}", files=files)


def save(request: HttpRequest, kept: Kept) -> bool:
    """Keeps it for the browser to come back to; False once it was submitted. An empty one is not kept at all."""
    if kept.fresh and not kept.begun.files and not any(any(said) for said in kept.begun.words.values()):
        return True
    now = now_of(request)
    entries = [entry for one in kept.begun.files for entry in (one.whole, one.covered) if entry is not None]
    keep_until([one.storage_key for one in entries], ends_at(request, replace(kept.begun, saved_at=now)))
    return save_submission(door_of(request, kept), token=kept.token, begun=kept.begun)


def hand_token(request: HttpRequest, response: HttpResponse, kept: Kept) -> HttpResponse:
    """The answer, with the token for these pages alone."""
    keep(response, COOKIE, kept.token, seconds=facts_of(request).draft_hours * 3600, path=PATH)
    return response


def take_token(response: HttpResponse) -> HttpResponse:
    """The answer, after which the browser holds no token."""
    response.delete_cookie(COOKIE, path=PATH)
    return response
