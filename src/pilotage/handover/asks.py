"""What is asked of the sponsor: the open decisions, and what fails where the sponsor answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pilotage.facts.engagement import Decision
from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.readiness import AREA_OWNER
from pilotage.handover.material import Material
from pilotage.handover.ranking import ranked

ROLE = "sponsor"
AREAS = tuple(area for area, role in AREA_OWNER.items() if role == ROLE)


@dataclass(frozen=True)
class Ask:
    """One thing to see to: what is open or wrong, and what to do about it."""

    says: str
    todo: str
    basis: Basis


def asks(material: Material) -> tuple[Ask, ...]:
    """Return all that waits for the sponsor: decisions by their day, then failures.

    A decision that is late, and so a failure as well, is asked once.
    """
    decisions = _decisions(material)
    questions = [each.question for each in decisions]
    asked = [
        Ask(each.question, f"Decide by {material.clock.day(each.decide_by)}.", Basis.COMPUTED)
        for each in decisions
    ]
    failures = [ask for ask in _failures(material) if not any(q in ask.says for q in questions)]
    return (*asked, *failures)


def _decisions(material: Material) -> list[Decision]:
    """Return the questions that the sponsor has not answered, those without a day last."""
    engagement = material.situation.engagement
    if engagement is None:
        return []
    names = {person.name for person in engagement.holders(ROLE)}
    waiting = [
        each for each in engagement.decision if each.decider in names and not each.answered_on
    ]
    return sorted(waiting, key=lambda each: (each.decide_by is None, each.decide_by, each.question))


def _failures(material: Material) -> Iterator[Ask]:
    for each in ranked(material.findings):
        found = each.finding
        if found.outcome is Outcome.FAILED and found.area in AREAS:
            yield Ask(found.says, found.fix, found.basis)
