"""The addresses of consultations at the desk."""

from __future__ import annotations

from django.urls import path

from lianxin.web.consultations.drafting import edit, new
from lianxin.web.consultations.entering import enter
from lianxin.web.consultations.export import counts_csv
from lianxin.web.consultations.matter import consultation, note, publish, publish_the_report
from lianxin.web.consultations.noting import NOTING
from lianxin.web.consultations.reading import consultations
from lianxin.web.consultations.reporting import report
from lianxin.web.consultations.words import sort, words

urlpatterns = [
    path("consultations/", consultations, name="consultations"),
    path("consultations/new", new, name="consultation_new"),
    path("consultations/<int:consultation>/", consultation, name="consultation"),
    path("consultations/<int:consultation>/edit", edit, name="consultation_edit"),
    path("consultations/<int:consultation>/publish", publish, name="consultation_publish"),
    *(
        path(f"consultations/<int:consultation>/{act}", note, {"act": act}, name=f"consultation_{act}")
        for act in NOTING
    ),
    path("consultations/<int:consultation>/enter", enter, name="consultation_enter"),
    path("consultations/<int:consultation>/words", words, name="consultation_words"),
    path("consultations/<int:consultation>/sort", sort, name="consultation_sort"),
    path("consultations/<int:consultation>/report", report, name="consultation_report"),
    path("consultations/<int:consultation>/publish-report", publish_the_report, name="consultation_publish_report"),
    path("consultations/<int:consultation>/counts.csv", counts_csv, name="consultation_counts"),
]
