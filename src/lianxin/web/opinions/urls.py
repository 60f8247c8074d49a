"""The addresses of opinions on the hotline at the desk."""

from __future__ import annotations

from django.urls import path

from lianxin.web.opinions.views import opinion, opinion_act, opinions

urlpatterns = [
    path("opinions/", opinions, name="opinions"),
    path("opinions/<int:opinion>", opinion, name="opinion"),
    path("opinions/<int:opinion>/<slug:action>", opinion_act, name="opinion_act"),
]
