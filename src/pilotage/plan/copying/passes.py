"""When the passes of each wave run, and which limit binds each of them.

The first pass copies everything, the delta what changed until shortly before the window, the
final delta the rest inside the window. The first passes follow one another in the order of the
waves, because they share the mover and the line. One large account holds nobody else up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from zoneinfo import ZoneInfo

from pilotage.facts.plan import Wave
from pilotage.plan.copying.limits import Limits
from pilotage.plan.copying.loads import Load
from pilotage.plan.copying.opening import HOUR, LONGEST, Opening
from pilotage.plan.copying.pace import Line, Term, changed, terms

NAMES = ("pre-copy", "delta sync", "final delta")


@dataclass(frozen=True)
class Pass:
    """One pass of a wave.

    It may run from ``starts`` and has to have ended by ``due``; ``ends`` is None where it never
    does. ``binding`` is the term that sets its end, ``hours`` what it takes and ``available``
    the hours there are, both as that term counts them.
    """

    wave: int
    name: str
    starts: datetime
    ends: datetime | None
    due: datetime
    gb: float
    terms: tuple[Term, ...]
    binding: Term | None
    available: float

    @property
    def hours(self) -> float:
        """Return the hours under the limit that binds."""
        return self.binding.hours if self.binding else 0.0

    @property
    def fits(self) -> bool:
        """Say whether it has ended when it must have."""
        return self.ends is not None and self.ends <= self.due

    @property
    def tightness(self) -> float:
        """Return hours over hours available; above 1 it does not fit."""
        return self.hours / self.available if self.available > 0 else inf if self.hours else 0.0

    @property
    def says(self) -> str:
        """Return what binds, such as ``the link of Quay 1: 38 hours of 40``."""
        if self.binding is None:
            return "nothing to copy"
        return f"{self.binding.says}: {self.hours:,.3g} hours of {self.available:,.3g}"


@dataclass(frozen=True)
class Copying:
    """All passes in the order of the waves."""

    passes: tuple[Pass, ...]

    @property
    def binding(self) -> Pass | None:
        """Return the pass that comes closest to what is available."""
        return max(self.passes, key=lambda each: each.tightness, default=None)

    @property
    def late(self) -> tuple[Pass, ...]:
        """Return the passes that do not fit."""
        return tuple(each for each in self.passes if not each.fits)


@dataclass(frozen=True)
class Ground:
    """What all passes share: the limits, the line, the hours of copying, and the first moment."""

    limits: Limits
    line: Line | None
    opening: Opening
    begins: datetime


def opening_of(limits: Limits, zone: ZoneInfo) -> Opening:
    """Return the hours in which copying may run."""
    opens, closes = (int(limits[f"link.{name}"].value) for name in ("opens", "closes"))
    return Opening(zone, opens, closes)


def copied(waves: Iterable[Wave], loads: Sequence[Load], ground: Ground) -> Copying:
    """Return the passes of the waves that have a window and something to copy."""
    made: list[Pass] = []
    free = ground.begins
    for wave in sorted(waves, key=lambda each: each.number):
        mine = [load for load in loads if load.wave == wave.number]
        if wave.starts_at is None or wave.ends_at is None or not mine:
            continue
        three = _passes(wave, mine, ground, free)
        free = max(free, _free_after(three[0], ground.opening))
        made += three
    return Copying(tuple(made))


def _free_after(first: Pass, opening: Opening) -> datetime:
    """Return when the next wave may begin to copy: what is shared is no longer held."""
    until = [_until(first.starts, replace(term, hours=term.holds), opening) for term in first.terms]
    return max((each or first.due for each in until), default=first.starts)


def _passes(wave: Wave, loads: Sequence[Load], ground: Ground, free: datetime) -> list[Pass]:
    assert wave.starts_at is not None
    assert wave.ends_at is not None
    limits = ground.limits
    lead, gap = (
        timedelta(days=limits[f"pass.{name}_days_before"].value) for name in ("begins", "delta")
    )
    first = max(free, wave.starts_at - lead, ground.begins)
    delta = max(wave.starts_at - gap, ground.begins)
    since = max((delta - first) / timedelta(days=1), 0.0)
    left = max((wave.starts_at - delta) / timedelta(days=1), 0.0)
    again, last = (tuple(changed(loads, limits, days)) for days in (since, left))
    return [
        _timed(wave.number, NAMES[0], loads, ground, (first, delta)),
        _timed(wave.number, NAMES[1], again, ground, (delta, wave.starts_at)),
        _in_window(wave, last, ground),
    ]


def _timed(
    wave: int, name: str, loads: Sequence[Load], ground: Ground, span: tuple[datetime, datetime]
) -> Pass:
    """Return a pass that runs while copying may, its days of budget also while it rests."""
    starts, due = span
    found = terms(loads, ground.limits, ground.line)
    ends: datetime | None = starts
    binding: Term | None = None
    for term in found:
        until = _until(starts, term, ground.opening)
        if binding is None or (ends is not None and (until is None or until > ends)):
            ends, binding = until, term
    calendar = binding is not None and binding.calendar
    available = (due - starts) / HOUR if calendar else ground.opening.between(starts, due)
    gb = sum(load.gb for load in loads)
    return Pass(wave, name, starts, ends, due, gb, found, binding, max(available, 0.0))


def _until(starts: datetime, term: Term, opening: Opening) -> datetime | None:
    if term.calendar and term.hours <= LONGEST:
        return starts + term.hours * HOUR
    return opening.after(starts, term.hours)


def _in_window(wave: Wave, loads: Sequence[Load], ground: Ground) -> Pass:
    """Return the final delta, which runs at any hour of the window."""
    assert wave.starts_at is not None
    assert wave.ends_at is not None
    found = terms(loads, ground.limits, ground.line)
    binding = found[0] if found else None
    hours = binding.hours if binding else 0.0
    ends = wave.starts_at + hours * HOUR if hours <= LONGEST else None
    available = (wave.ends_at - wave.starts_at) / HOUR
    gb = sum(load.gb for load in loads)
    due = wave.ends_at
    return Pass(wave.number, NAMES[2], wave.starts_at, ends, due, gb, found, binding, available)
