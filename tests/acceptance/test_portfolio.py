"""All clients at once, at the real command line."""

from __future__ import annotations


def test_causes_by_days_sum_to_all_the_days_lost_r7(workspace):
    found = workspace.run("causes", "--by", "days", "--json").json()

    assert found["days_lost"] == sum(each["days"] for each in found["causes"]) == 39


def test_every_client_stands_against_the_standard_with_expected_and_found_r61(workspace):
    aligned = workspace.run("standard", "align", "--all", "--json")

    clients = aligned.json()["clients"]
    assert aligned.code == 3
    assert len({each["client"] for each in clients}) == len(clients) == 8
    assert all(one["expected"] and one["found"] for each in clients for one in each["failed"])


def test_an_estimate_names_its_driver_and_grows_with_applications_r107(workspace):
    asked = ("estimate", "--users", "186", "--type", "tenant-to-tenant", "--json", "--apps")

    few, many = (workspace.run(*asked, count).json() for count in ("31", "90"))

    assert few["weeks"]["p20"] <= few["weeks"]["p80"]
    assert few["weeks"]["p80"] <= many["weeks"]["p80"]
    assert few["drivers"]


def test_who_is_wanted_twice_at_once_is_named(workspace):
    found = workspace.run("capacity", "--json")

    assert found.code == 3
    assert "Jun Park" in {each["person"] for each in found.json()["clashes"]}


def test_the_portfolio_begins_with_what_is_off_track(workspace):
    lines = workspace.run("portfolio", "--json").json()["migrations"]

    assert len(lines) == 8
    words = [each["state"] for each in lines]
    assert words == ["Off track", "Unknown", *["At risk"] * 3, *["On track"] * 3]
