"""反映打击报复 · Report retaliation."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_beside, together
from lianxin.law.decisions import retaliation
from lianxin.law.decisions.retaliation import Report
from lianxin.law.decisions.submission import COUNTED, check_frequency
from lianxin.law.words import Role
from lianxin.records.rules import current_rules
from lianxin.records.submissions import submitted_by


def report_retaliation(door: Door, *, order: int | str, caller: int, said: Report) -> Done:
    """A caller suffers for an order: a tip-off of its own, of which the order itself bears no trace (Art. 41, R48).

    Who reports it themselves on the web may do so as often as they may submit there.
    """

    def act() -> Done:
        done = perform_beside(
            door, order, "report_retaliation", retaliation.report_retaliation, caller=caller, said=said
        )
        if door.actor.role is Role.CALLER and door.actor.person is not None:
            before = submitted_by(door.actor.person, door.now - COUNTED) - 1
            check_frequency(before, current_rules().portal.submissions_a_day)
        return done

    return together(act)
