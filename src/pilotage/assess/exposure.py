"""How exposed a migration is: points by risk, the one act that helps most, and the five levers.

The exposure of a risk is 9 points times the share of its signals that fired; an unknown signal
counts half. Points add up: over the signals of a risk, over the risks, and over the levers. They
count signals; what an event would cost is not in them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from pydantic import TypeAdapter

from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.readiness import Level, Risk, Signal
from pilotage.facts.risk_change import LOWERED_FOR, RiskChange

POINTS = 9.0
"""The exposure of a risk all of whose signals fired."""


@dataclass(frozen=True)
class Exposed:
    """A standing risk with its signals; ``level`` is ``computed`` unless a ``change`` counts.

    ``risk.because`` are the reasons in words. ``exposure`` is between 0 and 9 points.
    """

    risk: Risk
    signals: tuple[Signal, ...]
    level: Level
    exposure: float
    change: RiskChange | None = None

    @property
    def computed(self) -> Level:
        """Return the level that the signals alone give."""
        return self.risk.level

    @property
    def points(self) -> str:
        """Return the exposure as it is shown."""
        return f"{self.exposure:.1f} of {POINTS:.0f} points"


@dataclass(frozen=True)
class TopRisk:
    """The risk that counts most, why, and the one act that lowers it by ``wins`` points."""

    risk: str
    family: str
    title: str
    level: Level
    because: str
    action: str
    owner: str
    exposure: float
    wins: float

    @property
    def wins_says(self) -> str:
        """Return what the action wins, as it is shown."""
        return f"{self.wins:.1f} points"


@dataclass(frozen=True)
class Lever:
    """A way to lower risk, with the ids of the checks that it quiets."""

    id: str
    title: str
    signals: tuple[str, ...]


@dataclass(frozen=True)
class LeverState:
    """A lever now: ``fired`` and ``unknown`` of its ``signals``, and its points of exposure."""

    id: str
    title: str
    state: str
    fired: int
    unknown: int
    signals: int
    contribution: float


def exposed(
    risks: Iterable[Risk], signals: Sequence[Signal], changes: Iterable[RiskChange], today: date
) -> tuple[Exposed, ...]:
    """Return every risk with its exposure, the most exposed first."""
    standing = {each.risk: each for each in changes if each.counts(today)}
    found = []
    for risk in risks:
        own = tuple(each for each in signals if each.risk == risk.id)
        points = sum(each.fired for each in own) * _points_each(own)
        change = standing.get(risk.id)
        level = change.level if change else risk.level
        found.append(Exposed(risk, own, level, points, change))
    return tuple(sorted(found, key=lambda each: (-each.level.value, -each.exposure, each.risk.id)))


def _points_each(signals: Sequence[Signal]) -> float:
    return POINTS / len(signals) if signals else 0.0


def top_risk(every: Sequence[Exposed]) -> TopRisk | None:
    """Return the most exposed risk with the signal to quiet first; None where all are quiet."""
    first = next((each for each in every if each.exposure > 0), None)
    if first is None:
        return None
    signal = max(first.signals, key=lambda each: each.fired)
    action = signal.fix or next(iter(first.risk.responses), "")
    wins = signal.fired * _points_each(first.signals)
    risk = first.risk
    return TopRisk(
        risk.id, risk.family, risk.title, first.level, signal.says, action, risk.owner,
        first.exposure, wins,
    )  # fmt: skip


@cache
def levers() -> tuple[Lever, ...]:
    """Return the five levers."""
    text = resources.files(__package__).joinpath("levers.toml").read_text("utf-8")
    return TypeAdapter(tuple[Lever, ...]).validate_python(tomllib.loads(text)["lever"])


def lever_states(signals: Sequence[Signal]) -> tuple[LeverState, ...]:
    """Return how each lever stands; the contributions add up to the exposure of all risks."""
    each_of = {
        risk: _points_each([each for each in signals if each.risk == risk])
        for risk in {each.risk for each in signals}
    }
    return tuple(_state(lever, signals, each_of) for lever in levers())


def _state(lever: Lever, signals: Sequence[Signal], points: dict[str, float]) -> LeverState:
    own = [each for each in signals if each.check in lever.signals]
    fired = sum(each.fired == 1 for each in own)
    unknown = sum(0 < each.fired < 1 for each in own)
    word = "at risk" if fired else "unknown" if unknown else "on track"
    contribution = sum(each.fired * points[each.risk] for each in own)
    return LeverState(lever.id, lever.title, word, fired, unknown, len(own), contribution)


def changed(every: Iterable[Exposed], wanted: RiskChange) -> RiskChange:
    """Return the change as it may be kept: a lower level gets its end, fourteen days on.

    Raises:
        NotKnown: there is no such risk.
        InputError: it is lowered without a reason.
    """
    computed = {each.risk.id: each.computed for each in every}
    if wanted.risk not in computed:
        raise NotKnown(f"there is no risk {wanted.risk}; there are: {', '.join(sorted(computed))}")
    if wanted.level.value >= computed[wanted.risk].value:
        return wanted
    if not wanted.why.strip():
        raise InputError("a risk is lowered only with a reason", fix="Give it with --reason.")
    return replace(wanted, expires_on=wanted.changed_on + LOWERED_FOR)
