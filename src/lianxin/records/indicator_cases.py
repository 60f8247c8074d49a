"""The cases of every figure as SQL: one row a case, with its moment, day, unit, topic and what becomes of it.

Each statement gives (order_id, serial, at, day, unit, topic, verdict) for cases of a period; the cases of a figure are
those of all its statements. `verdict` is the code of a `Verdict` or of an `Exclusion`, the first that applies.
Parameters: `start` and `end` of the period, `now`, and the `freeze_days`. All walk an index by the moment a case falls
by; limits are due before the midnight that is their moment, hence the half-open end at the other side.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from lianxin.law.indicators import REASONS

ZONE = "AT TIME ZONE 'Asia/Shanghai'"
PARTS = {
    "zone": ZONE,
    "why": "CASE c.end_reason "
    + " ".join(f"WHEN '{reason}' THEN '{left.value}'" for reason, left in REASONS.items())
    + " ELSE 'ended' END",
    "over": "c.\"end\" IN ('cancelled', 'handed_on')",
    "due_day": f"((c.due_at - interval '1 microsecond') {ZONE})::date",
    "due": "c.due_at > %(start)s AND c.due_at <= %(end)s",
    "host": "(SELECT a.unit_id FROM assignment a WHERE a.order_id = o.id AND a.kind = 'host'"
    " ORDER BY a.serial DESC LIMIT 1)",
    "no_feed_back": "NOT EXISTS (SELECT FROM clock d WHERE d.order_id = c.order_id AND d.name = 'feed_back'"
    " AND d.assignment = c.assignment)",
    "denied": "FROM overlay v WHERE v.order_id = c.order_id AND v.kind = 'contradiction' AND v.caller = c.caller"
    " AND v.assignment = c.assignment AND v.state <> 'withdrawn'",
    "on_its_way": "p.reply = 'on_its_way' AND c.round = o.round AND c.\"end\" IS NOT NULL AND c.end_reason IS NULL",
    "contested": "p.reply = 'contested' AND c.round = o.round AND c.\"end\" IS NOT NULL AND c.end_reason IS NULL",
}


def _sql(statement: str, **more: str) -> str:
    """The statement with the shared parts filled in; `more` may itself name shared parts."""
    filled = {name: Template(text).safe_substitute(PARTS) for name, text in more.items()}
    return Template(statement).substitute(PARTS | filled)


def _limits(condition: str, verdict: str) -> str:
    """Limits of one kind, told by `condition`; `verdict` begins after what is left out of every limit."""
    return _sql(
        """
SELECT c.order_id, c.serial, c.due_at AS at, $due_day AS day, c.unit_id AS unit, o.topic_id AS topic,
    CASE WHEN o.closed_as = 'imported' THEN 'imported' WHEN $over THEN $why
        WHEN c.due_at > %(now)s THEN 'not_due' $verdict END AS verdict
FROM clock c JOIN work_order o ON o.id = c.order_id WHERE $condition AND $due""",
        condition=condition,
        verdict=verdict,
    )


SIGNING = _limits("c.name = 'sign'", "WHEN c.\"end\" = 'met' THEN 'holds' ELSE 'fails'")

MAIN_LIMITS = ("c.name = 'feed_back'", "c.name = 'finish' AND $no_feed_back")
"""A host's limit for feedback, or for finishing where it has none for feedback (R52)."""
FED_BACK_IN_TIME = """WHEN c."end" = 'met' THEN 'holds'
        WHEN c."end" IS NULL AND EXISTS (SELECT FROM feedback f WHERE f.order_id = c.order_id AND f."end" IS NULL
            AND f.assignment = c.assignment AND f.made_at < c.due_at) THEN 'awaiting_examination' ELSE 'fails'"""
LIMIT = tuple(_limits(one, FED_BACK_IN_TIME) for one in MAIN_LIMITS)

CALLBACK = _sql(
    """
SELECT c.order_id, c.serial, c.due_at AS at, $due_day AS day,
    (SELECT a.unit_id FROM assignment a WHERE a.order_id = o.id AND a.kind = 'host' AND a.offered_at <= c.started_at
        ORDER BY a.serial DESC LIMIT 1) AS unit,
    o.topic_id AS topic,
    CASE WHEN $over THEN $why WHEN c.due_at > %(now)s THEN 'not_due'
        WHEN c."end" IN ('met', 'late') AND c.end_reason IS NULL THEN 'holds' ELSE 'fails' END AS verdict
FROM clock c JOIN work_order o ON o.id = c.order_id WHERE c.name = 'callback' AND $due"""
)


