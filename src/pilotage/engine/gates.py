"""Gates out of the records: each judged on the newest run, with its signatures and its word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from pilotage.assess.improvements import undecided
from pilotage.assess.relaxed import CLOSED
from pilotage.coordinate.case import Case, WaveCase, Window
from pilotage.coordinate.judging import Standing, judge
from pilotage.coordinate.margin import Margin, single_points
from pilotage.coordinate.points import GatePoint, gate_named, gate_points
from pilotage.coordinate.rules import gate_rules
from pilotage.coordinate.signing import (
    Decided,
    decided,
)
from pilotage.engine.identity import improvements_of, relaxations_of
from pilotage.facts.engagement import Engagement as Agreed
from pilotage.facts.forecast import Forecast
from pilotage.facts.gate import Signature
from pilotage.facts.runbook import Runbook
from pilotage.runbook.timing import Timing, at, timing_of
from pilotage.store import items
from pilotage.store.agreed import agreed as agreed_in
from pilotage.store.gate_evidence import (
    cuts_without_plan,
    excused_people,
    findings_for,
)
from pilotage.store.models import Engagement, Run
from pilotage.store.runs import latest, sections

_RUNBOOKS, _FORECAST = TypeAdapter(tuple[Runbook, ...]), TypeAdapter(Forecast | None)
_SECTIONS = ("runbooks", "forecast", "plan", "readiness", "sources", "areas")


@dataclass(frozen=True)
class GateState:
    """One gate as it stands: its criteria, its signatures with their version, its word."""

    point: GatePoint
    standing: Standing
    signed: tuple[items.Kept, ...]
    decided: Decided

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Return the signatures."""
        return tuple(each.value for each in self.signed)


@dataclass(frozen=True)
class Gates:
    """The gates of an engagement as of ``at`` (None: now), judged on the run that counts then."""

    engagement: Engagement
    now: datetime
    at: datetime | None = None

    @cached_property
    def run(self) -> Run:
        """Return the run that counts."""
        return latest(self.engagement, self.at)

    @cached_property
    def agreed(self) -> Agreed:
        """Return what is agreed."""
        return agreed_in(self.engagement, self.at)

    @cached_property
    def points(self) -> tuple[GatePoint, ...]:
        """Return every gate of the migration."""
        windows = {number: book.window for number, book in self._runbooks.items()}
        doors = {
            number: moment
            for number, book in self._runbooks.items()
            if (door := timing_of(book).point_of_no_return) and (moment := at(book, door))
        }
        return gate_points(self.agreed, windows, doors)

    def all(self) -> tuple[GateState, ...]:
        """Return every gate as it stands."""
        return tuple(self._state(point) for point in self.points)

    def one(self, name: str) -> GateState:
        """Return one gate as it stands.

        Raises:
            NotKnown: there is no gate of that name.
        """
        return self._state(gate_named(self.points, name))

    def timing(self, wave: int | None) -> Timing | None:
        """Return the times of the runbook of a wave; of the next wave for gates of none."""
        book = self._next if wave is None else self._runbooks.get(wave)
        return timing_of(book) if book else None

    def window(self, wave: int | None) -> Window | None:
        """Return the window of a wave."""
        book = None if wave is None else self._runbooks.get(wave)
        return book.window if book else None

    @cached_property
    def forecast(self) -> Forecast | None:
        """Return the forecast of the end."""
        return _FORECAST.validate_python(self._sections.get("forecast"))

    @cached_property
    def _sections(self) -> dict[str, Any]:
        return sections(self.run, _SECTIONS)

    @cached_property
    def _runbooks(self) -> dict[int, Runbook]:
        books = _RUNBOOKS.validate_python(self._sections.get("runbooks") or ())
        return {book.wave: book for book in books}

    @property
    def _next(self) -> Runbook | None:
        ahead = [b for b in self._runbooks.values() if b.window and b.window[1] > self.now]
        return min(ahead, key=lambda book: book.window or (self.now,), default=None)

    def _state(self, point: GatePoint) -> GateState:
        standing = judge(point.rule, point.name, self._case(point.wave))
        signed = tuple(each for each in self._signed if each.value.gate == point.name)
        values = [each.value for each in signed]
        word = decided(point.rule, values, standing, point.decide_at, self.now)
        return GateState(point, standing, signed, word)

    def _case(self, wave: int | None) -> Case:
        case = self._whole
        if (timing := self.timing(wave)) is not None:
            rest = replace(case.margin, window=timing.margin, way_back=timing.rollback)
            case = replace(case, margin=rest)
        return replace(case, wave=self._wave(wave)) if wave is not None else case

    @cached_property
    def _whole(self) -> Case:
        """Return what all gates look at."""
        deadline = self.agreed.migration.deadline
        slack = replace(self.forecast, deadline=deadline).slack if self.forecast else None
        gaps = undecided(improvements_of(self.engagement, self.at))
        relaxed = relaxations_of(self.engagement, self.now.date(), self.at)
        left = tuple(each.what for each in relaxed.rows if each.state != CLOSED)
        checks = {check for gate in gate_rules() for each in gate.criteria for check in each.checks}
        return Case(
            agreed=self.agreed,
            findings=findings_for(self.run, checks),
            now=self.now,
            judged_at=self.run.at,
            read_at={
                each["side"]: datetime.fromisoformat(each["taken_at"])
                for each in self._sections.get("sources") or ()
            },
            margin=Margin(slack, single_points=single_points(self.agreed)),
            waivers=items.values(self.engagement, "waiver", self.at),
            gaps_undecided=tuple(dict.fromkeys(gap.title for gap in gaps)),
            relaxations_open=left if left or not relaxed.unknown else None,
            areas_unknown=tuple(
                each["title"]
                for each in self._sections.get("areas") or ()
                if not each["passed"] + each["failed"]
            ),
        )

    def _wave(self, number: int) -> WaveCase:
        planned = {each["number"]: each for each in (self._sections.get("plan") or {})["waves"]}
        row = planned.get(number, {})
        counted = (self._sections.get("readiness") or {}).get("items", ())
        states = {state: row.get(state, 0) for state in ("ready", "not_ready", "unknown")}
        cuts = self._cuts
        return WaveCase(
            number=number,
            people=sum(states.values()),
            states=states,
            excused=self._excused.get(number, 0),
            items={
                (each["item"], each["state"]): each["len"]
                for each in counted
                if each["wave"] == number
            },
            window=self.window(number),
            cuts_unplanned=None if cuts is None else tuple(cuts.get(number, ())),
        )

    @cached_property
    def _cuts(self) -> dict[int, list[str]] | None:
        return cuts_without_plan(self.engagement, self.run, self.at)

    @cached_property
    def _excused(self) -> dict[int, int]:
        return excused_people(self.engagement, self.run, self.now.date(), self.at)

    @cached_property
    def _signed(self) -> tuple[items.Kept, ...]:
        return items.items(self.engagement, "signature", self.at)
