"""Judge everything again by what is agreed now, and keep it as a new run."""

from __future__ import annotations

from typing import Any

from pilotage.engine.engaged import judge_again
from pilotage.engine.worker import Task


def run(task: Task) -> Any:
    """Return the number of the new run."""
    now = task.engagement.now
    kept = judge_again(
        task.engagement,
        task.folder,
        now=now,
        effort=task.arguments.get("effort", "standard"),
        report=task.report,
        by=task.by,
        replan=bool(task.arguments.get("replan")),
    )
    return {"run": kept.number}
