"""What the agent is shown before a text goes to a unit (R43)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.law.words import FlaggedKind
from lianxin.vault.flags import Known, blank, door_numbers, flags, homes, known_in

NAME, PHONE, ID_NUMBER = FlaggedKind.NAME, FlaggedKind.PHONE, FlaggedKind.ID_NUMBER
DOOR, CONTACT = FlaggedKind.DOOR_NUMBER, FlaggedKind.CONTACT


def marked(text: str) -> list[tuple[str, FlaggedKind]]:
    return [(text[span.start : span.end], span.kind) for span in flags(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话138 0000 5621，住柳岸小区3号楼2单元501室。", [("138 0000 5621", PHONE), ("3号楼2单元501室", DOOR)]),
        ("请打+86-138-0000-5621", [("+86-138-0000-5621", PHONE)]),
        ("手机１３８００００５６２１。", [("１３８００００５６２１", PHONE)]),
        ("座机 (0999)8234 5678", [("(0999)8234 5678", PHONE)]),
        ("座机0999-8234567", [("0999-8234567", PHONE)]),
        ("联系电话82345678，或拨12345", [("82345678", PHONE)]),
        ("身份证号990102199001011234", [("990102199001011234", ID_NUMBER)]),
        ("身份证 990102 19900101 123X", [("990102 19900101 123X", ID_NUMBER)]),
        ("旧证990102900101123", [("990102900101123", ID_NUMBER)]),
        ("柳岸路18号三楼302室", [("18号三楼302室", DOOR)]),
        ("５号楼一单元二零三漏水", [("５号楼一单元二零三", DOOR)]),
        ("住12栋1单元302，楼上漏水", [("12栋1单元302", DOOR)]),
        ("三栋二单元五零一", [("三栋二单元五零一", DOOR)]),
        ("住5-2-301", [("5-2-301", DOOR)]),
        ("A座1203", [("A座1203", DOOR)]),
        ("二期6号楼东单元301", [("6号楼东单元301", DOOR)]),
        ("解放路甲12号", [("甲12号", DOOR)]),
        ("平湖大道128号楼下", [("128号", DOOR)]),
        ("柳林村56号", [("56号", DOOR)]),
    ],
)
def test_what_would_tell_who_or_where_is_flagged(text: str, expected: list[tuple[str, FlaggedKind]]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "工单20261116-00317-4，11月16日20:14受理",
        "地铁3号线2号口",
        "依据政发〔2026〕44号文件",
        "三室一厅改造，两室一厅出租",
        "2026年11月1号起停水",
        "这里3号上午停水",
        "门前一座天桥，后面两栋楼，3座大桥",
        "每晚20:00至23:00，已有5天",
        "3家流动烧烤摊，2户居民",
        "热线12345，报警110",
        "室外温度16度，楼道堆物",
        "建行卡号6222021234567890123",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert marked(text) == []


words = st.text(st.sampled_from("我家楼下有烧烤摊每晚油烟扰民要求取缔，。；"), max_size=12)


@given(words, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", " ", "-"]), words)
def test_every_mobile_number_in_a_sentence_is_found(before: str, number: str, gap: str, after: str) -> None:
    written = gap.join([number[:3], number[3:7], number[7:]])
    found = flags(before + written + after)
    assert [(span.start, span.end) for span in found if span.kind is PHONE] == [
        (len(before), len(before) + len(written))
    ]


@given(st.text(st.sampled_from("0123456789 -号楼单元室栋座路村电话X至，三A"), max_size=40))
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    found = flags(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


def test_a_blanked_text_keeps_its_words() -> None:
    text = "王先生（138 0000 5621）住柳岸小区3号楼2单元501室，身份证990102199001011234。"
    assert blank(text, flags(text)) == "**先生（**）住柳岸小区**号楼**单元**室，身份证**。"


@given(words, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.integers(1, 99), st.integers(101, 2999))
def test_a_blanked_text_has_nothing_left_to_flag(before: str, number: str, building: int, room: int) -> None:
    text = f"{before}电话{number}，{building}号楼1单元{room}室"
    blanked = blank(text, flags(text))
    assert number not in blanked
    assert str(room) not in blanked
    assert flags(blanked) == []


def test_an_address_is_searched_for_door_numbers_alone() -> None:
    text = "柳岸路18号，电话13800005621"
    assert [span.kind for span in door_numbers(text)] == [DOOR]


CALLER = Known(names=("汤婉宁",), phones=("82345678",), contacts=("Wan.Ning@example.org",))


def test_who_called_is_flagged_wherever_they_stand() -> None:
    text = "转汤婉宁所述：由老板汤小姐、小汤（8234 5678，wan.ning@example.org）处理"
    assert [(text[one.start : one.end], one.kind) for one in flags(text, CALLER)] == [
        ("汤婉宁", NAME),
        ("汤小姐", NAME),
        ("小汤", NAME),
        ("8234 5678", PHONE),
        ("wan.ning@example.org", CONTACT),
    ]
    assert CONTACT not in {one.kind for one in flags(text)}


def test_only_who_is_known_is_found_when_only_they_are_looked_for() -> None:
    text = "汤婉宁与邻居贺先生（13800005621）住3号楼"
    assert blank(text, known_in(text, CALLER)) == "**与邻居贺先生（13800005621）住3号楼"


@given(st.text(st.sampled_from("姓名王李向方先生主任反映我叫联系人：，。、和建国成欧阳·"), max_size=40))
def test_names_never_overlap_and_do_not_come_back(text: str) -> None:
    found = flags(text)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("来电人（住桂花苑 7 号楼 1103）举报北门摊主", "来电人（住〇）举报北门摊主"),
        ("家住在柳岸小区3号楼，举报2栋门前的摊位", "家住〇，举报〇门前的摊位"),
        ("举报桂花苑 7 号楼楼下的摊位", "举报桂花苑 〇楼下的摊位"),
        ("住户反映桂花苑3号楼漏水", "住户反映桂花苑〇漏水"),
    ],
)
def test_where_somebody_lives_goes_whole_where_nothing_may_tell_who_called(text: str, left: str) -> None:
    for span in reversed(homes(text, flags(text))):
        text = f"{text[: span.start]}〇{text[span.end :]}"
    assert text == left
