"""What a change of scope does to the finish: an estimate that says what it assumes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Literal

import numpy as np

from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.facts.forecast import Forecast
from pilotage.facts.scope_change import ScopeChange

HOURS = {"site": 8.0, "mailbox": 1.0, "group": 1.0, "device": 0.5, "application": 12.0,
         "domain": 16.0, "department": 40.0, "person": 2.0}  # fmt: skip
"""Hours of an engineer for one thing of a kind, where nobody gave any: our own rule of thumb."""

USUAL_HOURS = 20.0
"""Hours per week of an engineer who did not say how many there are."""

WEEK = 5


@dataclass(frozen=True)
class Effect:
    """What a change does: ``working_days`` later, the end before and after, and its price.

    The days are of the finish that is as likely as not. None is not known; ``assumed`` says what
    was assumed to know the rest.
    """

    hours: float | None
    working_days: int | None
    was: date | None
    becomes: date | None
    money: float | None
    chance_of_deadline: str
    assumed: tuple[str, ...]


def effect(change: ScopeChange, agreed: Engagement, forecast: Forecast | None) -> Effect:
    """Return what adding or removing one thing does to the finish.

    The engineers do it one after the other with everything else, so each hour moves the end.
    """
    hours, assumed = _hours(change)
    weekly, more = _weekly(agreed)
    assumed = (*assumed, *more)
    if hours is None:
        return Effect(None, None, None, None, None, "", assumed)
    sign = 1 if change.does == "add" else -1
    days = sign * ceil(hours / weekly * WEEK)
    if forecast is None:
        return Effect(hours, days, None, None, None, "", (*assumed, "there is no forecast yet"))
    was = forecast.day(forecast.p50)
    becomes = np.busday_offset(was, days, roll="forward").astype(object)
    return Effect(
        hours, days, was, becomes, _price(agreed, was, becomes),
        _risk(agreed.migration.deadline, becomes), assumed,
    )  # fmt: skip


def with_effect(change: ScopeChange, found: Effect) -> ScopeChange:
    """Return the change with its effect written down, as the sponsor sees it."""
    return replace(
        change,
        effort_hours=found.hours,
        working_days=found.working_days,
        money=found.money,
        risk=found.chance_of_deadline,
    )


def decided(
    change: ScopeChange,
    state: Literal["approved", "refused"],
    who: str,
    roles: Iterable[str],
    today: date,
) -> ScopeChange:
    """Return the change with the sponsor's word.

    Raises:
        NotAllowed: the person is not the sponsor.
        InputError: it was decided already.
    """
    if "sponsor" not in set(roles):
        raise NotAllowed(f"{who} is not the sponsor; only the sponsor changes the scope.")
    if change.state != "asked":
        raise InputError(f"{change.what} was {change.state} on {change.decided_on}")
    return replace(change, state=state, decided_by=who, decided_on=today)


def _hours(change: ScopeChange) -> tuple[float | None, tuple[str, ...]]:
    if change.effort_hours is not None:
        return change.effort_hours, ()
    kind = change.what.partition(":")[0].casefold()
    if kind not in HOURS:
        known = ", ".join(HOURS)
        return None, (f"nobody said how many hours it takes, and {kind} is none of: {known}",)
    return HOURS[kind], (f"one {kind} takes {HOURS[kind]:g} h of an engineer",)


def _weekly(agreed: Engagement) -> tuple[float, tuple[str, ...]]:
    """Return the hours per week of all engineers, and what was assumed for it."""
    engineers = agreed.holders("engineer")
    unsaid = [person.name for person in engineers if person.hours_per_week is None]
    hours = sum(
        USUAL_HOURS if each.hours_per_week is None else each.hours_per_week for each in engineers
    )
    assumed = [f"{name} has {USUAL_HOURS:g} h a week" for name in unsaid]
    if hours <= 0:
        return USUAL_HOURS, (f"one engineer has {USUAL_HOURS:g} h a week",)
    return hours, tuple(assumed)


def _price(agreed: Engagement, was: date, becomes: date) -> float | None:
    """Return what the days after the hard date cost; None where nobody said what a week costs."""
    migration = agreed.migration
    if migration.missing_it_costs is None or migration.deadline is None:
        return None
    late = [max(end - migration.deadline, timedelta()) for end in (was, becomes)]
    return round((late[1] - late[0]) / timedelta(weeks=1) * migration.missing_it_costs, 2)


def _risk(deadline: date | None, becomes: date) -> str:
    if deadline is None:
        return "There is no hard date."
    slack = int(np.busday_count(becomes, deadline))
    if slack < 0:
        return f"The likely end is then {-slack} working days after the hard date."
    return f"{slack} working days are then left to the hard date."
