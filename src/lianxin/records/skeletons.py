"""What an account should tell, by topic and type, as the city wrote it down."""

from __future__ import annotations

from lianxin.records.models import City


def skeletons() -> list[dict[str, str | None]]:
    """All skeletons: {text, topic, request_type}; none before a city was loaded."""
    found: list[dict[str, str | None]] = City.objects.values_list("skeletons", flat=True).first() or []
    return found
