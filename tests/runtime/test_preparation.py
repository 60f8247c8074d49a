"""What is made ready before anything starts: keys, translations, page assets, and the port."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
from pathlib import Path
from types import ModuleType

import polib
import pytest

from lianxin.runtime.keys import make_missing_keys, missing_keys
from lianxin.runtime.places import FRONTEND
from lianxin.runtime.speech import CommandRefused
from lianxin.runtime.starting import Address, check_port
from lianxin.runtime.translations import compile_translations
from tests.conftest import free_port


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    assert missing_keys(tmp_path) == ["django_secret", "master.toml", "seal.pem"]
    make_missing_keys(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in tmp_path.iterdir())
    (tmp_path / "seal.pem").unlink()
    assert make_missing_keys(tmp_path) == ["seal.pem"]
    after = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"seal.pem"}


def test_translations_are_compiled_when_their_source_is_newer(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "办结"\nmsgstr "Close"\n')
    assert compile_translations(tmp_path) == 1
    assert compile_translations(tmp_path) == 0
    assert polib.mofile(str(folder / "django.mo")).find("办结").msgstr == "Close"
    os.utime(source, (source.stat().st_atime, source.stat().st_mtime + 10))
    assert compile_translations(tmp_path) == 1


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that builds the page assets, looking at folders of its own."""
    spec = importlib.util.spec_from_file_location("assets", FRONTEND / "assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TARGET", tmp_path / "vendor")
    monkeypatch.setattr(module, "TEST_TOOLS", tmp_path)
    (tmp_path / "vendor").mkdir()
    return module


def test_assets_are_fresh_only_while_sources_and_files_are_those_they_were_built_from(
    assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not assets.fresh()
    (tmp_path / "axe.min.js").touch()
    (tmp_path / "vendor" / "icons.svg").touch()
    manifest = {"stamp": assets.stamp(), "files": {"icons.svg": ""}}
    (tmp_path / "vendor" / "manifest.json").write_text(json.dumps(manifest))
    assert assets.fresh()
    (tmp_path / "vendor" / "icons.svg").unlink()
    assert not assets.fresh()
    (tmp_path / "vendor" / "icons.svg").touch()
    monkeypatch.setattr(assets, "PACKAGE_FILES", ("package.json",))
    assert not assets.fresh()


def test_the_lock_of_the_page_packages_names_no_registry() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    fetched = {place: package for place, package in packages.items() if place}
    assert all("resolved" not in package and "integrity" in package for package in fetched.values())


def test_a_port_in_use_is_refused_and_another_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandRefused) as refused:
            check_port(Address("127.0.0.1", port))
    assert f"--port {port + 1}" in refused.value.next_step
    check_port(Address("127.0.0.1", free_port()))


def test_a_person_is_told_an_address_that_a_browser_can_open() -> None:
    assert Address("::", 8000).url == "http://127.0.0.1:8000/"
    assert Address("12345.example", 80).url == "http://12345.example:80/"
