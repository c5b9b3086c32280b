"""What others owe: vendors who deliver, and decisions that are open, each with its lateness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pilotage.facts.engagement import Decision, Vendor
from pilotage.plan.forecast.network import Task
from pilotage.plan.forecast.remaining import Remaining

Owed = tuple[int, tuple[Task, ...]]
"""The number of the wave that waits, and the tasks that it waits for, the last one at the end."""


def owed(left: Remaining) -> tuple[Owed, ...]:
    """Return what each vendor and each decision still owes, and which wave waits for it."""
    return (*_vendors(left), *_decisions(left))


def _vendors(left: Remaining) -> Iterator[Owed]:
    """Yield for each vendor who still owes something the wave that waits, and the tasks."""
    for number, vendor in enumerate(left.engagement.vendor):
        if vendor.delivered_on and left.calendar.day(vendor.delivered_on) <= left.today:
            continue
        due = vendor.promised_on or vendor.needed_on
        wave = left.first_after(vendor.needed_on or due)
        if wave is not None:
            what = f" with {vendor.service}" if vendor.service else ""
            cause = f"{vendor.name} is late{what}"
            chance = _vendor_chance(left, vendor)
            yield wave, _promise(left, f"vendor {number}: {cause}", due, chance, "vendor", cause)


def _vendor_chance(left: Remaining, vendor: Vendor) -> float:
    if vendor.promised_on is None:
        return left.priors["vendor_late_unpromised"]
    if left.passed(vendor.promised_on):
        return 1.0
    return left.priors["vendor_late_confirmed" if vendor.window_confirmed_on else "vendor_late"]


def _decisions(left: Remaining) -> Iterator[Owed]:
    """Yield for each open decision the wave that waits for it, and the tasks."""
    for number, decision in enumerate(left.engagement.decision):
        wave = left.first_after(decision.decide_by)
        if decision.answered_on is None and wave is not None:
            cause = f"decided late: {decision.question}"
            name, chance = f"decision {number}: {cause}", _decision_chance(left, decision)
            yield wave, _promise(left, name, decision.decide_by, chance, "decision", cause)


def _decision_chance(left: Remaining, decision: Decision) -> float:
    return 1.0 if left.passed(decision.decide_by) else left.priors["decision_late"]


def _promise(
    left: Remaining, name: str, due: date | None, chance: float, of: str, cause: str
) -> tuple[Task, Task]:
    """Return the day on which something is due, and its lateness."""
    day = left.today if due is None else max(left.today, left.calendar.day(due))
    late = Task(name, left.delay(of), (f"{name}, due",), cause, chance=chance)
    return Task(f"{name}, due", not_before=day), late
