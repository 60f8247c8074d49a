"""Finds what a text for transfer should not carry: names, telephone and identity numbers, door numbers (R43)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lianxin.law.words import FlaggedKind
from lianxin.vault.names import TITLE, Place, known_names, names

_HALF_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("Ｘ"): "X",
    ord("ｘ"): "x",
    ord("＋"): "+",
    ord("－"): "-",
    ord("—"): "-",
    ord("–"): "-",
    ord("　"): " ",
}
"""Each replaced by one character, so that places in the text stay what they are."""

_NO_DIGIT = re.compile(r"\D")
_GAP = r"[-\s]?"
_SPACED = r"[-\s()]{0,2}"
_PHONES = (
    rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)",
    rf"(?<!\d)(?<!\d-)(?:(?:\+|00)86{_GAP})?\(?0\d{{2,3}}\)?{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}(?!\d)",
    rf"(?:电话|手机|座机|号码|联系方式|致电|拨打|微信)[^\d，。；！？\n]{{0,6}}([2-9]\d{{2,3}}{_GAP}\d{{4}})(?!\d)",
)
"""Mobile numbers; landlines with their area code; local numbers where a word before them says what they are.

Where a pattern has a group, the group is the span.
"""

_BIRTH_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID_NUMBERS = (
    rf"(?<!\d)[1-9]\d{{5}}\s?(?:18|19|20)\d{{2}}\s?{_BIRTH_DATE}\s?\d{{3}}[\dXx](?!\d)",
    rf"(?<!\d)[1-9]\d{{5}}\d{{2}}{_BIRTH_DATE}\d{{3}}(?!\d)",
)
"""Identity numbers of 18 characters, and the 15 digits of old ones."""

_CHINESE = r"[一二三四五六七八九十百零〇两]{1,6}"
_NUMBER = rf"(?:[甲乙丙丁]?\d{{1,5}}[A-Za-z]?|[A-Za-z]\d{{0,4}}|[甲乙丙丁]?{_CHINESE})"
_PART = rf"(?:[-#\s]{{0,2}}(?:{_NUMBER}\s?(?:号楼|楼|栋|幢|座|单元|层|室|户|号)|[东西南北中]单元))"
_LAST = rf"(?:[-#\s]{{0,2}}(?:\d{{2,5}}|{_CHINESE})(?:室|户|号)?)?"
_NO_HOUSE = r"线|文|令|桥|门|井|机|公告|通知|上午|下午|中午|晚|早|凌晨|之前|之后|起|开始|左右"
_DOORS = (
    rf"(?:[A-Za-z]|\d{{1,4}})\s?(?:栋|幢|座(?![桥山塔大])){_PART}*{_LAST}",
    rf"{_CHINESE}(?:栋|幢|座){_PART}+{_LAST}",
    rf"{_NUMBER}\s?(?:号楼(?![下上道梯])|单元){_PART}*{_LAST}",
    rf"(?<=[路街巷弄村里道园苑庄寓院])\s?{_NUMBER}\s?号(?!{_NO_HOUSE}){_PART}*(?:\s?\d{{3,4}}(?!\d))?",
    rf"(?:{_NUMBER}\s?[楼层]\s?)?{_NUMBER}\s?室(?![外内]|[一二两三四]厅|[一二两三四]卫)",
    r"(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])",
)
"""Building, unit and room; the number of a house in a road, lane or village; a room alone; the short form 5-2-301."""

_LIVES_AT = re.compile(r"(?<=住)(?!户|宅|院|房|建|所|民)[在于址]?[:：]?\s?[\u4e00-\u9fff]{2,16}?\s?$")
"""What stands between "lives" and a door: the place in which it is."""


@dataclass(frozen=True, slots=True)
class FlaggedSpan:
    """A place in a text, `text[start:end]`, and what seems to stand there."""

    start: int
    end: int
    kind: FlaggedKind


def _compile(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


_SEARCHES = (
    (FlaggedKind.ID_NUMBER, _compile(_ID_NUMBERS)),
    (FlaggedKind.PHONE, _compile(_PHONES)),
    (FlaggedKind.DOOR_NUMBER, _compile(_DOORS)),
)
"""In the order in which they are tried: what one has taken the next leaves alone."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who is known to stand behind a text: names, numbers and accounts that are flagged wherever they occur."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


NOBODY = Known()
TOLERABLE = frozenset({FlaggedKind.NAME, FlaggedKind.DOOR_NUMBER})
"""What may stand in a text on an order that is secret towards units, if it is not the caller's own."""


