"""Forms of acts on subjects beside orders (inspections, typical cases, opinions): one way to make and to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.http import HttpRequest, QueryDict

from lianxin.law.lamps import Spoken
from lianxin.web.acts.showing import new_key
from lianxin.web.citations import cited
from lianxin.web.plain import plain

LONGEST = 1000
"""Characters of a remark."""

Errors = Mapping[str, Spoken]


class ShownAct(Protocol):
    """An act as its table says it."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""

    @property
    def articles(self) -> Sequence[str]:
        """Its sources, the first of which is shown."""


def subject_form(
    row: ShownAct, href: str, back: str, fields: list[dict[str, Any]], submit: Spoken, *, drafts: bool = False
) -> dict[str, Any]:
    """A form of one act (templates/orders/_form.html)."""
    errors = any(field.get("error") for field in fields)
    return {
        "href": href,
        "title": Spoken(row.zh, row.en),
        "intro": "",
        "article": cited(row.articles[0]),
        "fields": fields,
        "hidden": [{"name": "request_key", "value": new_key()}],
        "errors_text": Spoken("请改正标出的各项", "Correct the fields that are marked") if errors else "",
        "refusal": None,
        "submit": {"text": submit, "tone": "primary"},
        "drafts": drafts,
        "cancel_href": back,
    }


def words_field(
    name: str,
    label: Spoken,
    given: QueryDict | None,
    errors: Errors,
    *,
    required: bool = False,
    help_text: Spoken | str = "",
) -> dict[str, Any]:
    """A field for a remark or a reason."""
    value = given.get(name, "") if given is not None else ""
    return {
        "name": name,
        "kind": "textarea",
        "label": label,
        "rows": 3,
        "max": LONGEST,
        "value": value,
        "required": required,
        "help": help_text,
        "error": errors.get(name, ""),
    }


def tall(field: dict[str, Any], rows: int, most: int) -> dict[str, Any]:
    """The field for a text instead: so many rows, so many characters at most."""
    return field | {"rows": rows, "max": most}


def said_in(request: HttpRequest, name: str, most: int = LONGEST) -> str:
    """The words of one field, without what no text may hold."""
    return plain(request.POST.get(name, ""))[:most]
