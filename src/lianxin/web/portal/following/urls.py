"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import path

from lianxin.web.portal.following import acts, asking, codes, files, lost, page, rating

urlpatterns = [
    path("follow/", asking.follow, name="portal_follow"),
    path("follow/lost/", lost.lost, name="portal_lost"),
    path("follow/lost/code", lost.lost_code, name="portal_lost_code"),
    path("follow/<str:number>/", page.matter, name="portal_matter"),
    path("follow/<str:number>/leave", page.leave, name="portal_matter_leave"),
    path("follow/<str:number>/send", codes.send, name="portal_matter_send"),
    path("follow/<str:number>/code", codes.code, name="portal_matter_code"),
    path("follow/<str:number>/rate", rating.rate, name="portal_matter_rate"),
    path("follow/<str:number>/act/<slug:action>", acts.act, name="portal_matter_act"),
    path("follow/<str:number>/file/<int:pk>", files.save, name="portal_matter_file"),
    path("follow/<str:number>/file/<int:pk>/<int:sheet>", files.picture, name="portal_matter_picture"),
]
