"""Reads an answer from a form, alike for citizens and staff: `i1` holds what was ticked, `w1` what was written."""

from __future__ import annotations

from django.http import QueryDict

from lianxin.law.consultation_text import GENERAL, Content, Given
from lianxin.law.decisions.consultation import LONGEST_WORDS, answer_faults
from lianxin.law.lamps import Spoken
from lianxin.law.words import ConsultationItemKind
from lianxin.web.plain import plain

GROUP, NONE = "group", "none"
"""The field of the group; and what stands for no opinion, as nobody can take back a radio button."""


def pick_name(serial: int) -> str:
    """The field in which an item is ticked."""
    return f"i{serial}"


def words_name(serial: int) -> str:
    """The field in which one writes to an item."""
    return f"w{serial}"


def read_answer(content: Content, data: QueryDict) -> Given:
    """What was filled in; what is no choice comes back as a fault of the answer."""
    picks: dict[int, tuple[str, ...]] = {}
    words: dict[int, str] = {GENERAL: plain(data.get(words_name(GENERAL), ""))}
    for item in content.items:
        ticked = tuple(one for one in data.getlist(pick_name(item.serial)) if one and one != NONE)
        if item.codes:
            picks[item.serial] = ticked
        if item.takes_words:
            words[item.serial] = plain(data.get(words_name(item.serial), ""))
    return Given(data.get(GROUP, ""), picks, {serial: text for serial, text in words.items() if text})


def faults_of(content: Content, given: Given) -> dict[str, Spoken]:
    """What is wrong, by field, in words that say what to do."""
    errors: dict[str, Spoken] = {}
    for serial, wrong in answer_faults(content, given).items():
        if not wrong:
            continue
        written = given.words.get(serial, "")
        if len(written) > LONGEST_WORDS:
            zh = f"最多 {LONGEST_WORDS} 字，现有 {len(written)} 字，请缩短"
            en = f"At most {LONGEST_WORDS} characters, now {len(written)}: shorten it"
            errors[words_name(serial)] = Spoken(zh, en)
        elif serial == GENERAL:
            errors[GROUP] = Spoken("请选择您属于哪一类", "Choose a group")
        elif content.by_serial[serial].kind is ConsultationItemKind.WORDS:
            errors[words_name(serial)] = Spoken("请填写", "Write it down")
        else:
            errors[pick_name(serial)] = Spoken("请选择一项", "Choose one")
    return errors
