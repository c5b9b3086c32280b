"""Estimates at the door."""

from __future__ import annotations

import json

import pytest

SCOPE = ("--users", 186, "--apps", 31, "--type", "tenant-to-tenant", "--runs", 1000)


def test_weeks_hours_and_the_top_driver_are_printed_r107(ask):
    said = ask("estimate", *SCOPE)

    assert said.code == 0
    assert "weeks (P20 to P80)" in said.out
    assert "hours of work" in said.out
    assert "1. " in said.out.split("Driven by:")[1]
    assert "Not known to an estimate" in said.out


def test_more_applications_never_shorten_it_r107(ask):
    few, many = (
        json.loads(ask("estimate", *SCOPE, "--apps", apps, "--json").out) for apps in (31, 90)
    )

    assert few["weeks"]["p20"] < many["weeks"]["p20"]
    assert few["weeks"]["p80"] < many["weeks"]["p80"]
    assert few["hours"]["p50"] < many["hours"]["p50"]
    assert not few["calibrated"]


def test_the_same_seed_gives_the_same_estimate(ask):
    once, twice = (ask("estimate", *SCOPE, "--json", "--seed", 3).out for _ in range(2))

    assert once == twice


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--users", 0), 1, "users: must be from 1"),
        (("--apps", -1), 1, "applications: must be from 0"),
        (("--gb", "nan"), 1, "gb: must be from 0"),
        (("--runs", 0), 1, "runs: must be from 1"),
        (("--assume", "engineers=0"), 1, "assume: engineers"),
        (("--type", "to-the-moon"), 2, "to-the-moon"),
    ],
)
def test_bad_input_is_refused_by_its_name(ask, words, code, says):
    said = ask("estimate", *SCOPE, *words)

    assert said.code == code
    assert says in said.err
