"""The addresses of inspections."""

from __future__ import annotations

from django.urls import path

from lianxin.web.inspections.acting import acknowledge, appeal, decide, score
from lianxin.web.inspections.desk import inspection_matter, inspection_queue, inspections
from lianxin.web.inspections.drawing import draw
from lianxin.web.inspections.flagging import flag
from lianxin.web.inspections.results import inspection_cases, inspection_results

urlpatterns = [
    path("inspections/", inspections, name="inspections"),
    path("inspections/queue", inspection_queue, name="inspection_queue"),
    path("inspections/draw", draw, name="inspection_draw"),
    path("inspections/flag", flag, name="inspection_flag"),
    path("inspections/results", inspection_results, name="inspection_results"),
    path("inspections/cases", inspection_cases, name="inspection_cases"),
    path("inspections/<int:inspection>/matter", inspection_matter, name="inspection_matter"),
    path("inspections/<int:inspection>/score", score, name="inspection_score"),
    path("inspections/<int:inspection>/acknowledge", acknowledge, name="inspection_acknowledge"),
    path("inspections/<int:inspection>/appeal", appeal, name="inspection_appeal"),
    path("inspections/<int:inspection>/decide", decide, name="inspection_decide"),
]
