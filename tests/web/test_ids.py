"""Ids on a page: each stands once, a form in the dialog has its own, and what labels or describes is there."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from tests.web.pages import FRAGMENTS, PAGES, render

DIALOGS = [name for name, (template, _) in FRAGMENTS.items() if template == "components/dialog.html"]
BELOW = ("action", "list", "desk", "examine", "examine-barred", "receive")
"""Pages over which a dialog opens, with forms and filters of their own."""

everything = pytest.mark.parametrize("name", [*PAGES, *FRAGMENTS])


def ids_of(html: str) -> list[str]:
    """Every id in a page, in its order."""
    return re.findall(r'\sid="([^"]*)"', html)


@everything
def test_no_id_stands_twice_in_a_page(name: str) -> None:
    found = ids_of(render(name, "zh-hans"))
    assert [one for one in found if found.count(one) > 1] == []


@pytest.mark.parametrize("page", BELOW)
@pytest.mark.parametrize("dialog", DIALOGS)
def test_a_form_in_the_dialog_shares_no_id_with_the_page_below(page: str, dialog: str) -> None:
    assert set(ids_of(render(page, "zh-hans"))) & set(ids_of(render(dialog, "zh-hans"))) == set()


@everything
def test_what_labels_and_describes_is_there(name: str) -> None:
    html = render(name, "zh-hans")
    named = re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"', html)
    assert {one for names in named for one in names.split()} - {*ids_of(html), "hl-dialog-title"} == set()


@pytest.mark.parametrize("error", ["", "请选择"])
def test_each_of_several_choices_says_that_the_answer_is_wrong(error: str) -> None:
    choices = [{"value": "1", "text": "一"}, {"value": "2", "text": "二"}]
    field = {"name": "flags", "kind": "checks", "label": "标记", "error": error, "choices": choices}
    html = render_to_string("components/field.html", {"field": field})
    assert html.count('aria-invalid="true"') == (len(choices) if error else 0)
