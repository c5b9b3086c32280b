"""Keep a plan in which people moved to another wave."""

from __future__ import annotations

from typing import Any

from pilotage.engine.moving import move_units
from pilotage.engine.worker import Task


def run(task: Task) -> Any:
    """Return the number of the new run; refused where a hard rule breaks or the plan changed."""
    kept = move_units(
        task.engagement,
        task.folder,
        task.arguments["moves"],
        seen=task.arguments["seen"],
        now=task.engagement.now,
        report=task.report,
        by=task.by,
    )
    return {"run": kept.number}
