"""The data dictionary: every file that the hotline opens to everybody, every column with its meaning and its source."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.indicators import BY_CODE
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import PUBLISHED_FIGURES, UNITS_FIGURES
from lianxin.law.small_numbers import FEWEST, MARK


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, what it means, its unit, which values it may have, and by which text."""

    name: str
    meaning: Spoken
    unit: Spoken
    values: Spoken
    article: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file, as CSV and as JSON: what it holds, and since when."""

    code: str
    title: Spoken
    holds: Spoken
    columns: tuple[Column, ...]


NO_UNIT = Spoken("无", "none")
TEXT = Spoken("文字", "words")
MONTHLY, COMPLETION, PRIVATE = "jinan_2018:33(2)", "jinan_2018:33(3)", "jinan_2018:10"
ASKED, REPORTED = "jinan_2018:37(1)", "jinan_2018:37(2)"
HIDDEN = Spoken(f"整数；“{MARK}”为不予显示", f"a whole number; “{MARK}” where it is not shown")


SHARE = Spoken(
    f"0.00 至 100.00；分母为 0 时为空；“{MARK}”为不予显示",
    f"0.00 to 100.00; empty over nothing; “{MARK}” where it is not shown",
)


def _codes(codes: tuple[str, ...]) -> Spoken:
    return Spoken(
        "；".join(f"{code}＝{BY_CODE[code].zh}" for code in codes),
        "; ".join(f"{code} = {BY_CODE[code].en}" for code in codes),
    )


def _named(name: str, zh: str, en: str, article: str) -> tuple[Column, ...]:
    """A code with both of its names."""
    code = Spoken(f"{zh}代码，空为未归类", f"code of the {en}; empty: not classified")
    return _coded(name, zh, en, article, code, Spoken("本市代码表", "the city's list of codes"))


def _within(name: str, zh: str, en: str) -> tuple[Column, ...]:
    """The same of something that belongs to one consultation; empty stands for all of it."""
    code = Spoken(f"{zh}代码，空为全部", f"code of the {en}; empty: all together")
    return _coded(name, zh, en, ASKED, code, Spoken("该次征集自己的代码", "codes of that consultation"))


def _coded(name: str, zh: str, en: str, article: str, code: Spoken, listed: Spoken) -> tuple[Column, ...]:
    return (
        Column(f"{name}_code", code, NO_UNIT, listed, article),
        Column(f"{name}_zh", Spoken(f"{zh}中文名称", f"the {en} in Chinese"), NO_UNIT, TEXT, article),
        Column(f"{name}_en", Spoken(f"{zh}英文名称", f"the {en} in English"), NO_UNIT, TEXT, article),
    )


def _figures(codes: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("figure", Spoken("指标代码", "code of the figure"), NO_UNIT, _codes(codes), COMPLETION),
        Column("numerator", Spoken("分子：见指标的定义", "the numerator by the figure's definition"),
               Spoken("件或人次", "cases"), HIDDEN, COMPLETION),
        Column("denominator", Spoken("分母：见指标的定义", "the denominator by the figure's definition"),
               Spoken("件或人次", "cases"), HIDDEN, COMPLETION),
        Column("percent", Spoken("分子除以分母，保留两位小数", "numerator by denominator, two decimals, half up"),
               Spoken("%", "%"), SHARE, COMPLETION),
    )  # fmt: skip


MONTH = Column(
    "month", Spoken("月份，冻结之后才公开", "the month; published once it is frozen"), NO_UNIT,
    Spoken("YYYY-MM", "YYYY-MM"), MONTHLY,
)  # fmt: skip
RECEIVED = Column(
    "received",
    Spoken("当月受理的诉求件数，不含没有实质诉求的来文", "matters received in the month; texts without one left out"),
    Spoken("件", "matters"), HIDDEN, MONTHLY,
)  # fmt: skip

CONSULTED = (
    Column("consultation", Spoken("征集的编号", "number of the consultation"), NO_UNIT,
           Spoken("整数，即网址 /portal/consultations/ 后的数字", "a whole number: that of its page's address"), ASKED),
    Column("title_zh", Spoken("征集的标题", "its title in Chinese"), NO_UNIT, TEXT, ASKED),
    Column("title_en", Spoken("英文标题，没有时为中文", "its title in English, else in Chinese"), NO_UNIT, TEXT, ASKED),
    Column("reported", Spoken("公布采纳情况的日期", "day on which its report was published"), NO_UNIT,
           Spoken("YYYY-MM-DD", "YYYY-MM-DD"), REPORTED),
    Column("item", Spoken("条文或问题的序号，0 为整份意见", "serial of paragraph or question; 0: the whole answer"),
           NO_UNIT, Spoken("整数", "a whole number"), ASKED),
    Column("item_zh", Spoken("该项的名称", "what the item is called"), NO_UNIT, TEXT, ASKED),
    Column("item_en", Spoken("该项的英文名称", "the same in English"), NO_UNIT, TEXT, ASKED),
    *_within("choice", "选项", "choice"),
    *_within("group", "人群", "group"),
    Column("count", Spoken("选了这一项的份数，每人以最后一份为准", "answers that ticked it, of each person the last"),
           Spoken("份", "answers"), HIDDEN, REPORTED),
    Column("answered", Spoken("对该项发表意见的份数", "answers that say anything to the item"),
           Spoken("份", "answers"), HIDDEN, REPORTED),
)  # fmt: skip
"""Counts of consultations as they were published with the report; never a word of anybody's."""

DATA_FILES: tuple[DataFile, ...] = (
    DataFile(
        "matters",
        Spoken("每月受理的诉求", "Matters received by month"),
        Spoken("按月份、一级事项、区县", "by month, topic of the first level, and district"),
        (MONTH, *_named("topic", "事项", "topic", MONTHLY), *_named("district", "区县", "district", MONTHLY), RECEIVED),
    ),
    DataFile(
        "figures",
        Spoken("全市每月指标", "Figures of the city by month"),
        Spoken("回复、按时、解决、满意、办结", "replies, timeliness, solution, satisfaction, completion"),
        (MONTH, *_figures(PUBLISHED_FIGURES)),
    ),
    DataFile(
        "units",
        Spoken("各单位每月办理情况", "Figures of the units by month"),
        Spoken("各办理单位的办结和按时情况，含所属单位；不是排名",
               "completion and timeliness of each unit with its sub-units; no rank"),
        (MONTH, *_named("unit", "单位", "unit", COMPLETION), *_figures(UNITS_FIGURES)),
    ),
    DataFile(
        "consultations",
        Spoken("民意征集的计数", "Counts of consultations"),
        Spoken("按条文和问题、选项、人群；公布采纳情况以后才公开",
               "by paragraph and question, choice, and group; published with the report"),
        CONSULTED,
    ),
)  # fmt: skip

WHY_HIDDEN = Spoken(
    f"少于 {FEWEST} 件的数字不显示，能由此算出它的另一个数字也不显示，以免看出是谁反映的。",
    f"Counts below {FEWEST} are not shown, nor any that would give them away: they might tell whose matter it is.",
)
LICENCE = Spoken(
    "可以自由使用、复制、加工、再发布，请注明来源和下载日期；不得据此识别个人。",
    "Free to use, copy, adapt and publish, with source and day of download named; never to identify persons.",
)
