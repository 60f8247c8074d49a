"""When units work: mornings and afternoons of working days, by the calendar in use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.calendar import WorkingCalendar
from lianxin.law.terms import SHANGHAI

SHIFTS = ((dt.time(8, 30), dt.time(12, 0)), (dt.time(13, 30), dt.time(17, 30)))


@dataclass(frozen=True)
class OfficeHours:
    """Counts hours only while offices are open."""

    calendar: WorkingCalendar

    def after(self, moment: dt.datetime, hours: float) -> dt.datetime:
        """The moment when so many office hours have passed since `moment`."""
        left = dt.timedelta(hours=hours)
        while True:
            start, end = self._shift_at(moment)
            if left < end - start:
                return start + left
            left -= end - start
            moment = end

    def _shift_at(self, moment: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
        """What is left of the shift in which the moment lies, or the whole of the next one."""
        day = moment.astimezone(SHANGHAI).date()
        while True:
            if self.calendar.is_working(day):
                for opens, closes in SHIFTS:
                    start = dt.datetime.combine(day, opens, SHANGHAI)
                    end = dt.datetime.combine(day, closes, SHANGHAI)
                    if moment < end:
                        return max(start, moment), end
            day += dt.timedelta(days=1)

    def working_days_before(self, day: dt.date, count: int) -> dt.date:
        """The latest date of which `day` is the working day of that number, or one before it."""
        found = day
        while self.on_working_day(found, count) > day:
            found -= dt.timedelta(days=1)
        return found

    def on_working_day(self, since: dt.date, count: int) -> dt.date:
        """The date `count` working days after `since`, which itself is not counted."""
        day = since
        for _ in range(count):
            day = self.calendar.next_working_day(day)
        return day
