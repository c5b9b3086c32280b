"""Checks of the public SCuBA baselines: one policy, one check, judged on exported settings.

The settings of an export come back as objects: flat mappings from the dotted path of a property,
in lower case, to its value. What was not exported, or whose command failed, is NOT_ASSESSED.

Source: https://github.com/cisagov/ScubaGear (baselines and the form of the export, CC0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import polars as pl

from pilotage.assess import Judge, Needs, check
from pilotage.assess.settings import Thing as Thing
from pilotage.assess.settings import settings_of
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS

AreaName = str | tuple[str, ...]
"""Name of an area, or its names in several exports."""


@dataclass(frozen=True)
class Export:
    """The settings of one environment, by area and object."""

    snapshot: Snapshot

    @property
    def tenant(self) -> str:
        """Return the name of the environment: the subject of findings."""
        return self.snapshot.tenant

    def objects(self, *areas: str) -> list[Thing]:
        """Return the objects of ``areas`` in the order of their names; none if they are empty."""
        settings = settings_of(self.snapshot)
        if len(areas) == 1:
            return list(settings.objects(areas[0].lower()).values())
        made: dict[str, dict[str, Any]] = {}
        for area in areas:
            for name, thing in settings.objects(area.lower()).items():
                made.setdefault(name, {}).update(thing)
        return [made[name] for name in sorted(made)]

    def value(self, area: str) -> Any:
        """Return an area that is a single value, such as a licence flag; None if absent."""
        return next((thing.get("value") for thing in self.objects(area)), None)

    def has(self, *areas: str) -> bool:
        """Tell whether one of ``areas`` was exported, be it to say that it is empty."""
        return any(area.lower() in settings_of(self.snapshot).areas for area in areas)

    def gap(self, areas: Iterable[AreaName], commands: Iterable[str]) -> str:
        """Say what of this was not exported, or return an empty string."""
        settings = settings_of(self.snapshot)
        spellings = [(area,) if isinstance(area, str) else area for area in areas]
        absent = [names for names in spellings if not self.has(*names)]
        broken = [command for command in commands if command in settings.failed]
        said = [
            settings.withheld(*names) or f"{' or '.join(names)} was not exported"
            for names in absent
        ]
        said += [f"{command} failed when the export was made" for command in broken]
        return "; ".join(said)

    def evidence(self, *areas: str) -> pl.DataFrame:
        """Return the settings rows of ``areas``, as evidence."""
        settings = settings_of(self.snapshot)
        return pl.concat([settings.rows(area.lower()) for area in areas])


def members(thing: Thing, path: str) -> list[Thing]:
    """Return the objects in the list at ``path``; a lone one was a list before its export."""
    value = thing.get(path)
    if isinstance(value, list):
        return [flat(one) for one in value if isinstance(one, Mapping)]
    return lone(thing, path)


def lone(thing: Thing, path: str) -> list[Thing]:
    """Return the object at ``path`` with its own names, none if there is no object."""
    below = {
        key.removeprefix(f"{path}."): value
        for key, value in thing.items()
        if key.startswith(f"{path}.")
    }
    return [below] if below else []


def flat(thing: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Return a nested object as those of the export are: dotted names in lower case."""
    made: dict[str, Any] = {}
    for name, value in thing.items():
        if isinstance(value, Mapping) and value:
            made |= flat(value, f"{path}{name.lower()}.")
        else:
            made[f"{path}{name.lower()}"] = value
    return made


def texts(thing: Thing, path: str) -> list[str]:
    """Return the texts in the list at ``path``, without empty ones; null is an empty list."""
    value = thing.get(path)
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]


BaselineJudge = Callable[[Export], Iterable[Finding]]


def baseline_check(
    id: str,
    *,
    policy: str | Iterable[str],
    shall: bool,
    areas: Iterable[AreaName],
    commands: Iterable[str] = (),
    needs: Needs = (),
    frameworks: Iterable[str] = (),
    severity: Severity | None = None,
    attest_days: int = 0,
) -> Callable[[BaselineJudge], Judge]:
    """Declare the decorated function as the check of one baseline policy.

    ``policy`` is its id with version, or several where one rule was renumbered; ``shall`` tells
    a SHALL (high) from a SHOULD (medium). The function is called when every one of ``areas`` was
    exported, under one of its names, and none of ``commands`` failed. ``needs`` names tables
    beside the settings.
    """
    ids = (policy,) if isinstance(policy, str) else tuple(policy)
    wanted, asked = tuple(areas), tuple(commands)

    def declare(judge: BaselineJudge) -> Judge:
        @wraps(judge)
        def of_snapshot(snapshot: Snapshot) -> Iterator[Finding]:
            export = Export(snapshot)
            if gap := export.gap(wanted, asked):
                yield not_assessed(snapshot.tenant, gap)
            else:
                yield from judge(export)

        return check(
            id,
            area=Area.IDENTITY,
            severity=severity or (Severity.HIGH if shall else Severity.MEDIUM),
            needs=[SETTINGS, *needs],
            frameworks=[*ids, *frameworks],
            attest_days=attest_days,
        )(of_snapshot)

    return declare
