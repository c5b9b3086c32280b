"""One wave: its people, worst first, what blocks them, whether it fits, and what it cuts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST
from pydantic import TypeAdapter

from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.excuse import Excuse
from pilotage.facts.runbook import Runbook
from pilotage.runbook.timing import Timing, timing_of
from pilotage.store import items, members, runs
from pilotage.store.access import Scope
from pilotage.store.clients import folder_of
from pilotage.store.models import Run
from pilotage.web.listing import Column, queried
from pilotage.web.page import page
from pilotage.web.scope import engagement_for
from pilotage.web.waves.columns import bars_of, groups_of, moment_in, word_of
from pilotage.web.waves.people import rows_of

COLUMNS = (
    Column("name", "Person"),
    Column("department", "Department"),
    Column("state", "State", "state"),
    Column("blocking", "What blocks", "chips"),
    Column("because", "Because"),
)
RUNBOOKS = TypeAdapter(tuple[Runbook, ...])
SHOWN_CUTS = 50


@require_GET
def show(request: HttpRequest, client: str, migration: str, wave: int) -> HttpResponse:
    """Show one wave; ``?open=1`` leaves out who is ready."""
    scope = engagement_for(request, client, migration)
    run = runs.latest(scope.engagement, scope.at)
    found = runs.sections(run, ("plan", "cuts", "readiness", "runbooks"))
    document = _wave(found.get("plan"), wave)
    people = members.people_of(run, wave, only_open=request.GET.get("open") == "1")
    table = queried(
        request,
        "people",
        f"People of wave {wave}",
        COLUMNS,
        people,
        search=members.found_by,
        empty="Nobody of this wave is like that.",
    )
    readiness = found.get("readiness") or {"titles": {}, "items": []}
    starts, ends = moment_in(document["starts_at"]), moment_in(document["ends_at"])
    return page(
        request,
        "waves/wave.html",
        run=run,
        wave=document,
        starts=starts,
        ends=ends,
        word=word_of(starts, ends, scope.now),
        bars=bars_of(document),
        groups=groups_of(members.groups(run, wave)),
        titles=readiness["titles"],
        blocks=_blocks(readiness["items"], wave),
        listing=table,
        rows=_rows(scope, run, table.rows, tuple(readiness["titles"])),
        fit=_fit(found.get("runbooks"), wave),
        cuts=_cuts(run, found.get("cuts") or [], wave),
        may_excuse=scope.may("excuse"),
        waves=[each["number"] for each in found["plan"]["waves"]],
        may_move=scope.may("plan") and word_of(starts, ends, scope.now) == "planned",
    )


@require_POST
def excuse(request: HttpRequest, client: str, migration: str, wave: int) -> HttpResponse:
    """Excuse a person from one item, with a reason and an end."""
    scope = engagement_for(request, client, migration, verb="excuse")
    given = {name: request.POST.get(name, "").strip() for name in ("person", "item", "why")}
    if missing := [name for name, text in given.items() if not text]:
        raise InputError(f"{missing[0]} is empty", fix="An excuse needs person, item and reason.")
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError as error:
        raise InputError("the end of the excuse is no day", fix="Write 2026-11-20.") from error
    run = runs.latest(scope.engagement)
    if given["person"] not in members.waves_of(run, [given["person"]]):
        raise NotKnown(f"{given['person']} is in no wave")
    value = Excuse(**given, until=until, who=scope.by.who)
    version = request.POST.get("version", "")
    items.save(
        scope.engagement,
        "excuse",
        value,
        scope.by,
        version=int(version) if version.isdecimal() else None,
    )
    messages.success(request, "The excuse was written down; it ends by itself.")
    return redirect("waves.detail", client, migration, wave)


def _wave(plan: dict[str, Any] | None, number: int) -> dict[str, Any]:
    waves: list[dict[str, Any]] = plan["waves"] if plan else []
    for wave in waves:
        if wave["number"] == number:
            return wave
    known = ", ".join(str(wave["number"]) for wave in waves)
    raise NotKnown(f"the plan has no wave {number}; it has {known or 'none'}")


def _rows(scope: Scope, run: Run, people: Sequence[Any], titles: Sequence[str]) -> list[Any]:
    """Return the people of this page with every item."""
    folder = folder_of(scope.engagement, Path(settings.HOME)) / run.folder
    every = members.items_of(folder, [person["unit"] for person in people]) if run.folder else {}
    excuses = items.values(scope.engagement, "excuse", scope.at)
    return list(rows_of(people, every, titles, excuses, scope.clock.local(scope.now).date()))


def _blocks(counted: Sequence[dict[str, Any]], wave: int) -> list[dict[str, Any]]:
    """Return how many people each item stops, the most first."""
    found = [each for each in counted if each["wave"] == wave and each["state"] != "ready"]
    return sorted(found, key=lambda each: (-each["len"], each["item"]))[:6]


def _fit(document: Any, wave: int) -> Timing | None:
    """Return the times of the wave's runbook, None where it has none."""
    books = [each for each in document or [] if each["wave"] == wave]
    return timing_of(RUNBOOKS.validate_python(books)[0]) if books else None


def _cuts(run: Run, cuts: Sequence[dict[str, Any]], wave: int) -> list[dict[str, Any]]:
    """Return the cuts that touch a wave, the heaviest first, with the wave of each end."""
    ends = {unit for cut in cuts for unit in (cut["dependent"], cut["needs"])}
    waves = members.waves_of(run, ends)
    told = [
        {
            **cut,
            **dict(zip(("dependent_wave", "dependent_name"), waves[cut["dependent"]], strict=True)),
            **dict(zip(("needs_wave", "needs_name"), waves[cut["needs"]], strict=True)),
        }
        for cut in cuts
        if {cut["dependent"], cut["needs"]} <= waves.keys()
    ]
    return [cut for cut in told if wave in (cut["dependent_wave"], cut["needs_wave"])][:SHOWN_CUTS]
