"""Standing risks: their level now, what moved it there, and what helps."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.facts.readiness import Risk
from pilotage.handover import chapter
from pilotage.handover.listing import Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import LEVEL, Word, holder

REASONS = 3


@dataclass(frozen=True)
class RiskLine:
    """One risk as it is drawn; ``more`` reasons are not."""

    risk: Risk
    word: Word
    owner: str
    because: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Risks:
    """Every risk, the highest first, and the same as a table to take along."""

    lines: tuple[RiskLine, ...]
    table: Listing


@chapter("risks", title="Standing risks", order=4)
def risks(material: Material) -> Risks:
    """Return the risks, the highest first, else in the order of the catalogue."""
    ordered = sorted(material.risks, key=lambda risk: -risk.level.value)
    lines = tuple(
        RiskLine(
            risk,
            LEVEL[risk.level],
            holder(risk.owner, material.situation.engagement),
            risk.because[:REASONS],
            max(0, len(risk.because) - REASONS),
        )
        for risk in ordered
    )
    return Risks(lines, risks_table(material))


def risks_table(material: Material) -> Listing:
    """Return risk, family, level, owner, all its reasons and all its responses."""
    rows = [
        (
            risk.title,
            risk.family,
            LEVEL[risk.level],
            holder(risk.owner, material.situation.engagement),
            " ".join(risk.because),
            "; ".join(risk.responses),
        )
        for risk in material.risks
    ]
    columns = ("Risk", "Family", "Level", "Owner", "Because", "What helps")
    return listing("Standing risks", columns, rows, shown=len(rows))
