"""What people type, without characters that nobody can type: a database takes no NUL, and a page shows none."""

from __future__ import annotations

import re

from django.http import HttpRequest

# Line breaks and tabs are typed; everything else below the space, and the marks of C1, is not.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """The text without control characters, and without space around it."""
    return _CONTROLS.sub("", text).strip()


def has_controls(request: HttpRequest) -> bool:
    """Whether an address holds control characters: such an address was not made by a page of ours."""
    said = [request.path, *(value for values in request.GET.lists() for value in (values[0], *values[1]))]
    return any(_CONTROLS.search(text) for text in said)
