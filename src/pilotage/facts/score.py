"""Three sub-scores of identity and security, as counts of checks. Never an average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pilotage.facts.finding import Basis, Outcome, Severity

SIDES = ("source", "target", "migration")
"""Where a check may be asked, in the order in which answers are shown."""


class ScoreName(Enum):
    """The three sub-scores, in the order in which they are shown."""

    IDENTITY_MANAGEMENT = "identity management"
    ACCESS_GOVERNANCE = "access governance"
    CONFIGURATION_OVERSIGHT = "configuration oversight"


@dataclass(frozen=True)
class Answer:
    """The worst that a check found on one side, and what it was read from.

    ``source`` is empty where nothing was read, and ``taken_at`` is then None.
    """

    outcome: Outcome
    says: str
    basis: Basis
    source: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True)
class Opinion:
    """What another tool concluded about a policy that a check of ours judges.

    ``at`` is when the tool ran, None where it does not say. ``contradicts`` is true where one
    passed what the other failed.
    """

    side: str
    framework: str
    tool: str
    theirs: str
    they_say: str
    at: datetime | None
    ours: str
    contradicts: bool


@dataclass(frozen=True)
class ScoredCheck:
    """One check: its answer by side, and what other tools say beside it."""

    check: str
    title: str
    severity: Severity
    frameworks: tuple[str, ...]
    answers: Mapping[str, Answer]
    opinions: tuple[Opinion, ...] = ()


@dataclass(frozen=True)
class Score:
    """One sub-score: its checks, the most severe first."""

    name: ScoreName
    checks: tuple[ScoredCheck, ...]

    def count(self, side: str, outcome: Outcome) -> int:
        """Return how many checks have this outcome on one side."""
        answers = (each.answers.get(side) for each in self.checks)
        return sum(each is not None and each.outcome is outcome for each in answers)

    @property
    def contradictions(self) -> tuple[Opinion, ...]:
        """Return the opinions of other tools that contradict our answer."""
        return tuple(one for each in self.checks for one in each.opinions if one.contradicts)
