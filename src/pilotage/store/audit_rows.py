"""Entries of the audit log as a page lists them: filtered in the database, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from pilotage.facts.errors import NotKnown
from pilotage.store.audit import Written, written
from pilotage.store.models import Engagement, Entry

ROW = ("number", "at", "who", "did", "what", "source", "address")


@dataclass(frozen=True)
class Asked:
    """Which entries are asked for; empty asks for all. ``until`` is the last moment."""

    who: str = ""
    did: str = ""
    since: datetime | None = None
    until: datetime | None = None


def rows(engagement: Engagement, asked: Asked) -> QuerySet[Entry, dict[str, Any]]:
    """Return the entries of an engagement as mappings of ``ROW``, newest first."""
    found = Entry.objects.filter(engagement=engagement)
    for name, value in (
        ("who", asked.who),
        ("did", asked.did),
        ("at__gte", asked.since),
        ("at__lte", asked.until),
    ):
        found = found.filter(**{name: value}) if value else found
    shown: QuerySet[Entry, dict[str, Any]] = found.annotate(
        what=Concat("kind", Value(" "), "key", output_field=CharField()),
        address=Concat(Value("?entry="), Cast("number", CharField()), Value("#entry")),
    ).values(*ROW)
    return shown.order_by("-number")


def holding(rows: QuerySet[Entry, dict[str, Any]], text: str) -> QuerySet[Entry, dict[str, Any]]:
    """Keep the entries that have ``text`` in one of their columns or documents."""
    names = ("who", "did", "kind", "key", "after", "before", "source")
    wanted = Q()
    for name in names:
        wanted |= Q(**{f"{name}__icontains": text})
    return rows.filter(wanted)


def choices(engagement: Engagement, name: str) -> list[str]:
    """Return every ``who`` or ``did`` of the engagement, in order."""
    found = Entry.objects.filter(engagement=engagement).order_by(name)
    return list(found.values_list(name, flat=True).distinct())


def entry(engagement: Engagement, number: int) -> Written:
    """Return one entry.

    Raises:
        NotKnown: the engagement has none of that number.
    """
    found = Entry.objects.select_related("chain", "engagement")
    if row := found.filter(engagement=engagement, number=number).first():
        return written(row)
    raise NotKnown(f"there is no entry {number} of {engagement}")
