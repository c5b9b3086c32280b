"""Standing risks: their level now, what moved it there, and what helps."""

from __future__ import annotations

from pilotage.handover import chapter
from pilotage.handover.listing import Lines, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import LEVEL, holder, sentence


@chapter("risks", title="Standing risks", order=3)
def risks(material: Material) -> Listing:
    """Return the risks, the highest first, with all their reasons and responses."""
    rows = [
        (
            risk.title,
            LEVEL[risk.level],
            Lines(risk.because or ("No signal fired.",)),
            Lines(risk.responses),
            sentence(holder(risk.owner, material.situation.engagement)),
            sentence(risk.family),
        )
        for risk in sorted(material.risks, key=lambda risk: -risk.level.value)
    ]
    columns = ("Risk", "Level", "Because", "What helps", "Owner", "Family")
    return listing("Standing risks", columns, rows, shown=len(rows))
