"""Verdict: the one word, why, who must act, and how much time there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pilotage.facts.finding import Basis, Finding, Outcome
from pilotage.handover import chapter
from pilotage.handover.material import Material
from pilotage.handover.timing import Timing, timing
from pilotage.handover.words import STATE, Word


@dataclass(frozen=True)
class Reason:
    """Why the word is what it is and who must act, and how that is known."""

    says: str
    basis: Basis


@dataclass(frozen=True)
class Answer:
    """What a sponsor reads first."""

    word: Word
    reasons: tuple[Reason, ...]
    timing: Timing
    conflict: tuple[str, ...]
    has_plan: bool
    now: datetime


@chapter("verdict", title="Verdict", order=1)
def verdict(material: Material) -> Answer:
    """Return the word, at most three reasons, and the dates that bind."""
    return Answer(
        STATE[material.verdict.state],
        tuple(_reason(says, material) for says in material.verdict.reasons[:3]),
        timing(material),
        material.conflict,
        material.plan is not None,
        material.situation.now,
    )


def _reason(says: str, material: Material) -> Reason:
    about = _finding_behind(says, material)
    return Reason(says, about.basis if about else Basis.COMPUTED)


def _finding_behind(says: str, material: Material) -> Finding | None:
    """Return the finding that a reason repeats, if it repeats one."""
    for finding in material.findings:
        if finding.outcome is not Outcome.PASSED and finding.says.rstrip(".") in says:
            return finding
    return None
