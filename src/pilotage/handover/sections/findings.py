"""Findings: by area, the worst first, each with the rows that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.facts.finding import Area, Finding, Outcome
from pilotage.facts.signed import Deviation
from pilotage.handover import chapter
from pilotage.handover.evidence import sample
from pilotage.handover.listing import Listing
from pilotage.handover.material import Material
from pilotage.handover.ranking import Ranked, ranked
from pilotage.handover.words import area_title

MOST = 2_000
"""Findings on the page; the workbook has all."""

OPEN = 8
"""Failures of one check that are not folded away."""

EVIDENCE_BYTES = 350_000
"""What the evidence on the page may weigh as CSV; after it the workbook is named instead."""


@dataclass(frozen=True)
class Card:
    """One finding as it is drawn. ``evidence`` is None where the page has no room for it."""

    number: int
    finding: Finding
    evidence: Listing | None
    rows: int
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True)
class CheckFindings:
    """The failures of one check: what should hold, and each place where it does not.

    ``cards`` are open to the eye, ``more`` are folded away.
    """

    one: Finding
    cards: tuple[Card, ...]
    more: tuple[Card, ...]


@dataclass(frozen=True)
class AreaFindings:
    """The findings of one area: what failed, by check, then what passed."""

    id: str
    title: str
    failed: int
    checks: tuple[CheckFindings, ...]
    passed: tuple[Card, ...]


@dataclass(frozen=True)
class Findings:
    """Every area that has findings; ``left`` findings are in the workbook only."""

    areas: tuple[AreaFindings, ...]
    failed: int
    passed: int
    left: int


@chapter("findings", title="Findings", order=10)
def findings(material: Material) -> Findings:
    """Return what was concluded; what was not assessed has its own chapter."""
    concluded = [
        each
        for each in ranked(material.findings)
        if each.finding.outcome is not Outcome.NOT_ASSESSED
    ]
    cards = _cards(concluded[:MOST], material)
    failed = sum(each.finding.outcome is Outcome.FAILED for each in concluded)
    areas = tuple(made for area in Area if (made := _area(area, cards)))
    left = max(0, len(concluded) - MOST)
    return Findings(areas, failed, len(concluded) - failed, left)


def _cards(shown: list[Ranked], material: Material) -> list[Card]:
    """Return cards, with evidence for as long as the page has room for it."""
    room = EVIDENCE_BYTES
    cards = []
    for each in shown:
        evidence = sample(each.finding, material.clock)
        weight = len(evidence.csv) if evidence.rows else 0
        fits = 0 < weight <= room
        room -= weight if fits else 0
        cards.append(_card(each, evidence if fits else None, material))
    return cards


def _card(each: Ranked, evidence: Listing | None, material: Material) -> Card:
    found = each.finding
    accepted = material.deviations(found.check, found.side)
    return Card(each.number, found, evidence, found.evidence.height, accepted)


def _area(area: Area, cards: list[Card]) -> AreaFindings | None:
    mine = [card for card in cards if card.finding.area is area]
    if not mine:
        return None
    failed = tuple(card for card in mine if card.finding.outcome is Outcome.FAILED)
    passed = tuple(card for card in mine if card.finding.outcome is Outcome.PASSED)
    checks = dict.fromkeys(card.finding.check for card in failed)
    by_check = tuple(_check(check, failed) for check in checks)
    return AreaFindings(area.name.lower(), area_title(area), len(failed), by_check, passed)


def _check(check: str, failed: tuple[Card, ...]) -> CheckFindings:
    mine = tuple(card for card in failed if card.finding.check == check)
    return CheckFindings(mine[0].finding, mine[:OPEN], mine[OPEN:])
