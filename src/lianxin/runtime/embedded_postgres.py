"""A PostgreSQL of our own behind a unix socket: made, started, adopted when it survived, mended after a crash."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from lianxin.runtime.database_url import socket_url
from lianxin.runtime.postgres_binaries import Binaries, find_binaries
from lianxin.runtime.speech import CommandRefused, pick, say
from lianxin.runtime.system_user import DatabaseUser

SUPERUSER = "postgres"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes; the kernel's limit for a unix socket's path
START_SECONDS = 300  # a crash under load may take a while to recover from
# What callers said must not come into the server's log with a statement or a failing row.
SAYS_NOTHING = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
SETTINGS = {
    "listen_addresses": "''",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'Asia/Shanghai'",
    "log_timezone": "'Asia/Shanghai'",
    "logging_collector": "on",
    "log_directory": "'log'",
    "log_filename": "'postgresql-%a.log'",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_checkpoints": "off",
    **SAYS_NOTHING,
    "autovacuum_naptime": "30s",
}
MEGABYTE = 1024**2
FEWEST_BUFFERS, MOST_BUFFERS = 64, 2048
"""Megabytes of the pages that the server keeps itself: an eighth of the machine's memory between these."""

# What makes an acknowledged commit survive the power cut; only throw-away clusters do without.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """One cluster: its data folder, the folder of its socket, who runs it, and whether commits must survive a crash."""

    folder: Path
    sockets: Path
    user: DatabaseUser
    durable: bool = True
    programs: Binaries | None = None

    def start(self) -> bool:
        """Bring the cluster up; False when a running one was adopted. Raises `CommandRefused` with the reason."""
        self._check_socket()
        if self._survived():
            return False
        binaries = self._binaries()
        if not (self.folder / "PG_VERSION").exists():
            self._create(binaries)
        self._clear_stale_pid()
        self._write_settings()
        self._launch(binaries)
        return True

    def stop(self) -> None:
        """Stop the cluster, ending its sessions, and clear its sockets away; nothing happens when it is not running."""
        if self.running():
            self.user.run([self._binaries().folder / "pg_ctl", "-D", self.folder, "-m", "fast", "-w", "stop"])
        self.clear_sockets()

    def clear_sockets(self) -> None:
        """Away with the folder of the sockets, which each start makes anew; nothing happens while the server lives."""
        if self.postmaster() is not None:
            return
        for left in self.sockets.glob("*") if self.sockets.is_dir() else ():
            if left.is_socket() or left.name == f"{SOCKET_NAME}.lock":
                left.unlink(missing_ok=True)
        with suppress(OSError):  # somebody else's file lies there, or nothing was ever made
            self.sockets.rmdir()

    def running(self) -> bool:
        """Whether this cluster's server lives and takes connections."""
        if self.postmaster() is None:
            return False
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def postmaster(self) -> int | None:
        """The process id of this cluster's server, or None; a number taken over by a stranger is not believed."""
        try:
            number = int((self.folder / "postmaster.pid").read_text().split("\n")[0])
            process = psutil.Process(number)
            ours = Path(process.cwd()) == self.folder.resolve() and process.status() != psutil.STATUS_ZOMBIE
        except (OSError, ValueError, psutil.Error):
            return None
        return number if ours else None

    def url(self, role: str, name: str) -> str:
        """The address of a database of this cluster for a role."""
        return socket_url(str(self.sockets), user=role, name=name)

    def _survived(self) -> bool:
        """Wait for a server that lives but is still recovering; False when there is none."""
        patience = time.monotonic() + START_SECONDS
        while self.postmaster() is not None and time.monotonic() < patience:
            if self.running():
                return True
            time.sleep(0.1)
        return False

    def _check_socket(self) -> None:
        length = len(os.fsencode(self.sockets / SOCKET_NAME))
        if length > LONGEST_SOCKET:
            raise CommandRefused(
                "socket_path",
                zh=f"数据库套接字路径过长（{length} 字节，上限 {LONGEST_SOCKET}）：{self.sockets}",
                en=f"The database's socket path is too long ({length} bytes, at most {LONGEST_SOCKET}): {self.sockets}",
                next_step=pick(
                    "请将 LIANXIN_RUN 设为短路径目录，例如 /tmp/lianxin。",
                    "Set LIANXIN_RUN to a short folder, such as /tmp/lianxin.",
                ),
            )

    def _binaries(self) -> Binaries:
        version = self.folder / "PG_VERSION"
        return self.programs or find_binaries(self.user, major=int(version.read_text()) if version.exists() else None)

    def _create(self, binaries: Binaries) -> None:
        """initdb beside the final place and move it there, so that a half-made cluster is never taken for one."""
        say("建立数据库……", "Making the database …")
        half = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        self.user.own(half)
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if binaries.major >= 17 else ["--locale=C"]
        done = self.user.run(
            [
                binaries.folder / "initdb",
                "-D",
                half,
                "-U",
                SUPERUSER,
                "-E",
                "UTF8",
                "--auth=trust",
                "--data-checksums",
                *locale,
            ]
        )
        if done.returncode:
            raise _failed("initdb", done.stderr)
        with (half / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("\ninclude 'lianxin.conf'\n")
        if self.folder.exists():
            self.folder.rmdir()
        half.rename(self.folder)

    def _write_settings(self) -> None:
        """Our settings, written at each start so that a new version of the product brings its own."""
        quoted = str(self.sockets).replace("'", "''")
        rows = SETTINGS | self._memory() | {"unix_socket_directories": f"'{quoted}'"}
        rows |= DURABLE if self.durable else THROWAWAY
        place = self.folder / "lianxin.conf"
        place.write_text("".join(f"{name} = {value}\n" for name, value in rows.items()), encoding="utf-8")
        place.chmod(0o644)
        self.sockets.mkdir(parents=True, exist_ok=True)
        self.user.own(self.sockets)

    def _memory(self) -> dict[str, str]:
        """What the server may keep of its pages; a throw-away cluster holds little and has many beside it."""
        whole = psutil.virtual_memory().total // MEGABYTE
        buffers = min(max(whole // 8, FEWEST_BUFFERS), MOST_BUFFERS) if self.durable else FEWEST_BUFFERS
        return {"shared_buffers": f"{buffers}MB", "effective_cache_size": f"{max(whole // 2, buffers)}MB"}

    def _clear_stale_pid(self) -> None:
        """After a kill -9 wait until the last child has gone; only then are the old lock files without an owner."""
        lock = self.folder / "postmaster.pid"
        patience = time.monotonic() + 15
        while lock.exists() and (children := self._processes()):
            if time.monotonic() > patience:
                for child in children:
                    os.kill(child, signal.SIGKILL)
                patience += 5
            time.sleep(0.1)
        # The server itself would believe a number that a zombie or a stranger has by now.
        for left in (lock, self.sockets / SOCKET_NAME, self.sockets / f"{SOCKET_NAME}.lock"):
            left.unlink(missing_ok=True)

    def _processes(self) -> list[int]:
        """Every process that works in this cluster's folder: a server's, or what a killed server left."""
        home = str(self.folder.resolve())
        return [process.pid for process in psutil.process_iter(["cwd"]) if process.info["cwd"] == home]

    def _launch(self, binaries: Binaries) -> None:
        log = self.folder / "startup.log"
        done = self.user.run(
            [binaries.folder / "pg_ctl", "-D", self.folder, "-l", log, "-w", "-t", str(START_SECONDS), "start"],
        )
        if done.returncode:
            raise _failed("start", self._last_words() or done.stderr)

    def _last_words(self) -> str:
        """What the server complained of most recently, from its own log or, before that opens, from its start's."""
        logs = [*self.folder.glob("log/*.log"), *self.folder.glob("startup.log")]
        newest = max(logs, key=lambda log: log.stat().st_mtime, default=None)
        lines = newest.read_text(errors="replace").splitlines()[-40:] if newest else []
        return "\n".join(line for line in lines if any(word in line for word in ("FATAL", "PANIC", "ERROR", "HINT")))


def _failed(step: str, said: str) -> CommandRefused:
    last = " · ".join(line.strip() for line in said.strip().splitlines()[-3:])
    return CommandRefused(
        "database_failed",
        zh=f"数据库无法启动（{step}）：{last}",
        en=f"The database did not come up ({step}): {last}",
        next_step=pick(
            "请按上述原因处理（磁盘空间、目录权限等）后重新启动。",
            "Read the message above; free disk space or mend the folder's permissions, then start again.",
        ),
    )
