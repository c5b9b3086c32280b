"""How far an engagement has come: its newest entry, and where its jobs stand. Asked often."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from pilotage.store.jobs import OPEN
from pilotage.store.models import Engagement, Entry, Job

Progress = tuple[int, str, str, int]
"""Id, state, what is being done, and how much of it is done, of a job that is open."""


@dataclass(frozen=True)
class Head:
    """The number of the newest entry, 0 for none, and the open jobs; it differs after a change."""

    number: int = 0
    jobs: tuple[Progress, ...] = ()


def heads(engagements: Collection[int]) -> dict[int, Head]:
    """Return the head of each engagement by its id, in two queries that indexes answer.

    One that is not there any more is left out.
    """
    of_one = Entry.objects.filter(engagement=OuterRef("pk")).order_by("-at", "-number")
    newest = dict(
        Engagement.objects.filter(pk__in=engagements)
        .annotate(newest=Subquery(of_one.values("number")[:1]))
        .values_list("pk", "newest")
    )
    jobs: dict[int, list[Progress]] = {each: [] for each in newest}
    asked = Job.objects.filter(engagement__in=newest, state__in=OPEN).order_by("pk")
    for pk, engagement, state, doing, done in asked.values_list(
        "pk", "engagement", "state", "doing", "done"
    ):
        jobs[engagement or 0].append((pk, state, doing, done))
    return {each: Head(number or 0, tuple(jobs[each])) for each, number in newest.items()}
