"""Checks of the public SCuBA baselines: one policy, one check, judged on exported settings.

The settings of an export come back as objects: flat mappings from the dotted path of a property,
in lower case, to its value. What was not exported, or whose command failed, is NOT_ASSESSED.

Source: https://github.com/cisagov/ScubaGear (baselines and the form of the export, CC0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

import polars as pl

from pilotage.assess import Judge, Needs, check
from pilotage.assess.settings import decoded
from pilotage.facts.finding import Area, Finding, Severity, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS

Thing = Mapping[str, Any]
"""One exported object: dotted path in lower case to value."""

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

    @cached_property
    def areas(self) -> frozenset[str]:
        """Return the names of every area that was exported, empty ones too, in lower case."""
        rows = self.snapshot.rows(SETTINGS)
        listed = rows.filter(pl.col("area") == "areas")["object"]
        named = rows["area"].unique()
        return frozenset(pl.concat([listed, named]).str.to_lowercase()) - {"areas", "commands"}

    @cached_property
    def failed(self) -> frozenset[str]:
        """Return the names of the commands that the export says have failed."""
        rows = self.snapshot.rows(SETTINGS)
        broken = (pl.col("area") == "commands") & (pl.col("value") == "false")
        return frozenset(rows.filter(broken)["object"])

    def objects(self, *areas: str) -> list[Thing]:
        """Return the objects of ``areas`` in the order of their names; none if they are empty."""
        made: dict[str, dict[str, Any]] = {}
        rows = self.evidence(*areas).select("object", "setting", "value")
        for object, setting, value in rows.iter_rows():
            made.setdefault(object, {})[setting] = decoded(value)
        return list(made.values())

    def value(self, area: str) -> Any:
        """Return an area that is a single value, such as a licence flag; None if absent."""
        return next((thing.get("value") for thing in self.objects(area)), None)

    def has(self, *areas: str) -> bool:
        """Tell whether one of ``areas`` was exported, be it to say that it is empty."""
        return any(area.lower() in self.areas for area in areas)

    def gap(self, areas: Iterable[AreaName], commands: Iterable[str]) -> str:
        """Say what of this was not exported, or return an empty string."""
        spellings = [(area,) if isinstance(area, str) else area for area in areas]
        absent = [" or ".join(names) for names in spellings if not self.has(*names)]
        broken = [command for command in commands if command in self.failed]
        said = [f"{area} was not exported" for area in absent]
        said += [f"{command} failed when the export was made" for command in broken]
        return "; ".join(said)

    def evidence(self, *areas: str) -> pl.DataFrame:
        """Return the settings rows of ``areas``, as evidence."""
        wanted = [area.lower() for area in areas]
        return self.snapshot.rows(SETTINGS).filter(pl.col("area").str.to_lowercase().is_in(wanted))


def members(thing: Thing, path: str) -> list[Thing]:
    """Return the objects in the list at ``path``; a lone one was a list before its export."""
    value = thing.get(path)
    if isinstance(value, list):
        return [dict(_flat(one, "")) for one in value if isinstance(one, Mapping)]
    lone = {
        key.removeprefix(f"{path}."): its
        for key, its in thing.items()
        if key.startswith(f"{path}.")
    }
    return [lone] if lone else []


def texts(thing: Thing, path: str) -> list[str]:
    """Return the texts in the list at ``path``, without empty ones; null is an empty list."""
    value = thing.get(path)
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]


def _flat(thing: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, Mapping) and thing:
        for name, value in thing.items():
            yield from _flat(value, f"{path}.{name.lower()}".lstrip("."))
    else:
        yield path, thing


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
