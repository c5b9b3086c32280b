"""What a run says about each department: how many people, in which waves, how many are ready."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.store.members import groups
from pilotage.store.models import Run


@dataclass(frozen=True)
class DepartmentState:
    """One department of a run; ``unknown`` people could not be judged."""

    name: str
    people: int
    ready: int
    not_ready: int
    unknown: int
    waves: tuple[int, ...]

    @property
    def state(self) -> str:
        """Return the word for the whole department."""
        if self.not_ready:
            return "not ready"
        return "unknown" if self.ready < self.people else "ready"


def departments(run: Run) -> tuple[DepartmentState, ...]:
    """Return every department that moves, the largest first."""
    rows = [row for row in groups(run) if row["department"]]
    found = []
    for name in {row["department"] for row in rows}:
        own = [row for row in rows if row["department"] == name]
        people, ready, late = (sum(r[k] for r in own) for k in ("people", "ready", "not_ready"))
        waves = tuple(sorted({row["wave"] for row in own}))
        found.append(DepartmentState(name, people, ready, late, people - ready - late, waves))
    return tuple(sorted(found, key=lambda each: (-each.people, each.name)))
