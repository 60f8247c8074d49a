"""What the gaps of a message's sentences are filled with: read off the order as it stands when the message goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db.models import Q

from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decisions.limits import dates_of
from lianxin.law.draft import Draft
from lianxin.law.policy import Policy
from lianxin.law.state import Clock
from lianxin.law.words import ClockName, SubjectKind, TextKind
from lianxin.messaging.to_callers import ONE_TIME_CODE
from lianxin.messaging.wording import ONE_DAY, Said, said_day, said_until
from lianxin.records.evaluation_links import EvaluationLink
from lianxin.records.models import City, Delivery, Event, OrderText, Unit
from lianxin.records.one_time_codes import code_to_send
from lianxin.records.rules import current_rules

TEXTS = {
    "reply": TextKind.REPLY,
    "order_stopped": TextKind.REPLY,
    "explanation_given": TextKind.ANSWER,
    "order_redirected": TextKind.BODY,
    "order_transferred_out": TextKind.BODY,
}
"""Which text of the order a message to a caller carries."""

HANDLING = (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH)


class Gaps:
    """The values for one delivery."""

    def __init__(self, delivery: Delivery, draft: Draft) -> None:
        self.delivery, self.draft = delivery, draft

    def values(self) -> Mapping[str, Said]:
        """Everything known, by the names that sentences use."""
        order = self.draft.order
        city = City.objects.get()
        always = {
            "number": Said(order.number, order.number),
            "hotline": Said(city.hotline_zh, city.hotline_en or city.hotline_zh),
            "days": self._days_to_return(),
        }
        return always | {name: said for name, said in self._may_be_unknown() if said is not None}

    def _may_be_unknown(self) -> Iterator[tuple[str, Said | None]]:
        yield "term", self._term()
        yield "unit", self._unit()
        yield "date", self._until(self._date())
        yield "handling_date", self._handling_date()
        yield "second_date", self._until(next(iter(self.draft.running(ClockName.SECOND_DATE)), None))
        yield "text", self._text()
        yield from self._evaluation()
        yield from self._one_time_code()
        yield from self._signal()

    @property
    def policy(self) -> Policy:
        """The rules that bind the order now (R69)."""
        return self.draft.policy

    def _days_to_return(self) -> Said:
        days = str(self.policy.reopen_days)
        return Said(days, days)

    def _evaluation(self) -> Iterator[tuple[str, Said | None]]:
        """The link by which the caller rates, where the installation knows its own address."""
        if self.delivery.template != "rating_asked" or not settings.PUBLIC_ADDRESS:
            return
        days = dt.timedelta(days=self.draft.around.evaluation.link_days)
        until = self.delivery.created_at.astimezone(SHANGHAI).date() + days
        order = self.draft.order
        link = EvaluationLink(order.id, self.delivery.caller or 0, order.round, until).written()
        address = f"{settings.PUBLIC_ADDRESS}/evaluate/{link}"
        yield "link", Said(address, address)
        yield "rate_by", said_day(until + ONE_DAY)

    def _one_time_code(self) -> Iterator[tuple[str, Said | None]]:
        """The code itself, in clear for the first time and the last, while it is good."""
        if self.delivery.template != ONE_TIME_CODE:
            return
        minutes = current_rules().portal.code_minutes
        since = self.draft.now - dt.timedelta(minutes=minutes)
        code = code_to_send(self.delivery.order_id, sequence_of(self.delivery), made_since=since)
        yield "code", Said(code, code) if code else None
        yield "minutes", Said(str(minutes), str(minutes))

    def _term(self) -> Said | None:
        found = self.policy.term(ClockName.CALLERS_DATE, self.draft.rule_facts)
        return Said(found[0].zh, found[0].en) if found else None

    def _unit(self) -> Said | None:
        """The host; on secret orders not even callers are told who it is (R47: state only)."""
        host = self.draft.order.host_unit
        if host is None or self.draft.order.secret:
            return None
        unit = Unit.objects.get(pk=host)
        return Said(unit.name_zh, unit.name_en or unit.name_zh)

    def _handling_date(self) -> Said | None:
        running = self.draft.running(*HANDLING)
        own = [row for row in running if row.caller == self.delivery.caller]
        return self._until(min(own or running, key=lambda row: row.due_at, default=None))

    def _date(self) -> Clock | None:
        """The date the caller was told last; none for whoever waits for no reply (R25)."""
        return next(reversed(dates_of(self.draft, self.delivery.caller or 0)), None)

    @staticmethod
    def _until(clock: Clock | None) -> Said | None:
        if clock is None:
            return None
        return said_day(clock.until_date) if clock.until_date else said_until(clock.due_at)

    def _text(self) -> Said | None:
        """The newest text of its kind up to the act; a text that was sealed or forgotten is not sent any more (R64)."""
        kind = TEXTS.get(self.delivery.template)
        if kind is None or self.delivery.caller is None:
            return None
        mine = Q(caller__isnull=True) | Q(caller=self.delivery.caller)
        rows = OrderText.objects.filter(mine, order=self.delivery.order_id, kind=kind, private=False)
        content = (
            rows.filter(sequence__lte=sequence_of(self.delivery))
            .order_by("-sequence", "-place")
            .values_list("content", flat=True)
            .first()
        )
        return Said(content, content) if content else None

    def _signal(self) -> Iterator[tuple[str, Said | None]]:
        """Of which limit a card or reminder speaks, and when it is due, as its event says."""
        event = Event.objects.filter(
            subject_kind=SubjectKind.ORDER, subject_id=self.delivery.order_id, sequence=sequence_of(self.delivery)
        ).first()
        facts = event.payload if event is not None and event.name == "signal_clock" else {}
        clock = self.draft.clocks.get(facts.get("clock", 0))
        if clock is not None and "due_at" in facts:
            yield "limit", Said(clock.name.zh, clock.name.en)
            yield "due", said_until(dt.datetime.fromisoformat(facts["due_at"]).astimezone(SHANGHAI))


def sequence_of(delivery: Delivery) -> int:
    """The event that queued the delivery: keys are `order:sequence:place`."""
    return int(delivery.key.split(":")[1])
