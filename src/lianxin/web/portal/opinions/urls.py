"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from lianxin.web.portal.opinions import giving, reading

urlpatterns: list[URLPattern] = [
    path("opinions/", reading.opinions, name="portal_opinions"),
    path("opinions/give", giving.give, name="portal_give_opinion"),
    path("opinions/answer", reading.answer, name="portal_opinion_answer"),
]
