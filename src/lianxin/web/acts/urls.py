"""The addresses of everything a person does."""

from __future__ import annotations

from django.urls import path

from lianxin.web.acts.apart import act_apart
from lianxin.web.acts.intake_help import receive_beside, receive_flags, receive_preview
from lianxin.web.acts.intake_into import receive_into
from lianxin.web.acts.many import act_on_many
from lianxin.web.acts.meanwhile import meanwhile
from lianxin.web.acts.one import act, act_preview
from lianxin.web.acts.receive import receive, receive_call
from lianxin.web.acts.reveal import reveal
from lianxin.web.acts.topics import receive_topics

urlpatterns = [
    path("orders/receive", receive, name="receive"),
    path("orders/receive/call", receive_call, name="receive_call"),
    path("orders/receive/preview", receive_preview, name="receive_preview"),
    path("orders/receive/beside", receive_beside, name="receive_beside"),
    path("orders/receive/topics", receive_topics, name="receive_topics"),
    path("orders/receive/flags", receive_flags, name="receive_flags"),
    path("orders/receive/into/<str:number>/<slug:action>", receive_into, name="receive_into"),
    path("administration/act/<slug:action>", act_apart, name="act_apart"),
    path("orders/act", act_on_many, name="act_on_many"),
    path("orders/<str:number>/meanwhile", meanwhile, name="meanwhile"),
    path("orders/<str:number>/act/<slug:action>", act, name="act"),
    path("orders/<str:number>/act/<slug:action>/preview", act_preview, name="act_preview"),
    path("orders/<str:number>/reveal", reveal, name="reveal"),
]
