"""The first command a newcomer types, on machines where something is missing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lianxin.runtime.places import ROOT
from lianxin.runtime.system_user import database_user

PRODUCT = "import sys; print('started', *sys.argv[1:])"


@pytest.fixture
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in small: the launcher, a lock that names nothing, and a product that says its words."""
    home = tmp_path_factory.mktemp("clone")
    shutil.copy(ROOT / "lianxin", home)
    (home / "requirements.lock").write_text("# nothing\n")
    (home / "requirements-dev.lock").write_text("# nothing either\n")
    package = home / "src" / "lianxin" / "runtime"
    package.mkdir(parents=True)
    (home / "src" / "lianxin" / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PRODUCT)
    return home


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder that stands alone on the PATH, with the few tools the launcher calls."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("dirname", "cat", "cksum", "uname", "rm", "grep", "awk", "sh"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


def run(clone: Path, path: Path, *words: str, **told: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(path), "HOME": str(clone / "no home"), "LIANXIN_LANGUAGE": "en", **told}
    return subprocess.run(
        [str(clone / "lianxin"), *words], env=environment, capture_output=True, text=True, check=False, cwd="/"
    )


def script(place: Path, text: str) -> None:
    place.unlink(missing_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(place.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def use_python(tools: Path) -> None:
    script(tools / "python3", f'exec "{sys.executable}" "$@"')


def test_without_python_one_sentence_says_what_to_install(clone: Path, tools: Path) -> None:
    done = run(clone, tools, "demo")
    assert done.returncode == 1
    assert done.stderr.strip() == "Python 3.11 or later is needed. Install it: apt-get install python3 python3-venv"
    assert "需要 Python 3.11" in run(clone, tools, "demo", LIANXIN_LANGUAGE="zh_CN.UTF-8").stderr


def test_an_old_python_is_not_enough(clone: Path, tools: Path) -> None:
    script(tools / "python3", "exit 1")
    assert "Python 3.11 or later is needed" in run(clone, tools, "demo").stderr


def test_without_the_venv_module_the_package_is_named(clone: Path, tools: Path) -> None:
    script(tools / "python3", f'case "$*" in *ensurepip*) exit 1;; *) exec "{sys.executable}" "$@";; esac')
    done = run(clone, tools, "demo")
    assert done.returncode == 1
    assert done.stderr.strip() == "Python's venv module is missing. Install it: apt-get install python3-venv"


def test_another_architecture_is_named(clone: Path, tools: Path) -> None:
    use_python(tools)
    script(tools / "uname", 'case "$1" in -s) echo Linux;; *) echo riscv64;; esac')
    done = run(clone, tools, "demo")
    assert done.returncode == 1
    assert "not supported: Linux riscv64" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(clone: Path, tools: Path) -> None:
    use_python(tools)
    for folder in (clone, *clone.parents):
        if folder.owner() == clone.owner() and folder != Path("/") and folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(folder.stat().st_mode | 0o005)
    clone.chmod(0o555)
    tools_for_all(tools)
    environment = {"PATH": str(tools), "LIANXIN_LANGUAGE": "en"}
    done = database_user().run([clone / "lianxin", "demo"], environment=environment)
    clone.chmod(0o755)
    assert done.returncode == 1
    assert f"The folder {clone} cannot be written to" in done.stderr


def tools_for_all(tools: Path) -> None:
    """Let the database's user, in whose place root asks, reach the tools; its Python is the system's."""
    for folder in (tools, *tools.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    script(tools / "python3", 'case "$*" in *version_info*) exit 0;; *) echo 3.11;; esac')


def test_the_environment_is_made_once_and_again_when_the_lock_changes(clone: Path, tools: Path) -> None:
    use_python(tools)
    first = run(clone, tools, "demo", "--port", "8123")
    assert first.stdout == "started demo --port 8123\n", first.stderr
    assert "Installing" in first.stderr
    assert run(clone, tools, "law").stderr == ""
    mark = clone / ".venv" / "mark"
    mark.touch()
    (clone / "requirements.lock").write_text("# something else\n")
    assert "Installing" in run(clone, tools, "law").stderr
    assert not mark.exists()


def test_checks_and_tests_add_what_they_need_to_the_same_environment(clone: Path, tools: Path) -> None:
    use_python(tools)
    run(clone, tools, "law")
    assert "checks and tests" in run(clone, tools, "check").stderr
    assert run(clone, tools, "check").stderr == ""
    assert run(clone, tools, "law").stderr == ""


def test_what_does_not_match_its_digest_is_not_installed(clone: Path, tools: Path) -> None:
    use_python(tools)
    (clone / "requirements.lock").write_text(f"polib @ file://{clone}/polib-1.whl --hash=sha256:{'0' * 64}\n")
    (clone / "polib-1.whl").write_bytes(b"not what was locked")
    done = run(clone, tools, "demo")
    assert done.returncode == 1
    assert "started" not in done.stdout
    assert "Not everything could be installed" in done.stderr


def test_an_environment_whose_interpreter_is_gone_is_made_anew(clone: Path, tools: Path) -> None:
    use_python(tools)
    run(clone, tools, "law")
    (clone / ".venv" / "bin" / "python").unlink()
    done = run(clone, tools, "law")
    assert "Installing" in done.stderr
    assert done.stdout == "started law\n"
