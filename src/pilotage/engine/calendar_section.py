"""The section of a run that holds the calendar of every task, or the sentence why there is none."""

from __future__ import annotations

from typing import Any

from pilotage.engine.scheduling import Calendar, Line, calendar_of
from pilotage.facts.errors import Infeasible, InputError, NotKnown
from pilotage.handover.material import Material

MOST_BOOKS = 12
"""More runbooks than these take more than three seconds to put on a calendar."""


def calendar_section(material: Material) -> dict[str, Any]:
    """Return tasks with slack and the critical path; ``refused`` says why there are none."""
    source, agreed = material.situation.source, material.situation.engagement
    if source is None or agreed is None or material.plan is None:
        return {"refused": "there is no plan yet"}
    if len(material.runbooks) > MOST_BOOKS:
        return {"refused": f"more than {MOST_BOOKS} waves; ask with: pilotage schedule"}
    try:
        now, books = material.situation.now, material.runbooks
        return _plain(calendar_of(source, agreed, material.plan, books, now, "quick"))
    except (Infeasible, InputError, NotKnown) as refused:
        return {"refused": str(refused)}


def _plain(found: Calendar) -> dict[str, Any]:
    return {
        "refused": "",
        "ends": found.ends.isoformat(),
        "proven": found.proven,
        "critical": list(found.critical),
        "unassessed": list(found.unassessed),
        "tasks": [_task(each) for each in found.tasks],
    }


def _task(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "starts": line.starts.isoformat(),
        "ends": line.ends.isoformat(),
        "latest": (line.starts + line.slack).isoformat(),
        "slack_hours": line.slack.total_seconds() / 3600,
        "who": line.who,
        "binding": line.binding,
        "critical": line.critical,
    }
