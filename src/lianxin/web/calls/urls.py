"""The addresses of calls."""

from __future__ import annotations

from django.urls import path

from lianxin.web.calls.alerts import alert, take_up
from lianxin.web.calls.bar import call_bar
from lianxin.web.calls.caller import caller
from lianxin.web.calls.doing import answer, dispose, hang_up, number
from lianxin.web.calls.page import call_page, told
from lianxin.web.calls.simulator import simulator, simulator_hang_up

urlpatterns = [
    path("calls/bar", call_bar, name="call_bar"),
    path("calls/caller", caller, name="call_caller"),
    path("calls/<int:call>", call_page, name="call"),
    path("calls/<int:call>/answer", answer, name="call_answer"),
    path("calls/<int:call>/hang-up", hang_up, name="call_hang_up"),
    path("calls/<int:call>/dispose", dispose, name="call_dispose"),
    path("calls/<int:call>/alert", alert, name="call_alert"),
    path("calls/<int:call>/take-up", take_up, name="call_take_up"),
    path("calls/<int:call>/number", number, name="call_number"),
    path("calls/<int:call>/told/<str:number>", told, name="call_told"),
    path("simulator", simulator, name="simulator"),
    path("simulator/<int:call>/hang-up", simulator_hang_up, name="simulator_hang_up"),
]
