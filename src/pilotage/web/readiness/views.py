"""The eight areas, one area with each of its checks, and how far judging again is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from pilotage.assess.explained import FAILED, UNKNOWN, Explained
from pilotage.coordinate.answers import asked, questions
from pilotage.engine.readiness import HOLDS, area_named, areas_of, findings_of
from pilotage.facts.errors import NotKnown
from pilotage.facts.readiness import AREA_OWNER
from pilotage.store import jobs
from pilotage.store.access import Scope
from pilotage.store.items import values
from pilotage.store.runs import latest
from pilotage.web.listing import Column, listing
from pilotage.web.page import page
from pilotage.web.readiness.bars import bar, in_words
from pilotage.web.scope import engagement_for

MOST_TO_DO, MOST_OWNERS = 5, 2
COLUMNS = (
    Column("title", "Check", link="address"),
    Column("word", "State", "state"),
    Column("says", "Found"),
    Column("side", "Where", wide=True),
    Column("basis", "Known", "known"),
    Column("source", "Source", wide=True),
    Column("read_at", "Read", "moment", wide=True),
)


@require_GET
def readiness(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the eight areas with their counts, and the worst reasons of each."""
    scope = engagement_for(request, client, migration)
    run = latest(scope.engagement, scope.at)
    views = areas_of(scope.engagement, scope.now, scope.at)
    holders = _holders(scope)
    areas = [
        {
            "view": each,
            "bar": bar(each.counts),
            "words": in_words(each.counts),
            "owner": _first_names(holders.get(each.owner, ())),
        }
        for each in views
    ]
    failing = sum(each.counts[FAILED] for each in views)
    unknown = sum(each.counts[UNKNOWN] for each in views)
    return page(
        request,
        "readiness/readiness.html",
        run=run,
        areas=areas,
        checks=sum(sum(each.counts.values()) for each in views),
        failing=failing,
        unknown=unknown,
        may_judge=scope.may("run"),
        job=_job(request, scope),
    )


@require_GET
def area(request: HttpRequest, client: str, migration: str, area: str) -> HttpResponse:
    """Show each check of an area with its proof, and the questions that are put to people."""
    scope = engagement_for(request, client, migration)
    known = area_named(area)
    run = latest(scope.engagement, scope.at)
    found = findings_of(scope.engagement, scope.now, scope.at, area=area)
    table = listing(
        request,
        "checks",
        f"Checks of {known.value}",
        COLUMNS,
        [_row(scope, each) for each in found],
    )
    people = values(scope.engagement, "person", scope.at)
    put = asked(
        questions(area), people, values(scope.engagement, "answer", scope.at), scope.now.date()
    )
    return page(
        request,
        "readiness/area.html",
        part="parts/listing.html",
        listing=table,
        area=area,
        title=known.value.capitalize(),
        run=run,
        to_do=[_row(scope, each) for each in found if each.word in (FAILED, UNKNOWN)][:MOST_TO_DO],
        owner=_first_names(_holders(scope).get(AREA_OWNER[known], ())),
        holds=", ".join(HOLDS[known]),
        questions=put,
        people=people,
        may_answer=scope.may("answer"),
    )


@require_GET
def job(request: HttpRequest, client: str, migration: str, job: int) -> HttpResponse:
    """Show how far a job is; when it has ended the page is fetched anew."""
    scope = engagement_for(request, client, migration)
    found = jobs.job_of(scope.engagement, job)
    answer = page(request, "readiness/job.html", job=found)
    if found.state not in jobs.OPEN and getattr(request, "htmx", False):
        answer["HX-Redirect"] = reverse("readiness", args=(client, migration))
    return answer


def _job(request: HttpRequest, scope: Scope) -> Any:
    asked_for = request.GET.get("job", "")
    if not asked_for.isdecimal():
        return None
    try:
        return jobs.job_of(scope.engagement, int(asked_for[:9]))
    except NotKnown:
        return None


def _row(scope: Scope, each: Explained) -> dict[str, Any]:
    key = (scope.engagement.client.slug, scope.engagement.slug)
    says = f"{each.says} Last known: {each.last_known}" if each.last_known else each.says
    return {
        "check": each.check,
        "title": each.title,
        "word": each.word,
        "says": says,
        "side": each.side,
        "basis": each.basis,
        "source": re.sub(r" \([^)]*\)", "", each.source),
        "read_at": each.known_at or each.read_at,
        "severity": each.severity.name.lower(),
        "address": reverse("readiness.check", args=(*key, each.check)),
    }


def _holders(scope: Scope) -> dict[str, list[str]]:
    """Return who holds each role."""
    held: dict[str, list[str]] = {}
    for person in values(scope.engagement, "person", scope.at):
        for role in person.roles:
            held.setdefault(role, []).append(person.name)
    return held


def _first_names(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    more = len(names) - MOST_OWNERS
    return ", ".join(names[:MOST_OWNERS]) + (f" and {more} more" if more > 0 else "")
