"""All tables, one file per family; import them from here."""

from __future__ import annotations

from lianxin.records.models.calendar import CalendarDay, CalendarYear, City, RegimeVersion
from lianxin.records.models.call import Call, CallOrder
from lianxin.records.models.chained import Chained
from lianxin.records.models.consultation import (
    Consultation,
    ConsultationAnswer,
    ConsultationCode,
    ConsultationNote,
    ConsultationReport,
    ConsultationTheme,
    ConsultationWords,
)
from lianxin.records.models.door import (
    CitizenMessage,
    ClockSignal,
    CodeAttempt,
    Delivery,
    ExternalReference,
    NumberLease,
    OneTimeCode,
    ReadingLog,
    RequestKey,
    WebArrival,
)
from lianxin.records.models.draft import SubmissionDraft, UnsentForm
from lianxin.records.models.event import Event, Seal
from lianxin.records.models.indicator import IndicatorCount, IndicatorMonth
from lianxin.records.models.inspection import (
    Inspection,
    InspectionFormVersion,
    InspectionSample,
    InspectionText,
)
from lianxin.records.models.order import OrderLink, WorkOrder
from lianxin.records.models.order_rows import Assignment, Clock, Feedback, OrderCaller, Overlay
from lianxin.records.models.outage import Outage
from lianxin.records.models.person import Person
from lianxin.records.models.point import Point
from lianxin.records.models.publishing import (
    HotlineOpinion,
    HotlineOpinionText,
    MonthMatters,
    TypicalCase,
    TypicalCaseText,
)
from lianxin.records.models.rating import Rating
from lianxin.records.models.staff import Staff, StaffRole
from lianxin.records.models.subject_text import SubjectText
from lianxin.records.models.text import Attachment, OrderText, RefusedFile, SheetPrint
from lianxin.records.models.unit import CatalogueRow, CatalogueVersion, Division, Topic, Unit

__all__ = [
    "Assignment",
    "Attachment",
    "CalendarDay",
    "CalendarYear",
    "Call",
    "CallOrder",
    "CatalogueRow",
    "CatalogueVersion",
    "Chained",
    "CitizenMessage",
    "City",
    "Clock",
    "ClockSignal",
    "CodeAttempt",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationCode",
    "ConsultationNote",
    "ConsultationReport",
    "ConsultationTheme",
    "ConsultationWords",
    "Delivery",
    "Division",
    "Event",
    "ExternalReference",
    "Feedback",
    "HotlineOpinion",
    "HotlineOpinionText",
    "IndicatorCount",
    "IndicatorMonth",
    "Inspection",
    "InspectionFormVersion",
    "InspectionSample",
    "InspectionText",
    "MonthMatters",
    "NumberLease",
    "OneTimeCode",
    "OrderCaller",
    "OrderLink",
    "OrderText",
    "Outage",
    "Overlay",
    "Person",
    "Point",
    "Rating",
    "ReadingLog",
    "RefusedFile",
    "RegimeVersion",
    "RequestKey",
    "Seal",
    "SheetPrint",
    "Staff",
    "StaffRole",
    "SubjectText",
    "SubmissionDraft",
    "Topic",
    "TypicalCase",
    "TypicalCaseText",
    "Unit",
    "UnsentForm",
    "WebArrival",
    "WorkOrder",
]
