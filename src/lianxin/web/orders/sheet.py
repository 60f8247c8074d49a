"""One order with everything its page is made from, each part read when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from lianxin.access import Offer, Reading, offers
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.visibility import sees_file
from lianxin.law.words import TextKind
from lianxin.records.load import LoadedOrder
from lianxin.records.log import Log, people, read_log
from lianxin.records.models import Attachment, OrderText
from lianxin.web.addresses import act_href, in_list
from lianxin.web.names import names_of_units


class Sheet:
    """An order as one reader has it before them; `of`: the list it was opened from, as addresses hold it."""

    def __init__(self, loaded: LoadedOrder, draft: Draft, reading: Reading, of: str = "") -> None:
        self.loaded = loaded
        self.draft = draft
        self.order = draft.order
        self.reading = reading
        self.of = of

    def act_href(self, action: str) -> str:
        """The form of an act on the order, from which one comes back to where one is."""
        return in_list(act_href(self.order.number, action), self.of)

    @cached_property
    def log(self) -> Log:
        """The events with the words that are open to the reader."""
        found = read_log(self.order.id)
        for sequence, texts in found.texts.items():
            found.texts[sequence] = [one for one in texts if self._open(one)]
        return found

    def _open(self, text: OrderText) -> bool:
        return self.reading.has_words(TextKind(text.kind), private=text.private)

    def newest(self, kind: TextKind) -> str:
        """The latest text of a kind that is the order's own and open to the reader."""
        found = [one for texts in self.log.texts.values() for one in texts if one.kind is kind]
        return max(found, key=lambda one: (one.sequence, one.place)).content or "" if found else ""

    @cached_property
    def title(self) -> str:
        """The title; the number where it was destroyed."""
        return self.newest(TextKind.TITLE) or self.order.number

    @cached_property
    def files(self) -> list[Attachment]:
        """The files that the reader may open, in the order in which they came."""
        rows = Attachment.objects.filter(order_id=self.order.id, destroyed_at__isnull=True)
        found = rows.order_by("sequence", "place")
        return [row for row in found if sees_file(self.draft, restricted=row.restricted, given_by=row.unit_id)]

    @cached_property
    def units(self) -> dict[int, Spoken]:
        """The names of all units that the order names."""
        draft, order = self.draft, self.order
        named: set[int | None] = {order.subject_unit, order.managing_unit, order.host_unit}
        named |= {row.unit for row in draft.assignments.values()}
        named |= {row.unit for row in draft.clocks.values()}
        named |= {row.unit for row in draft.overlays.values()}
        named |= {event.unit for event in self.log.events} | {row.unit_id for row in self.files}
        return names_of_units(named)

    def unit(self, unit: int | None) -> Spoken:
        """A unit's name; empty for none."""
        return self.units.get(unit, Spoken()) if unit is not None else Spoken()

    @cached_property
    def named_people(self) -> dict[int, Spoken]:
        """Staff whom the order's requests name."""
        ids = {row.staff for row in self.draft.overlays.values()} | {self.order.subject_staff}
        return {pk: Spoken(one.name, one.name) for pk, one in people({pk for pk in ids if pk is not None}).items()}

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """What the reader may do, and what not."""
        return offers(self.draft)

    @cached_property
    def allowed(self) -> frozenset[str]:
        """The acts the reader may do now."""
        return frozenset(one.row.action for one in self.offers if one.allowed)
