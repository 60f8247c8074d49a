"""What binds an order: a city's regimes in layers, the clause that wins for each question, and typed answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar

from lianxin.law.articles import citation
from lianxin.law.deadlines import Term
from lianxin.law.regime import Floor, RegimeLayer, parse_regime
from lianxin.law.regime_keys import KEYS
from lianxin.law.regime_rules import Facts
from lianxin.law.regime_stack import HOUSE, RankedRule, floors_of, load_order, ranked, version_of
from lianxin.law.regime_values import (
    AttemptRule,
    ExtensionRule,
    OutcomeRule,
    RehandleRule,
    SameAs,
    SendBackRule,
    StopRule,
)
from lianxin.law.words import ClockName, HandlingMeans, Outcome, RegimeWord

__all__ = ["Clause", "Facts", "Policy", "RegimeLayer", "load_order", "parse_regime", "stack", "stack_texts"]

DRAFT_DAYS = 7
"""How long words that were not handed in are kept under working rules of before they said it (as they say now)."""

FREEZE_DAYS = 5
"""How many days after its end a month is frozen under working rules of before they said it (as they say now)."""

ValueT = TypeVar("ValueT")
RuleT = TypeVar("RuleT", ExtensionRule, SendBackRule, StopRule, RehandleRule, OutcomeRule)


@dataclass(frozen=True, slots=True)
class Clause:
    """The rule that won: its value, its regime, its article as a citation key ("jinan_2018:24", "R17").

    `matched`: on how many keys it was more specific than a rule for every order.
    """

    value: object
    regime: str
    article: str
    key: str
    uncertain: bool = False
    matched: int = 0

    @property
    def zh(self) -> str:
        """The citation, to be shown."""
        return citation(self.article).zh

    @property
    def en(self) -> str:
        """The citation, to be shown."""
        return citation(self.article).en


@dataclass(frozen=True, slots=True)
class SecrecyRule:
    """Who and what is kept secret for an order (R10, R44)."""

    accused_barred: bool
    identity_always: bool
    on_request: tuple[str, ...]
    always: tuple[str, ...]
    recusal: bool


def _clause(found: RankedRule) -> Clause:
    rule = found.rule
    return Clause(rule.value, found.layer.id, rule.article, rule.key, found.uncertain, len(rule.match.codes))


@dataclass(frozen=True)
class Policy:
    """The rules of one city on one day. Made by `stack`; equal and hashed by `version`."""

    version: str
    regimes: tuple[str, ...]
    on: dt.date = field(compare=False)
    rules: Mapping[str, tuple[RankedRule, ...]] = field(compare=False, repr=False)
    floors: Mapping[str, tuple[Floor, str]] = field(compare=False, repr=False)

    # ---- the general questions -----------------------------------------------------------------------------------

    def value(self, key: str, facts: Facts | None = None) -> Clause | None:
        """The winning clause for a key, or for one field of it ("stop.decided_by"); None when all are silent.

        Without `facts` only rules that speak for every order are asked. Raises KeyError for a key that nobody knows.
        """
        group, _, name = key.rpartition(".")
        if key not in KEYS and group in KEYS:
            return self._field(group, name, facts)
        if key not in KEYS:
            raise KeyError(f"{key}: no rule is called so; see law/regime_keys.py")
        for ranked_rule in self.rules.get(key, ()):
            match = ranked_rule.rule.match
            if match.holds(facts) if facts is not None else match.unconditional:
                return _clause(ranked_rule)
        if key in self.floors:
            floor, regime = self.floors[key]
            return Clause(floor.value, regime, floor.article, key, floor.uncertain)
        return None

    def _field(self, key: str, name: str, facts: Facts | None) -> Clause | None:
        clause = self.value(key, facts)
        if clause is None:
            return None
        if not is_dataclass(clause.value) or name not in {one.name for one in fields(clause.value)}:
            raise KeyError(f"{key}.{name}: {key} has no such field")
        return replace(clause, value=getattr(clause.value, name), key=f"{key}.{name}")

    def term(self, clock: ClockName, facts: Facts) -> tuple[Term, Clause] | None:
        """How long a clock runs, and by which clause; None when no term is set (promptly, set with the order …)."""
        return self._limit(f"clock.{clock.value}", facts)

    def _limit(self, key: str, facts: Facts) -> tuple[Term, Clause] | None:
        clause = self.value(key, facts)
        if clause is None:
            return None
        if isinstance(clause.value, Term):
            return clause.value, clause
        if isinstance(clause.value, SameAs):
            found = (self.term(clock, facts) for clock in clause.value.clocks)
            return next((one for one in found if one is not None), None)
        return None

    # ---- what decisions ask --------------------------------------------------------------------------------------

    def handling_means(self, facts: Facts) -> HandlingMeans:
        """What the main limit asks for (R52): reply and feedback, completion, or whatever the order itself says."""
        clauses = [self.value(key, facts) for key in ("clock.feed_back", "clock.finish")]
        if any(clause is not None and clause.value is RegimeWord.BY_ORDER for clause in clauses):
            return HandlingMeans.BY_ORDER
        if self.term(ClockName.FEED_BACK, facts) is not None:
            return HandlingMeans.REPLY_AND_FEED_BACK
        if self.term(ClockName.FINISH, facts) is not None:
            return HandlingMeans.COMPLETION
        return HandlingMeans.NONE

    def handling_limit(self, facts: Facts) -> tuple[Term, Clause] | None:
        """The regime's handling limit: of feedback, else of finishing, else the one suggested for this order."""
        found = self.term(ClockName.FEED_BACK, facts) or self.term(ClockName.FINISH, facts)
        return found or self._limit("order_limit", facts)

    def extension(self, facts: Facts) -> ExtensionRule | None:
        """Whether and how the finishing date may be moved; None when no text speaks of it."""
        return self._rule("extension", ExtensionRule, facts)

    def send_back(self, facts: Facts) -> SendBackRule:
        """Whether the unit may send the order back; its limit is the clock send_back_window."""
        return self._rule("send_back", SendBackRule, facts) or SendBackRule()

    def stop(self, facts: Facts) -> StopRule:
        """Whose act a stop is."""
        return self._rule("stop", StopRule, facts) or StopRule()

    def rehandle(self, facts: Facts) -> RehandleRule:
        """When an order is handled again, how often, and within what fresh limit (R53)."""
        rule = self._rule("rehandle", RehandleRule, facts) or RehandleRule()
        limit = self._limit("rehandle_limit", facts)
        house = limit is not None and limit[1].regime == HOUSE
        if limit is None or house:
            limit = self.handling_limit(facts) or limit
        return replace(rule, within=limit[0] if limit else None)

    def outcome(self, outcome: Outcome, facts: Facts) -> OutcomeRule:
        """What must be told with an outcome, and whether a second date follows."""
        told, dated = f"outcome.{outcome.value}", f"second_date.{outcome.value}"
        rule = (self._rule(told, OutcomeRule, facts) if told in KEYS else None) or OutcomeRule()
        date = self.value(dated, facts) if dated in KEYS else None
        if date is not None:
            rule = replace(rule, second_date=str(date.value), second_date_article=date.article)
        tracked = self.value("tracked_outcomes", facts)
        if tracked is not None and isinstance(tracked.value, tuple) and outcome in tracked.value:
            rule = replace(rule, tracked=True, tracked_article=tracked.article)
        return rule

    def secrecy(self, facts: Facts) -> SecrecyRule:
        """Who and what is kept secret for an order of this kind."""
        barred = self._found("secrecy_accused_barred_for", tuple, facts) or ()
        return SecrecyRule(
            accused_barred=facts.type in barred,
            identity_always=self._found("secrecy_identity", str, facts) == "always",
            on_request=self._found("secrecy_on_request", tuple, facts) or (),
            always=self._found("secrecy_always", tuple, facts) or (),
            recusal=self._found("secrecy_recusal", bool, facts) or False,
        )

    @property
    def reply_required(self) -> bool:
        """Whether a reply is owed unless the caller waives it (R25); no regime can say otherwise."""
        return self._found("reply_required", str, None) in (None, "unless_waived", "always")

    @property
    def reopen_days(self) -> int:
        """Calendar days from the last close in which an order can be reopened (R66)."""
        return self._house("reopen_days", int)

    @property
    def call_number_days(self) -> int | None:
        """Days to keep the number of a call that led to no order (R35); None in rules adopted before they said it."""
        return self._found("call_number_days", int, None)

    @property
    def draft_days(self) -> int:
        """Days for which words that were not handed in are kept; working rules of before it say nothing of it."""
        return self._found("draft_days", int, None) or DRAFT_DAYS

    @property
    def freeze_days(self) -> int:
        """Days from the end of a month to its freezing; a rating of after that counts there no more (R30)."""
        return self._found("freeze_days", int, None) or FREEZE_DAYS

    @property
    def opinion_answer(self) -> tuple[Term, str] | None:
        """Within what time an opinion on the hotline is answered, and by which rule; rules of before say nothing."""
        clause = self.value("opinion_answer")
        return (clause.value, clause.article) if clause is not None and isinstance(clause.value, Term) else None

    @property
    def opinion_contact_days(self) -> int | None:
        """Days after the answer for which the contact of an opinion is kept; rules of before say nothing."""
        return self._found("opinion_contact_days", int, None)

    @property
    def attempts(self) -> AttemptRule:
        """How often a caller is tried (R28)."""
        return self._house("attempts", AttemptRule)

    @property
    def max_send_backs(self) -> int:
        """Upheld send-backs after which the host is designated (R6)."""
        return self._house("send_back_max", int)

    @property
    def inner_level_lead(self) -> Term:
        """How long before the feedback is due the inner level ends (R54)."""
        return self._house("inner_level_lead", Term)

    @property
    def second_date_lead(self) -> Term | None:
        """How long before a second date unit and centre are reminded (R21); working rules of before say nothing."""
        return self._found("second_date_lead", Term, None)

    def _found(self, key: str, kind: type[ValueT], facts: Facts | None) -> ValueT | None:
        clause = self.value(key, facts)
        return clause.value if clause is not None and isinstance(clause.value, kind) else None

    def _house(self, key: str, kind: type[ValueT]) -> ValueT:
        found = self._found(key, kind, None)
        if found is None:
            raise KeyError(f"{key}: the centre's working rules must say it; add it to {HOUSE}.toml")
        return found

    def _rule(self, key: str, kind: type[RuleT], facts: Facts) -> RuleT | None:
        clause = self.value(key, facts)
        if clause is None or not isinstance(clause.value, kind):
            return None
        return replace(clause.value, article=clause.article)


# ---- from files to a policy ------------------------------------------------------------------------------------------


def stack(layers: Sequence[RegimeLayer], on: dt.date, *, as_if_in_force: bool = False) -> Policy:
    """The policy of these layers on a day: the more specific match wins, then the nearer level, the house last.

    Layers and rules not in force on the day are left out; `as_if_in_force` keeps the layers. Raises `DataRefused`
    with file and key where a rule undercuts a floor, or two layers of one level bind the same order with equal right.
    """
    bound = [layer for layer in layers if as_if_in_force or layer.binds_on(on)]
    floors = floors_of(layers)
    return Policy(
        version=version_of(bound, on),
        regimes=tuple(layer.id for layer in bound),
        on=on,
        rules=ranked(bound, on),
        floors=floors,
    )


def stack_texts(regimes: Sequence[str], texts: Mapping[str, str], on: dt.date, *, comparison: bool = False) -> Policy:
    """The policy a city names, from the texts of the files by regime id.

    Raises `DataRefused` for a text that is kept for comparison only, unless `comparison` is asked for.
    """
    layers = {name: parse_regime(text, f"cities/regimes/{name}.toml") for name, text in texts.items()}
    return stack(load_order(regimes, layers, comparison=comparison), on)
