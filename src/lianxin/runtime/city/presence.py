"""What a command that writes orders needs: tables of this version, a city in them, and keys for what callers say."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import ProgrammingError

from lianxin.records.models import City, Person
from lianxin.runtime.installation import Installation
from lianxin.runtime.keys import MASTER, make_missing_keys, missing_keys
from lianxin.runtime.speech import CommandRefused


def need_city(installation: Installation) -> None:
    """Refuses a database without a city; makes the keys of an installation that has kept nobody yet."""
    if not _city_is_there():
        raise CommandRefused(
            "city_not_loaded",
            zh="数据库里还没有城市，无法建立工单。",
            en="The database holds no city yet, so that no order can be made.",
            next_step="Start ./lianxin demo once, or run ./lianxin migrate and ./lianxin load-city FOLDER.",
        )
    if MASTER not in missing_keys(installation.keys):
        return
    if Person.objects.exists():
        raise CommandRefused(
            "keys_missing",
            zh=f"{installation.keys} 里没有主密钥，已存的个人信息无法读取。",
            en=f"The master key is not in {installation.keys}, and people are kept under it.",
            next_step="Restore the key file from its backup, or name the right folder with --data DIR.",
        )
    make_missing_keys(installation.keys)


def city_folder(cities: Path) -> Path:
    """The folder below `cities` that holds the files of the city in the database; refuses when none does."""
    code = City.objects.values_list("code", flat=True).get()
    for place in sorted(cities.glob("*/city.toml")):
        if tomllib.loads(place.read_text(encoding="utf-8")).get("code") == code:
            return place.parent
    raise CommandRefused(
        "city_files_missing",
        zh=f"{cities} 下没有代码为 {code} 的城市文件。",
        en=f"No folder below {cities} holds the files of the city {code}.",
        next_step="Name the folder with --city FOLDER.",
    )


def _city_is_there() -> bool:
    try:
        return City.objects.exists()
    except ProgrammingError:
        return False
