"""What style sheets and templates owe each other: no class without a rule or a script, no faint key caps."""

from __future__ import annotations

import re
from pathlib import Path

from lianxin.web import template_tags

WEB = Path(template_tags.__file__).resolve().parent
STATIC, TEMPLATES = WEB / "static", WEB / "templates"

BORROWED = {
    "visually-hidden": "a rule of the style sheets of others",
}
CLASSES = re.compile(r'\bclass="([^"]*)"')
SAID_BY_TEMPLATE = re.compile(r"\{%.*?%\}")
FILLED_IN = re.compile(r"[\w-]*\{\{.*?\}\}[\w-]*")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NESTED = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
ALONE = re.compile(r"\.[\w-]+")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
BEHIND_GLASS = re.compile(r"background(?:-color)?:\s*(?:#[0-9a-f]{8}\b|none|transparent)", re.IGNORECASE)


def classes(template: str) -> set[str]:
    """The classes written in a template; what is filled in later is left out."""
    written = " ".join(CLASSES.findall(FILLED_IN.sub(" ", SAID_BY_TEMPLATE.sub(" ", template))))
    return set(written.split())


def named() -> set[str]:
    """Every word of our own style sheets and scripts."""
    places = [*sorted((STATIC / "css").glob("*.css")), *sorted((STATIC / "js").glob("*.js"))]
    return {word for place in places for word in re.findall(r"[\w-]+", place.read_text(encoding="utf-8"))}


def grounds(sheet: str, selector: str) -> list[str]:
    """What the rules of one selector say, in their order."""
    return [body for names, body in RULE.findall(sheet) if selector in (one.strip() for one in names.split(","))]


def dressed(sheet: str) -> set[str]:
    """The classes that a sheet has a rule for, alone and wherever they are: not below another, in no width."""
    outermost = COMMENT.sub("", sheet)
    while NESTED.search(outermost):
        outermost = NESTED.sub("", outermost)
    names = (one.strip() for selectors, _ in RULE.findall(outermost) for one in selectors.split(","))
    return {one for one in names if ALONE.fullmatch(one)}


def test_the_sheet_of_one_page_dresses_nothing_that_every_page_has() -> None:
    folder = STATIC / "css"
    everywhere = dressed((folder / "app.css").read_text(encoding="utf-8"))
    assert ".hl-side-title" in everywhere
    for place in sorted(folder.glob("*.css")):
        if place.name not in ("app.css", "portal.css"):  # citizens' pages have a sheet of their own
            assert dressed(place.read_text(encoding="utf-8")) & everywhere == set(), place.name


def test_every_class_has_a_rule_or_a_script() -> None:
    known = named() | BORROWED.keys()
    for place in sorted(TEMPLATES.rglob("*.html")):
        unknown = classes(place.read_text(encoding="utf-8")) - known
        assert unknown == set(), place.relative_to(TEMPLATES)


def test_the_key_cap_in_the_search_stands_on_a_ground_of_its_own() -> None:
    rules = grounds((STATIC / "css" / "app.css").read_text(encoding="utf-8"), ".hl-find kbd")
    assert rules
    assert [body for body in rules if BEHIND_GLASS.search(body)] == [], "white on it must be read whatever lies below"


def test_buttons_of_citizens_are_dressed_by_their_class_alone() -> None:
    sheet = (STATIC / "css" / "portal.css").read_text(encoding="utf-8")
    assert not [names for names, _ in RULE.findall(sheet) if re.search(r"button:not\(|\.button\b", names)]


def test_the_lints_find_what_they_look_for() -> None:
    assert classes('<p class="a{% if b %} c{% endif %} of-{{ d }} e"></p>') == {"a", "c", "e"}
    assert dressed(
        "/* .x { } */ .a { b: c; } @media print { .d { e: f; } @page { g: h; } } .i .j { } .k, .l:hover { }"
    ) == {
        ".a",
        ".k",
    }
    assert grounds(".a kbd, .b kbd { background: #ffffff26; } .c { }", ".b kbd") == [" background: #ffffff26; "]
    assert BEHIND_GLASS.search("background: #ffffff26;")
    assert not BEHIND_GLASS.search("background: var(--brand-deep);")
