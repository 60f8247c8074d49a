"""Splits a text for transfer into the points that a feedback has to deal with: a proposal, which the examiner edits."""

from __future__ import annotations

import re

MOST_POINTS = 20
"""More than this nobody ticks."""
LONGEST_POINT = 300
"""Characters."""
SHORTEST = 4
"""Characters of a sentence that can say anything."""

_NUMBERED = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳]"
    r"|(?:^|(?<=[\n。；;：:，,\s]))(?:第[一二三四五六七八九十]+[，、：:]|[一二三四五六七八九十]{1,3}[、．]|\d{1,2}[、．.）)](?!\d)))\s*"
)
"""一、 · （一） · 1. · 1） · ① · 第一， at the beginning of a line or sentence."""
_SENTENCES = re.compile(r"[。；！？!?;\n]+")
_COURTESY = re.compile(
    r"(?:现|特|故)?(?:来电人|诉求人|市民|群众)?(?:希望|请|望|恳请|要求|烦请|敬请|并请)?"
    r"(?:贵单位|贵局|贵区|有关部门|相关部门|相关单位|承办单位|主管部门|政府部门|职能部门)?"
    r"(?:尽快|及时|依法|依规|抓紧|按规定|予以|给予|帮助|协调|认真|尽早|依法依规|按时|落实|核查|妥善|进行|前往|现场|[、，,]|并|后|和|及)*"
    r"(?:核实|处理|解决|办理|调查|答复|回复|反馈|关注|重视|为盼|谢谢|感谢|落实|核查|核实情况|处置|结果|一下|"
    r"[、，,]|并|后|及时|将|和|及|给予|予以|尽快|来电人|诉求人|市民|其|向)*"
)
"""A sentence that asks for nothing but that the matter be dealt with, which every order does."""
_LEADS = re.compile(r"^(?:来电人|诉求人|市民|群众|其)?(?:反映|来电反映|诉求|表示|称)?[：:，,\s]*$")


def proposed_points(text: str) -> tuple[str, ...]:
    """The points of a text: its numbered items where it numbers them, else its sentences, without mere courtesies.

    What stands before the first number says what all items are about: it is a point only if it says more than that
    something follows. A text that is nothing but a courtesy is its own only point. At most MOST_POINTS.
    """
    pieces = [piece for part in _parts(text) for piece in part]
    found = [_trimmed(piece) for piece in pieces]
    said = [piece for piece in found if len(piece) >= SHORTEST and not _COURTESY.fullmatch(piece)]
    whole = _trimmed(text)
    points = dict.fromkeys(said or ([whole] if whole else []))
    return tuple(piece[:LONGEST_POINT] for piece in list(points)[:MOST_POINTS])


def _parts(text: str) -> list[list[str]]:
    items = _NUMBERED.split(text)
    if len(items) < 3:
        return [_SENTENCES.split(text)]
    lead, *numbered = items
    before = [one for one in _SENTENCES.split(lead) if not one.strip().endswith(("：", ":", "如下")) or "。" in one]
    before = [one for one in before if not _LEADS.fullmatch(one.strip())]
    return [before, *([item.strip().rstrip("。；;") for item in _split_tail(one)] for one in numbered)]


def _split_tail(item: str) -> list[str]:
    """An item is one point, however many sentences it has; a courtesy that closes the text is cut off it."""
    sentences = [one for one in _SENTENCES.split(item) if one.strip()]
    while len(sentences) > 1 and _COURTESY.fullmatch(_trimmed(sentences[-1])):
        sentences.pop()
    return ["。".join(sentences)]


def _trimmed(piece: str) -> str:
    return " ".join(piece.split()).strip("，,、。；;：:· ")
