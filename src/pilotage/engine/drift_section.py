"""What changed in each tenant since the reading before, and whether anybody planned it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pilotage.assess.comparison.drift import drift
from pilotage.facts.snapshot import Snapshot
from pilotage.handover.material import Material
from pilotage.store import snapshots

MOST_CHANGES = 200
"""So many changes are kept of each side, those that nobody planned first; all are counted."""

_ROWS = TypeAdapter(list[dict[str, Any]])


def drift_section(material: Material, folder: Path) -> list[dict[str, Any]]:
    """Return one document per side that was read twice; ``folder`` holds the readings."""
    return list(_sides(material, folder))


def _sides(material: Material, folder: Path) -> Iterator[dict[str, Any]]:
    for after in material.situation.snapshots():
        if before := _before(after, folder):
            found = drift(before, after, material.situation.engagement, material.runbooks)
            changes = found.changes.sort(
                found.changes["planned"].is_not_null(), maintain_order=True
            )
            yield {
                "side": after.side,
                "before": before.taken_at.isoformat(),
                "after": after.taken_at.isoformat(),
                "changes": found.changes.height,
                "unplanned": found.unplanned.height,
                "unknown": [
                    f"{each.table}: {each.unknown}" for each in found.tables if each.unknown
                ],
                "rows": _ROWS.dump_python(changes.head(MOST_CHANGES).to_dicts(), mode="json"),
            }


def _before(after: Snapshot, folder: Path) -> Snapshot | None:
    """Return the last reading of the same side that is older."""
    for each in reversed(snapshots.folders(folder, after.side)):
        found = snapshots.load(each)
        if found.taken_at < after.taken_at:
            return found
    return None
