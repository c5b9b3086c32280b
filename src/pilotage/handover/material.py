"""Material: everything that the rooms before found out, and that a report is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from pilotage.facts.clock import Clock
from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.engagement import Migration
from pilotage.facts.finding import Finding
from pilotage.facts.forecast import Forecast
from pilotage.facts.plan import Plan, Wave
from pilotage.facts.posture import deviations
from pilotage.facts.readiness import AreaState, Risk, Verdict
from pilotage.facts.runbook import Runbook
from pilotage.facts.score import Score
from pilotage.facts.signed import Deviation
from pilotage.facts.situation import Situation
from pilotage.facts.wave_readiness import WaveReadiness


@dataclass(frozen=True)
class Material:
    """One migration at one moment, judged and planned.

    ``plan`` is None where no plan was made or none is feasible; then ``conflict`` says, in
    sentences, which constraints cannot hold together. ``names`` gives the display name of a
    unit id. ``readiness`` is who in each wave is ready; None without a plan.
    ``forecast`` is when the last wave ends; None where nothing is left to move.
    """

    situation: Situation
    findings: tuple[Finding, ...]
    areas: tuple[AreaState, ...]
    risks: tuple[Risk, ...]
    verdict: Verdict
    graph: DependencyGraph
    plan: Plan | None = None
    conflict: tuple[str, ...] = ()
    runbooks: tuple[Runbook, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    readiness: WaveReadiness | None = None
    scores: tuple[Score, ...] = ()
    forecast: Forecast | None = None

    @property
    def migration(self) -> Migration | None:
        """Return what was agreed about the migration, None without an engagement file."""
        engagement = self.situation.engagement
        return engagement.migration if engagement else None

    @property
    def clock(self) -> Clock:
        """Return the clock on which every time of the report is shown."""
        return Clock.of(self.migration.time_zone if self.migration else "UTC")

    def name(self, unit: str) -> str:
        """Return the display name of ``unit``, its id where it has none."""
        return self.names.get(unit) or unit

    def deviations(self, check: str, side: str) -> tuple[Deviation, ...]:
        """Return the deviations that somebody carries for a check, as long as they last."""
        today = self.situation.now.date()
        return deviations(self.situation.engagement, check, side, today)

    def starts(self, wave: Wave) -> datetime | None:
        """Return the start of ``wave``; midnight of its day where it has no window.

        None where neither a window nor the first day of the project is known.
        """
        if wave.starts_at or not self.migration:
            return wave.starts_at
        day = self.migration.starts_on + timedelta(days=wave.day)
        return datetime.combine(day, time(), self.clock.zone).astimezone(UTC)

    def ends(self, wave: Wave) -> datetime | None:
        """Return the end of ``wave``; its start where it has no window."""
        return wave.ends_at or self.starts(wave)

    def last_day(self) -> date | None:
        """Return the day on which the last wave ends, in the zone of the engagement."""
        ends = [end for wave in (self.plan.waves if self.plan else ()) if (end := self.ends(wave))]
        return self.clock.local(max(ends)).date() if ends else None

    def placed(self) -> pl.DataFrame:
        """Return the wave of each unit, as the columns ``unit`` and ``wave``."""
        wave_of = self.plan.wave_of if self.plan else {}
        return pl.DataFrame(
            {"unit": list(wave_of.keys()), "wave": list(wave_of.values())},
            schema={"unit": pl.String, "wave": pl.Int64},
        )

    def placed_edges(self) -> pl.DataFrame:
        """Return dependencies with both ends in the plan.

        Columns: ``dependent``, ``needs``, ``rule``, ``weight``, ``one`` and ``two``, the waves
        of both ends, and ``apart``, how many waves lie between them.
        """
        placed = self.placed()
        return (
            self.graph.edges.select("dependent", "needs", "rule", "weight")
            .join(placed.rename({"unit": "dependent", "wave": "one"}), on="dependent")
            .join(placed.rename({"unit": "needs", "wave": "two"}), on="needs")
            .with_columns(apart=(pl.col("one") - pl.col("two")).abs())
        )
