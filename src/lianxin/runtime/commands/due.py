"""Compute a due moment from the files of `cities/`, with every step told; needs no database."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from lianxin.law.articles import citation
from lianxin.law.calendar import WorkingCalendar, parse_year
from lianxin.law.city_files import DataRefused, read_toml
from lianxin.law.deadlines import SHANGHAI, Due, Step, Term, compute, signals
from lianxin.law.policy import Clause, Facts, Policy, load_order, parse_regime, stack
from lianxin.law.words import Channel, ClockName, OrderFlag, RequestType, Signal, Urgency, Word
from lianxin.runtime.places import CITIES
from lianxin.runtime.speech import CommandRefused, pick

WordT = TypeVar("WordT", bound=Word)

MAIN_CLOCKS = (ClockName.FEED_BACK, ClockName.FINISH, ClockName.REPLY)
"""What 办理时限 can mean; the most specific clause is shown, feedback before the others."""


@dataclass(frozen=True)
class Answer:
    """A computed limit, the clock it is of, and the clause it rests on."""

    clock: ClockName
    due: Due
    clause: Clause


def add_arguments(parser: ArgumentParser) -> None:
    """FROM, and what rules can match on."""
    parser.add_argument("start", metavar="FROM", type=_moment, help="date or moment of the transfer, 2026-09-25T10:00")
    parser.add_argument("--regime", metavar="R", help="a file of cities/regimes; default: those of the city")
    parser.add_argument(
        "--type", metavar="T", type=_word(RequestType), default=RequestType.OTHER, help=_codes(RequestType)
    )
    parser.add_argument("--topic", metavar="T", help="code or name of a topic")
    parser.add_argument("--channel", type=_word(Channel), default=Channel.PHONE, help=_codes(Channel))
    parser.add_argument("--urgency", type=_word(Urgency), default=Urgency.NORMAL, help=_codes(Urgency))
    parser.add_argument("--flag", type=_word(OrderFlag), action="append", default=[], help=_codes(OrderFlag))
    parser.add_argument("--clock", type=_word(ClockName), help="default: the handling limit; " + _codes(ClockName))
    parser.add_argument("--as-if-in-force", action="store_true", help="apply it to a day before its time")


def run(options: Namespace) -> int:
    """Print the limit; refused when the regime is unknown, not in force or sets no such limit."""
    try:
        answer = _compute(options)
    except DataRefused as refused:
        raise CommandRefused(
            "data_refused",
            zh=f"{refused.source} {refused.key}：{refused.zh}",
            en=f"{refused.source} {refused.key}: {refused.en}",
        ) from refused
    print(json.dumps(_as_json(answer), ensure_ascii=False) if options.json else _as_text(answer))
    return 0


def _compute(options: Namespace) -> Answer:
    facts = Facts(
        type=options.type,
        topic=_topic(options.topic),
        channel=options.channel,
        urgency=options.urgency,
        flags=frozenset(flag.value for flag in options.flag),
        on=options.start.date(),
    )
    policy = _policy(options.regime, facts.on, as_if_in_force=options.as_if_in_force)
    clock, term, clause = _limit(policy, facts, options.clock)
    due = compute(started_at=options.start, term=term, calendar=_calendar(), source=clause.article)
    return Answer(clock, due, clause)


def _limit(policy: Policy, facts: Facts, clock: ClockName | None) -> tuple[ClockName, Term, Clause]:
    found = {name: policy.term(name, facts) for name in ([clock] if clock else MAIN_CLOCKS)}
    terms = [(name, *limit) for name, limit in found.items() if limit is not None]
    if terms:
        return max(terms, key=lambda one: one[2].matched)
    suggested = policy.handling_limit(facts) if clock is None else None
    if suggested is not None:
        return ClockName.FEED_BACK, *suggested
    asked = clock or ClockName.FEED_BACK
    clause = policy.value(f"clock.{asked.value}", facts)
    said = clause.value if clause is not None and isinstance(clause.value, Word) else None
    raise CommandRefused(
        "no_limit",
        zh=f"{asked.zh}没有规定期限" + (f"（{said.zh}）" if said else ""),
        en=f"No limit is set for {asked.en}" + (f" ({said.en})" if said else ""),
        next_step=pick("请换 --clock、--type 或 --topic", "Choose another --clock, --type or --topic"),
        article=clause.article if clause else "",
    )


def _policy(regime: str | None, on: dt.date, *, as_if_in_force: bool) -> Policy:
    layers = {
        path.stem: parse_regime(path.read_text(encoding="utf-8"), f"cities/regimes/{path.name}")
        for path in sorted((CITIES / "regimes").glob("*.toml"))
    }
    names = [regime] if regime else _city_regimes()
    if regime and regime not in layers:
        raise CommandRefused(
            "regime_unknown",
            zh=f"没有 {regime} 这套规则",
            en=f"There is no regime {regime}",
            next_step=pick("可用的有：", "Use one of: ") + ", ".join(layers),
        )
    policy = stack(load_order(names, layers, comparison=True), on, as_if_in_force=as_if_in_force)
    if names[0] not in policy.regimes:
        since = layers[names[0]].in_force[0]
        raise CommandRefused(
            "regime_not_in_force",
            zh=f"{layers[names[0]].zh}在 {on} 不施行（{since} 起施行）",
            en=f"{layers[names[0]].en} is not in force on {on} (in force from {since})",
            next_step=pick("要照样套用，请加 --as-if-in-force", "To apply it all the same, add --as-if-in-force"),
            article=layers[names[0]].text,
        )
    return policy


def _city_regimes() -> list[str]:
    for path in sorted(CITIES.glob("*/city.toml")):
        regimes = read_toml(path.read_text(encoding="utf-8"), f"cities/{path.parent.name}/city.toml").get("regimes")
        if regimes:
            return [str(name) for name in regimes]
    raise CommandRefused(
        "regime_not_named",
        zh="没有城市文件，请用 --regime 指明规则",
        en="There is no city in cities/: name the rules with --regime",
    )


def _calendar() -> WorkingCalendar:
    files = sorted((CITIES / "calendars").glob("*.toml"))
    return WorkingCalendar.from_years(
        parse_year(path.read_text(encoding="utf-8"), f"cities/calendars/{path.name}") for path in files
    )


def _topic(asked: str | None) -> str | None:
    """A topic's code; a name is looked up in the topics of the cities."""
    if asked is None or asked.isdigit():
        return asked
    for path in sorted(CITIES.glob("*/topics.toml")):
        rows = read_toml(path.read_text(encoding="utf-8"), f"cities/{path.parent.name}/topics.toml").get("topic", [])
        for row in rows:
            if asked in (row.get("name_zh"), row.get("name_en")):
                return str(row["code"])
    raise CommandRefused(
        "topic_unknown",
        zh=f"没有“{asked}”这个事项",
        en=f"No topic is called {asked}",
        next_step=pick(
            "请写代码，如 0301；见 cities/*/topics.toml", "Give a code of cities/*/topics.toml, such as 0301"
        ),
    )


