"""The state of the eight areas and the seven standing risks, as computed from findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pilotage.facts.finding import Area, Finding

AREA_OWNER = {
    Area.IDENTITY: "security_lead",
    Area.ALIGNMENT: "sponsor",
    Area.COMMUNICATION: "champion",
    Area.DEPENDENCIES: "engineer",
    Area.SUPPORT: "helpdesk_lead",
    Area.CONTINUITY: "dept_head",
    Area.HYPERCARE: "helpdesk_lead",
    Area.DOCUMENTATION: "lead",
}
"""The role that must act when an area is not on track."""


class State(Enum):
    """The words on every screen, worst first."""

    OFF_TRACK = "Off track"
    UNKNOWN = "Unknown"
    AT_RISK = "At risk"
    ON_TRACK = "On track"


@dataclass(frozen=True)
class AreaState:
    """One area: its word, its counts, and its reasons with the worst first. Never an average."""

    area: Area
    state: State
    passed: int
    failed: int
    not_assessed: int
    reasons: tuple[Finding, ...]


class Level(Enum):
    """How exposed the migration is to a standing risk."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True)
class Risk:
    """One standing risk, its level now, and the findings that moved it there."""

    id: str
    title: str
    family: str
    owner: str
    level: Level
    because: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True)
class Signal:
    """One check that moves a risk: ``fired`` is 1, 0.5 where it is unknown, 0 where it is quiet.

    ``says`` is what was found and ``fix`` what quiets it, both empty for a quiet one.
    """

    risk: str
    check: str
    fired: float
    says: str = ""
    fix: str = ""


@dataclass(frozen=True)
class Verdict:
    """The one word for the whole migration, with at most three reasons in order of effect."""

    state: State
    reasons: tuple[str, ...]
