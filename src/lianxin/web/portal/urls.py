"""Addresses of the citizens' pages, all below /portal/."""

from __future__ import annotations

from django.urls import path

from lianxin.web.portal import home
from lianxin.web.portal.consulting.urls import urlpatterns as consulting
from lianxin.web.portal.following.urls import urlpatterns as following
from lianxin.web.portal.opinions.urls import urlpatterns as opinions
from lianxin.web.portal.publishing.urls import urlpatterns as publishing
from lianxin.web.portal.submitting.urls import urlpatterns as submitting

urlpatterns = [
    path("", home.portal, name="portal"),
    path("version", home.version, name="portal_version"),
    path("privacy", home.privacy, name="portal_privacy"),
    *submitting,
    *following,
    *publishing,
    *opinions,
    *consulting,
]
