"""Findings of a run as rows, and what was last known where a run could not tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pilotage.facts.errors import NotKnown
from pilotage.facts.finding import Outcome
from pilotage.store.models import FoundRow, Run

FIELDS = (
    *("position", "check_id", "area", "side", "outcome", "severity", "basis", "applies"),
    *("subject", "title", "says", "fix", "url", "frameworks", "rows"),
)
Row = dict[str, Any]


def found(run: Run, *, area: str = "", check: str = "") -> list[Row]:
    """Return the findings of a run in their order, without evidence."""
    rows = run.findings.all()
    rows = rows.filter(area=area) if area else rows
    rows = rows.filter(check_id=check) if check else rows
    return list(rows.order_by("position").values(*FIELDS))


def finding_at(run: Run, position: int) -> Row:
    """Return one finding with the first rows of its evidence.

    Raises:
        NotKnown: the run has none at that position.
    """
    row: Row | None = run.findings.filter(position=position).values(*FIELDS, "sample").first()
    if row is not None:
        return row
    raise NotKnown(f"{run} has no finding {position}")


def last_known(run: Run, checks: Iterable[str]) -> dict[tuple[str, str], Row]:
    """Return what earlier runs knew of checks, by check and side: the newest that was assessed.

    The row also has ``at``, the moment of its run.
    """
    earlier = FoundRow.objects.filter(
        run__engagement=run.engagement_id, run__number__lt=run.number, check_id__in=set(checks)
    ).exclude(outcome=Outcome.NOT_ASSESSED.value)
    rows = earlier.order_by("run__number", "-position").values(*FIELDS, "run__at")
    return {(row["check_id"], row["side"]): row | {"at": row["run__at"]} for row in rows}
