"""Writes the generated documents, or says which of them no longer agree with the law's tables."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from lianxin.runtime.documents import DOCUMENTS
from lianxin.runtime.places import ROOT
from lianxin.runtime.speech import CommandRefused, say


def add_arguments(parser: ArgumentParser) -> None:
    """`--check` writes nothing and exits 1 when a document is stale."""
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a document is stale")


def run(options: Namespace) -> int:
    """Write the documents that changed, or refuse while one is stale; exit 0 or 1."""
    stale = stale_documents(ROOT)
    if options.check and stale:
        raise _stale(stale)
    for name, wanted in stale.items():
        place = ROOT / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(wanted, encoding="utf-8")
        say(f"已写 {name}", f"wrote {name}")
    if options.json:
        print(json.dumps({"documents": list(DOCUMENTS), "written": list(stale)}))
    else:
        say(
            f"参考文档均与规则一致（{len(DOCUMENTS)} 份）。",
            f"All {len(DOCUMENTS)} documents agree with the law's tables.",
        )
    return 0


def stale_documents(root: Path) -> dict[str, str]:
    """The documents below `root` that are missing or differ, with the text they should have."""
    if not (root / "pyproject.toml").is_file():
        raise CommandRefused(
            "no_source",
            zh="参考文档只能在源代码目录中生成。",
            en="The documents can only be written in a copy of the source.",
            next_step="Clone the repository and run ./lianxin documents there.",
        )
    wanted = {name: text() for name, text in DOCUMENTS.items()}
    return {name: text for name, text in wanted.items() if _read(root / name) != text}


def _read(place: Path) -> str | None:
    return place.read_text(encoding="utf-8") if place.is_file() else None


def _stale(stale: dict[str, str]) -> CommandRefused:
    names = ", ".join(stale)
    return CommandRefused(
        "documents_stale",
        zh=f"这些参考文档与规则不一致：{names}",
        en=f"These documents no longer agree with the law's tables: {names}.",
        next_step="Run ./lianxin documents and commit what it writes.",
    )
