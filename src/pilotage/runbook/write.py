"""Fill a template for one wave: which items, whose, how long, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pilotage.facts.plan import Wave
from pilotage.facts.runbook import Criterion, Gate, Item, Step
from pilotage.runbook.moments import LocalWindow, from_start
from pilotage.runbook.template import GateLine, StepLine, Template
from pilotage.runbook.timing import schedule


@dataclass(frozen=True)
class Wanted:
    """The wave to write for, whether it is the last one, and its window."""

    wave: Wave
    window: LocalWindow
    last: bool = False

    def takes(self, line: StepLine | GateLine) -> bool:
        """Say whether this wave has the item."""
        return {"": True, "pilot": self.wave.pilot, "last": self.last}[line.only]

    def key(self, name: str) -> str:
        """Return the key of the item called ``name``; it holds for every rewrite."""
        return f"wave-{self.wave.number}/{name}"

    def starts(self, line: StepLine | GateLine) -> timedelta:
        """Return the calendar moment of the item; inside the window ``schedule`` sets it."""
        return from_start(line.at, self.window) if line.at else timedelta()


def write_items(template: Template, wanted: Wanted) -> tuple[Item, ...]:
    """Return the items of ``template`` for one wave, timed and in the order of the work.

    Raises:
        graphlib.CycleError: steps of the template wait for each other.
        ValueError: a step or gate has a moment that is none.
    """
    return schedule(_items(template, wanted))


def _items(template: Template, wanted: Wanted) -> Iterator[Item]:
    here = {line.name for line in template.step if wanted.takes(line)}
    for line in template.step:
        if line.name in here:
            yield _step(line, wanted, here)
    for gate in template.gate:
        if wanted.takes(gate):
            yield _gate(gate, wanted)


def _step(line: StepLine, wanted: Wanted, here: set[str]) -> Step:
    people, gb = wanted.wave.users, wanted.wave.gb
    return Step(
        key=wanted.key(line.name),
        title=line.title,
        phase=line.phase,
        owner=line.owner,
        starts=wanted.starts(line),
        minutes=line.takes.for_wave(people, gb),
        verify=line.verify,
        undo=line.undo.says if line.undo else "",
        undo_minutes=line.undo.for_wave(people, gb) if line.undo else 0,
        reversible=not line.one_way,
        point_of_no_return=line.point_of_no_return,
        checks=line.checks,
        mover=line.mover,
        after=tuple(wanted.key(name) for name in line.after if name in here),
        detail=line.detail,
    )


def _gate(line: GateLine, wanted: Wanted) -> Gate:
    return Gate(
        key=wanted.key(line.name),
        title=line.title,
        phase=line.phase,
        starts=wanted.starts(line),
        criteria=tuple(Criterion(each.says, each.check, each.waivable) for each in line.criterion),
        business=line.business,
        technical=line.technical,
        of=line.of,
        if_silent=line.if_silent,
    )
