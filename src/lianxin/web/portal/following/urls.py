"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import path

from lianxin.web.portal.following import acts, asking, codes, files, lost, page, rating

urlpatterns = [
    path("portal/follow/", asking.follow, name="portal_follow"),
    path("portal/follow/lost/", lost.lost, name="portal_lost"),
    path("portal/follow/lost/code", lost.lost_code, name="portal_lost_code"),
    path("portal/follow/<str:number>/", page.matter, name="portal_matter"),
    path("portal/follow/<str:number>/leave", page.leave, name="portal_matter_leave"),
    path("portal/follow/<str:number>/send", codes.send, name="portal_matter_send"),
    path("portal/follow/<str:number>/code", codes.code, name="portal_matter_code"),
    path("portal/follow/<str:number>/rate", rating.rate, name="portal_matter_rate"),
    path("portal/follow/<str:number>/act/<slug:action>", acts.act, name="portal_matter_act"),
    path("portal/follow/<str:number>/file/<int:pk>", files.save, name="portal_matter_file"),
    path("portal/follow/<str:number>/file/<int:pk>/<int:sheet>", files.picture, name="portal_matter_picture"),
]
