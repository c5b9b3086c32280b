"""When each item of a runbook starts, how long the whole takes, and how late one may go back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from graphlib import TopologicalSorter

from pilotage.facts.clock import lasting
from pilotage.facts.runbook import Gate, Item, Runbook, Step
from pilotage.runbook.phases import ORDER, in_window

MARGIN = timedelta(minutes=45)
"""What must be left of the window after the path and the way back."""


@dataclass(frozen=True)
class Timing:
    """The times of one runbook, counted from T-0 where they are moments.

    ``path`` is the time from T-0 to the end of the last step in the window and ``critical``
    the keys that set it. ``rollback`` is the time to take back, one after another, everything
    that is done before ``point_of_no_return`` (None: there is no such point). ``window`` is
    the length of the change window, None while the plan has no dates.
    """

    path: timedelta
    critical: tuple[str, ...]
    rollback: timedelta
    point_of_no_return: timedelta | None
    window: timedelta | None

    @property
    def margin(self) -> timedelta | None:
        """Return window less path less way back; negative is how much is missing."""
        return None if self.window is None else self.window - self.path - self.rollback

    @property
    def fits(self) -> bool | None:
        """Say whether the margin is at least ``MARGIN``; None while there is no window."""
        return None if self.margin is None else self.margin >= MARGIN

    @property
    def rollback_latest(self) -> timedelta | None:
        """Return when, at the latest, going back must start to end inside the window."""
        return None if self.window is None else self.window - self.rollback

    @property
    def says(self) -> str:
        """Return the sum in one line."""
        told = f"path {lasting(self.path)}, way back {lasting(self.rollback)}"
        if self.window is None or self.margin is None:
            return f"{told}, no window yet"
        return f"{told}, window {lasting(self.window)}, margin {lasting(self.margin)}"


def timing_of(runbook: Runbook) -> Timing:
    """Return the timing of ``runbook`` as its items are scheduled."""
    inside = [item for item in runbook.items if in_window(item.phase)]
    doors = [item.starts for item in inside if isinstance(item, Step) and item.point_of_no_return]
    window = runbook.window and runbook.window[1] - runbook.window[0]
    back = [minutes for minutes in ways_back(runbook).values() if minutes is not None]
    return Timing(
        path=max((ends(item) for item in inside), default=timedelta()),
        critical=_critical(inside),
        rollback=max(back, default=timedelta()),
        point_of_no_return=min(doors, default=None),
        window=window,
    )


def within(runbook: Runbook, hours: float | None) -> Timing:
    """Return the timing in a window that is so many hours long, None for its own window."""
    timing = timing_of(runbook)
    return timing if hours is None else replace(timing, window=timedelta(hours=hours))


def ways_back(runbook: Runbook) -> Mapping[str, timedelta | None]:
    """Return, by step in the window, how long going back takes once the step was begun.

    Undo runs backwards and one step at a time. None means that there is no way back any more.
    """
    back: dict[str, timedelta | None] = {}
    total: timedelta | None = timedelta()
    for item in runbook.items:
        if isinstance(item, Step) and in_window(item.phase):
            if total is not None and item.reversible and not item.point_of_no_return:
                total += timedelta(minutes=item.undo_minutes)
            else:
                total = None
            back[item.key] = total
    return back


def ends(item: Item) -> timedelta:
    """Return when ``item`` ends, from T-0; a gate is a moment."""
    return item.starts + (item.lasts if isinstance(item, Step) else timedelta())


def at(runbook: Runbook, offset: timedelta) -> datetime | None:
    """Return the moment ``offset`` after T-0, in UTC; None while the plan has no dates."""
    return runbook.window and runbook.window[0] + offset


def schedule(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return ``items`` with the starts of those in the window set, in the order of the work.

    Each starts when all it waits for has ended, the first at T-0.

    Raises:
        graphlib.CycleError: steps wait for each other.
    """
    given = {item.key: item for item in items}
    waits = waits_for(tuple(given.values()))
    timed: dict[str, Item] = {key: item for key, item in given.items() if key not in waits}
    for key in TopologicalSorter(waits).static_order():
        begin = max((ends(timed[before]) for before in waits[key]), default=timedelta())
        timed[key] = replace(given[key], starts=begin)
    place = {key: number for number, key in enumerate(given)}
    return tuple(
        sorted(
            timed.values(),
            key=lambda item: (
                ORDER[item.phase],
                item.starts,
                isinstance(item, Gate),
                place[item.key],
            ),
        )
    )


def waits_for(items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    """Return, by item in the window, the keys of the items that must have ended before it.

    An item waits for the whole phase before its own, and for its ``after``; a gate also waits
    for the steps of its phase, because it closes it.
    """
    phases: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: ORDER[item.phase]):
        if in_window(item.phase):
            phases.setdefault(item.phase, []).append(item)
    inside = {item.key for phase in phases.values() for item in phase}
    waits: dict[str, tuple[str, ...]] = {}
    before: tuple[str, ...] = ()
    for phase in phases.values():
        steps = tuple(item.key for item in phase if isinstance(item, Step))
        for item in phase:
            own = item.after if isinstance(item, Step) else steps
            waits[item.key] = (*before, *(key for key in own if key in inside))
        before = tuple(item.key for item in phase)
    return waits


def _critical(inside: Sequence[Item]) -> tuple[str, ...]:
    """Return the chain of items without slack that ends last, from its first to its last."""
    by_key = {item.key: item for item in inside}
    waits = waits_for(inside)
    chain: list[str] = []
    here = max(inside, key=_end, default=None)
    while here is not None:
        chain.append(here.key)
        before = [by_key[key] for key in waits[here.key]]
        here = max(before, key=_end, default=None)
    return tuple(reversed(chain))


def _end(item: Item) -> tuple[timedelta, bool]:
    """Order items by their end; a gate closes the steps that end with it."""
    return ends(item), isinstance(item, Gate)
