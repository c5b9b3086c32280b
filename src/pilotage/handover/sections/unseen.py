"""Not assessed, and refused: what the report does not know, why, and what would answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pilotage.facts.finding import Basis, Outcome
from pilotage.handover import chapter
from pilotage.handover.gaps import Gap, gaps
from pilotage.handover.listing import Cell, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.ranking import Ranked, ranked
from pilotage.handover.words import SEVERITY, area_title, sentence

SHOWN = 500
COLUMNS = ("No.", "Check", "Severity", "Area", "Side", "Subject", "Why not")


@dataclass(frozen=True)
class Waiting:
    """What would answer some questions, and the table of these."""

    gap: Gap
    table: Listing


@dataclass(frozen=True)
class Unseen:
    """Questions without an answer, data that sources withheld, and rows that were refused.

    ``total`` findings were not assessed; ``waiting`` holds each of them once. ``asked`` says
    whether there was any question, ``assumed`` what the plan takes for granted instead of what
    was not read.
    """

    asked: bool
    total: int
    waiting: tuple[Waiting, ...]
    withheld: Listing
    refused: Listing
    aside: Listing
    rows_refused: int
    files_refused: int
    assumed: tuple[str, ...] = ()


@chapter("unseen", title="Not assessed, and refused on reading", order=11)
def unseen(material: Material) -> Unseen:
    """Return what is not known, by what would answer it."""
    refused = [each for side in material.situation.snapshots() for each in side.refused]
    waiting = tuple(_waiting(material))
    return Unseen(
        bool(material.findings),
        sum(len(each.gap.findings) for each in waiting),
        waiting,
        _withheld(material),
        refused_table(material, SHOWN),
        aside_table(material, SHOWN),
        sum(each.rows for each in refused),
        sum(each.rows == 0 for each in refused),
        material.plan.assumed if material.plan else (),
    )


def questions_table(material: Material, shown: int) -> Listing:
    """Return every check that could not be answered, the most severe first, with the reason."""
    helps = {
        id(found): gap.helps
        for gap in gaps(material.findings, material.situation)
        for found in gap.findings
    }
    rows = [
        (*_question(each), helps[id(each.finding)])
        for each in ranked(material.findings)
        if each.finding.applies and each.finding.outcome is Outcome.NOT_ASSESSED
    ]
    return listing("Not assessed", (*COLUMNS, "What helps"), rows, shown=shown)


def aside_table(material: Material, shown: int) -> Listing:
    """Return the checks that somebody set aside because they do not concern this migration."""
    rows = [_question(each) for each in ranked(material.findings) if not each.finding.applies]
    return listing("Does not apply", COLUMNS, rows, shown=shown, basis=Basis.ATTESTED)


def _waiting(material: Material) -> Iterator[Waiting]:
    """Yield what would answer most questions first, each with all of its questions."""
    number = {id(each.finding): each for each in ranked(material.findings)}
    for gap in gaps(material.findings, material.situation):
        mine = sorted((number[id(each)] for each in gap.findings), key=lambda each: each.number)
        caption = f"{gap.helps}: answers {gap.extent}"
        yield Waiting(gap, listing(caption, COLUMNS, map(_question, mine), shown=SHOWN))


def _question(each: Ranked) -> tuple[Cell, ...]:
    found = each.finding
    return (
        each.number,
        found.title or found.check,
        SEVERITY[found.severity],
        area_title(found.area),
        sentence(found.side),
        found.subject,
        found.says,
    )


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
