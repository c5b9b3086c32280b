from __future__ import annotations

from handover.sample import finding, findings, material

from pilotage.facts.finding import Outcome, Severity
from pilotage.handover.ranking import ranked
from pilotage.handover.sections.findings import EVIDENCE_BYTES, OPEN, AreaFindings, Card
from pilotage.handover.sections.findings import findings as findings_chapter
from pilotage.handover.sections.unseen import unseen

FAILED, BLIND = Outcome.FAILED, Outcome.NOT_ASSESSED


def failures(area: AreaFindings) -> list[Card]:
    """Return every failure of an area, folded away or not."""
    return [card for check in area.checks for card in (*check.cards, *check.more)]


def test_findings_stand_worst_first_and_unknown_ones_elsewhere():
    numbers = ranked(findings())
    order = [each.finding.severity for each in numbers if each.finding.outcome is FAILED]
    chapter = findings_chapter(material())

    assert order == sorted(order, key=lambda severity: -severity.value)
    assert order[0] is Severity.CRITICAL
    shown = [card for area in chapter.areas for card in (*failures(area), *area.passed)]
    assert all(card.finding.outcome is not BLIND for card in shown)
    assert len(shown) + unseen(material()).total == len(findings())


def test_evidence_on_the_page_is_bounded_as_a_whole():
    many = tuple(finding(FAILED, f"x {n}.", f"identity.x{n}", rows=50) for n in range(400))
    chapter = findings_chapter(material(findings=many))
    cards = [card for area in chapter.areas for card in failures(area)]
    weight = sum(len(card.evidence.csv) for card in cards if card.evidence)

    assert len(cards) == 400
    assert 0 < weight <= EVIDENCE_BYTES
    assert cards[0].evidence.extent == "first 20 of 50; all in the workbook"
    assert cards[-1].evidence is None


def test_failures_of_one_check_stand_together_and_many_are_folded():
    many = tuple(finding(FAILED, f"x {n:02}.", "identity.x", subject=f"s{n:02}") for n in range(30))
    [area] = findings_chapter(material(findings=many)).areas

    [check] = area.checks
    assert (len(check.cards), len(check.more), area.failed) == (OPEN, 30 - OPEN, 30)