def is_name_of(text: str, span: FlaggedSpan, known: Known) -> bool:
    """Whether the whole name of somebody known stands there: a surname with a title may be another's."""
    return span.kind is FlaggedKind.NAME and text[span.start : span.end].strip() in known.names


def tells_caller(text: str, span: FlaggedSpan, callers: Known) -> bool:
    """Whether it could tell who called: on a secret order it may not stand, come what may (R44)."""
    return span.kind not in TOLERABLE or is_name_of(text, span, callers)


def _patterns(plain: str, kinds: frozenset[FlaggedKind]) -> Iterator[tuple[FlaggedKind, Place]]:
    for kind, patterns in _SEARCHES:
        if kind in kinds:
            for pattern in patterns:
                yield from ((kind, match.span(match.lastindex or 0)) for match in pattern.finditer(plain))


def _of_known(plain: str, known: Known) -> Iterator[tuple[FlaggedKind, Place]]:
    """Numbers however they are spaced, accounts however they are capitalised."""
    every_digit = _NO_DIGIT.sub("", plain) if known.phones else ""
    for phone in known.phones:
        digits = _NO_DIGIT.sub("", phone.translate(_HALF_WIDTH))
        # A pattern for each number is dear: it is made where the digits occur in their order at all.
        if digits and digits in every_digit:
            written = re.compile(rf"(?<!\d){_SPACED.join(digits)}(?!\d)")
            yield from ((FlaggedKind.PHONE, match.span()) for match in written.finditer(plain))
    for contact in filter(None, (one.strip().translate(_HALF_WIDTH) for one in known.contacts)):
        written = re.compile(re.escape(contact), re.IGNORECASE)
        yield from ((FlaggedKind.CONTACT, match.span()) for match in written.finditer(plain))


def known_in(text: str, known: Known) -> list[FlaggedSpan]:
    """Where those who are known stand, and nothing else."""
    names_of = ((FlaggedKind.NAME, place) for place in known_names(text, known.names))
    return _apart([*_of_known(text.translate(_HALF_WIDTH), known), *names_of])


def _apart(found: Iterable[tuple[FlaggedKind, Place]]) -> list[FlaggedSpan]:
    """Spans in the order of the text; of two that overlap the one found first stays."""
    kept: list[FlaggedSpan] = []
    for kind, (start, end) in found:
        if all(end <= span.start or span.end <= start for span in kept):
            kept.append(FlaggedSpan(start, end, kind))
    return sorted(kept, key=lambda span: span.start)


def flags(text: str, known: Known = NOBODY) -> list[FlaggedSpan]:
    """All flagged spans of a text, in their order, none overlapping. A help for the agent, never a guarantee."""
    plain = text.translate(_HALF_WIDTH)
    found = [*_of_known(plain, known), *_patterns(plain, frozenset(FlaggedKind))]
    found += [(FlaggedKind.NAME, place) for place in (*known_names(text, known.names), *names(plain))]
    return _apart(found)


def homes(text: str, spans: Iterable[FlaggedSpan]) -> list[FlaggedSpan]:
    """The same spans, a door with the place before it where the text says that somebody lives there.

    Where a matter lies is often where somebody lives, so this is for texts that may not tell who called (R44).
    """
    return [_home(text, span) if span.kind is FlaggedKind.DOOR_NUMBER else span for span in spans]


def _home(text: str, span: FlaggedSpan) -> FlaggedSpan:
    lives_at = _LIVES_AT.search(text[: span.start])
    return replace(span, start=lives_at.start()) if lives_at is not None else span


def door_numbers(text: str) -> list[FlaggedSpan]:
    """The door numbers of an address alone."""
    return _apart(_patterns(text.translate(_HALF_WIDTH), frozenset({FlaggedKind.DOOR_NUMBER})))


def blank(text: str, spans: Iterable[FlaggedSpan], mark: str = "**") -> str:
    """The text with each span replaced; words of an address and titles stay ("**号楼", "**先生")."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], _blanked(text[span.start : span.end], span.kind, mark)]
        at = span.end
    return "".join([*parts, text[at:]])


def _blanked(inside: str, kind: FlaggedKind, mark: str) -> str:
    if kind is FlaggedKind.DOOR_NUMBER:
        return _RUN_OF_NUMBERS.sub(mark, inside)
    title = TITLE.search(inside) if kind is FlaggedKind.NAME else None
    return mark + (title[0] if title is not None else "")


_RUN_OF_NUMBERS = re.compile(r"[\dA-Za-z０-９Ａ-Ｚａ-ｚ一二三四五六七八九十百零〇两]+")
