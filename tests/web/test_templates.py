"""What every template keeps: it renders, in two languages, with full-width Chinese punctuation and nothing inline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.test.signals import template_rendered
from django.utils.translation import template as translatable

from lianxin.web import template_tags
from tests.web.machine_dates import machine_dates
from tests.web.pages import FRAGMENTS, LANGUAGES, PAGES, render

WEB = Path(template_tags.__file__).resolve().parent
TEMPLATES = WEB / "templates"
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
ICONS = WEB.parents[2] / "frontend" / "icons.txt"

CHINESE = "\u3400-\u9fff"
CHINESE_OR_FULL = CHINESE + "\u3000-\u303f\uff00-\uffef"
MIXED = re.compile(rf"[{CHINESE_OR_FULL}][,;:?!()]|[,;:?!()][{CHINESE_OR_FULL}]")
CROWDED = re.compile(rf"[{CHINESE}][A-Za-z0-9{{%]|[A-Za-z0-9}}][{CHINESE}]")
HEADING = re.compile(r"<h([1-6])[ >]")
BEFORE_THE_TITLE = {"handed", "receive", "receive-new", "receive-silent"}
"""Pages on which something comes first: what is read out to the caller at once, or who calls."""
HIDDEN = re.compile(r"<(dialog|template)\b.*?</\1>", re.DOTALL)
QUOTED = r"""u?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
CALLS = re.compile(rf"\bn?gettext\(\s*{QUOTED}")
CALLS_IN_CONTEXT = re.compile(rf"\bn?pgettext\(\s*{QUOTED},\s*{QUOTED}")
BY_HAND = re.compile(r'(?:href|action|src|hx-get|hx-post)="/\w[^"]*"')
MARKED_TWICE = re.compile(r'lang="zh-Hans"[^>]*>\{\{ [\w.]+\|(?:text|said) \}\}')
CUT_OFF = re.compile(r"\bat\.date\b|\w_at\.date\b")
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")
Message = tuple[str | None, str]
"""Context (None for most) and Chinese text of what gettext is asked for."""

VOID = {"meta", "link", "input", "br", "use", "img", "hr", "path"}
SPOKEN_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt"}

everything = pytest.mark.parametrize("name", [*PAGES, *FRAGMENTS])
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def sources() -> Iterator[Path]:
    """All template files."""
    yield from sorted(TEMPLATES.rglob("*.html"))


