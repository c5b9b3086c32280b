"""Write what was found out into the records, so that the whole team sees it.

A run keeps documents by the name of their section, findings and members of waves as rows, and
what is too much for a database as Parquet under ``runs/<number>/`` of the engagement's folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import TypeAdapter

from pilotage.assess import CHECKS
from pilotage.assess.risks import signals_of, standing_risks
from pilotage.assess.status import Status
from pilotage.assess.waves.collisions import collisions, planned_changes
from pilotage.engine.calendar_section import calendar_section
from pilotage.engine.dependency_sections import dependency_sections
from pilotage.engine.drift_section import drift_section
from pilotage.engine.identity_sections import identity_frames, identity_sections
from pilotage.engine.pipeline import Prepared
from pilotage.engine.status import standing
from pilotage.facts.actor import Actor
from pilotage.facts.finding import Finding
from pilotage.facts.forecast import Forecast
from pilotage.facts.plan import Cut, Objective, Plan, Wave
from pilotage.facts.readiness import Risk, Signal, Verdict
from pilotage.facts.runbook import Runbook
from pilotage.facts.score import Score
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.wave_readiness import STATE
from pilotage.handover.material import Material
from pilotage.store.home import new_folder
from pilotage.store.items import all_or_nothing
from pilotage.store.models import Engagement, FoundRow, MemberRow, Run
from pilotage.store.runs import Computed, keep, tell

RUNS = "runs"
SAMPLE = 50
"""So many rows of evidence are kept with a finding; the report has all of them."""

MOST_CUTS = 500
MOST_COLLISIONS = 1_000
UNJUDGED = "not_judged"
RANKS = {state: rank for rank, state in enumerate(STATE.categories)} | {UNJUDGED: 3}

_DOCUMENTS: Mapping[str, TypeAdapter[Any]] = {
    "risks": TypeAdapter(tuple[Risk, ...]),
    "verdict": TypeAdapter(Verdict),
    "scores": TypeAdapter(tuple[Score, ...]),
    "runbooks": TypeAdapter(tuple[Runbook, ...]),
    "forecast": TypeAdapter(Forecast | None),
}
_SIGNALS = TypeAdapter(tuple[Signal, ...])
_STATUS = TypeAdapter(Status)
_WAVE, _CUTS, _OBJECTIVE = TypeAdapter(Wave), TypeAdapter(list[Cut]), TypeAdapter(Objective)


def record(
    prepared: Prepared,
    engagement: Engagement,
    folder: Path,
    at: datetime,
    by: Actor,
    kind: str = "whole",
) -> Run:
    """Keep everything that was found out as a new run of the engagement; ``folder`` is its own.

    The word of the run is that of the status, which also knows what was agreed and asked.
    """
    material = prepared.material
    name = f"{RUNS}/{at:%Y%m%dT%H%M%S%f}Z-{engagement.runs.count() + 1}"
    with new_folder(folder / name) as fresh:
        for table, frame in _frames(material):
            frame.write_parquet(fresh / f"{table}.parquet", compression="zstd")
    computed = Computed(
        kind,
        material.verdict.state.value,
        {**dict(_sections(material)), "drift": drift_section(material, folder)},
        tuple(found_rows(material.findings)),
        tuple(member_rows(material)),
        name,
    )
    with all_or_nothing():
        run = keep(engagement, computed, at, by)
        found = standing(engagement, at).status
        return tell(run, found.state.value, _STATUS.dump_python(found, mode="json"))


def _sections(material: Material) -> Iterator[tuple[str, Any]]:
    """Yield the name and the document of each section."""
    for name, adapter in _DOCUMENTS.items():
        yield name, adapter.dump_python(getattr(material, name), mode="json")
    yield "areas", list(_areas(material))
    signals = signals_of(standing_risks(CHECKS.load()), material.findings)
    yield "signals", _SIGNALS.dump_python(signals, mode="json")
    yield "sources", [_source(each) for each in material.situation.snapshots()]
    yield "scope", _scope(material)
    yield "conflict", list(material.conflict)
    yield from identity_sections(material)
    yield from dependency_sections(material)
    if material.plan:
        yield "plan", _plan(material, material.plan)
        cuts = sorted(material.plan.cuts, key=lambda cut: -cut.weight * cut.waves_apart)
        yield "calendar", calendar_section(material)
        yield "cuts", _CUTS.dump_python(cuts[:MOST_CUTS], mode="json")
    if material.plan and material.readiness:
        changes = planned_changes(material.situation, material.plan, material.readiness)
        yield "collisions", _collisions(collisions(changes))
    if material.readiness:
        titles = dict(material.readiness.titles)
        yield "readiness", {"titles": titles, "items": _open_items(material)}


def _areas(material: Material) -> Iterator[dict[str, Any]]:
    places = {id(each): place for place, each in enumerate(material.findings)}
    for area in material.areas:
        yield {
            "area": area.area.name.lower(),
            "title": area.area.value,
            "state": area.state.value,
            "passed": area.passed,
            "failed": area.failed,
            "not_assessed": area.not_assessed,
            "reasons": [
                {"says": each.says, "check": each.check, "place": places.get(id(each))}
                for each in area.reasons
            ],
        }


def _source(snapshot: Snapshot) -> dict[str, Any]:
    """Return what was read of one side: each table with its rows, its source, what is missing."""
    return {
        "side": snapshot.side,
        "tenant": snapshot.tenant,
        "taken_at": snapshot.taken_at.isoformat(),
        "tables": {
            name: {"rows": each.frame.height, "source": each.source, "missing": each.missing}
            for name, each in sorted(snapshot.captures.items())
        },
        "refused": sum(each.rows for each in snapshot.refused),
    }


def _scope(material: Material) -> dict[str, Any]:
    """Return how many units of each kind there are, and how many people by department."""
    units = material.graph.units
    people = units.filter(pl.col("kind") == "user")
    return {
        "kinds": dict(units.group_by("kind").len().sort("kind").iter_rows()),
        "departments": dict(
            people.filter(pl.col("department") != "")
            .group_by("department")
            .len()
            .sort("department")
            .iter_rows()
        ),
    }


def _plan(material: Material, plan: Plan) -> dict[str, Any]:
    """Return the plan without its members, which are rows."""
    kinds = dict(material.graph.units.select("unit", "kind").iter_rows())
    counts = {each.wave: each for each in (material.readiness.counts if material.readiness else ())}
    waves = []
    for wave in plan.waves:
        document = _WAVE.dump_python(wave, mode="json", exclude={"members"})
        document["kinds"] = dict(Counter(kinds.get(unit, "") for unit in wave.members))
        count = counts.get(wave.number)
        for state in STATE.categories:
            document[state] = getattr(count, state) if count else 0
        waves.append(document)
    objective = _OBJECTIVE.dump_python(plan.objective, mode="json")
    return {
        "name": plan.name,
        "waves": waves,
        "objective": objective,
        "seed": plan.seed,
        "assumed": list(plan.assumed),
        "cuts": len(plan.cuts),
    }


def _collisions(found: pl.DataFrame) -> dict[str, Any]:
    """Return how many people of each wave get too many changes at once, and who they are."""
    counts = found.group_by("wave").len().sort("wave")
    return {
        "counts": {str(wave): count for wave, count in counts.iter_rows()},
        "people": _plain(found.head(MOST_COLLISIONS)),
    }


def _open_items(material: Material) -> list[dict[str, Any]]:
    """Return, by wave and item of readiness, how many people are in which state."""
    assert material.readiness is not None
    counted = material.readiness.items.group_by("wave", "item", "state").len()
    return counted.sort("wave", "item", "state").to_dicts()


def found_rows(findings: tuple[Finding, ...]) -> Iterator[FoundRow]:
    """Yield each finding as a row, with the first rows of its evidence."""
    for place, each in enumerate(findings):
        yield FoundRow(
            position=place,
            check_id=each.check,
            area=each.area.name.lower(),
            side=each.side,
            outcome=each.outcome.value,
            severity=each.severity.value,
            basis=each.basis.value,
            applies=each.applies,
            subject=each.subject[:300],
            title=each.title[:300],
            says=each.says,
            fix=each.fix,
            url=each.url,
            frameworks=list(each.frameworks),
            rows=each.evidence.height,
            sample=_plain(each.evidence.head(SAMPLE)),
        )


def _plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return rows that JSON can hold."""
    rows: list[dict[str, Any]] = TypeAdapter(list[dict[str, Any]]).dump_python(
        frame.to_dicts(), mode="json"
    )
    return rows


def member_rows(material: Material) -> Iterator[MemberRow]:
    """Yield every unit of the plan with its wave, its readiness, and the reason for its wave."""
    if material.plan is None:
        return
    judged = {}
    if material.readiness:
        people = material.readiness.people.select("person", "state", "blocking", "because")
        judged = {person: rest for person, *rest in people.iter_rows()}
    units = {unit: rest for unit, *rest in material.graph.units.iter_rows()}
    for unit, wave in material.plan.wave_of.items():
        kind, name, department = units.get(unit, ("", unit, ""))
        state, blocking, because = judged.get(unit, (UNJUDGED, [], []))
        yield MemberRow(
            wave=wave,
            unit=unit,
            kind=kind,
            name=(name or unit)[:300],
            department=department or "",
            state=state,
            rank=RANKS[state],
            blocking=blocking,
            because=because,
            why=material.plan.why.get(unit, ""),
        )


def _frames(material: Material) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the tables that are kept beside the records."""
    yield "units", material.graph.units
    yield "edges", material.graph.edges
    yield "groups", material.graph.groups
    yield "placed", material.placed()
    yield from identity_frames(material)
    if material.readiness:
        yield "items", material.readiness.items
