"""How much time there is: the deadline, the last wave, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pilotage.handover.material import Material


@dataclass(frozen=True)
class Timing:
    """Days between now, the last wave and the deadline; None where one of them is unknown.

    ``lasts_until`` is the day on which the last wave ends. ``cost`` is the
    price of a week of delay in words, empty where nobody said it.
    """

    deadline: date | None
    why: str
    days_left: int | None
    lasts_until: date | None
    slack_days: int | None
    cost: str


def timing(material: Material) -> Timing:
    """Return how the deadline stands to today and to the plan."""
    agreed = material.migration
    deadline = agreed.deadline if agreed else None
    today = material.clock.local(material.situation.now).date()
    last = material.last_day()
    cost = ""
    if agreed and agreed.missing_it_costs is not None:
        cost = f"{agreed.currency} {agreed.missing_it_costs:,.0f}"
    return Timing(
        deadline,
        agreed.deadline_reason if agreed else "",
        (deadline - today).days if deadline else None,
        last,
        (deadline - last).days if deadline and last else None,
        cost,
    )
