"""Assumptions carry their source, and can be replaced."""

from __future__ import annotations

from datetime import date
from math import nan

import pytest

from pilotage.facts.errors import InputError
from pilotage.plan.forecast import estimate, remaining
from pilotage.plan.forecast.priors import priors


@pytest.mark.parametrize("name", priors().every)
def test_every_assumption_says_its_number_and_where_it_comes_from(name):
    prior = priors().every[name]

    assert "{value}" in prior.says
    assert prior.source == "assumption" or prior.source.startswith("http")
    assert prior.date >= date(2026, 11, 24)


def test_every_assumption_is_used_and_told():
    assert {*remaining.USED, *estimate.USED} == set(priors().every)


def test_a_replaced_assumption_is_an_assumption_of_today():
    replaced = priors({"gb_per_day": 900}, today=date(2026, 12, 1))

    assert replaced["gb_per_day"] == 900
    assert replaced.sentences(["gb_per_day"]) == ("900 GB are copied in a day",)
    assert replaced.every["gb_per_day"].date == date(2026, 12, 1)
    assert priors()["gb_per_day"] == 500


@pytest.mark.parametrize(
    ("name", "value"), [("weather", 1), ("gate_no_go", -0.1), ("gate_no_go", nan)]
)
def test_what_is_no_assumption_is_refused_by_its_name(name, value):
    with pytest.raises(InputError) as refused:
        priors({name: value})

    assert refused.value.where == f"assume: {name}"
