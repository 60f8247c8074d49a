"""Fields and forms of consultations at the desk (templates/orders/_form.html)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianxin.law.consultation import BY_ACTION
from lianxin.law.consultation_text import GENERAL, Content, Item
from lianxin.law.decisions.consultation import LONGEST_WORDS
from lianxin.law.lamps import Spoken
from lianxin.law.words import ConsultationItemKind
from lianxin.web.acts.showing import new_key
from lianxin.web.citations import cited
from lianxin.web.consultations.answers import GROUP, NONE, pick_name, words_name
from lianxin.web.consultations.shown import WHOLE, both, choices_of, labels

Errors = Mapping[str, Spoken]
Field = dict[str, Any]
Values = Mapping[str, Sequence[str]]
SHORT = 120
"""Characters of a paragraph that are shown beside its field."""


def field(name: str, kind: str, label: Spoken, values: Values, errors: Errors, **more: Any) -> Field:  # noqa: ANN401 - what components/field.html takes
    """One field with what stands in it."""
    value = (values.get(name) or [""])[0]
    shown = {"name": name, "kind": kind, "label": label, "value": value, "required": False, "help": ""}
    return shown | {"error": errors.get(name, "")} | more


def choice_field(
    name: str,
    label: Spoken,
    choices: Sequence[tuple[str, Spoken]],
    values: Values,
    errors: Errors,
    **more: Any,  # noqa: ANN401 - as above
) -> Field:
    """One of several, each with its digit; or several of them."""
    given = values.get(name) or []
    shown = [
        {"value": code, "text": text, "key": str(place) if place < 10 else "", "selected": code in given}
        for place, (code, text) in enumerate(choices, start=1)
    ]
    return field(name, "segmented", label, values, errors) | {"choices": shown} | more


def act_form(action: str, href: str, back: str, fields: list[Field], submit: Spoken, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """A form of one act; `more` may set intro, drafts, hidden."""
    row = BY_ACTION[action]
    hidden = [{"name": "request_key", "value": new_key()}, *more.pop("hidden", ())]
    wrong = any(one.get("error") for one in fields)
    return {
        "href": href,
        "title": Spoken(row.zh, row.en),
        "intro": "",
        "article": cited(row.articles[0]),
        "fields": fields,
        "hidden": hidden,
        "errors_text": Spoken("请改正标出的各项", "Correct the fields that are marked") if wrong else "",
        "refusal": None,
        "submit": {"text": submit, "tone": "primary"},
        "drafts": False,
        "cancel_href": back,
    } | more


# ---- an answer, as it is written down --------------------------------------------------------------------------------


def answer_fields(content: Content, values: Values, errors: Errors) -> list[Field]:
    """Group, paragraphs, questions, and what is said to the whole."""
    named, fields = labels(content), []
    if content.groups:
        groups = [(one.code, both(one.zh, one.en)) for one in content.groups]
        fields.append(choice_field(GROUP, Spoken("人群", "Group"), groups, values, errors, required=True))
    for item in content.items:
        fields += _item_fields(item, named[item.serial], values, errors)
    whole = field(words_name(GENERAL), "textarea", WHOLE, values, errors, rows=2, max=LONGEST_WORDS)
    return [*fields, whole]


def _item_fields(item: Item, label: Spoken, values: Values, errors: Errors) -> list[Field]:
    text = both(item.zh, item.en)
    beside = Spoken(text.zh[:SHORT], text.en[:SHORT])
    found = []
    if item.kind is ConsultationItemKind.SEVERAL:
        ticked = choice_field(pick_name(item.serial), label, choices_of(item), values, errors)
        found.append(ticked | {"kind": "checks", "help": beside, "required": item.required})
    elif item.codes:
        choices = choices_of(item) + ([] if item.required else [(NONE, Spoken("未表态", "Says nothing"))])
        ticked = choice_field(pick_name(item.serial), label, choices, values, errors)
        found.append(ticked | {"help": beside, "required": item.required})
    if item.takes_words:
        paragraph = item.kind is ConsultationItemKind.PARAGRAPH
        name, more = words_name(item.serial), {"rows": 2, "max": LONGEST_WORDS}
        called = Spoken("理由或改法", "Why, or how") if paragraph else label
        shown = field(name, "textarea", called, values, errors, **more)
        found.append(shown | {"help": "" if paragraph else beside, "required": item.required})
    return found
