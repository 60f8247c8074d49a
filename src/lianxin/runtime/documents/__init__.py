"""The documents that are written from the law's tables, so that they cannot fall behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lianxin.runtime.documents import (
    articles,
    calls,
    clocks,
    consultations,
    coverage,
    glossary,
    indicators,
    inspections,
    lifecycle,
    lifecycle_picture,
    publishing,
    refusals,
    regimes,
    roles,
)

TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "lifecycle": lifecycle.text,
        "roles": roles.text,
        "calls": calls.text,
        "inspections": inspections.text,
        "publishing": publishing.text,
        "consultations": consultations.text,
        "clocks": clocks.text,
        "indicators": indicators.text,
        "regimes": regimes.text,
        "refusals": refusals.text,
        "coverage": coverage.text,
        "articles": articles.text,
        "words": glossary.text,
    }
)
"""What `./lianxin law` prints, in this order."""

DOCUMENTS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "GLOSSARY.md": glossary.text,
        "docs/reference/lifecycle.md": lifecycle.text,
        "docs/reference/lifecycle.svg": lifecycle_picture.svg,
        "docs/reference/roles.md": roles.text,
        "docs/reference/calls.md": calls.text,
        "docs/reference/inspections.md": inspections.text,
        "docs/reference/publishing.md": publishing.text,
        "docs/reference/consultations.md": consultations.text,
        "docs/reference/clocks.md": clocks.text,
        "docs/reference/indicators.md": indicators.text,
        "docs/reference/regimes.md": regimes.text,
        "docs/reference/refusals.md": refusals.text,
        "docs/reference/law-coverage.md": coverage.text,
        "docs/reference/articles.md": articles.text,
    }
)
"""The files that `./lianxin documents` writes, by their place below the project's root."""
