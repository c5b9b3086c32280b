"""What is to be moved, in a few numbers, and the work, waves and gigabytes that follow."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite

from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Kind
from pilotage.plan.forecast.priors import Priors
from pilotage.plan.freight import FREIGHT

LIMITS: dict[str, tuple[float, float]] = {
    "users": (1, 1_000_000),
    "applications": (0, 100_000),
    "gb": (0, 100_000_000),
}
"""The least and the most of each input."""

RANGES = {
    "engineers": (0.1, 1000),
    "applications_per_engineer": (1, 1e6),
    "people_per_engineer": (1, 1e6),
    "hours_per_day": (0.1, 24),
    "pilot_people": (1, 1e6),
    "wave_growth": (1.01, 100),
    "people_per_wave": (1, 1e6),
    "days_per_wave": (0.1, 365),
    "gb_per_day": (0.01, 1e9),
    "work_overrun_p90": (1, 100),
    "wave_repeats": (0, 1),
    "vendor_late": (0, 1),
}
"""The least and the most of assumptions that cannot be just anything."""


@dataclass(frozen=True)
class Scope:
    """What is to be moved; ``gb`` is None where nobody knows it."""

    users: int
    applications: int
    kind: Kind
    gb: float | None = None


def check_scope(scope: Scope, priors: Priors) -> None:
    """Raise ``InputError`` for a number of the scope, or an assumption, that cannot be."""
    for name, (least, most) in LIMITS.items():
        value = getattr(scope, name)
        if value is not None and not (isfinite(value) and least <= value <= most):
            raise InputError(f"must be from {least:g} to {most:,.0f}, not {value}", where=name)
    for name, (least, most) in RANGES.items():
        if not least <= priors[name] <= most:
            says = f"must be from {least:g} to {most:g}, not {priors[name]:g}"
            raise InputError(says, where=f"assume: {name}")


def waves(users: int, priors: Priors) -> int:
    """Return how many waves move ``users``, the pilot among them."""
    most = priors["people_per_wave"]
    size, moved, count = min(most, priors["pilot_people"]), 0.0, 0
    while moved + size < users and size < most:
        moved, size, count = moved + size, min(most, size * priors["wave_growth"]), count + 1
    return count + ceil((users - moved) / size)


def gigabytes(scope: Scope, priors: Priors) -> float:
    """Return what is copied: what was said, else so much per person; 0 for kinds without a copy."""
    if not copies(scope):
        return 0.0
    return scope.users * priors["gb_per_person"] if scope.gb is None else scope.gb


def copies(scope: Scope) -> bool:
    """Say whether this kind of migration copies anything."""
    return bool(FREIGHT[scope.kind].copied)


def applications_hours(scope: Scope, priors: Priors) -> float:
    """Return the hours for all applications."""
    return scope.applications * priors["hours_per_application"]


def people_hours(scope: Scope, priors: Priors) -> float:
    """Return the hours for all people outside the change windows."""
    return scope.users * priors["minutes_per_person"] / 60


def hours_per_day(of: str, scope: Scope, priors: Priors) -> float:
    """Return the hours of all engineers a day; more join, yet more work never ends sooner."""
    count = scope.applications if of == "applications" else scope.users
    engineers = priors["engineers"] + count / priors[f"{of}_per_engineer"]
    return engineers * priors["hours_per_day"]
