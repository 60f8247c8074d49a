"""Brings a city's files into the tables: `load_city` is what `demo` and the command load-city call."""

from __future__ import annotations

from lianxin.actions._city import LoadedCity as CitySummary
from lianxin.runtime.city.accounts import DEMO_PASSWORD, DemoAccount, demo_accounts
from lianxin.runtime.city.files import read_city_files
from lianxin.runtime.city.loading import load_city

__all__ = ["DEMO_PASSWORD", "CitySummary", "DemoAccount", "demo_accounts", "load_city", "read_city_files"]