def _replies(verdict: str) -> str:
    """Replies owed to one caller by one host; `verdict` begins after what is left out of every reply."""
    return _sql(
        """
SELECT c.order_id, c.serial * 1000 AS serial, c.due_at AS at, $due_day AS day, c.unit_id AS unit, o.topic_id AS topic,
    CASE WHEN o.closed_as = 'imported' THEN 'imported' WHEN c.end_reason = 'unreachable' THEN 'unreachable'
        WHEN $over THEN $why WHEN c.due_at > %(now)s THEN 'not_due' $verdict END AS verdict
FROM clock c JOIN work_order o ON o.id = c.order_id
    JOIN order_caller p ON p.order_id = c.order_id AND p.serial = c.caller
WHERE c.name = 'reply' AND $due""",
        verdict=verdict,
    )


def _not_owed(condition: str) -> str:
    """Callers to whom no reply is owed, by the limit of the host that would have owed it (R25)."""
    return _sql(
        """
SELECT c.order_id, c.serial * 1000 + p.serial AS serial, c.due_at AS at, $due_day AS day, c.unit_id AS unit,
    o.topic_id AS topic,
    CASE WHEN o.closed_as = 'imported' THEN 'imported' WHEN $over THEN $why
        WHEN c.due_at > %(now)s THEN 'not_due' WHEN p.reply = 'waived' THEN 'waived' ELSE 'anonymous' END AS verdict
FROM clock c JOIN work_order o ON o.id = c.order_id JOIN order_caller p ON p.order_id = c.order_id
WHERE $condition AND $due AND p.reply IN ('waived', 'impossible') AND NOT p.withdrawn
    AND NOT EXISTS (SELECT FROM clock r WHERE r.order_id = c.order_id AND r.name = 'reply' AND r.caller = p.serial
        AND r.assignment = c.assignment)""",
        condition=condition,
    )


NOT_OWED = tuple(_not_owed(one) for one in MAIN_LIMITS)

UNDECIDED = "WHEN $on_its_way THEN 'on_its_way' WHEN $contested THEN 'contested'"
MADE = """c.end_reason IS NULL AND c."end" IN ('met', 'late')"""
IN_TIME = """c.end_reason IS NULL AND c."end" = 'met'"""
REPLY = (_replies(f"{UNDECIDED} WHEN {MADE} THEN 'holds' ELSE 'fails'"), *NOT_OWED)
REPLY_ON_TIME = (_replies(f"{UNDECIDED} WHEN {IN_TIME} THEN 'holds' ELSE 'fails'"), *NOT_OWED)

DENIED = "WHEN $on_its_way THEN 'on_its_way' WHEN EXISTS (SELECT $denied"
CONTRADICTED = _replies(f"{DENIED}) THEN 'holds' WHEN {MADE} THEN 'fails' ELSE 'no_reply'")
CONTRADICTION_UPHELD = _replies(
    f"{DENIED} AND v.state = 'upheld') THEN 'holds' WHEN EXISTS (SELECT $denied AND v.state = 'open')"
    f" THEN 'contested' WHEN {MADE} THEN 'fails' ELSE 'no_reply'"
)

FIRST_DATE = f"(((f.second_date + 1)::timestamp) {ZONE})"
PROMISE = _sql(
    """
SELECT c.order_id, c.serial, $first AS at, f.second_date AS day, c.unit_id AS unit,
    o.topic_id AS topic,
    CASE WHEN $over THEN $why WHEN $first > %(now)s THEN 'not_due'
        WHEN c."end" IN ('met', 'late') AND c.end_reason IS NULL AND c.ended_at < $first THEN 'holds'
        WHEN c."end" IS NULL AND EXISTS (SELECT FROM feedback g WHERE g.order_id = c.order_id AND g."end" IS NULL
            AND g.made_at < $first) THEN 'awaiting_examination' ELSE 'fails' END AS verdict
FROM feedback f JOIN work_order o ON o.id = f.order_id
    JOIN clock c ON c.order_id = f.order_id AND c.name = 'second_date' AND c.round = f.round
        AND c.started_at >= f.ended_at
WHERE f.second_date >= (%(start)s $zone)::date AND f.second_date < (%(end)s $zone)::date AND f."end" = 'passed'
    AND NOT EXISTS (SELECT FROM feedback g WHERE g.order_id = f.order_id AND g.round = f.round
        AND g.serial > f.serial AND g.second_date IS NOT NULL AND g."end" = 'passed' AND g.ended_at <= c.started_at)""",
    first=FIRST_DATE,
)
"""A date taken over by a further host is a case of each: of the former one left out, unless it was missed there."""


def _feedbacks(verdict: str) -> str:
    return _sql(
        """
SELECT f.order_id, f.serial, f.made_at AS at, (f.made_at $zone)::date AS day, a.unit_id AS unit,
    o.topic_id AS topic, CASE $verdict END AS verdict
FROM feedback f JOIN work_order o ON o.id = f.order_id
    JOIN assignment a ON a.order_id = f.order_id AND a.serial = f.assignment
WHERE f.made_at >= %(start)s AND f.made_at < %(end)s""",
        verdict=verdict,
    )


