"""What tests stand on: a real PostgreSQL (two of them for records and actions), pages in a process, a browser."""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.supervisor import python
from tests.patience import PATIENCE, eventually
from tests.servers import DEBIAN, EMBEDDED, Server, start_server

# Examples may take as long as the machine needs: tests assert behaviour, never speed.
settings.register_profile("lianxin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lianxin")

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
ON_BOTH_SERVERS = ("records", "actions")
NEEDS_DATABASE = {"db", "django_db_setup", "committing_db", "postgresql"}
_servers: dict[str, Server] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of records and actions that touch the database run on the embedded server and on Debian's."""
    folder = Path(str(metafunc.definition.path)).parent.name
    marked = metafunc.definition.get_closest_marker("django_db") is not None
    if folder in ON_BOTH_SERVERS and (marked or NEEDS_DATABASE & set(metafunc.fixturenames)):
        if "postgresql" not in metafunc.fixturenames:
            metafunc.fixturenames.append("postgresql")
        metafunc.parametrize("postgresql", [EMBEDDED, DEBIAN], indirect=True, scope="session")


def pytest_unconfigure() -> None:
    """Stop the servers once every test is done."""
    while _servers:
        _servers.popitem()[1].stop()


@pytest.fixture(scope="session")
def postgresql(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, installation_folder: Path
) -> Iterator[Server]:
    """The server of this test; started at its first use and kept to the end."""
    _ = installation_folder
    kind = getattr(request, "param", EMBEDDED)
    with django_db_blocker.unblock():
        if kind not in _servers:
            _servers[kind] = start_server(kind)
        _servers[kind].point_django_here()
        yield _servers[kind]


@pytest.fixture(scope="session")
def django_db_setup(postgresql: Server) -> None:
    """Tests marked `django_db` share one database and roll back."""
    _ = postgresql


@pytest.fixture
def committing_db(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of the test's own, for tests that commit, race or kill; yields its application URL.

    Not together with `db` or the mark `django_db`, which would wrap everything in one transaction.
    """
    with django_db_blocker.unblock(), postgresql.own_database() as name:
        yield postgresql.url(name)


@pytest.fixture(scope="session", autouse=True)
def installation_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of keys, seals and attachments, and passwords that hash fast."""
    home = tmp_path_factory.mktemp("installation")
    for name in ("keys", "seals", "attachments", "rejects", "logs"):
        (home / name).mkdir(mode=0o700)
    make_missing_keys(home / "keys")
    django_settings.DATA = home
    django_settings.MASTER_KEY_FILE = home / "keys" / "master.toml"
    django_settings.SEAL_KEY_FILE = home / "keys" / "seal.pem"
    django_settings.SEALS_FOLDER = home / "seals"
    django_settings.ATTACHMENTS_FOLDER = home / "attachments"
    django_settings.REJECTS_FOLDER = home / "rejects"
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return home


@pytest.fixture(autouse=True)
def process_as_found() -> Iterator[None]:
    """Commands that run in the tests' own process set its environment and csv's limit: the next test is not to know."""
    environment, longest_field = dict(os.environ), csv.field_size_limit()
    yield
    csv.field_size_limit(longest_field)
    if dict(os.environ) != environment:
        os.environ.clear()
        os.environ.update(environment)


@pytest.fixture
def told(committing_db: str, installation_folder: Path) -> dict[str, str]:
    """The environment of the real processes, on the test's own database."""
    return {
        **os.environ,
        "LIANXIN_DATA": str(installation_folder),
        "LIANXIN_DATABASE_URL": committing_db,
        "DJANGO_SETTINGS_MODULE": "lianxin.runtime.settings",
    }


@pytest.fixture
def pages(told: dict[str, str], installation_folder: Path) -> Iterator[str]:
    """The real web process; yields its address, such as http://127.0.0.1:40123."""
    port = free_port()
    command = python("lianxin.runtime.web_server", "--port", str(port), "--workers", "1")
    with (installation_folder / "logs" / "web.log").open("ab") as log:
        process = subprocess.Popen(command, env=told, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture
def live_process(told: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The live process, at a socket that the environment names from now on."""
    with tempfile.TemporaryDirectory(prefix="lx") as home:
        told["LIANXIN_LIVE_SOCKET"] = f"{home}/live.sock"
        process = subprocess.Popen(python("lianxin.runtime.live_server"), env=told)
        try:
            eventually(Path(f"{home}/live.sock").exists, "the live process does not listen")
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def live(live_process: subprocess.Popen[bytes], pages: str) -> str:
    """Pages and the live process together, which tells them of changes and of each other; yields the pages' address."""
    _ = live_process
    return pages


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; the test fails and names the package when it is not there."""
    if not CHROMIUM.exists():
        pytest.fail("No /usr/bin/chromium: install it with apt-get install chromium fonts-wqy-microhei")
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    # Playwright keeps an event loop in this thread, in which Django would otherwise refuse to touch the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def full() -> bool:
    """Whether this is the long run (`test --full`)."""
    return os.environ.get("LIANXIN_FULL") == "1"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the web process answers at all (without a worker /healthz says 503, which is an answer)."""
    eventually(lambda: _answers(url, process), f"no answer at {url}")


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    try:
        urllib.request.urlopen(url, timeout=PATIENCE).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        assert process.poll() is None, "the web process ended; see web.log"
        return False
    return True
