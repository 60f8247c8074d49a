"""The unprivileged user under whom the embedded database runs when we are root (PostgreSQL refuses root)."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianxin.runtime.speech import CommandRefused, pick, say

NAME = "lianxin"


@dataclass(frozen=True)
class DatabaseUser:
    """Who runs the database: uid and gid to change to, or None for both when it is ourselves."""

    uid: int | None
    gid: int | None

    def own(self, folder: Path) -> None:
        """Give a folder to the database's user, readable by no one else."""
        folder.chmod(0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def run(
        self, command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this user from `/`, in plain English, and return what it said."""
        return subprocess.run(
            [str(word) for word in command],
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def reaches(self, folder: Path) -> bool:
        """Whether this user may enter a folder."""
        return self.uid is None or self.run(["test", "-x", folder]).returncode == 0


def database_user() -> DatabaseUser:
    """Ourselves, or the system user `lianxin` when we are root; made if it does not exist."""
    if os.geteuid() != 0:
        return DatabaseUser(None, None)
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _make_user()
    return DatabaseUser(entry.pw_uid, entry.pw_gid)


def _make_user() -> pwd.struct_passwd:
    say(
        f"建立系统用户 {NAME}（数据库不能以 root 运行）。",
        f"Making the system user {NAME} (the database may not run as root).",
    )
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/var/lib/lianxin"]
    try:
        done = subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, text=True, check=False
        )
        problem = done.stderr.strip() if done.returncode else ""
    except FileNotFoundError:
        problem = "useradd not found"
    if problem:
        raise CommandRefused(
            "system_user",
            zh=f"无法建立系统用户 {NAME}：{problem}",
            en=f"The system user {NAME} could not be made: {problem}",
            next_step=pick(
                f"请手工建立（useradd --system {NAME}），或以普通用户启动。",
                f"Make it by hand (useradd --system {NAME}), or start as an ordinary user.",
            ),
        )
    return pwd.getpwnam(NAME)
