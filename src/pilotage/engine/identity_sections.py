"""What a run keeps about identities: who becomes whom, conflicts, sign-in, what is left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
from pydantic import TypeAdapter

from pilotage.assess.comparison.identity_conflicts import identity_conflicts, unread
from pilotage.assess.comparison.identity_map import COLUMNS as MAP
from pilotage.assess.comparison.identity_map import identity_map, map_gap
from pilotage.assess.comparison.sign_on_changes import sign_on_changes, sign_on_gap
from pilotage.assess.relaxed import Opening, openings, openings_gap
from pilotage.handover.material import Material

_OPENINGS, _ROWS = TypeAdapter(tuple[Opening, ...]), TypeAdapter(list[dict[str, Any]])


def identity_sections(material: Material) -> Iterator[tuple[str, Any]]:
    """Yield the name and the document of each section; ``unknown`` says what was not read."""
    situation = material.situation
    snapshots = tuple(situation.snapshots())
    yield (
        "openings",
        {
            "rows": _OPENINGS.dump_python(openings(snapshots), mode="json"),
            "unknown": openings_gap(snapshots),
        },
    )
    conflicts = identity_conflicts(material.findings)
    yield (
        "identity_conflicts",
        {
            "counts": dict(conflicts.group_by("kind", maintain_order=True).len().iter_rows()),
            "unknown": list(unread(material.findings)),
        },
    )
    yield "sign_in_changes", _sign_in_changes(material)


def identity_frames(material: Material) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the tables that are kept beside the records."""
    yield "identity_map", _map(material)
    conflicts = identity_conflicts(material.findings)
    yield (
        "identity_conflicts",
        conflicts.with_columns(pl.col("who").replace(dict(material.names))),
    )


def _map(material: Material) -> pl.DataFrame:
    source, target = material.situation.source, material.situation.target
    if source is None or target is None or map_gap(source, target):
        return pl.DataFrame(schema=MAP)
    return identity_map(source, target, material.placed())


def _sign_in_changes(material: Material) -> dict[str, Any]:
    """Return, by wave, how many people get another sign-in name, and every application."""
    source, target = material.situation.source, material.situation.target
    counted = (
        _map(material)
        .drop_nulls("wave")
        .group_by("wave")
        .agg(
            people=pl.len(),
            changes=pl.col("changes").sum(),
            unknown=pl.col("changes").is_null().sum(),
        )
        .sort("wave")
    )
    gap = sign_on_gap(source)
    applications = pl.DataFrame()
    if source is not None and not gap:
        applications = sign_on_changes(source, material.placed())
    return {
        "names": counted.to_dicts(),
        "names_unknown": map_gap(source, target),
        "applications": _ROWS.dump_python(applications.to_dicts(), mode="json"),
        "applications_unknown": gap,
    }
