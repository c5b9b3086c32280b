"""Verdict: the one word, why, what is asked of the sponsor, and how much time there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pilotage.facts.finding import Basis, Finding, Outcome
from pilotage.facts.forecast import Forecast
from pilotage.facts.plan import Wave
from pilotage.facts.readiness import State
from pilotage.handover import chapter
from pilotage.handover.asks import Ask, asks
from pilotage.handover.figures.finish import chance, told
from pilotage.handover.material import Material
from pilotage.handover.timing import Timing, timing
from pilotage.handover.words import STATE, Word, holder

ASKED = 3
"""Things asked of the sponsor at once; the rest stands under Findings."""


@dataclass(frozen=True)
class Reason:
    """Why the word is what it is and who must act, and how that is known."""

    says: str
    basis: Basis

    @property
    def parts(self) -> tuple[str, str]:
        """Return who must do what, and why: the text before and after the first colon."""
        who, colon, why = self.says.partition(": ")
        return who + colon.strip(), why


@dataclass(frozen=True)
class Answer:
    """What a sponsor reads first. ``more`` things are asked beyond ``asks``."""

    word: Word
    summary: str
    reasons: tuple[Reason, ...]
    sponsor: str
    asks: tuple[Ask, ...]
    more: int
    timing: Timing
    conflict: tuple[str, ...]
    first: Wave | None
    starts: datetime | None
    waves: int
    people: float
    now: datetime
    outlook: Outlook | None


@dataclass(frozen=True)
class Outlook:
    """What the forecast says of the end and of the deadline; empty where there is none."""

    ends: str
    made: str


@chapter("verdict", title="Verdict", order=1)
def verdict(material: Material) -> Answer:
    """Return the word, at most three reasons, what is asked, and the dates that bind."""
    moving = [wave for wave in (material.plan.waves if material.plan else ()) if wave.members]
    first = moving[0] if moving else None
    asked = asks(material)
    return Answer(
        STATE[material.verdict.state],
        f"{_areas(material)} {_end(material)}".strip(),
        tuple(_reason(says, material) for says in material.verdict.reasons[:3]),
        holder("sponsor", material.situation.engagement),
        asked[:ASKED],
        len(asked[ASKED:]),
        timing(material),
        material.conflict,
        first,
        material.starts(first) if first else None,
        len(moving),
        sum(wave.users for wave in moving),
        material.situation.now,
        _outlook(material.forecast),
    )


def _outlook(forecast: Forecast | None) -> Outlook | None:
    if forecast is None:
        return None
    half, most = (told(forecast.day(days)) for days in (forecast.p50, forecast.p80))
    made = f"made in {chance(forecast)} of {forecast.runs:,} runs" if forecast.deadline else ""
    return Outlook(f"forecast: P50 {half}, P80 {most}", made)


def _areas(material: Material) -> str:
    """Return how many areas are in which state, such as ``6 of 8 areas are off track``."""
    states = [area.state for area in material.areas]
    told = [
        f"{count} {STATE[state].text.lower()}"
        for state in State
        if (count := states.count(state)) and state is not State.ON_TRACK
    ]
    if not states:
        return "No area was assessed."
    return f"Of {len(states)} areas: {', '.join(told)}." if told else "Every area is on track."


def _end(material: Material) -> str:
    """Return how the end of the plan stands to the deadline."""
    if material.conflict:
        return "No plan can hold all constraints together."
    time = timing(material)
    if time.lasts_until is None:
        return "There is no plan yet."
    if time.slack_days is None:
        return "The plan has an end; no deadline is set."
    if time.slack_days == 0:
        return "The plan ends on the day of the deadline."
    side = "after" if time.slack_days < 0 else "before"
    return f"The plan ends {abs(time.slack_days):,} days {side} the deadline."


def _reason(says: str, material: Material) -> Reason:
    about = _finding_behind(says, material)
    return Reason(says, about.basis if about else Basis.COMPUTED)


def _finding_behind(says: str, material: Material) -> Finding | None:
    """Return the finding that a reason repeats, if it repeats one."""
    for finding in material.findings:
        if finding.outcome is not Outcome.PASSED and finding.says.rstrip(".") in says:
            return finding
    return None
