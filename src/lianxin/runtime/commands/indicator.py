"""Count one figure: numerator, denominator, what was left out and why; whole, or by unit, topic or month."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lianxin.law.articles import citation
from lianxin.law.indicators import BY_CODE, INDICATORS, Figure, Indicator, Period, frozen_at, next_month
from lianxin.law.terms import SHANGHAI
from lianxin.runtime.commands.verify import tables_needed
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick

if TYPE_CHECKING:  # loads models, which need Django set up
    from lianxin.records.indicators import Asked, Key

SPLITS = ("unit", "topic", "month")


def add_arguments(parser: ArgumentParser) -> None:
    """Which figure, by what it is split, over which days."""
    codes = ", ".join(f"{row.code} {row.zh}" for row in INDICATORS)
    parser.add_argument("code", nargs="?", metavar="CODE", help=f"none lists them all: {codes}")
    parser.add_argument("--by", choices=SPLITS, help="split it; a unit's figure includes its sub-units' (R1)")
    parser.add_argument("--from", dest="start", type=_date, metavar="D", help="first day, default: of this month")
    parser.add_argument("--to", dest="last", type=_date, metavar="D", help="last day, default: today")
    parser.add_argument("--recount", action="store_true", help="count it once more from the log alone, and compare")


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text!r} is no date; write 2026-11-01") from problem


def run(options: Namespace) -> int:
    """Print the figure; exit code 1 when a recount finds another one."""
    if options.code is None:
        _print_list(as_json=options.json)
        return 0
    indicator = _indicator(options.code)
    period = _period(options, dt.datetime.now(SHANGHAI).date())
    need_installation()
    with ready_database(reads=True), tables_needed():
        from lianxin.records.indicators import Asked
        from lianxin.records.rules import current_policy
        from lianxin.records.verification import one_moment

        with one_moment():  # what is being done meanwhile is in both counts or in neither
            now = dt.datetime.now(dt.UTC)
            asked = Asked(indicator.code, period, now, current_policy(now).freeze_days)
            answer = _answer(asked, options.by)
            if options.recount:
                answer["recount"] = _recounted(asked)
    _print(indicator, answer, as_json=options.json)
    return 1 if options.recount and not answer["recount"]["agrees"] else 0


def _indicator(code: str) -> Indicator:
    for row in INDICATORS:
        if code in (row.code, row.zh, row.en):
            return row
    raise CommandRefused(
        "indicator_unknown",
        zh=f"没有“{code}”这项指标。",
        en=f"No figure is called {code}.",
        next_step=pick("有这些：", "There are: ") + ", ".join(BY_CODE),
    )


def _period(options: Namespace, today: dt.date) -> Period:
    last = options.last or today
    start = options.start or min(last, today).replace(day=1)
    if start > last:
        raise CommandRefused(
            "period_empty",
            zh=f"起始日 {start} 晚于截止日 {last}。",
            en=f"The first day {start} is after the last day {last}.",
            next_step="--from 2026-11-01 --to 2026-11-30",
        )
    return Period(start, last + dt.timedelta(days=1))


# ---- counting --------------------------------------------------------------------------------------------------------


def _answer(asked: Asked, by: str | None) -> dict[str, Any]:
    from lianxin.records.indicators import figure

    whole = {
        "code": asked.code,
        "from": asked.period.start.isoformat(),
        "to": (asked.period.end - dt.timedelta(days=1)).isoformat(),
        "as_of": asked.now.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        **as_json(figure(asked)),
    }
    return whole | ({"by": by, "parts": _parts(asked, by)} if by else {})


def _parts(asked: Asked, by: str) -> list[dict[str, Any]]:
    from lianxin.records.indicators import By, figures_by, figures_of_units
    from lianxin.records.rules import current_rules

    found = figures_by(asked, By[by.upper()])
    if by == "unit":
        found = figures_of_units(found, current_rules().units)
    names = _names(found, by)
    rows = [{**names(key), **_frozen(asked, key), **as_json(part)} for key, part in found.items()]
    return sorted(rows, key=lambda row: str(row["key"] or ""))


def _frozen(asked: Asked, key: Key) -> dict[str, Any]:
    """Of a month: whether it is frozen, and if so what it was frozen at, which stays (R66)."""
    from lianxin.records.indicator_months import kept_figure

    if not isinstance(key, dt.date):
        return {}
    kept = kept_figure(asked.code, key) if asked.now >= frozen_at(key, asked.freeze_days) else None
    whole = asked.period.start <= key and next_month(key) <= asked.period.end
    return {"frozen": as_json(kept) if kept is not None and whole else None}


def _names(found: Mapping[Key, Figure], by: str) -> Any:  # noqa: ANN401 - a function of a key, whatever the key is
    from lianxin.records.choices import topics, unit_names

    if by == "unit":
        units = unit_names([one for one in found if isinstance(one, int)])
        return lambda key: (
            {"key": units[key].found_by, "zh": units[key].zh, "en": units[key].en}
            if key in units
            else {"key": None, "zh": "没有承办单位", "en": "no unit"}
        )
    known = {one.value: one for one in topics()} if by == "topic" else {}
    return lambda key: (
        {"key": key, "zh": known[key].zh, "en": known[key].en}
        if key in known
        else {"key": key.strftime("%Y-%m") if key else None, "zh": "" if key else "未归类", "en": "" if key else "none"}
    )


def as_json(figure: Figure) -> dict[str, Any]:
    """Whole numbers, the exact share as a fraction in words, and what was left out by reason."""
    return {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "share": str(figure.share) if figure.share is not None else None,
        "percent": figure.percent or None,
        "excluded": {reason.value: count for reason, count in sorted(figure.left.items())},
    }


def _recounted(asked: Asked) -> dict[str, Any]:
    from lianxin.records.indicators import cases, counted
    from lianxin.records.recount import When, recount

    days = asked.period.since(BY_CODE[asked.code].since)
    found = recount((asked.code,), When(asked.now, asked.freeze_days))[asked.code]
    found = [one for one in found if days.start <= one.day < days.end]
    told = sorted((one.order, one.day, one.verdict) for one in found)
    sql = sorted((one.order, one.day, one.verdict.value) for one in cases(asked))
    whole = sum((counted(one.verdict, 1) for one in found), Figure())
    return as_json(whole) | {"agrees": told == sql}


# ---- words -----------------------------------------------------------------------------------------------------------


def _print_list(*, as_json: bool) -> None:
    rows = [
        {
            "code": row.code,
            "zh": row.zh,
            "en": row.en,
            "counts": pick(row.counts.zh, row.counts.en),
            "over": pick(row.over.zh, row.over.en),
            "falls": pick(row.falls.zh, row.falls.en),
            "since": row.since.isoformat(),
            "articles": list(row.articles),
            "excludes": {left.reason.value: left.article for left in row.left},
        }
        for row in INDICATORS
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in INDICATORS:
        cited = pick("、", ", ").join(pick(citation(key).zh, citation(key).en) for key in row.articles)
        print(f"{row.code:22}{pick(row.zh, row.en)}")
        print(f"    {pick(row.counts.zh, row.counts.en)} ÷ {pick(row.over.zh, row.over.en)}  [{cited}]")


def _print(indicator: Indicator, answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    print(f"{pick(indicator.zh, indicator.en)}  {answer['from']} … {answer['to']}")
    _print_figure(answer, indicator)
    for part in answer.get("parts", ()):
        print(f"\n{part['key'] or '—'}  {pick(part['zh'], part['en'])}".rstrip())
        _print_figure(part, indicator)
        if part.get("frozen"):
            print(pick("    冻结为：", "    frozen at:"))
            _print_figure(part["frozen"], indicator)
    if "recount" in answer:
        print()
        agrees = answer["recount"]["agrees"]
        print(
            pick(
                "与日志重算：" + ("一致" if agrees else "不一致"),
                "Recount from the log: " + ("agrees" if agrees else "differs"),
            )
        )
        _print_figure(answer["recount"], indicator)


def _print_figure(figure: dict[str, Any], indicator: Indicator) -> None:
    over = f"{figure['numerator']} ÷ {figure['denominator']}"
    print(f"    {over} = {figure['percent']}" if figure["percent"] else f"    {over}")
    words = {left.reason.value: left.reason for left in indicator.left}
    for code, count in figure["excluded"].items():
        reason = words.get(code)
        print(f"    {pick('不计入', 'left out')}: {count} {pick(reason.zh, reason.en) if reason else code}")
