"""采用规则 · Adopt a regime."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from lianxin.actions._door import Door
from lianxin.actions._rules import Adoption, adopt, read_layers


def adopt_regime(door: Door, *, adoption: Adoption, texts: Mapping[str, str]) -> str:
    """Keeps the version that these regimes make on a day and returns its name; orders name it for good (R69).

    `texts` are the TOML of all regimes by id. Raises `DataRefused` where they cannot stand together.
    """
    with transaction.atomic():
        layers = read_layers(adoption.regimes, texts)
        version, _ = adopt(door, layers, texts, adoption)
    return version
