"""A change of scope: its effect is told with what it assumes, and the sponsor decides."""

from __future__ import annotations

from datetime import date

import pytest

from pilotage.coordinate.scope import decided, effect
from pilotage.facts.engagement import Engagement, Environment, Migration, Person
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.facts.forecast import Forecast
from pilotage.facts.runbook import Kind
from pilotage.facts.scope_change import ScopeChange

TODAY = date(2026, 11, 12)
MIGRATION = Migration(
    "Move (demo)", "Client (demo)", Kind.TENANT_TO_TENANT, date(2026, 10, 12),
    deadline=date(2026, 12, 18), missing_it_costs=7_000,
)  # fmt: skip
ENGINEER = Person("E (demo)", ("engineer",), hours_per_week=20)
AGREED = Engagement(MIGRATION, Environment("a"), Environment("b"), person=(ENGINEER,))
FORECAST = Forecast(
    date(2026, 10, 12), 60, 66.5, 70, date(2026, 12, 18), 0.7, (), (), (), 1, 100, 100
)
ARCHIVE = ScopeChange("site:archive", "lead", TODAY)


def test_more_scope_moves_the_finish_by_its_hours_r22():
    found = effect(ARCHIVE, AGREED, FORECAST)

    assert (found.hours, found.working_days) == (8, 2)
    assert (found.was, found.becomes) == (date(2026, 12, 17), date(2026, 12, 21))
    assert found.money == 3_000
    assert found.assumed == ("one site takes 8 h of an engineer",)


def test_less_scope_brings_it_forward():
    less = ScopeChange("site:archive", "lead", TODAY, "remove", effort_hours=4)

    assert effect(less, AGREED, FORECAST).becomes == date(2026, 12, 16)


def test_what_nobody_can_estimate_is_unknown_and_not_zero():
    found = effect(ScopeChange("wish:blue", "lead", TODAY), AGREED, FORECAST)

    assert (found.working_days, found.becomes, found.money) == (None, None, None)
    assert "wish is none of" in found.assumed[0]


def test_only_the_sponsor_decides_and_only_once():
    with pytest.raises(NotAllowed, match="not the sponsor"):
        decided(ARCHIVE, "approved", "lead", ("lead",), TODAY)
    yes = decided(ARCHIVE, "approved", "s", ("sponsor",), TODAY)
    assert (yes.state, yes.decided_by) == ("approved", "s")
    with pytest.raises(InputError, match="was approved"):
        decided(yes, "refused", "s", ("sponsor",), TODAY)
