"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from lianxin.web.portal.consulting.answering import answer, received
from lianxin.web.portal.consulting.proving import code, prove
from lianxin.web.portal.consulting.reading import portal_consultation, portal_consultations

ONE = "consultations/<int:consultation>/"

urlpatterns: list[URLPattern] = [
    path("consultations/", portal_consultations, name="portal_consultations"),
    path(ONE, portal_consultation, name="portal_consultation"),
    path(f"{ONE}answer", answer, name="portal_consultation_answer"),
    path(f"{ONE}prove", prove, name="portal_consultation_prove"),
    path(f"{ONE}code", code, name="portal_consultation_code"),
    path(f"{ONE}received", received, name="portal_consultation_received"),
]