EXAMINED = _feedbacks(
    """WHEN f."end" = 'void' THEN 'void' WHEN f."end" IS NOT NULL THEN 'holds'
        WHEN EXISTS (SELECT FROM clock c WHERE c.order_id = f.order_id AND c.name = 'examine' AND c."end" IS NULL
            AND c.due_at > %(now)s) THEN 'not_due' ELSE 'fails'"""
)
REHANDLED = _feedbacks(
    """WHEN f.outcome = 'stop' THEN 'stopped' WHEN f."end" = 'returned' THEN 'returned'
        WHEN f."end" = 'void' THEN 'void'
        WHEN f."end" IS NULL THEN 'awaiting_examination' WHEN f."end" = 'rehandled' THEN 'holds'
        WHEN EXISTS (SELECT FROM assignment b WHERE b.order_id = f.order_id AND b.kind = 'host'
                AND b.round = f.round + 1 AND b.offered_at = a.ended_at)
            AND NOT EXISTS (SELECT FROM feedback g WHERE g.order_id = f.order_id AND g.round = f.round
                AND g.serial > f.serial AND g."end" IN ('passed', 'rehandled')) THEN 'holds' ELSE 'fails'"""
)
"""Rehandled after callback: the act that ended the charge appointed the next round's host; reopening ends no charge."""

CHARGE = _sql(
    """
SELECT a.order_id, a.serial, a.offered_at AS at, (a.offered_at $zone)::date AS day,
    a.unit_id AS unit, o.topic_id AS topic,
    CASE WHEN o.closed_as = 'imported' THEN 'imported' WHEN a.designated THEN 'designated'
        WHEN a.signed_at = a.offered_at THEN 'again' WHEN a.state = 'returned' THEN 'holds' ELSE 'fails' END AS verdict
FROM assignment a JOIN work_order o ON o.id = a.order_id
WHERE a.kind = 'host' AND a.offered_at >= %(start)s AND a.offered_at < %(end)s"""
)
"""A host that is born signed has the order again: it could not send it back (R49)."""

ACCEPTED = _sql(
    """
SELECT o.id AS order_id, 0 AS serial, o.received_at AS at, (o.received_at $zone)::date AS day, $host AS unit,
    o.topic_id AS topic,
    CASE WHEN o.closed_as IN ('imported', 'no_matter', 'merged', 'withdrawn') THEN o.closed_as
        WHEN o.state IN ('closed', 'archived') THEN 'holds' ELSE 'fails' END AS verdict
FROM work_order o WHERE o.received_at >= %(start)s AND o.received_at < %(end)s"""
)


def _answers(question: str, holds: str) -> str:
    """Callers of orders that were closed after their callback, by the last rating before the month is frozen (R30)."""
    return _sql(
        """
SELECT o.id AS order_id, p.serial, o.closed_at AS at, (o.closed_at $zone)::date AS day,
    $host AS unit, o.topic_id AS topic,
    CASE WHEN o.closed_as = 'stopped' THEN 'stopped'
        WHEN $unspoken AND p.callback = 'impossible' THEN 'anonymous'
        WHEN $unspoken AND p.callback IN ('unreachable', 'declined') THEN p.callback
        WHEN r.$question IS NULL THEN 'unanswered' WHEN r.$question IN ($holds) THEN 'holds' ELSE 'fails' END AS verdict
FROM work_order o JOIN order_caller p ON p.order_id = o.id LEFT JOIN LATERAL (
    SELECT * FROM rating a WHERE a.order_id = o.id AND a.caller = p.serial
        AND a.check_state IS DISTINCT FROM 'set_aside'
        AND a.rated_at < $frozen ORDER BY a.serial DESC LIMIT 1) r ON TRUE
WHERE o.closed_as IN ('done', 'not_possible', 'stopped') AND o.closed_at >= %(start)s AND o.closed_at < %(end)s
    AND NOT p.withdrawn""",
        question=question,
        holds=holds,
        unspoken="(r.round IS NULL OR r.round < o.round)",
        frozen="((date_trunc('month', o.closed_at $zone) + interval '1 month'"
        " + make_interval(days => %(freeze_days)s)) $zone)",
    )


CONTENT = "'very_satisfied', 'satisfied', 'fair'"
"""Grades that count as satisfied."""

CASES: Mapping[str, tuple[str, ...]] = {
    "sign_on_time": (SIGNING,),
    "send_back": (CHARGE,),
    "reply": REPLY,
    "reply_on_time": REPLY_ON_TIME,
    "on_time": LIMIT,
    "second_date_kept": (PROMISE,),
    "examined": (EXAMINED,),
    "rehandled": (REHANDLED,),
    "called_back": (CALLBACK,),
    "contradicted": (CONTRADICTED,),
    "contradiction_upheld": (CONTRADICTION_UPHELD,),
    "contacted": (_answers("contacted", "TRUE"),),
    "solved": (_answers("solved", "'yes'"),),
    "satisfied_result": (_answers("grade_result", CONTENT),),
    "satisfied_attitude": (_answers("grade_attitude", CONTENT),),
    "completion": (ACCEPTED,),
}
"""The statements of each figure; no case is in two of them."""
