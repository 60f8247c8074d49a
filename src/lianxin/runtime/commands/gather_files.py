"""Copy the files of the pages to where production serves them from, named by their content."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

import django
from django.core.management import call_command

from lianxin.runtime.installation import open_installation


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Gather them into DATA/static; what is there already stays."""
    _ = options
    os.environ["LIANXIN_DATA"] = str(open_installation().data)
    os.environ["LIANXIN_MODE"] = "serve"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.runtime.settings")
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0
