"""Lets the wheel carry the built page assets, so that a server needs no node."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]  # the builder's configuration type is not public
    """Builds the assets before the files of the wheel are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the one script that knows how; the result is named because git ignores it."""
        _ = version
        subprocess.run([sys.executable, str(Path(self.root) / "frontend" / "assets.py")], check=True)
        build_data["artifacts"].append("src/lianxin/web/static/vendor/*")
