"""Reads a form off a page and fills it in, as a person would who does no more than is asked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

WORDS = "已按要求办理，情况属实。"

TOKEN = re.compile(r'(name="csrf(?:middlewaretoken|-token)" (?:value|content)=)"\w+"')
MOMENT = re.compile(r'"[\d-]+[T ][\d:.]+\+08:00"')


def said_to_anybody(page: HttpResponse, asked: str) -> str:
    """A page without what differs each time it is made: form tokens, its moment, the address that was asked for."""
    made = MOMENT.sub('""', TOKEN.sub(r"\1", page.content.decode()))
    return made.replace(f'name="next" value="{asked}"', "")


@dataclass
class Control:
    """One field: what stands in it, what can be chosen, whether it is needed, and when it is shown."""

    kind: str
    required: bool = False
    chosen: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    shown_when: str = ""


class FormReader(HTMLParser):
    """The one form of class hl-form in a page or dialog."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.controls: dict[str, Control] = {}
        self._inside = False
        self._shown_when = ""
        self._needed = False
        self._select: Control | None = None
        self._area: Control | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        classes = names.get("class", "").split()
        if tag == "form" and "hl-form" in classes:
            self._inside, self.action = True, names["action"]
        if not self._inside:
            return
        if tag == "div" and "hl-field" in classes:
            self._shown_when, self._needed = names.get("data-shown-when", ""), False
        if "hl-label" in classes:
            self._needed = "required" in classes
        if tag == "input":
            self._input(names)
        elif tag == "select":
            self._select = self._control(names, "select")
        elif tag == "textarea":
            self._area = self._control(names, "textarea")
        elif tag == "option" and self._select is not None and "disabled" not in names:
            self._select.options.append(names["value"])
            if "selected" in names:
                self._select.chosen.append(names["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._area is not None and data.strip():
            self._area.chosen.append(data)

    def _control(self, names: dict[str, str], kind: str) -> Control:
        known = self.controls.get(names["name"])
        if known is None:
            known = self.controls[names["name"]] = Control(kind, self._needed, shown_when=self._shown_when)
        return known

    def _input(self, names: dict[str, str]) -> None:
        kind, value = names.get("type", "text"), names.get("value", "")
        if "name" not in names:
            return
        control = self._control(names, kind)
        if kind in ("radio", "checkbox"):
            control.options.append(value)
            if "checked" in names:
                control.chosen.append(value)
        elif value:
            control.chosen.append(value)


def fill(html: str, **given: str | list[str]) -> dict[str, list[str]]:
    """What a browser would send: what is given, what stands there already, and the least for what is needed."""
    form = FormReader(html)
    unknown = set(given) - set(form.controls)
    assert not unknown, f"no such fields: {unknown}; there are {sorted(form.controls)}"
    data: dict[str, list[str]] = {}
    for name, control in form.controls.items():
        if not _shown(control, data, given):
            continue
        if name in given:
            value = given[name]
            data[name] = [value] if isinstance(value, str) else value
        else:
            data[name] = [one for one in control.chosen if one] or (_least(control) if control.required else [])
    return {name: values for name, values in data.items() if values}


def _shown(control: Control, data: dict[str, list[str]], given: dict[str, str | list[str]]) -> bool:
    above, _, values = control.shown_when.partition("=")
    if not above:
        return True
    chosen = data.get(above) or given.get(above) or [""]
    return any(value in chosen for value in values.split("|"))


def _least(control: Control) -> list[str]:
    options = [one for one in control.options if one]
    if options:
        return options[:1]
    if control.kind == "date":
        return [(dt.date.today() + dt.timedelta(days=12)).isoformat()]  # noqa: DTZ011 - any later day will do
    return ["2"] if control.kind == "number" else [WORDS]
