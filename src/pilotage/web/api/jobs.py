"""Work for the worker: ask for it, and see how far it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from pilotage.engine import queue
from pilotage.facts.errors import InputError
from pilotage.store.jobs import job_of
from pilotage.store.models import Job
from pilotage.web.api.answers import NO_KEY, REFUSALS, written
from pilotage.web.api.caller import opened

router = Router(tags=["jobs"])
HIGHEST = 2**63 - 1


class Asked(Schema):
    """A job by its name, with the arguments that it takes."""

    name: str = Field(max_length=40)
    arguments: dict[str, Any] = Field(default_factory=dict)


class JobOut(Schema):
    """How far a job is: asked, running, done or failed; ``error`` says why it failed."""

    id: int
    name: str
    state: str
    doing: str
    done: int
    of: int
    asked_at: datetime
    ended_at: datetime | None
    result: Any
    error: str


@router.post("/jobs", response={202: JobOut, **REFUSALS})
def ask(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    asked: Asked,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Ask for a job: judge, plan, preview or move, as the pages do."""
    if asked.name not in queue.NEEDS:
        known = ", ".join(sorted(queue.NEEDS))
        raise InputError(f"there is no job {asked.name}", where="name", fix=f"Use one of: {known}.")
    scope = opened(request, client, migration, verb=queue.NEEDS[asked.name])

    def act() -> dict[str, Any]:
        return job_shown(queue.ask(scope, asked.name, asked.arguments))

    return written(request, idempotency_key, act, status=202)


@router.get("/jobs/{job_id}", response={200: JobOut, **REFUSALS})
def one(
    request: HttpRequest, client: Path[str], migration: Path[str], job_id: int
) -> dict[str, Any]:
    """Return how far a job is."""
    engagement = opened(request, client, migration).engagement
    return job_shown(job_of(engagement, min(max(job_id, 0), HIGHEST)))


def job_shown(job: Job) -> dict[str, Any]:
    """Return a job as JSON."""
    return {name: getattr(job, "pk" if name == "id" else name) for name in JobOut.model_fields}
