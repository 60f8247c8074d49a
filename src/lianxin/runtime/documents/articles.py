"""docs/reference/articles.md: every cited text with what each article asks, in our words."""

from __future__ import annotations

from lianxin.law.articles import ARTICLES, TEXTS, Article, Citation, LegalText
from lianxin.runtime.documents.markdown import page, table

_BEFORE = """What the tables cite. The gists are ours, short and without force: the texts themselves govern. A text
marked "in part" was not read whole, and only what rows cite of it stands here.

规则表引用的条款。大意由我们概括，没有效力，以原文为准；注明“部分”的文本未通读，只列规则表引用之处。"""


def text() -> str:
    """The page: one section for each text, its articles in order."""
    return page("Cited texts 引用的条款", _BEFORE, *(_section(key, found) for key, found in TEXTS.items()))


def _section(key: str, found: LegalText) -> str:
    since = f"in force from {found.in_force_from.isoformat()}" if found.in_force_from else ""
    read = "" if found.read_whole else "in part 部分"
    about = " · ".join(part for part in (f"`{key}`", f"{found.kind.zh} {found.kind.en}", since, read) if part)
    lines = [_line(article) for article in ARTICLES.values() if article.text == key]
    headings = ("key", "条款", "binds 约束谁", "大意", "gist")
    return f"## {found.name_zh} {found.name_en}\n\n{about}\n\n" + table(headings, lines)


def _line(article: Article) -> tuple[str, ...]:
    binds = "、".join(party.zh for party in article.binds)
    place = Citation(article).place_zh.strip() or "全文"
    return f"`{article.key}`", place, binds, article.gist_zh, article.gist_en
