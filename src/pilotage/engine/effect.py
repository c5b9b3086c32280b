"""Two plans beside each other: what a change of waves does, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pilotage.facts.forecast import Forecast
from pilotage.facts.plan import Cut, Plan, Wave

LOADS = (("users", "people"), ("gb", "GB"), ("tickets", "tickets"))
NEW_CUTS = 8
"""So many new cuts are told by name."""


@dataclass(frozen=True)
class Side:
    """A plan, its forecast if there is one, and the day of its last wave."""

    plan: Plan
    forecast: Forecast | None
    ends: date | None

    @property
    def waves(self) -> Mapping[int, Wave]:
        """Return the waves by number."""
        return {wave.number: wave for wave in self.plan.waves}


@dataclass(frozen=True)
class Line:
    """One figure before and after; ``word`` judges the change: ok, watch, bad or nothing."""

    what: str
    now: str
    then: str
    change: str = ""
    word: str = ""


@dataclass(frozen=True)
class Effect:
    """What moving does. ``moves`` is the new wave by unit; ``broken`` are hard rules in words.

    ``people`` are the people among the units. ``better`` is a plan in which the wish holds and
    no rule is broken, where one was found.
    """

    moves: Mapping[str, int]
    people: float
    lines: tuple[Line, ...]
    broken: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    new_cuts: tuple[str, ...] = ()
    better: Effect | None = None


def compared(
    before: Side,
    after: Side,
    *,
    moves: Mapping[str, int],
    people: float,
    broken: tuple[str, ...],
    warnings: tuple[str, ...],
) -> Effect:
    """Return the effect of going from one plan to the other."""
    lines = (*_forecast(before, after), *_whole(before, after), *_waves(before, after))
    return Effect(moves, people, lines, broken, warnings, _new_cuts(before.plan, after.plan))


def _forecast(before: Side, after: Side) -> Iterator[Line]:
    was, then = before.forecast, after.forecast
    if was is None or then is None:
        yield Line("Chance of the deadline", "unknown", "unknown")
        return
    if was.p_by_deadline is not None and then.p_by_deadline is not None:
        points = round(100 * then.p_by_deadline) - round(100 * was.p_by_deadline)
        yield Line(
            f"Chance of {was.deadline:%d %b}",
            f"{was.p_by_deadline:.0%}",
            f"{then.p_by_deadline:.0%}",
            f"{points:+d} points" if points else "",
            _judged(-points),
        )
    late = (then.day(then.p80) - was.day(was.p80)).days
    yield Line(
        "Likely finish (80 %)",
        f"{was.day(was.p80):%a %d %b}",
        f"{then.day(then.p80):%a %d %b}",
        f"{late:+d} days" if late else "",
        _judged(late),
    )


def _whole(before: Side, after: Side) -> Iterator[Line]:
    was, then = before.plan, after.plan
    if before.ends and after.ends:
        late = (after.ends - before.ends).days
        yield Line(
            "Last wave",
            f"{before.ends:%a %d %b}",
            f"{after.ends:%a %d %b}",
            f"{late:+d} days" if late else "",
            _judged(late),
        )
    more = len(then.cuts) - len(was.cuts)
    yield Line(
        "Dependencies cut",
        f"{len(was.cuts):,}",
        f"{len(then.cuts):,}",
        f"{more:+d}" if more else "",
        _judged(more),
    )
    dearer = then.objective.total - was.objective.total
    yield Line(
        "Cost of the plan",
        f"{was.objective.total:.4f}",
        f"{then.objective.total:.4f}",
        f"{dearer:+.4f}" if dearer else "",
        _judged(dearer),
    )


def _waves(before: Side, after: Side) -> Iterator[Line]:
    """Yield each load of each wave that changes, with its capacity."""
    was, then = before.waves, after.waves
    for number in sorted(was.keys() | then.keys()):
        for name, word in LOADS:
            old, new = _load(was.get(number), name), _load(then.get(number), name)
            if round(old) == round(new):
                continue
            cap = _cap(then.get(number) or was.get(number), name)
            over = new - cap if cap >= 0 else 0.0
            yield Line(
                f"Wave {number}, {word}",
                _of(old, cap),
                _of(new, cap),
                f"{over:,.0f} too many" if over > 0 else f"{new - old:+,.0f}",
                "bad" if over > 0 else "",
            )


def _load(wave: Wave | None, name: str) -> float:
    return getattr(wave, name) if wave else 0.0


def _cap(wave: Wave | None, name: str) -> float:
    return getattr(wave, f"cap_{name}") if wave else -1.0


def _of(load: float, cap: float) -> str:
    return f"{load:,.0f}" if cap < 0 else f"{load:,.0f} of {cap:,.0f}"


def _judged(worse: float) -> str:
    return "watch" if worse > 0 else "ok" if worse < 0 else ""


def _new_cuts(was: Plan, then: Plan) -> tuple[str, ...]:
    known = {_pair(cut) for cut in was.cuts}
    fresh = sorted(
        (cut for cut in then.cuts if _pair(cut) not in known), key=lambda cut: -cut.weight
    )
    return tuple(cut.because for cut in fresh[:NEW_CUTS])


def _pair(cut: Cut) -> tuple[str, str, str]:
    return cut.dependent, cut.needs, cut.rule
