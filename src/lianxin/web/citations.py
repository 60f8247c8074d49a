"""Citations as pages show them: the article in words, and the page of the law that tells more."""

from __future__ import annotations

from typing import Any

from lianxin.law.articles import citation


def law_href(key: str) -> str:
    """The page of a citation's article: /law/jinan_2018/24 for "jinan_2018:24(2)", /law/house_rules/R18 for "R18"."""
    article = citation(key).article
    return f"/law/{article.text}/{article.number}" if article.number else f"/law/{article.text}"


def cited(key: str) -> dict[str, Any]:
    """{text, href} of a citation."""
    return {"text": citation(key), "href": law_href(key)}
