"""Whether this installation is fit for work, asked by the supervisor and by whatever watches the server."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

STALE_SECONDS = 45  # the worker shows signs of life every ten seconds
_migrated = False  # once true for a process it stays true


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, is of this version, has room for next month's events, and the worker lives."""
    _ = request
    try:
        problems = _problems()
    except DatabaseError as error:
        problems = [f"database: {str(error).strip().splitlines()[0]}"]
    answer = JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _problems() -> list[str]:
    if not _is_migrated():
        return ["migrations: the tables are of another version; run ./lianxin migrate"]
    now = timezone.now()
    problems = []
    if missing := _missing_partition(now):
        problems.append(f"partitions: {missing} does not exist; the worker makes it ahead, see its log")
    if not _worker_lives(now):
        problems.append("worker: no sign of life; see its log")
    return problems


def _is_migrated() -> bool:
    global _migrated  # noqa: PLW0603 - asking costs a hundred times more than all else here
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _missing_partition(now: dt.datetime) -> str:
    """The name of next month's partition of the log when it is not there; events would go to the default one."""
    utc = now.astimezone(dt.UTC)
    name = f"event_{utc.year + utc.month // 12}_{utc.month % 12 + 1:02d}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"public.{name}"])
        row = cursor.fetchone()
    return "" if row and row[0] else name


def _worker_lives(now: dt.datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        row = cursor.fetchone()
    return bool(row and row[0] and now - row[0] < dt.timedelta(seconds=STALE_SECONDS))
