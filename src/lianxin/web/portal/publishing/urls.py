"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from lianxin.web.portal.publishing import cases, data, figures, rules

urlpatterns: list[URLPattern] = [
    path("figures/", figures.figures, name="portal_figures"),
    path("figures/units", figures.unit_figures_page, name="portal_unit_figures"),
    path("cases/", cases.cases, name="portal_cases"),
    path("cases/<int:case>", cases.case, name="portal_case"),
    path("rules", rules.rules, name="portal_rules"),
    path("data/", data.data, name="portal_data"),
    re_path(r"^data/(?P<code>[a-z]+)\.(?P<form>csv|json)$", data.data_file, name="portal_data_file"),
]
