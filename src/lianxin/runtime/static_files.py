"""How the files of the pages are stored in production: named by their content, so that browsers may keep them."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise carries no types
    """Also renames what our own script modules import from each other."""

    support_js_module_import_aggregation = True
