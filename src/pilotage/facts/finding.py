"""What a check concluded, about what, and on which evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import polars as pl


class Outcome(Enum):
    """Unknown is not good news: NOT_ASSESSED blocks a gate exactly as FAILED does."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ASSESSED = "not_assessed"


class Severity(Enum):
    """How much it hurts if the finding is ignored."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Basis(Enum):
    """How a statement is known. Nothing else counts as evidence."""

    MEASURED = "measured"
    COMPUTED = "computed"
    ATTESTED = "attested"


class Area(Enum):
    """The eight areas of readiness, in the order in which they are shown."""

    IDENTITY = "identity and security readiness"
    ALIGNMENT = "internal stakeholder alignment"
    COMMUNICATION = "user communication planning"
    DEPENDENCIES = "operational dependency mapping"
    SUPPORT = "escalation and support ownership"
    CONTINUITY = "business continuity requirements"
    HYPERCARE = "post-go-live support planning"
    DOCUMENTATION = "documentation and governance standards"


@dataclass(frozen=True)
class Finding:
    """One conclusion of one check.

    ``says`` is a full sentence that a customer can read; ``evidence`` holds the very rows
    that it rests on. ``side`` is "source", "target" or "migration". What follows ``side``
    is stamped by the check that concluded it. Where ``applies`` is False somebody said, with a
    reason, that the check does not concern this migration: it is shown and counts nowhere.
    """

    outcome: Outcome
    says: str
    subject: str
    evidence: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    basis: Basis = Basis.MEASURED
    applies: bool = True
    side: str = "source"
    check: str = ""
    title: str = ""
    area: Area = Area.IDENTITY
    severity: Severity = Severity.MEDIUM
    frameworks: tuple[str, ...] = ()
    fix: str = ""
    url: str = ""


def passed(subject: str, says: str, evidence: pl.DataFrame) -> Finding:
    """``subject`` is as it should be, and ``evidence`` proves it."""
    return Finding(Outcome.PASSED, says, subject, evidence)


def failed(subject: str, says: str, evidence: pl.DataFrame) -> Finding:
    """``subject`` is not as it should be; ``evidence`` may be empty when something is absent."""
    return Finding(Outcome.FAILED, says, subject, evidence)


def not_assessed(subject: str, why: str) -> Finding:
    """Nothing is concluded about ``subject``; ``why`` says what could not be seen."""
    return Finding(Outcome.NOT_ASSESSED, f"Not assessed: {why}.", subject)


def not_applicable(subject: str, why: str) -> Finding:
    """Nothing is asked about ``subject``, as people agreed because of ``why``; that is no pass."""
    says = f"Does not apply: {why}."
    return Finding(Outcome.NOT_ASSESSED, says, subject, basis=Basis.ATTESTED, applies=False)
