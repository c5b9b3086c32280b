"""What was computed: runs, their sections, findings and members, and the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from pilotage.facts.errors import NotKnown
from pilotage.store import audit_rows, runs
from pilotage.store.models import Run
from pilotage.web.api.answers import REFUSALS, Moment
from pilotage.web.api.caller import opened

router = Router(tags=["computed"])
PAGE = 200
MOST_PAGES = 1_000_000
Page = Annotated[int, Field(ge=1, le=MOST_PAGES)]
Number = Annotated[int, Field(ge=0, le=MOST_PAGES)]


class Rows(Schema):
    """One page of rows, and how many there are in all."""

    total: int
    page: int
    rows: list[dict[str, Any]]


class RunOut(Schema):
    """One run: what was judged, when, by whom, and the word that came out."""

    number: int
    at: datetime
    kind: str
    by: str
    word: str


def _page(found: Any, page: int) -> dict[str, Any]:
    rows = list(found[(page - 1) * PAGE : page * PAGE])
    return {"total": found.count(), "page": page, "rows": rows}


def _run(request: HttpRequest, client: Path[str], migration: Path[str], at: datetime | None) -> Run:
    return runs.latest(opened(request, client, migration, at=at).engagement, at)


@router.get("/runs", response={200: list[RunOut], **REFUSALS})
def every_run(request: HttpRequest, client: Path[str], migration: Path[str]) -> list[Run]:
    """List the newest runs."""
    engagement = opened(request, client, migration).engagement
    return list(engagement.runs.order_by("-number")[:PAGE])


@router.get("/sections", response={200: list[str], **REFUSALS})
def names(
    request: HttpRequest, client: Path[str], migration: Path[str], at: Moment = None
) -> list[str]:
    """List the sections of the run that counts now, or counted ``at`` a moment."""
    found = _run(request, client, migration, at).sections.order_by("name")
    return list(found.values_list("name", flat=True))


@router.get("/sections/{name}", response={200: Any, **REFUSALS})
def section(
    request: HttpRequest, client: Path[str], migration: Path[str], name: str, at: Moment = None
) -> Any:
    """Return one section of the run that counts now, or counted ``at`` a moment."""
    found = runs.sections(_run(request, client, migration, at), [name])
    if name not in found:
        raise NotKnown(f"the run has no section {name}")
    return found[name]


@router.get("/findings", response={200: Rows, **REFUSALS})
def findings(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    area: str = "",
    outcome: str = "",
    page: Page = 1,
    at: Moment = None,
) -> dict[str, Any]:
    """List findings, 200 on a page."""
    asked = {name: value for name, value in (("area", area), ("outcome", outcome)) if value}
    found = _run(request, client, migration, at).findings.filter(**asked)
    return _page(found.order_by("position").values(), page)


@router.get("/members", response={200: Rows, **REFUSALS})
def members(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    wave: Number | None = None,
    state: str = "",
    page: Page = 1,
    at: Moment = None,
) -> dict[str, Any]:
    """List who moves in which wave and whether they are ready, 200 on a page."""
    found = _run(request, client, migration, at).members.all()
    found = found.filter(wave=wave) if wave is not None else found
    found = found.filter(state=state) if state else found
    return _page(found.values(), page)


@router.get("/audit", response={200: Rows, **REFUSALS})
def audit_log(
    request: HttpRequest,
    client: Path[str],
    migration: Path[str],
    who: str = "",
    did: str = "",
    page: Page = 1,
    at: Moment = None,
) -> dict[str, Any]:
    """List the entries of the audit log, newest first, 200 on a page."""
    engagement = opened(request, client, migration, at=at).engagement
    asked = audit_rows.Asked(who, did, until=at)
    return _page(audit_rows.rows(engagement, asked), page)
