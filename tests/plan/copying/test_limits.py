"""Every limit has a source and a day; what the engagement measured counts instead."""

import pytest
from plan.copying.waves import limits

from pilotage.facts.errors import InputError
from pilotage.plan.copying import published


@pytest.mark.parametrize("limit", published().values(), ids=published())
def test_every_limit_has_a_source_a_day_and_a_range_in_order(limit):
    assert limit.confidence == "guess" or limit.source.startswith("https://")
    assert limit.on.year >= 2020
    assert limit.per_hour("low") <= limit.per_hour() <= limit.per_hour("high")
    assert limit.name
    assert limit.says


def test_a_figure_of_the_pilot_counts_instead_of_the_published_one():
    text = "[[limit]]\nid = 'mail.per_account'\nvalue = 0.9\nn = 12\nlow = 0.6\nhigh = 1.4\n"

    measured = limits(text)["mail.per_account"]

    assert (measured.per_hour(), measured.n, measured.confidence) == (0.9, 12, "own")
    assert (measured.per_hour("low"), measured.per_hour("high")) == (0.6, 1.4)


def test_a_limit_that_nobody_knows_is_refused_with_its_key():
    with pytest.raises(InputError, match=r"limit\[1\].id: 'mail.pace' is no limit"):
        limits("[[limit]]\nid = 'mail.pace'\nvalue = 1\n")


def test_a_rate_of_nothing_is_refused():
    with pytest.raises(InputError, match=r"limit\[1\].value: a rate of 0 copies nothing"):
        limits("[[limit]]\nid = 'mail.per_account'\nvalue = 0\n")


@pytest.mark.parametrize(
    ("licences", "units"), [(1_000, 1.2e6), (1_001, 2.4e6), (50_000, 4.8e6), (200_000, 6e6)]
)
def test_more_licences_give_more_resource_units(licences, units):
    assert limits(licences=licences)["sharepoint.units_per_day"].value == units


def test_gmail_concerns_only_those_who_leave_google():
    assert "gmail.per_day" not in limits()
