"""The addresses of typical cases at the desk."""

from __future__ import annotations

from django.urls import path

from lianxin.web.cases.views import case, case_act, cases, find_order, write

urlpatterns = [
    path("cases/", cases, name="cases"),
    path("cases/write", find_order, name="case_order"),
    path("cases/write/<str:number>", write, name="case_write"),
    path("cases/<int:case>", case, name="case"),
    path("cases/<int:case>/<slug:action>", case_act, name="case_act"),
]
