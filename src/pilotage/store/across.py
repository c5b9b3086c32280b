"""What pages of all clients read: items, counts and sections of many engagements at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from pilotage.facts.access import OWN_ONLY, OWNER, may
from pilotage.store.access import engagements_of
from pilotage.store.items import Kept
from pilotage.store.kinds import kind_named
from pilotage.store.models import Engagement, FoundRow, Item, Job, Membership, Run, Section, User

Sections = Mapping[int, Mapping[str, Any]]
Values = Mapping[int, Mapping[str, tuple[Any, ...]]]

REMEMBERED = 50_000
"""So many values are kept in memory: reading a text again costs more than fetching it."""


def items_of_each(
    engagements: Iterable[Engagement], kinds: Iterable[str]
) -> Mapping[int, Mapping[str, tuple[Kept, ...]]]:
    """Return items by the id of their engagement and by kind, in one query."""
    rows = Item.objects.filter(engagement__in=list(engagements), kind__in=list(kinds))
    found: dict[int, dict[str, tuple[Kept, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for row in rows:
        value = kind_named(row.kind).adapter.validate_python(row.document)
        kept = Kept(row.kind, row.key, value, row.version, row.changed_at, row.changed_by)
        found[row.engagement_id][row.kind] += (kept,)
    return found


def values_of_each(engagements: Iterable[Engagement], kinds: Iterable[str]) -> Values:
    """Return the values of items by the id of their engagement and by kind, in one query."""
    rows = Item.objects.filter(engagement__in=list(engagements), kind__in=list(kinds))
    found: dict[int, dict[str, tuple[Any, ...]]] = defaultdict(lambda: defaultdict(tuple))
    text = Cast("document", TextField())
    for engagement, kind, document in rows.values_list("engagement_id", "kind", text):
        found[engagement][kind] += (_value(kind, document),)
    return found


@lru_cache(REMEMBERED)
def _value(kind: str, document: str) -> Any:
    """Return the value that a document in JSON says; values never change, so many share one."""
    return kind_named(kind).adapter.validate_json(document)


def sections_of_each(runs: Iterable[Run], names: Iterable[str]) -> Sections:
    """Return sections by the id of their run and by name, in one query."""
    rows = Section.objects.filter(run__in=list(runs), name__in=list(names))
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for run, name, document in rows.values_list("run_id", "name", "document"):
        found[run][name] = document
    return found


def outcomes_of_each(runs: Iterable[Run]) -> Mapping[int, Mapping[str, int]]:
    """Return how many findings that apply came to each outcome, by the id of the run."""
    rows = FoundRow.objects.filter(run__in=list(runs), applies=True)
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for run, outcome, count in (
        rows.order_by().values_list("run_id", "outcome").annotate(count=Count("id"))
    ):
        found[run][outcome] = count
    return found


def findings_of_each(
    runs: Iterable[Run], checks: Iterable[str], side: str
) -> Mapping[int, tuple[Mapping[str, Any], ...]]:
    """Return the findings of some checks on one side, or on both, by the id of the run."""
    rows = FoundRow.objects.filter(
        run__in=list(runs), check_id__in=list(checks), side__in=(side, "migration"), applies=True
    )
    found: dict[int, tuple[Mapping[str, Any], ...]] = defaultdict(tuple)
    for row in rows.values("run_id", "check_id", "outcome", "title", "says", "side"):
        found[row["run_id"]] += (row,)
    return found


def open_jobs(engagements: Iterable[Engagement]) -> tuple[Job, ...]:
    """Return the work that was asked for and is not done, in the order of its due time."""
    rows = Job.objects.filter(engagement__in=list(engagements), state__in=("asked", "running"))
    return tuple(rows.select_related("engagement", "engagement__client").order_by("due_at", "id"))


def now_of_all(engagements: Iterable[Engagement]) -> datetime:
    """Return the moment that counts for several: the demo's clock where all of them stand still."""
    clocks = [each.clock for each in engagements]
    still = [clock for clock in clocks if clock]
    return max(still) if still and len(still) == len(clocks) else timezone.now()


def allowed(user: User, engagements: Iterable[Engagement], verb: str) -> list[Engagement]:
    """Return the engagements in which the user may do ``verb``, in one query."""
    held: dict[tuple[int, int | None], set[str]] = defaultdict(set)
    for client, engagement, role in Membership.objects.filter(user=user).values_list(
        "client_id", "engagement_id", "role"
    ):
        held[client, engagement].add(role)
    always = {OWNER} if user.owner else set()
    return [
        each
        for each in engagements
        if may(always | held[each.client_id, None] | held[each.client_id, each.pk], verb)
    ]


def all_engagements() -> tuple[Engagement, ...]:
    """Return every engagement of the records, for the person at the command line."""
    return tuple(Engagement.objects.select_related("client"))


def read_by(user: User) -> list[Engagement]:
    """Return the engagements that a user reads as a whole, not only what is theirs."""
    every = engagements_of(user)
    if user.owner:
        return list(every)
    held = Membership.objects.filter(user=user).exclude(role__in=OWN_ONLY)
    places = list(held.values_list("client_id", "engagement_id"))
    whole = {client for client, engagement in places if engagement is None}
    single = {engagement for _, engagement in places}
    return [each for each in every if each.client_id in whole or each.pk in single]
