"""The calendar: when each task is done, how long it may slip, and what the finish hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.facts.errors import NotKnown
from pilotage.store import runs
from pilotage.store.access import Scope
from pilotage.store.agreed import setting
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for
from pilotage.web.timeline.drawing import Bar, drawing

COLUMNS = (
    Column("title", "Task"),
    Column("who", "Who"),
    Column("starts", "Starts", "moment"),
    Column("ends", "Ends", "moment", wide=True),
    Column("latest", "Latest start", "moment"),
    Column("slack_hours", "Slack, hours", "number"),
    Column("binding", "Why not sooner", wide=True),
    Column("critical", "Critical"),
)
MOMENTS = ("starts", "ends", "latest")
MOST_BARS = 40
NO_RUN = "The calendar was not computed yet; the next run does it."


@require_GET
def show(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the tasks of all waves in time order; the sentence that refuses where none fits."""
    scope = engagement_for(request, client, migration)
    run = runs.latest(scope.engagement, scope.at)
    found = runs.section(run, "calendar") or {"refused": NO_RUN}
    tasks = list(_read(found.get("tasks", ())))
    caption = "Tasks of all waves to come"
    table = listing(request, "calendar", caption, COLUMNS, tasks, empty=found["refused"])
    return page(
        request,
        "plan/calendar.html",
        part="parts/listing.html",
        listing=table,
        drawing=_drawing(scope, tasks),
        found=found,
        ends=datetime.fromisoformat(found["ends"]) if tasks else None,
        run=run,
    )


def _read(tasks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the tasks of the run with moments, rounded slack and a word for the critical path."""
    for each in tasks:
        moments = {name: datetime.fromisoformat(each[name]) for name in MOMENTS}
        slack = round(each["slack_hours"], 1)
        yield each | moments | {"slack_hours": slack, "critical": "yes" if each["critical"] else ""}


def _drawing(scope: Scope, tasks: Sequence[dict[str, Any]]) -> Any:
    """Return bars of the critical path, then of what has least slack, in time order."""
    tightest = sorted(tasks, key=lambda each: (not each["critical"], each["slack_hours"]))
    local = scope.clock.local
    shown = sorted(tightest[:MOST_BARS], key=lambda each: (each["starts"], each["id"]))
    bars = [
        Bar(
            each["title"],
            local(each["starts"]).date(),
            local(each["ends"]).date(),
            "late" if each["critical"] else "planned",
            "critical" if each["critical"] else f"{each['slack_hours']:g} h slack",
        )
        for each in shown
    ]
    return drawing(bars, local(scope.now).date(), _deadline(scope))


def _deadline(scope: Scope) -> Any:
    try:
        return setting(scope.engagement, "migration", scope.at).deadline
    except NotKnown:
        return None
