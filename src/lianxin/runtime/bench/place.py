"""An installation of the measurement's own: nothing that anybody works with is touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lianxin.runtime.installation import Installation, default_data, open_installation

NAMES_A_DATABASE = ("LIANXIN_DATABASE_URL", "LIANXIN_OWNER_DATABASE_URL")


@contextmanager
def own_installation(name: str, *, fresh: bool, keep: bool) -> Iterator[Installation]:
    """A folder and an embedded database below the installation's own, named in the environment meanwhile.

    `fresh` begins with an empty one; without `keep` it is removed at the end.
    """
    before = dict(os.environ)
    data = default_data().absolute() / f"bench-{name}"
    os.environ["LIANXIN_DATA"] = str(data)
    for variable in NAMES_A_DATABASE:
        os.environ.pop(variable, None)
    try:
        if fresh and data.exists():
            _remove(open_installation())
        installation = open_installation()
        yield installation
        if not keep:
            _remove(installation)
    finally:
        os.environ.clear()
        os.environ.update(before)


def _remove(installation: Installation) -> None:
    installation.cluster.stop()
    for folder in (installation.cluster.folder, installation.cluster.sockets, installation.data):
        if Path(folder).exists():
            shutil.rmtree(folder)
