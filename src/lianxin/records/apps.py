"""Tells Django that all tables belong to one app called records."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The app's label is part of every migration and of AUTH_USER_MODEL."""

    name = "lianxin.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
