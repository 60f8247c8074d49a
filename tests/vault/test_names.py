"""Names in a text: what stands around them gives them away, and ordinary words are left alone (R43)."""

from __future__ import annotations

import pytest

from lianxin.vault.names import known_names, names
from lianxin.vault.surnames import ALSO_WORDS, COMPOUND_SURNAMES, NEED_A_STOP, SELDOM_SURNAMES, USUAL_SURNAMES


def found(text: str) -> list[str]:
    places = sorted(set(names(text)))
    return list(dict.fromkeys(text[start:end] for start, end in places))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a surname and a title, an office or a word of kin
        ("物业公司王经理推诿不办。", ["王经理"]),
        ("楼上欧阳女士多次沟通无果。", ["欧阳女士"]),
        ("找余主任反映过，余主任让等通知。", ["余主任"]),
        ("三楼的李奶奶和钱大爷行动不便。", ["李奶奶", "钱大爷"]),
        ("由施工方马师傅承诺修复。", ["马师傅"]),
        ("尊敬的贺建平书记：您好。", ["贺建平书记"]),
        ("业委会主任孙立群不同意公示。", ["孙立群"]),
        # behind a cue
        ("姓名：成晓冬，要求保密。", ["成晓冬"]),
        ("联系人：买买提·艾力。", ["买买提·艾力"]),
        ("本人陶玉兰系该小区业主。", ["陶玉兰"]),
        ("我叫韩梅，在此经营早餐。", ["韩梅"]),
        ("业主郝建国的车库被占用。", ["郝建国"]),
        ("被投诉人贾志强拒绝沟通。", ["贾志强"]),
        ("房东：薛凤英，押金不退。", ["薛凤英"]),
        ("负责人是邵长河，至今未到场。", ["邵长河"]),
        # before a cue, at the beginning
        ("市民郭秀珍反映路灯不亮。", ["郭秀珍"]),
        ("龚平来电咨询医保。", ["龚平"]),
        # before sex, number or paper
        ("段志刚，男，退休职工。", ["段志刚"]),
        ("毛晓丽（电话已登记）要求回复。", ["毛晓丽"]),
        ("该店长，姓秦，态度差。", ["秦"]),
        # joined to another, and named again without a cue
        ("村民彭大海、尹秋生和汪玉梅共同要求。", ["彭大海", "尹秋生", "汪玉梅"]),
        ("负责人邵长河多次失约，据称邵长河已离职。", ["邵长河"]),
    ],
)
def test_a_name_is_found_by_what_stands_around_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "柳岸小区北门路灯不亮，希望尽快维修。",
        "业主方面要求公示维修资金，业主方多次来电。",
        "向老师反映过，向主任咨询过，由于老师不足停课。",
        "班主任老师、实习老师和任课老师都在场。",
        "计生办主任、车间主任、车站长期无人管理。",
        "业主安全无保障，居民高度关注，村民万元补助未到。",
        "业主和居民、住户都反对，邻居高空抛物。",
        "负责人管理不到位，负责人何时到场不明。",
        "本人于今年三月申请，本人曾多次反映。",
        "市民向您表示感谢，群众解难题。",
        "保利和园、恒大·绿洲两个楼盘延期。",
        "经理说没有办法，主任表示会处理，司机绕行。",
        "城管队长期不处理，学校长达三年未改造。",
        "国家主任务明确，石头堵路，江边垃圾成堆。",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("路晓", "请路晓在场，老路说过，路先生同意，路某未到，公路、老路面破损", {"路晓", "老路", "路先生", "路某"}),
        ("司徒静", "司徒静与司徒女士是同一人", {"司徒静", "司徒女士"}),
        ("John Smith", "caller john smith, ask JOHN SMITH", {"john smith", "JOHN SMITH"}),
        (" ", "空格不算名字", set()),
    ],
)
def test_who_is_known_is_found_however_they_are_called(name: str, text: str, expected: set[str]) -> None:
    assert {text[start:end] for start, end in known_names(text, [name])} == expected


def test_the_lists_of_surnames_fit_together() -> None:
    assert len(USUAL_SURNAMES) + len(SELDOM_SURNAMES) + len(COMPOUND_SURNAMES) >= 400
    assert not USUAL_SURNAMES & SELDOM_SURNAMES
    assert ALSO_WORDS <= USUAL_SURNAMES
    assert set(NEED_A_STOP) <= USUAL_SURNAMES
    assert all(len(one) == 2 for one in COMPOUND_SURNAMES)
