"""One installation: the folder of its keys, seals, attachments, logs and rejects, and where its database lies."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lianxin.runtime.embedded_postgres import LONGEST_SOCKET, SOCKET_NAME, Cluster
from lianxin.runtime.places import ROOT
from lianxin.runtime.speech import CommandRefused, pick, say
from lianxin.runtime.system_user import DatabaseUser, database_user

SYSTEM_HOME = Path("/var/lib/lianxin")
SYSTEM_RUN = Path("/run/lianxin")
FOLDERS = ("keys", "seals", "attachments", "logs", "rejects", "run")


@dataclass(frozen=True)
class Installation:
    """An opened installation: `data` is its folder, `identity` its random name, `cluster` its own database."""

    data: Path
    identity: str
    cluster: Cluster

    @property
    def keys(self) -> Path:
        """Where the secret keys lie, outside the database and its backups."""
        return self.data / "keys"

    @property
    def logs(self) -> Path:
        """Where each process writes what it says."""
        return self.data / "logs"

    @property
    def live_socket(self) -> Path:
        """Behind which the live-update process listens."""
        return self.cluster.sockets / "live.sock"

    @contextmanager
    def locked(self, name: str, *, shared: bool = False, wait: bool = True) -> Iterator[bool]:
        """Hold a lock that dies with the process; yields False when another has it and we do not wait."""
        with (self.data / "run" / f"{name}.lock").open("a+b") as handle:
            mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
            try:
                fcntl.flock(handle, mode)
            except BlockingIOError:
                yield False
            else:
                yield True


def open_installation(*, make: bool = True) -> Installation:
    """The installation named by LIANXIN_DATA (or --data), else this clone's own; its folders are made when absent.

    Commands that only read make nothing (`make` false): an empty `keys` in place of a lost one would hide the loss.
    """
    data = default_data().absolute()
    try:
        if make:
            _make_folders(data)
        noted = _noted(data, make=make)
    except (OSError, ValueError) as error:
        raise CommandRefused(
            "data_folder",
            zh=f"数据目录不可用：{data}（{error}）",
            en=f"The data folder cannot be used: {data} ({error})",
            next_step=pick("请换一个您可写的目录：--data DIR", "Give a folder that you may write to: --data DIR"),
        ) from error
    user = database_user()
    cluster = Cluster(folder=_cluster_folder(data, noted, user), sockets=_socket_folder(noted["id"]), user=user)
    return Installation(data=data, identity=noted["id"], cluster=cluster)


def _make_folders(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        data.chmod(0o711)
        if data.parent == SYSTEM_HOME:
            _open_to_all(SYSTEM_HOME)
    for name in FOLDERS:
        (data / name).mkdir(exist_ok=True, mode=0o700)


def default_data() -> Path:
    """LIANXIN_DATA, else a folder of the clone's name and place below /var/lib/lianxin or ~/.local/share/lianxin."""
    if given := os.environ.get("LIANXIN_DATA"):
        return Path(given)
    name = f"{ROOT.name}-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:8]}"
    if os.geteuid() == 0:
        return SYSTEM_HOME / name
    share = os.environ.get("XDG_DATA_HOME") or Path("~").expanduser() / ".local" / "share"
    return Path(share) / "lianxin" / name


def _noted(data: Path, *, make: bool) -> dict[str, str]:
    """What `installation.json` says; a new one gets a random name, so that it never meets another's database."""
    place = data / "installation.json"
    if not make and not place.exists():
        return {"id": secrets.token_hex(4), "cluster": "postgresql"}  # its database is a server of its own
    if not place.exists():
        _note(place, {"id": secrets.token_hex(4)})
    noted: dict[str, str] = json.loads(place.read_text(encoding="utf-8"))
    return noted


def _note(place: Path, noted: dict[str, str]) -> None:
    half = place.with_suffix(".new")
    half.write_text(json.dumps(noted, indent=1) + "\n", encoding="utf-8")
    half.replace(place)


def _cluster_folder(data: Path, noted: dict[str, str], user: DatabaseUser) -> Path:
    """Inside the data folder, or below /var/lib/lianxin when the database's user may not go there; noted once."""
    if "cluster" not in noted:
        folder = Path("postgresql")  # relative, so that the data folder may be moved
        if not user.reaches(data):
            folder = SYSTEM_HOME / "clusters" / noted["id"]
            _open_to_all(SYSTEM_HOME, folder.parent)
            say(
                f"数据库用户进不了 {data}，数据库放在 {folder}（已记入 installation.json）。",
                f"The database's user cannot enter {data}; the database lies in {folder} (noted in installation.json).",
            )
        noted["cluster"] = str(folder)
        _note(data / "installation.json", noted)
    return data / noted["cluster"]


def _open_to_all(*folders: Path) -> None:
    """Folders of the system that the database's user passes through, whatever our umask is."""
    for folder in folders:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def _socket_folder(identity: str) -> Path:
    """A short folder of our own for the sockets: LIANXIN_RUN, /run/lianxin, XDG_RUNTIME_DIR or the temporary folder."""
    if given := os.environ.get("LIANXIN_RUN"):
        return Path(given).absolute() / identity
    if os.geteuid() == 0:
        _open_to_all(SYSTEM_RUN)
        return SYSTEM_RUN / identity
    own = f"lianxin-{os.geteuid()}"
    homes = [
        Path(home) / "lianxin" for home in (os.environ.get("XDG_RUNTIME_DIR"),) if home and os.access(home, os.W_OK)
    ]
    homes += [Path(tempfile.gettempdir()) / own, Path("/tmp") / own]  # noqa: S108 - made 0700 and checked to be ours
    short = [home / identity for home in homes if len(os.fsencode(home / identity / SOCKET_NAME)) <= LONGEST_SOCKET]
    for folder in short or [homes[0] / identity]:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.parent.stat().st_uid == os.geteuid():
            return folder
    raise CommandRefused(
        "socket_folder",
        zh=f"套接字目录 {homes[-1]} 属于他人。",
        en=f"The folder for sockets, {homes[-1]}, belongs to someone else.",
        next_step=pick("请将 LIANXIN_RUN 设为您自己的短路径目录。", "Set LIANXIN_RUN to a short folder of your own."),
    )
