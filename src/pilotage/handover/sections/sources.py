"""Sources: what was read, when, and how many rows it gave."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.facts.finding import Basis
from pilotage.handover import chapter
from pilotage.handover.listing import Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import sentence

SHOWN = 200


@dataclass(frozen=True)
class Sources:
    """The sources of both sides, and the seed of the plan that rests on them."""

    table: Listing
    missing_sides: tuple[str, ...]
    engagement: bool
    plan: str
    seed: int | None


@chapter("sources", title="Sources", order=12)
def sources(material: Material) -> Sources:
    """Return one row per table and side."""
    situation, plan = material.situation, material.plan
    sides = {"source": situation.source, "target": situation.target}
    return Sources(
        sources_table(material, SHOWN),
        tuple(name for name, side in sides.items() if side is None),
        situation.engagement is not None,
        plan.name if plan else "",
        plan.seed if plan else None,
    )


def sources_table(material: Material, shown: int) -> Listing:
    """Return side, tenant, data, source, rows, time and what was withheld."""
    rows = [
        (
            sentence(side.side),
            side.tenant,
            table,
            capture.source,
            capture.frame.height,
            material.clock.moment(side.taken_at),
            capture.missing,
        )
        for side in material.situation.snapshots()
        for table, capture in sorted(side.captures.items())
    ]
    columns = ("Side", "Tenant", "Data", "Read from", "Rows", "Taken", "Withheld")
    return listing("Sources", columns, rows, shown=shown, basis=Basis.MEASURED)
