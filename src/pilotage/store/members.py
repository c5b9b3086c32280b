"""Who is in which wave of a run: counted by department, paged, compared, with every item."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import Count, F, Q, QuerySet

from pilotage.facts.wave_readiness import NOT_READY, READY, UNKNOWN
from pilotage.store.models import MemberRow, Run

PERSON = "user"
NO_DEPARTMENT = "No department"
SHOWN = ("unit", "name", "department", "state", "rank", "blocking", "because", "why", "wave")


def groups(run: Run, wave: int | None = None) -> list[dict[str, Any]]:
    """Return how many people of each department each wave moves, and how many are ready.

    Keys: ``wave``, ``department`` (empty where none is known), ``people``, ``ready``,
    ``not_ready`` and ``unknown``; by wave, the largest department first.
    """
    people = run.members.filter(kind=PERSON)
    people = people.filter(wave=wave) if wave is not None else people
    counted = people.values("wave", "department").annotate(
        people=Count("id"),
        **{word: Count("id", filter=Q(state=word)) for word in (READY, NOT_READY, UNKNOWN)},
    )
    return [dict(row) for row in counted.order_by("wave", "-people", "department")]


def people_of(run: Run, wave: int, *, only_open: bool = False) -> QuerySet[MemberRow, Any]:
    """Return the people of a wave as rows, the worst first."""
    people = run.members.filter(kind=PERSON, wave=wave)
    people = people.exclude(state=READY) if only_open else people
    rows: QuerySet[MemberRow, Any] = people.values(*SHOWN)
    return rows


def found_by(people: QuerySet[MemberRow, Any], text: str) -> QuerySet[MemberRow, Any]:
    """Return the people whose name, department or state has a text."""
    return people.filter(
        Q(name__icontains=text) | Q(department__icontains=text) | Q(state__icontains=text)
    )


def units_in(run: Run, departments: Iterable[tuple[int, str]]) -> list[str]:
    """Return the people of departments, each named with the wave that it is looked for in."""
    asked = Q(pk__in=())
    for wave, department in departments:
        asked |= Q(wave=wave, department=department)
    return list(run.members.filter(asked, kind=PERSON).values_list("unit", flat=True))


def waves_of(run: Run, units: Collection[str]) -> dict[str, tuple[int, str]]:
    """Return the wave and the name of units."""
    rows = run.members.filter(unit__in=units).values_list("unit", "wave", "name")
    return {unit: (wave, name) for unit, wave, name in rows}


def moved_between(first: Run, then: Run) -> list[dict[str, Any]]:
    """Return whoever is in another wave in ``then``: ``name``, ``kind``, ``was`` and ``now``.

    None stands for a run that does not move the unit.
    """
    was = dict(first.members.values_list("unit", "wave"))
    rows = then.members.values("unit", "name", "kind", now=F("wave"))
    return [
        {**row, "was": was.get(row["unit"])}
        for row in rows.order_by("name", "unit")
        if was.get(row["unit"]) != row["now"]
    ]


def items_of(folder: Path, people: Collection[str]) -> Mapping[str, list[dict[str, Any]]]:
    """Return every item of readiness of people: ``item``, ``state`` and ``because``, in order.

    ``folder`` is that of the run. Empty where the run kept none.
    """
    path = folder / "items.parquet"
    if not path.is_file():
        return {}
    rows = pl.scan_parquet(path).filter(pl.col("person").is_in(list(people))).collect()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.select("person", "item", "state", "because").iter_rows(named=True):
        found.setdefault(row.pop("person"), []).append(row)
    return found
