"""Where the parts of the project lie on this machine."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
CITIES = ROOT / "cities"
FRONTEND = ROOT / "frontend"
