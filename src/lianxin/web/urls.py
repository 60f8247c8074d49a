"""Which address is answered by which page."""

from __future__ import annotations

from django.urls import path

from lianxin.web.acts.urls import urlpatterns as acts
from lianxin.web.administration import views as administration
from lianxin.web.administration.calendar import calendar
from lianxin.web.health import healthz
from lianxin.web.home import home
from lianxin.web.law import views as law
from lianxin.web.lists.notices import notices_page
from lianxin.web.lists.views import orders
from lianxin.web.orders.progress import progress
from lianxin.web.orders.views import order, order_part
from lianxin.web.sign_in import views as sign_in

urlpatterns = [
    path("healthz", healthz),
    path("", home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("office", sign_in.office, name="office"),
    path("language", sign_in.language, name="language"),
    path("orders/", orders, name="orders"),
    path("orders/progress", progress, name="progress"),
    *acts,
    path("orders/<str:number>/", order, name="order"),
    path("orders/<str:number>/<slug:part>", order_part, name="order_part"),
    path("notices", notices_page, name="notices"),
    path("law/", law.regime, name="law"),
    path("law/<slug:text>", law.text, name="law_text"),
    path("law/<slug:text>/<slug:number>", law.article, name="law_article"),
    path("administration/units", administration.units, name="units"),
    path("administration/staff", administration.staff, name="staff"),
    path("administration/regimes", administration.regimes, name="regimes"),
    path("administration/calendar", calendar, name="calendar"),
    path("administration/readings", administration.readings, name="readings"),
]

handler404 = "lianxin.web.errors.missing"
handler500 = "lianxin.web.errors.broken"
