"""Estimate a migration before anything is measured, with the steps of its runbook template."""

from __future__ import annotations

from collections.abc import Iterable

from pilotage.engine.forecasting import Terms
from pilotage.facts.runbook import Kind
from pilotage.plan.forecast import Ask
from pilotage.plan.forecast.estimate import Estimate, Steps, estimate
from pilotage.plan.forecast.scope import Scope
from pilotage.runbook.template import StepLine, read_template


def estimate_scope(scope: Scope, terms: Terms) -> Estimate:
    """Return weeks and hours for ``scope``; the same scope and seed give the same numbers.

    Raises:
        InputError: a number of the scope or an assumption cannot be; names it.
    """
    return estimate(scope, steps_of(scope.kind), terms.priors, Ask(terms.runs, terms.seed))


def steps_of(kind: Kind) -> Steps:
    """Return the hours of the runbook template: once, per wave and per person."""
    lines = read_template(kind).step
    once = [line for line in lines if line.only]
    return Steps(
        _hours(once),
        _hours(line for line in lines if not line.only),
        sum(line.takes.per_person for line in lines) / 60,
    )


def _hours(lines: Iterable[StepLine]) -> float:
    return sum(line.takes.minutes for line in lines) / 60
