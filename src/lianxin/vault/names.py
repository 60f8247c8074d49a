"""Finds names of persons in a text by what stands around them: a title, a cue, the beginning of a sentence (R43)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lianxin.vault import surnames as data

Place = tuple[int, int]
"""Where a name stands: `text[start:end]`."""


def _one_of(characters: Iterable[str]) -> str:
    return f"[{''.join(sorted(characters))}]"


_HAN = "[一-鿿]"
_STOP = "(?=[^一-鿿·]|等|$)"
_COMPOUND = "|".join(sorted(data.COMPOUND_SURNAMES))
_SURNAME = f"(?:{_COMPOUND}|{_one_of(data.USUAL_SURNAMES)})"
_PLAIN = f"(?:{_COMPOUND}|{_one_of(data.USUAL_SURNAMES - data.ALSO_WORDS)})"
_GIVEN = f"(?!{_one_of(data.NOT_GIVEN)}|{data.SPEAKS}){_HAN}"
_SEEMS = f"(?!{data.NOT_NAMES})"
_NAME = f"{_SEEMS}{_SURNAME}(?:{_GIVEN}){{1,2}}"
_SELDOM = f"{_one_of(data.SELDOM_SURNAMES)}(?:{_GIVEN}){{1,2}}"
_OF_A_MINORITY = f"{_HAN}{{2,6}}·{_HAN}{{2,8}}"
_WHOLE = f"(?:(?![{data.NEED_A_STOP}])|(?=..{_STOP}|...{_STOP}))"
_END = f"(?:{_STOP}|(?={data.AFTER_A_NAME}))"
_TITLED = f"(?:{data.TITLES}){data.NO_TITLE}"
_NEW_WORD = f"(?:(?<!{_HAN})|{'|'.join(f'(?<={word})' for word in data.NEW_WORD.split('|'))})"
_CALLED = r"(?:是|为|叫)?[：:，,\s]{0,2}"

TITLE = re.compile(f"(?:{data.TITLES})$")
"""The title at the end of a place, which stays when the name goes."""

_RULES = tuple(
    re.compile(rule)
    for rule in (
        # 尊敬的余主任, 业委会余建国主任: where a word begins
        f"{_NEW_WORD}{_SEEMS}{_SURNAME}(?:{_GIVEN}){{0,2}}{_TITLED}",
        # 物业公司王经理: within a sentence
        f"{_SEEMS}{_PLAIN}{_TITLED}",
        # 联系人：成建国
        rf"(?:{data.LABELS})[：:]\s*({_NAME}|{_SELDOM}|{_OF_A_MINORITY}){_STOP}",
        # 业主李建国的车库
        f"(?:{data.LABELS}|{data.CUES}){_CALLED}{_WHOLE}({_NAME}|{_OF_A_MINORITY}){_END}",
        # 市民李建国反映
        rf"(?:^|[。；\n])\s*(?:{data.CALLERS})?({_NAME})(?={data.SPEAKS})",
        # 李建国，男，六十岁
        rf"(?<!{_HAN})({_NAME})(?=[，,（(\s]{{1,2}}[男女][，,。；;)）\s])",
        # 李建国（电话 …
        rf"(?<!{_HAN})({_NAME})(?=[（(：:，,、\s]{{0,2}}(?:联系电话|电话|手机|身份证|1[3-9]\d{{9}}|\d{{17}}))",
        # 该经理，姓李，四十来岁
        rf"(?<!{_HAN})姓({_SURNAME})(?!{_HAN}名)",
    )
)
_NEXT = re.compile(f"(?:、|和|及|与)({_NAME}){_END}")
"""Another name beside one that was found: 李建国、周卫东和吴爱华."""


def names(text: str) -> Iterator[Place]:
    """Where names of persons seem to stand, rule by rule; places may overlap."""
    whole = set()
    for rule in _RULES:
        for match in rule.finditer(text):
            for place in _beside(text, match.span(match.lastindex or 0)):
                yield place
                whole.add(text[slice(*place)])
    # Who was named once behind a cue is often named again without one.
    for name in whole:
        if len(name) > 2 and not TITLE.search(name):
            yield from _everywhere(re.escape(name), text)


def known_names(text: str, known: Iterable[str]) -> Iterator[Place]:
    """Where persons whose names are known stand: the whole name, and the surname with a title (王小姐, 老王, 王某)."""
    for name in filter(None, (one.strip() for one in known)):
        yield from _everywhere(re.escape(name), text)
        if re.fullmatch(f"{_HAN}{{2,4}}", name):
            surname = name[:2] if name[:2] in data.COMPOUND_SURNAMES and len(name) > 2 else name[0]
            yield from _everywhere(f"{surname}{_TITLED}|(?<!{_HAN})[老小]{surname}|{surname}某{{1,2}}", text)


def _beside(text: str, place: Place) -> Iterator[Place]:
    """A place and those that are joined to it by "and"."""
    yield place
    while (further := _NEXT.match(text, place[1])) is not None:
        place = further.span(1)
        yield place


def _everywhere(pattern: str, text: str) -> Iterator[Place]:
    return (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
