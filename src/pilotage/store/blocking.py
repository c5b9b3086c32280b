"""Blocking questions of a run: how many there are, how many are open, and which fail since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from pilotage.facts.finding import Outcome, Severity
from pilotage.store.models import FoundRow, Run

BLOCKING = Severity.HIGH.value
"""Findings of this severity or a higher one block."""


def counted(run: Run) -> tuple[int, int]:
    """Return how many blocking questions apply, and how many of them have no answer.

    A question is one check on one side.
    """
    rows = run.findings.filter(applies=True, severity__gte=BLOCKING)
    asked = set(rows.values_list("check_id", "side").distinct())
    open_ones = rows.filter(outcome=Outcome.NOT_ASSESSED.value)
    return len(asked), len(set(open_ones.values_list("check_id", "side").distinct()))


def failures(run: Run) -> int:
    """Return how many findings of the run say that something is not as it should be."""
    return run.findings.filter(applies=True, outcome=Outcome.FAILED.value).count()


def failing(run: Run) -> Iterable[dict[str, Any]]:
    """Yield one row per blocking check and side that fails: the first finding, and how many."""
    rows = run.findings.filter(
        applies=True, severity__gte=BLOCKING, outcome=Outcome.FAILED.value
    ).order_by("-severity", "position")
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows.values("check_id", "side", "area", "severity", "says"):
        first = found.setdefault((row["check_id"], row["side"]), {**row, "count": 0})
        first["count"] += 1
    return found.values()


def since(run: Run, checks: Collection[str]) -> dict[str, datetime]:
    """Return for each check the moment of the first run from which on it has failed."""
    rows = FoundRow.objects.filter(
        run__engagement_id=run.engagement_id, run__number__lte=run.number, check_id__in=checks
    )
    failed = rows.filter(outcome=Outcome.FAILED.value)
    first: dict[str, datetime] = {}
    seen = failed.values("check_id", "run__number").annotate(n=Count("id"), at=Min("run__at"))
    numbers = {(row["check_id"], row["run__number"]): row["at"] for row in seen}
    for check in checks:
        number = run.number
        while (check, number) in numbers:
            first[check] = numbers[check, number]
            number -= 1
    return first


def unanswered(run: Run) -> list[str]:
    """Return the checks of which a blocking question has no answer on one side at least."""
    rows = run.findings.filter(
        applies=True, severity__gte=BLOCKING, outcome=Outcome.NOT_ASSESSED.value
    )
    return list(rows.order_by("check_id").values_list("check_id", flat=True).distinct())
