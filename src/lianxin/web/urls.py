"""Which address is answered by which page."""

from __future__ import annotations

from django.urls import include, path

from lianxin.web.acts.urls import urlpatterns as acts
from lianxin.web.administration import views as administration
from lianxin.web.administration.calendar import calendar
from lianxin.web.administration.catalogue import catalogue_editions
from lianxin.web.administration.catalogue_draft import catalogue_draft
from lianxin.web.administration.catalogue_draft import discard as discard_catalogue
from lianxin.web.administration.catalogue_row import catalogue_row
from lianxin.web.callbacks.desk import DESK as CALLBACKS
from lianxin.web.calls.urls import urlpatterns as calls
from lianxin.web.cases.urls import urlpatterns as cases
from lianxin.web.consultations.urls import urlpatterns as consultations
from lianxin.web.desks.urls import addresses as desk_addresses
from lianxin.web.dispatching.alike import merge_beside
from lianxin.web.dispatching.catalogue import catalogue
from lianxin.web.dispatching.desk import DESK as DISPATCHING
from lianxin.web.dispatching.precedents import precedents
from lianxin.web.drafts import views as drafts
from lianxin.web.evaluation.views import evaluate
from lianxin.web.examining.desk import DESK as EXAMINING
from lianxin.web.files.urls import urlpatterns as files
from lianxin.web.health import healthz
from lianxin.web.home import home
from lianxin.web.indicators.cases import indicator_cases
from lianxin.web.indicators.views import indicator, indicators
from lianxin.web.inspections.urls import urlpatterns as inspections
from lianxin.web.law import views as law
from lianxin.web.lists.counts import counts_now
from lianxin.web.lists.export import export_list
from lianxin.web.lists.notices import notices_page
from lianxin.web.lists.views import orders
from lianxin.web.opinions.urls import urlpatterns as opinions
from lianxin.web.orders.onward import next_in_list
from lianxin.web.orders.present import present
from lianxin.web.orders.progress import progress
from lianxin.web.orders.views import order, order_part
from lianxin.web.owed.explanations import DESK as EXPLANATIONS
from lianxin.web.owed.promises import DESK as PROMISES
from lianxin.web.paper.views import flow_sheet_pdf, flow_sheets_pdf
from lianxin.web.portal.urls import urlpatterns as portal
from lianxin.web.sign_in import views as sign_in
from lianxin.web.supervising.board import supervising

urlpatterns = [
    path("healthz", healthz),
    path("portal/", include(portal)),
    path("", home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("office", sign_in.office, name="office"),
    path("language", sign_in.language, name="language"),
    path("counts", counts_now, name="counts"),
    path("orders/", orders, name="orders"),
    *desk_addresses("dispatch/", DISPATCHING),
    path("dispatch/<str:number>/merge/<str:parent>", merge_beside, name="dispatch_merge"),
    *desk_addresses("examining/", EXAMINING),
    *desk_addresses("callbacks/", CALLBACKS),
    *desk_addresses("promises/", PROMISES),
    *desk_addresses("explanations/", EXPLANATIONS),
    path("supervising/", supervising, name="supervising"),
    path("evaluate/<str:link>", evaluate, name="evaluate"),
    path("catalogue", catalogue, name="catalogue"),
    path("precedents", precedents, name="precedents"),
    path("orders/progress", progress, name="progress"),
    path("orders/export", export_list, name="export_list"),
    path("orders/sheets.pdf", flow_sheets_pdf, name="flow_sheets"),
    *files,
    *acts,
    *calls,
    *inspections,
    *cases,
    *opinions,
    *consultations,
    path("orders/<str:number>/sheet.pdf", flow_sheet_pdf, name="flow_sheet"),
    path("orders/<str:number>/", order, name="order"),
    path("orders/<str:number>/present", present, name="present"),
    path("orders/<str:number>/next", next_in_list, name="next_in_list"),
    path("orders/<str:number>/<slug:part>", order_part, name="order_part"),
    path("drafts", drafts.save, name="save_draft"),
    path("drafts/cancel", drafts.cancel, name="cancel_draft"),
    path("drafts/restore", drafts.restore, name="restore_draft"),
    path("drafts/<slug:slot>/discard", drafts.discard, name="discard_draft"),
    path("notices", notices_page, name="notices"),
    path("indicators/", indicators, name="indicators"),
    path("indicators/<slug:code>", indicator, name="indicator"),
    path("indicators/<slug:code>/cases", indicator_cases, name="indicator_cases"),
    path("law/", law.regime, name="law"),
    path("law/<slug:text>", law.text, name="law_text"),
    path("law/<slug:text>/<slug:number>", law.article, name="law_article"),
    path("administration/units", administration.units, name="units"),
    path("administration/staff", administration.staff, name="staff"),
    path("administration/regimes", administration.regimes, name="regimes"),
    path("administration/catalogue", catalogue_editions, name="catalogue_editions"),
    path("administration/catalogue/<str:version>", catalogue_draft, name="catalogue_draft"),
    path("administration/catalogue/<str:version>/discard", discard_catalogue, name="discard_catalogue"),
    path("administration/catalogue/<str:version>/row", catalogue_row, name="catalogue_row"),
    path("administration/calendar", calendar, name="calendar"),
    path("administration/readings", administration.readings, name="readings"),
]

handler404 = "lianxin.web.errors.missing"
handler500 = "lianxin.web.errors.broken"
