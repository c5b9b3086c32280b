"""What a move means for one department, and what departments have not told us yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pilotage.facts.engagement import Department, Engagement, Freeze, Journey, Service
from pilotage.facts.errors import NotKnown

CONFIRMED_FOR = timedelta(days=60)
"""What a head confirmed counts so long."""


@dataclass(frozen=True)
class Profile:
    """One department: what changes, when, and what must not be disturbed.

    ``waves`` counts its people by wave.
    """

    department: Department
    people: int
    waves: Mapping[int, int]
    freezes: tuple[Freeze, ...]
    journeys: tuple[Journey, ...]
    services: tuple[Service, ...]
    gaps: tuple[str, ...]


def profile(
    name: str, agreed: Engagement, waves: Mapping[str, Mapping[int, int]], today: date
) -> Profile:
    """Return the profile of a department; capitals do not count.

    ``waves`` counts people by department and wave, as the plan has them.

    Raises:
        NotKnown: there is no such department; says which there are.
    """
    names = {
        each.casefold(): each for each in (*waves, *(d.name for d in agreed.department)) if each
    }
    if name.casefold() not in names:
        raise NotKnown(f"there is no department {name}; there is: {', '.join(names.values())}")
    name = names[name.casefold()]
    told = {each.name.casefold(): each for each in agreed.department}
    department = told.get(name.casefold(), Department(name))
    counted = waves.get(name, {})
    mine = (name.casefold(), "*")
    return Profile(
        department,
        sum(counted.values()),
        counted,
        tuple(each for each in agreed.freeze if each.department.casefold() in mine),
        tuple(each for each in agreed.journey if each.department.casefold() == mine[0]),
        tuple(s for s in agreed.service if mine[0] in {d.casefold() for d in s.departments}),
        gaps(department, today),
    )


def profiles(
    agreed: Engagement, waves: Mapping[str, Mapping[int, int]], today: date
) -> tuple[Profile, ...]:
    """Return the profile of every department of the directory and of the plan, largest first."""
    names = dict.fromkeys(each for each in (*waves, *(d.name for d in agreed.department)) if each)
    found = [profile(name, agreed, waves, today) for name in names]
    return tuple(sorted(found, key=lambda each: (-each.people, each.department.name)))


def gaps(department: Department, today: date) -> tuple[str, ...]:
    """Return what a department has not told, in words."""
    missing = [
        word
        for word, text in (
            ("no champion", department.champion),
            ("no head", department.head),
            ("nobody said what changes", department.impact),
        )
        if not text.strip()
    ]
    confirmed = department.confirmed_on
    if confirmed is None:
        missing.append("not confirmed")
    elif not timedelta() <= today - confirmed <= CONFIRMED_FOR:
        missing.append(f"confirmed on {confirmed}, more than {CONFIRMED_FOR.days} days ago")
    return tuple(missing)


def by_department(rows: Iterable[Mapping[str, object]]) -> dict[str, dict[int, int]]:
    """Return people by department and wave, of rows with these names and ``people``."""
    counted: dict[str, dict[int, int]] = {}
    for row in rows:
        wave, people = row["wave"], row["people"]
        assert isinstance(wave, int)
        assert isinstance(people, int)
        counted.setdefault(str(row["department"]), {})[wave] = people
    return counted