def broken_policy(html: str) -> list[str]:
    """What a strict Content-Security-Policy would refuse in a page."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = dict(attrs)
            if tag == "style" or (tag == "script" and "src" not in names and names.get("type") != "application/json"):
                found.append(f"<{tag}> inline")
            for name, value in attrs:
                said = value or ""
                if name == "style" or name.startswith(("on", "hx-on")) or said.startswith(("javascript:", "js:")):
                    found.append(f"{tag} {name}={said}")
                if name == "hx-trigger" and "[" in said:
                    found.append(f"{tag} {name}={said}")

    Reader().feed(html)
    return found


def unmarked_chinese(html: str) -> list[str]:
    """Chinese words of an English page that no `lang` marks; what people typed or choose from is left out."""
    found: list[str] = []

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.stack: list[tuple[str, bool]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = dict(attrs)
            chinese = bool(self.stack and self.stack[-1][1])
            if "lang" in names and tag != "html":
                chinese = (names["lang"] or "").startswith("zh")
            for name in SPOKEN_ATTRIBUTES & names.keys():
                self.look(names[name] or "", chinese)
            if tag not in VOID:
                self.stack.append((tag, chinese))

        def handle_endtag(self, tag: str) -> None:
            if tag not in VOID and any(open_tag == tag for open_tag, _ in self.stack):
                while self.stack.pop()[0] != tag:
                    pass

        def handle_data(self, data: str) -> None:
            tag, chinese = self.stack[-1] if self.stack else ("", False)
            if tag not in {"textarea", "option", "title"}:
                self.look(data, chinese)

        def look(self, words: str, chinese: bool) -> None:
            if not chinese and re.search(f"[{CHINESE}]", words):
                found.append(words.strip())

    Reader().feed(html)
    return found


def skipped_headings(html: str) -> list[str]:
    """Headings that stand more than one step below the one before; the first of a page is its title."""
    levels = [int(level) for level in HEADING.findall(HIDDEN.sub("", html))]
    return [f"h{before} h{level}" for before, level in zip([0, *levels], levels, strict=False) if level > before + 1]


def spoken_in(code: str) -> set[Message]:
    """What a piece of Python hands to gettext."""
    found = {(None, _plain(double, single)) for double, single in CALLS.findall(code)}
    contexts = CALLS_IN_CONTEXT.findall(code)
    return found | {(_plain(*each[:2]), _plain(*each[2:])) for each in contexts}


def _plain(double: str, single: str) -> str:
    return (double or single).replace("\\'", "'")


def messages() -> set[Message]:
    """Every text that templates and the code of the pages hand to gettext."""
    found: set[Message] = set()
    for place in [*sources(), *sorted(WEB.rglob("*.py"))]:
        text = place.read_text(encoding="utf-8")
        code = translatable.templatize(text, origin=str(place)) if place.suffix == ".html" else text
        found |= spoken_in(code)
    return found


def catalogue() -> list[polib.POEntry]:
    """Every English text that is in use."""
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def twice(entries: Iterable[polib.POEntry]) -> list[Message]:
    """What has two English texts: of these, the compiled catalogue keeps the last for every place."""
    counted = Counter((entry.msgctxt, entry.msgid) for entry in entries)
    return [message for message, count in counted.items() if count > 1]


@everything
@in_each_language
def test_a_sample_renders_without_anything_inline(name: str, language: str) -> None:
    html = render(name, language)
    assert len(html) > 300
    assert broken_policy(html) == []


@everything
def test_an_english_page_is_english(name: str) -> None:
    assert unmarked_chinese(render(name, "en")) == []


@everything
@in_each_language
def test_chinese_punctuation_is_full_width(name: str, language: str) -> None:
    words = re.sub(r"<[^>]+>", "\n", render(name, language))
    assert MIXED.findall(words) == []


@everything
@in_each_language
def test_dates_are_written_for_people(name: str, language: str) -> None:
    assert machine_dates(render(name, language)) == []


@pytest.mark.parametrize("name", sorted(PAGES.keys() - BEFORE_THE_TITLE))
def test_headings_lead_down_step_by_step(name: str) -> None:
    assert skipped_headings(render(name, "zh-hans")) == []


def test_every_template_is_rendered_by_a_sample() -> None:
    seen: set[str] = set()

    def note(template: object, **_: object) -> None:
        seen.add(str(getattr(template, "name", "")))

    template_rendered.connect(note)
    try:
        for name in [*PAGES, *FRAGMENTS]:
            render(name, "zh-hans")
    finally:
        template_rendered.disconnect(note)
    assert {str(place.relative_to(TEMPLATES)) for place in sources()} - seen == set()


@pytest.mark.parametrize("place", list(sources()), ids=lambda place: str(place.relative_to(TEMPLATES)))
def test_the_source_of_a_template_is_clean(place: Path) -> None:
    text = place.read_text(encoding="utf-8")
    assert MIXED.findall(re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)) == []
    assert broken_policy(text) == []
    assert BY_HAND.findall(text) == [], "an address is made of its name"
    assert MARKED_TWICE.findall(text) == [], "the filter marks what is Chinese; what is not must not be read as such"
    assert CUT_OFF.findall(text) == [], "the day of a moment is the day in Shanghai: give the moment to the tag"
    assert "{#" in text or "{% comment %}" in text or place.name == "field_aria.html", "says nothing about its context"


@in_each_language
def test_each_picture_link_of_a_citizens_files_names_its_file(language: str) -> None:
    links = re.findall(r"<a [^>]*><img .*?</a>", render("follow-whole", language))
    assert links
    names = [re.sub(r"<[^>]+>", "", link) for link in links]
    assert all(re.search(r"\.\w+$", name) for name in names), names


def test_every_text_has_its_english() -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue()}
    assert messages() - known == set(), "add these to the catalogue"
    assert known - messages() == set(), "nobody says these any more"


def test_no_text_has_two_english_ones() -> None:
    assert twice(catalogue()) == [], "one English for all, or a context for each meaning"


@pytest.mark.parametrize("entry", list(polib.pofile(str(CATALOGUE))), ids=lambda entry: entry.msgid[:20])
def test_a_translation_is_whole(entry: polib.POEntry) -> None:
    said = list(entry.msgstr_plural.values()) or [entry.msgstr]
    assert not entry.fuzzy
    for words in said:
        assert words.strip(), "has no English"
        assert not re.search(f"[{CHINESE_OR_FULL}]", words), "has Chinese in its English"
        assert set(PLACES.findall(words)) == set(PLACES.findall(entry.msgid)), "names other places"
    assert MIXED.findall(entry.msgid) == []
    assert CROWDED.findall(PLACES.sub("", entry.msgid)) == []


def test_every_icon_is_in_the_sprite() -> None:
    drawn = set(ICONS.read_text(encoding="utf-8").split())
    everywhere = "".join(place.read_text(encoding="utf-8") for place in sources())
    named = set(re.findall(r'\{% icon "([\w-]+)"', everywhere))
    named |= set(template_tags.LAMP_ICONS.values())
    assert len(named) > 20
    assert named - drawn == set()


def test_the_lints_find_what_they_look_for() -> None:
    bad = '<p style="x" onclick="y()">中文</p><script>z()</script><a href="javascript:w()" hx-trigger="k[c]"></a>'
    assert len(broken_policy(bad)) == 5
    assert unmarked_chinese('<p>中文</p><p lang="zh-Hans">中文</p><p title="中文">x</p>') == ["中文", "中文"]
    assert MIXED.findall("转办,签收；ok, fine") == ["办,"]
    assert CROWDED.findall("有3条") == ["有3"]
    assert BY_HAND.findall('<a href="/portal/follow/"></a><a href="{% url "portal" %}"></a>') == [
        'href="/portal/follow/"'
    ]
    assert MARKED_TWICE.search('<a lang="zh-Hans">{{ row.title|text }}</a>')
    assert CUT_OFF.findall("{% on case.at.date %}{% on row.read_at.date %}{% on step.date %}") == [
        "at.date",
        "d_at.date",
    ]
    assert spoken_in("pgettext(u'b', u'a') gettext('c')") == {("b", "a"), (None, "c")}
    assert machine_dates('<p title="2026-12-10">2026-12-10</p><time>2025-12-10</time>') == ["2026-12-10"]
    assert skipped_headings("<h2>a</h2><h1>b</h1><dialog><h4>c</h4></dialog><h2>d</h2><h4>e</h4>") == ["h0 h2", "h2 h4"]
    again = [polib.POEntry(msgid="a"), polib.POEntry(msgid="a", msgctxt="b"), polib.POEntry(msgid="a")]
    assert twice(again) == [(None, "a")]
