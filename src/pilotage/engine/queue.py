"""Ask for work: the doors put a job in the queue, and a worker does it.

This module knows the names of jobs and nothing of what they do, so that the process which faces
people reaches neither a wire nor the solver.
"""

from __future__ import annotations

from typing import Any

from pilotage.store import jobs
from pilotage.store.access import Scope
from pilotage.store.models import Job

NEEDS = {"judge": "run", "plan": "plan", "preview": "plan", "move": "plan"}
"""The verb that a person needs to ask for a job (``facts.access``)."""


def ask(scope: Scope, name: str, arguments: dict[str, Any] | None = None, *, key: str = "") -> Job:
    """Ask for a job on the engagement of ``scope``; with the same ``key`` only once.

    Raises:
        NotAllowed: the person's roles do not allow it.
    """
    scope.need(NEEDS[name])
    return jobs.ask(
        name,
        scope.engagement,
        arguments or {},
        asked_by=scope.by.who,
        user=scope.user,
        key=f"{scope.engagement.pk}:{key}" if key else "",
    )
