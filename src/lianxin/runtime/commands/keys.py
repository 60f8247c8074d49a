"""Make the secret keys that a new installation lacks; what exists is never touched."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from lianxin.runtime.installation import open_installation
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.speech import pick


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Say which files were made, and to keep them apart from the database's backups."""
    installation = open_installation()
    made = make_missing_keys(installation.keys)
    if options.json:
        print(json.dumps({"folder": str(installation.keys), "made": made}))
    else:
        print(pick(f"密钥目录：{installation.keys}", f"Keys lie in {installation.keys}"))
        print(pick(f"新建：{'、'.join(made) or '无'}", f"Made: {', '.join(made) or 'none'}"))
        print(pick("请与数据库备份分开保存。", "Keep a copy apart from the database's backups."))
    return 0
