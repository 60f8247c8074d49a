"""The rules that bind an order, by the version it names: a version's content never changes, so it is kept for good."""

from __future__ import annotations

import datetime as dt
import functools

from lianxin.law.policy import Policy, load_order, stack
from lianxin.law.refusals import Refused
from lianxin.law.regime import parse_regime
from lianxin.records.models import RegimeVersion


@functools.lru_cache(maxsize=64)
def policy_for(version: str) -> Policy:
    """The policy of one version, made from its stored texts; refuses a version that was never adopted."""
    row = RegimeVersion.objects.filter(version=version).first()
    if row is None:
        raise Refused("regime_unknown", version)
    layers = {name: parse_regime(text, f"cities/regimes/{name}.toml") for name, text in row.texts.items()}
    return stack(load_order(row.regimes, layers), row.on_date, as_if_in_force=row.as_if_in_force)


def read_versions_in_force() -> list[tuple[dt.datetime, str]]:
    """Since when which version binds new orders, oldest first."""
    rows = RegimeVersion.objects.filter(in_force_from__isnull=False).order_by("in_force_from", "id")
    return list(rows.values_list("in_force_from", "version"))
