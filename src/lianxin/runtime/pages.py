"""What the web server's workers answer with; loaded once by their parent, so that they share it in memory."""

from __future__ import annotations

import os

from lianxin.runtime.front import Front
from lianxin.web.wsgi import application as pages

application = Front(pages, threads=int(os.environ.get("LIANXIN_WEB_THREADS", "4")))
