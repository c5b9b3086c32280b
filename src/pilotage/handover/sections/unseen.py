"""Not assessed, and refused: what the report does not know, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.facts.finding import Basis, Outcome
from pilotage.handover import chapter
from pilotage.handover.listing import Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.ranking import ranked
from pilotage.handover.words import SEVERITY, area_title, sentence

SHOWN = 500


@dataclass(frozen=True)
class Unseen:
    """Questions without an answer, data that sources withheld, and rows that were refused.

    ``asked`` says whether there was any question, ``assumed`` what the plan takes
    for granted instead of what was not read.
    """

    asked: bool
    questions: Listing
    withheld: Listing
    refused: Listing
    rows_refused: int
    files_refused: int
    assumed: tuple[str, ...] = ()


@chapter("unseen", title="Not assessed, and refused on reading", order=11)
def unseen(material: Material) -> Unseen:
    """Return the three tables of what is not known."""
    refused = [each for side in material.situation.snapshots() for each in side.refused]
    return Unseen(
        bool(material.findings),
        questions_table(material, SHOWN),
        _withheld(material),
        refused_table(material, SHOWN),
        sum(each.rows for each in refused),
        sum(each.rows == 0 for each in refused),
        material.plan.assumed if material.plan else (),
    )


def questions_table(material: Material, shown: int) -> Listing:
    """Return every check that could not be answered, the most severe first, with the reason."""
    rows = [
        (
            each.number,
            each.finding.title or each.finding.check,
            SEVERITY[each.finding.severity],
            area_title(each.finding.area),
            sentence(each.finding.side),
            each.finding.subject,
            each.finding.says,
        )
        for each in ranked(material.findings)
        if each.finding.outcome is Outcome.NOT_ASSESSED
    ]
    columns = ("No.", "Check", "Severity", "Area", "Side", "Subject", "Why not")
    return listing("Not assessed", columns, rows, shown=shown)


def refused_table(material: Material, shown: int) -> Listing:
    """Return what could not be used: side, file, rows, reason."""
    rows = [
        (sentence(side.side), refusal.where, refusal.rows or "whole file", refusal.why)
        for side in material.situation.snapshots()
        for refusal in side.refused
    ]
    columns = ("Side", "File", "Rows", "Reason")
    return listing("Refused rows", columns, rows, shown=shown, basis=Basis.MEASURED)


def _withheld(material: Material) -> Listing:
    rows = [
        (sentence(side.side), table, capture.missing)
        for side in material.situation.snapshots()
        for table, capture in sorted(side.captures.items())
        if capture.missing
    ]
    columns = ("Side", "Data", "What the source withheld")
    return listing("Withheld by sources", columns, rows, shown=100, basis=Basis.MEASURED)
