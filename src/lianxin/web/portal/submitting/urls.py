"""Addresses of this part of the citizens' pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from lianxin.web.portal.submitting.covering import cover
from lianxin.web.portal.submitting.files import picture
from lianxin.web.portal.submitting.receipt import receipt
from lianxin.web.portal.submitting.steps import answers, discard, step

urlpatterns: list[URLPattern] = [
    path("tell/", step, {"name": "what"}, name="portal_tell"),
    path("tell/answers", answers, name="portal_tell_answers"),
    path("tell/where", step, {"name": "where"}, name="portal_tell_where"),
    path("tell/who", step, {"name": "who"}, name="portal_tell_who"),
    path("tell/wishes", step, {"name": "wishes"}, name="portal_tell_wishes"),
    path("tell/picture/<int:place>", picture, name="portal_tell_picture"),
    path("tell/cover/<int:place>", cover, name="portal_tell_cover"),
    path("tell/discard", discard, name="portal_tell_discard"),
    path("tell/receipt", receipt, name="portal_tell_receipt"),
]
