"""Every article a row may cite, and how a citation such as "jinan_2018:24(2)" or "R18" is read and written.

- "jinan_2018:24": article 24; "jinan_2018:24(2)": its item 2, or paragraph 2 of an article without items
- "jinan_2018:24.2": paragraph 2; "beijing_2021:11.3(6)": item 6 of paragraph 3
- "shandong_2020:send_back": a passage of a text whose article numbers are not known; "shandong_2020": all of it
- "R18": a ruling of the centre's working rules, a default that is never shown as law
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from lianxin.law import article_rows as rows
from lianxin.law.words import LegalRole, LegalTextKind, Party, Role, UnitKind, Word

HOUSE_RULES = "house_rules"

PASSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "handling": ("办理时限", "handling"),
        "extension": ("延期", "extension"),
        "send_back": ("退单", "send-back"),
        "cards": ("黄牌红牌", "cards"),
        "rehandle": ("重办", "rehandling"),
        "discipline": ("违纪线索", "discipline"),
        "sign": ("签收", "signing"),
        "dispatch": ("转办", "dispatch"),
        "register": ("登记", "registration"),
        "objection": ("异议", "objection"),
        "review": ("复查复核", "review"),
    }
)
"""What passages of texts without known article numbers are about."""


@dataclass(frozen=True)
class LegalText:
    """A text that rows cite; `in_force_from` is None where the day is not known or the text has none."""

    name_zh: str
    name_en: str
    in_force_from: date | None
    kind: LegalTextKind
    read_whole: bool


@dataclass(frozen=True)
class Article:
    """One article: what it asks in our words, whom it binds, and how many items each of its paragraphs has."""

    text: str
    number: str
    gist_zh: str
    gist_en: str
    binds: tuple[Word, ...]
    items: tuple[int, ...]

    @property
    def key(self) -> str:
        """How the article is cited."""
        if self.text == HOUSE_RULES and self.number:
            return f"R{self.number}"
        return f"{self.text}:{self.number}" if self.number else self.text


@dataclass(frozen=True)
class Citation:
    """An article, or one paragraph or item of it, ready to be shown; `zh` and `en` name the text too."""

    article: Article
    paragraph: int | None = None
    item: int | None = None

    @property
    def text(self) -> LegalText:
        """The text the article stands in."""
        return TEXTS[self.article.text]

    @property
    def is_law(self) -> bool:
        """Whether the source may be shown as law (the centre's working rules may not)."""
        return self.text.kind is not LegalTextKind.RULING

    @property
    def zh(self) -> str:
        """《济南市12345市民服务热线条例》第二十四条第一款第（二）项, or 本市工作规范 R18."""
        return f"{self.text.name_zh}{self.place_zh}"

    @property
    def en(self) -> str:
        """The name of the text, then the place in it: "…, Art. 24(2)"."""
        return f"{self.text.name_en}, {self.place_en}" if self.place_en else self.text.name_en

    @property
    def place_zh(self) -> str:
        """The place alone: 第二十四条第一款第（二）项."""
        article = self.article
        if not article.number:
            return ""
        if article.text == HOUSE_RULES:
            return f" R{article.number}"
        if article.number in PASSAGES:
            return f"（{PASSAGES[article.number][0]}）"
        number = chinese_number(int(article.number))
        if self.text.kind is LegalTextKind.PAPER:
            return f"第（{number}）项"
        paragraph = f"第{chinese_number(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{chinese_number(self.item)}）项" if self.item else ""
        return f"第{number}条{paragraph}{item}"

    @property
    def place_en(self) -> str:
        """The place alone: Art. 24(2) for an item, Art. 24 para. 2, item (5) of a paper, or R18."""
        article = self.article
        if not article.number:
            return ""
        if article.text == HOUSE_RULES:
            return f"R{article.number}"
        if article.number in PASSAGES:
            return PASSAGES[article.number][1]
        if self.text.kind is LegalTextKind.PAPER:
            return f"item ({article.number})"
        one_list = sum(1 for count in article.items if count) == 1
        paragraph = f" para. {self.paragraph}" if self.paragraph and not (self.item and one_list) else ""
        return f"Art. {article.number}{paragraph}" + (f"({self.item})" if self.item else "")


K = LegalTextKind

# fmt: off
TEXTS: Mapping[str, LegalText] = MappingProxyType({
    "jinan_2018": LegalText("《济南市12345市民服务热线条例》", "Jinan 12345 Citizen Service Hotline Regulation",
                            date(2018, 9, 1), K.LAW, True),
    "jinan_business_2022": LegalText("《济南市优化营商环境条例》", "Jinan Business Environment Regulation",
                                     date(2022, 3, 1), K.LAW, False),
    "shandong_2020": LegalText("《山东省政务服务热线管理办法》", "Shandong Government Service Hotline Measures",
                               None, K.RULE, False),
    "shandong_provincial_2017": LegalText("《山东省省级政务服务投诉热线管理办法》",
                                          "Shandong Provincial Complaint Hotline Measures", None, K.RULE, False),
    "weifang_2021": LegalText("《潍坊市12345政务服务便民热线条例》", "Weifang 12345 Hotline Regulation",
                              date(2021, 12, 15), K.LAW, True),
    "beijing_2021": LegalText("《北京市接诉即办工作条例》", "Beijing Handling of Complaints Regulation",
                              date(2021, 9, 24), K.LAW, True),
    "national_2025": LegalText("国办函〔2025〕66号", "State Council Office letter (2025) 66", None, K.PAPER, False),
    "national_2020": LegalText("国办发〔2020〕53号", "State Council Office paper (2020) 53", None, K.PAPER, False),
    "civil_code": LegalText("《中华人民共和国民法典》", "Civil Code", date(2021, 1, 1), K.LAW, False),
    "working_hours_1995": LegalText("《国务院关于职工工作时间的规定》", "State Council Rule on Working Hours",
                                    date(1995, 5, 1), K.RULE, False),
    "state_council_holidays": LegalText("国务院办公厅年度节假日安排通知", "State Council holiday notice of the year",
                                        None, K.PAPER, False),
    "gbt_33358_2016": LegalText("GB/T 33358-2016", "GB/T 33358-2016", None, K.STANDARD, False),
    "gbt_33357_2016": LegalText("GB/T 33357-2016", "GB/T 33357-2016", None, K.STANDARD, False),
    "gbt_39666_2020": LegalText("GB/T 39666-2020", "GB/T 39666-2020", None, K.STANDARD, False),
    "gbt_37668_2019": LegalText("GB/T 37668-2019", "GB/T 37668-2019", None, K.STANDARD, False),
    "bengbu_2019": LegalText("《蚌埠市12345市长热线办理工作制度》", "Bengbu hotline working rules (2019)",
                             None, K.PRACTICE, False),
    "shanghai_street_2019": LegalText("上海市静安区大宁路街道热线办理规定", "A Shanghai street's working rules (2019)",
                                      None, K.PRACTICE, False),
    "petition_2022": LegalText("《信访工作条例》", "Petition Work Regulation", date(2022, 5, 1), K.RULE, False),
    "beijing_draft_2021": LegalText("北京市地方标准草案（2021年12月）", "Beijing draft local standard (December 2021)",
                                    None, K.PRACTICE, False),
    HOUSE_RULES: LegalText("本市工作规范", "Centre's working rules", None, K.RULING, True),
})

_ROWS: Mapping[str, tuple[rows.Row, ...]] = MappingProxyType({
    "jinan_2018": rows.JINAN_2018, "jinan_business_2022": rows.JINAN_BUSINESS_2022,
    "shandong_2020": rows.SHANDONG_2020, "shandong_provincial_2017": rows.SHANDONG_PROVINCIAL_2017,
    "weifang_2021": rows.WEIFANG_2021, "beijing_2021": rows.BEIJING_2021,
    "national_2025": rows.NATIONAL_2025, "national_2020": rows.NATIONAL_2020,
    "civil_code": rows.CIVIL_CODE, "working_hours_1995": rows.WORKING_HOURS_1995,
    "state_council_holidays": rows.HOLIDAYS,
    "gbt_33358_2016": rows.GBT_33358_2016, "gbt_33357_2016": rows.GBT_33357_2016,
    "gbt_39666_2020": rows.GBT_39666_2020, "gbt_37668_2019": rows.GBT_37668_2019,
    "bengbu_2019": rows.BENGBU_2019, "shanghai_street_2019": rows.SHANGHAI_STREET_2019,
    "petition_2022": rows.PETITION_2022, "beijing_draft_2021": rows.BEIJING_DRAFT_2021,
    HOUSE_RULES: rows.HOUSE_RULES,
})

PARTIES: Mapping[str, Word] = MappingProxyType({
    "*": Party.EVERYONE, "G": Party.CITY_GOVERNMENT, "O": UnitKind.CITY_OFFICE, "H": UnitKind.CITY_HOTLINE,
    "K": UnitKind.COUNTY_HOTLINE, "U": LegalRole.UNDERTAKING, "N": LegalRole.COOPERATING, "V": UnitKind.VENDOR,
    "C": Role.CALLER, "A": Role.AGENT, "S": UnitKind.SUPERVISORY_BODY, "X": Party.POLICE, "Y": Role.SYSTEM,
})
# fmt: on


def _articles() -> Iterator[Article]:
    for text, table in _ROWS.items():
        for number, items, binds, gist_zh, gist_en in table:
            yield Article(text, number, gist_zh, gist_en, tuple(PARTIES[letter] for letter in binds.split()), items)


ARTICLES: Mapping[str, Article] = MappingProxyType({article.key: article for article in _articles()})

_KEY = re.compile(
    r"(?P<base>R\d+|\w+(?::\w+)?)(?:\.(?P<paragraph>\d+))?(?:\((?P<first>\d+)\))?(?:\((?P<second>\d+)\))?"
)


@cache
def citation(key: str) -> Citation:
    """The citation named by `key` (grammar: this module's head); KeyError naming the key and what is wrong with it."""
    match = _KEY.fullmatch(key)
    article = ARTICLES.get(match["base"]) if match else None
    if match is None or article is None:
        raise KeyError(f"{key}: no such article; add it to law/article_rows.py or correct the citation")
    paragraph, first, second = (int(value) if value else None for value in match.group("paragraph", "first", "second"))
    if second is not None:
        paragraph, first = (first if paragraph is None else -1), second
    return _located(key, article, paragraph, first)


def cite(text: str, number: str) -> Citation:
    """The citation of one article, its number with or without paragraph and item: cite("jinan_2018", "24(2)")."""
    return citation(f"R{number}" if text == HOUSE_RULES else f"{text}:{number}")


def _located(key: str, article: Article, paragraph: int | None, item: int | None) -> Citation:
    """Check paragraph and item against the article's shape; a lone number is an item where there are items."""
    if paragraph is None and item is not None:
        with_items = [place for place, count in enumerate(article.items, start=1) if count]
        if with_items:
            paragraph = with_items[0]
        else:
            paragraph, item = item, None
    if paragraph is not None and not 1 <= paragraph <= len(article.items):
        raise KeyError(f"{key}: {article.key} has {len(article.items)} paragraph(s)")
    if paragraph is not None and item is not None and not 1 <= item <= article.items[paragraph - 1]:
        raise KeyError(f"{key}: paragraph {paragraph} of {article.key} has {article.items[paragraph - 1]} item(s)")
    return Citation(article, None if len(article.items) == 1 else paragraph, item)


def chinese_number(value: int) -> str:
    """An article number in Chinese, 1 to 9999: 24 is 二十四, 201 is 二百零一, 110 is 一百一十."""
    digits = "零一二三四五六七八九"
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += digits[digit] + unit
        elif text and not text.endswith("零") and value % place:
            text += "零"
    return text.removeprefix("一") if 10 <= value < 20 else text
