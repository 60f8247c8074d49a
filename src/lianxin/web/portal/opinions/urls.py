"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from lianxin.web.portal.opinions import giving, reading

urlpatterns: list[URLPattern] = [
    path("portal/opinions/", reading.opinions, name="portal_opinions"),
    path("portal/opinions/give", giving.give, name="portal_give_opinion"),
    path("portal/opinions/answer", reading.answer, name="portal_opinion_answer"),
]