# ---- words -----------------------------------------------------------------------------------------------------------


def _moment(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text!r} is no date or moment; write 2026-09-25 or 2026-09-25T10:00") from problem
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def _word(kind: type[WordT]) -> Callable[[str], WordT]:
    def read(text: str) -> WordT:
        for member in kind:
            if text in (member.value, member.zh, member.en):
                return member
        raise ArgumentTypeError(f"{text!r} is not one of {_codes(kind)}")

    return read


def _codes(kind: type[Word]) -> str:
    return ", ".join(f"{member.value} {member.zh}" for member in kind)


def _as_json(answer: Answer) -> dict[str, object]:
    due, moments = answer.due, dict(signals(answer.due, answer.clock))
    red = moments.get(Signal.RED_CARD)
    return {
        "due_at": due.due_at.isoformat(),
        "due_date": due.due_date.isoformat(),
        "yellow_from": due.yellow_at.isoformat(),
        "red_card_at": red.isoformat() if red else None,
        "provisional": due.provisional,
        "regime": answer.clause.regime,
        "article": answer.clause.article,
        "uncertain": answer.clause.uncertain,
        "term": answer.due.term.en if answer.due.term else "",
        "clock": answer.clock.value,
        "steps": [_step(step) for step in due.steps],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "code": step.code.value,
        "date": step.date.isoformat(),
        "at": step.at.isoformat() if step.at else None,
        "number": step.number,
        "zh": step.zh,
        "en": step.en,
        "article": step.article,
    }


def _as_text(answer: Answer) -> str:
    due, clause = answer.due, answer.clause
    lines = [f"{step.date}  {pick(step.zh, step.en)}{_cited(step.article)}" for step in due.steps]
    lines.append(pick("依据：", "Basis: ") + pick(clause.zh, clause.en))
    moments = dict(signals(due, answer.clock))
    lines += [f"{pick(signal.zh, signal.en)}: {at:%Y-%m-%d %H:%M}" for signal, at in moments.items()]
    if due.provisional:
        lines.append(pick("暂定：当年放假安排尚未公布", "Provisional: the holidays of a year are not known yet"))
    return "\n".join(lines)


def _cited(article: str) -> str:
    return f"  [{pick(citation(article).zh, citation(article).en)}]" if article else ""
