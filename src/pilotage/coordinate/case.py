"""What a gate is judged on: agreements, findings, the wave, and the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pilotage.coordinate.margin import Margin
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Finding
from pilotage.facts.gate import Waiver

Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class WaveCase:
    """One wave as a gate sees it.

    ``states`` counts people by ``ready``, ``not_ready`` and ``unknown``; ``excused`` is how many
    of those who are not ready are excused from all that is open. ``items`` counts people by item
    and state. ``cuts_unplanned`` names the dependencies that the wave cuts without a plan.
    """

    number: int
    people: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    excused: int = 0
    items: Mapping[tuple[str, str], int] = field(default_factory=dict)
    window: Window | None = None
    cuts_unplanned: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Case:
    """Everything that the criteria of one gate look at.

    ``judged_at`` is when the findings were concluded; ``read_at`` when each side was read.
    ``gaps_undecided`` names the gaps that nobody decided about yet, ``areas_unknown`` the areas in
    which nothing is known. ``relaxations_open`` names what is open for a while, in the register or
    in a tenant; None where a tenant was not read.
    """

    agreed: Engagement
    findings: tuple[Finding, ...]
    now: datetime
    judged_at: datetime
    read_at: Mapping[str, datetime] = field(default_factory=dict)
    wave: WaveCase | None = None
    margin: Margin = field(default_factory=Margin)
    waivers: tuple[Waiver, ...] = ()
    gaps_undecided: tuple[str, ...] | None = None
    areas_unknown: tuple[str, ...] = ()
    relaxations_open: tuple[str, ...] | None = None
