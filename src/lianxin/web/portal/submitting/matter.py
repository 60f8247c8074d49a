"""What a citizen wrote as the law takes it in: the caller, and a matter whose texts for units name nobody (R43)."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate
from unicodedata import east_asian_width

from lianxin.actions import CallerEntry
from lianxin.law.decisions.intake import Intake
from lianxin.law.words import CallerKind, Channel, FlaggedKind, Language, RequestType
from lianxin.records.submissions import Begun
from lianxin.vault.flags import Known, blank, flags, is_name_of
from lianxin.web.portal.submitting.questions import ANONYMOUS, MAILBOX, NAMES_SUBJECT, PHONE, YES, always_secret

TITLE_WIDTH = 60
"""As wide as thirty Chinese characters: a Latin letter is half as wide."""
_SENTENCE = re.compile(r"[。！？!?；;\n]")


def caller_of(begun: Begun) -> CallerEntry:
    """Who submits it, and what they wish; who is anonymous leaves nothing behind that they typed before."""
    way, wishes = begun.first("way"), begun.words.get("wishes", ())
    anonymous, minor = way == ANONYMOUS, YES in begun.words.get("minor", ())
    return CallerEntry(
        name="" if anonymous else begun.first("name"),
        phone=begun.first("phone") if way == PHONE else "",
        contact=begun.first("mail") if way == MAILBOX else "",
        kind=CallerKind(begun.first("kind")),
        anonymous=anonymous,
        secret="secret" in wishes or always_secret(begun),
        reply_waived="reply_waived" in wishes and not anonymous,
        text_only="text_only" in wishes and not anonymous,
        minor=minor,
        language=Language(begun.first("language")),
        callback_wish=begun.first("callback_wish") if minor else "",
    )


def intake_of(begun: Begun) -> Intake:
    """The matter. Every word stands in the account, which is the centre's; what units will read is cleaned first."""
    request_type, caller = RequestType(begun.first("request_type")), caller_of(begun)
    known = Known(*((one,) if one else () for one in (caller.name, caller.phone, caller.contact)))
    subject = begun.first("subject") if request_type in NAMES_SUBJECT else ""
    belongs = frozenset() if caller.secret else frozenset({FlaggedKind.DOOR_NUMBER})
    address = cleaned(begun.first("address"), known, belongs)
    named = subject if request_type is RequestType.TIP_OFF else cleaned(subject, known, {FlaggedKind.NAME})
    return Intake(
        request_type=request_type,
        channel=Channel.WEB,
        title=title_of(begun.first("account"), known) or request_type.zh,
        account=_account(begun, (address, begun.first("address")), (named, subject)),
        division=begun.first("division") or None,
        address=address,
        subject_person=named,
    )


def title_of(account: str, known: Known) -> str:
    """The beginning of an account as a title that tells nobody's name, number or door."""
    first = next((one.strip() for one in _SENTENCE.split(account) if one.strip()), "")
    return _shortened(cleaned(first, known))


def _shortened(text: str) -> str:
    """The beginning of a text that is too wide for a title, without half a word at its end."""
    widths = accumulate(2 if east_asian_width(one) in "FW" else 1 for one in text)
    fits = sum(1 for width in widths if width <= TITLE_WIDTH)
    if fits == len(text):
        return text
    start, behind = text[:fits], text[fits]
    if behind.isascii() and behind.isalnum() and " " in start:
        start = start[: start.rindex(" ")]
    return f"{start.rstrip(' ,')}…"


def cleaned(text: str, known: Known, belongs: Collection[FlaggedKind] = ()) -> str:
    """The text with everything blanked that seems personal, but for what belongs there and is not the caller's own."""
    spans = [one for one in flags(text, known) if one.kind not in belongs or is_name_of(text, one, known)]
    return blank(text, spans)


def _account(begun: Begun, address: tuple[str, str], subject: tuple[str, str]) -> str:
    """The citizen's words, with place and subject as they were typed where something of them was blanked."""
    lines = [begun.first("account")]
    lines += [f"地点：{address[1]}"] if address[0] != address[1] else []
    lines += [f"反映对象：{subject[1]}"] if subject[0] != subject[1] else []
    return "\n".join(lines)
