"""The eight areas: counts and the worst reason first, never an average."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.readiness import AREA_OWNER, AreaState
from pilotage.handover import chapter
from pilotage.handover.bar import Part, bar
from pilotage.handover.gaps import OTHER, Gap, gaps
from pilotage.handover.listing import Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import STATE, Word, area_title, holder

REASONS = 1
"""Reasons shown per area, the worst; the chapter of findings has them all."""

MANY = 5
"""So many questions with one answer are worth a line on the card of their area."""


@dataclass(frozen=True)
class AreaCard:
    """One area as it is drawn; ``gap`` is what would answer most of what was not assessed."""

    id: str
    title: str
    word: Word
    owner: str
    state: AreaState
    parts: tuple[Part, ...]
    reasons: tuple[Finding, ...]
    more: int
    gap: Gap | None


@dataclass(frozen=True)
class Areas:
    """All areas, and the same as a table to take along."""

    cards: tuple[AreaCard, ...]
    table: Listing


@chapter("areas", title="The eight areas", order=2)
def areas(material: Material) -> Areas:
    """Return one card per area, in the order of the eight."""
    return Areas(tuple(_card(state, material) for state in material.areas), areas_table(material))


def areas_table(material: Material) -> Listing:
    """Return area, state, the three counts and the worst reason."""
    rows = [
        (
            area_title(state.area),
            STATE[state.state],
            state.failed,
            state.not_assessed,
            state.passed,
            worst[0].says if (worst := _troubles(state)) else "",
        )
        for state in material.areas
    ]
    columns = ("Area", "State", "Failed", "Not assessed", "Passed", "Worst reason")
    return listing("The eight areas", columns, rows)


def _card(state: AreaState, material: Material) -> AreaCard:
    troubles = _troubles(state)
    waiting = gaps(state.reasons, material.situation)
    return AreaCard(
        state.area.name.lower(),
        area_title(state.area),
        STATE[state.state],
        holder(AREA_OWNER[state.area], material.situation.engagement),
        state,
        bar(state.failed, state.not_assessed, state.passed),
        troubles[:REASONS],
        max(0, state.failed + state.not_assessed - REASONS),
        next((gap for gap in waiting if gap.helps != OTHER and len(gap.findings) >= MANY), None),
    )


def _troubles(state: AreaState) -> tuple[Finding, ...]:
    return tuple(each for each in state.reasons if each.outcome is not Outcome.PASSED)
