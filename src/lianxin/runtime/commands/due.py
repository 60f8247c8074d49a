"""Compute a due moment with every step told; needs no database unless an installation is named."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from lianxin.law.articles import citation
from lianxin.law.city_files import DataRefused, read_toml
from lianxin.law.deadlines import SHANGHAI, Due, Step, Term, compute, signals
from lianxin.law.policy import Clause, Facts, Policy
from lianxin.law.words import Channel, ClockName, OrderFlag, RequestType, Signal, TermUnit, Urgency, Word
from lianxin.runtime.commands.due_basis import Basis, basis, policy
from lianxin.runtime.places import CITIES
from lianxin.runtime.speech import CommandRefused, pick

WordT = TypeVar("WordT", bound=Word)

MAIN_CLOCKS = (ClockName.FEED_BACK, ClockName.FINISH, ClockName.REPLY)
"""What 办理时限 can mean; the most specific clause is shown, feedback before the others."""


@dataclass(frozen=True)
class Answer:
    """A computed limit, the clock it is of, the clauses it rests on, and from where calendar and rules came."""

    clock: ClockName
    due: Due
    clause: Clause
    extension: Clause | None
    basis: Basis


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
    parser.add_argument("--extension", type=_days, metavar="N", help="extended by N working days (the finishing date)")
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
    found = basis(options.start)
    rules = policy(found, options.regime, facts.on, as_if_in_force=options.as_if_in_force)
    longer = Term(options.extension, TermUnit.WORKING_DAY) if options.extension else None
    allowed = _extension(rules, facts, longer, options.clock) if longer else None
    clock, term, clause = _limit(rules, facts, ClockName.FINISH if longer else options.clock)
    due = compute(
        started_at=options.start,
        term=term,
        calendar=found.calendar,
        extension=longer,
        source=clause.article,
        extension_source=allowed.article if allowed else "",
    )
    return Answer(clock, due, clause, allowed, found)


def _extension(rules: Policy, facts: Facts, longer: Term, clock: ClockName | None) -> Clause:
    """The clause that allows so many days more; refused with its article, as `extend` refuses it (R19, R52)."""
    if clock not in (None, ClockName.FINISH):
        raise CommandRefused(
            "extension_other_clock",
            zh=f"延期只改办理期限，{clock.zh}不变",
            en=f"An extension moves the finishing date alone, not {clock.en}",
            next_step=pick("请去掉 --clock，或写 --clock finish", "Leave --clock away, or say --clock finish"),
            article="R19",
        )
    clause, rule = rules.value("extension", facts), rules.extension(facts)
    if clause is None or rule is None or rule.forbidden:
        raise CommandRefused(
            "extension_forbidden",
            zh="适用的规定不允许延期",
            en="The binding regime knows no extension",
            next_step=pick("请去掉 --extension，或换 --regime", "Leave --extension away, or choose another --regime"),
            article=clause.article if clause else "R19",
        )
    if rule.max_add is not None and longer.amount > rule.max_add.amount:
        raise CommandRefused(
            "extension_too_long",
            zh=f"最多可延长 {rule.max_add.zh}",
            en=f"The most it can be extended by is {rule.max_add.en}",
            next_step=f"--extension {rule.max_add.amount}",
            article=clause.article,
        )
    return clause


def _limit(rules: Policy, facts: Facts, clock: ClockName | None) -> tuple[ClockName, Term, Clause]:
    found = {name: rules.term(name, facts) for name in ([clock] if clock else MAIN_CLOCKS)}
    terms = [(name, *limit) for name, limit in found.items() if limit is not None]
    if terms:
        return max(terms, key=lambda one: one[2].matched)
    suggested = rules.handling_limit(facts) if clock in (None, ClockName.FINISH) else None
    if suggested is not None:
        return clock or ClockName.FEED_BACK, *suggested
    asked = clock or ClockName.FEED_BACK
    clause = rules.value(f"clock.{asked.value}", facts)
    said = clause.value if clause is not None and isinstance(clause.value, Word) else None
    raise CommandRefused(
        "no_limit",
        zh=f"{asked.zh}没有规定期限" + (f"（{said.zh}）" if said else ""),
        en=f"No limit is set for {asked.en}" + (f" ({said.en})" if said else ""),
        next_step=pick("请换 --clock、--type 或 --topic", "Choose another --clock, --type or --topic"),
        article=clause.article if clause else "",
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


def _days(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number of working days; write 10")
    return int(text)


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
        "extension": answer.due.extension.en if answer.due.extension else "",
        "extension_article": answer.extension.article if answer.extension else "",
        "clock": answer.clock.value,
        "source": answer.basis.source,
        "place": answer.basis.place,
        "calendar": answer.basis.calendar.version,
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
    if answer.extension:
        lines.append(pick("延期依据：", "Extension: ") + pick(answer.extension.zh, answer.extension.en))
    lines.append(pick("取自：", "Taken from: ") + pick(answer.basis.zh, answer.basis.en))
    moments = dict(signals(due, answer.clock))
    lines += [f"{pick(signal.zh, signal.en)}: {at:%Y-%m-%d %H:%M}" for signal, at in moments.items()]
    if due.provisional:
        lines.append(pick("暂定：当年放假安排尚未公布", "Provisional: the holidays of a year are not known yet"))
    return "\n".join(lines)


def _cited(article: str) -> str:
    return f"  [{pick(citation(article).zh, citation(article).en)}]" if article else ""
