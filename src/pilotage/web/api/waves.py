"""Move people between waves: ask for the effect, look at the job, and only then keep it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from pilotage.web.api.answers import HIGHEST, NO_KEY, REFUSALS, Version, written
from pilotage.web.api.caller import opened
from pilotage.web.api.jobs import JobOut, job_shown
from pilotage.web.waves.asking import keep, preview

router = Router(tags=["waves"])
MOST_UNITS = 10_000
Wave = Annotated[int, Field(ge=0, le=999)]


class Group(Schema):
    """The people of one department in one wave."""

    wave: Wave
    department: str = Field(max_length=200)


class Move(Schema):
    """Who would move to which wave, by unit or by department."""

    to: Wave
    units: list[str] = Field(default_factory=list, max_length=MOST_UNITS)
    groups: list[Group] = Field(default_factory=list, max_length=MOST_UNITS)


class Keep(Schema):
    """The preview to keep: what was asked, or the better plan that it found."""

    job: int = Field(ge=0, le=HIGHEST)
    which: Literal["asked", "better"] = "asked"


@router.post("/waves/preview", response={202: JobOut, **REFUSALS})
def preview_move(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    asked: Move,
    version: Version,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Ask what a move would do; ``version`` is the number of the run that you saw."""
    scope = opened(request, client, migration, verb="plan")
    groups = [(each.wave, each.department) for each in asked.groups]

    def act() -> dict[str, Any]:
        return job_shown(preview(scope, str(version), asked.to, asked.units, groups))

    return written(request, idempotency_key, act, status=202)


@router.post("/waves/move", response={202: JobOut, **REFUSALS})
def keep_move(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    asked: Keep,
    idempotency_key: str = NO_KEY,
) -> HttpResponse:
    """Keep the plan of a preview that is done, unless a newer plan was saved since."""
    scope = opened(request, client, migration, verb="plan")

    def act() -> dict[str, Any]:
        return job_shown(keep(scope, asked.job, asked.which))

    return written(request, idempotency_key, act, status=202)
