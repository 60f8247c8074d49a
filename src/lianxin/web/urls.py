"""Which address is answered by which page."""

from __future__ import annotations

from django.urls import include, path

from lianxin.web.health import healthz

urlpatterns = [path("healthz", healthz), path("", include("lianxin.web.acts.urls"))]
