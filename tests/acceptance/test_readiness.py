"""Readiness by the real command: what blocks, how it is known, and who has not answered."""

from __future__ import annotations

UNREAD = "pell-dunn-demo/identity"
"""The client of the demo whose provider was disconnected after the first day."""


def test_identity_readiness_stops_with_the_failing_checks_r41(workspace):
    found = workspace.run("readiness", "identity")

    assert found.code == 3, found.err
    assert "identity.mfa_enforced" in found.out


def test_each_check_of_identity_has_value_and_age_r96(workspace):
    found = workspace.run("readiness", "identity", "--explain", "--json")

    checks = found.json()["checks"]
    measured = [each for each in checks if each["basis"] == "measured"]
    assert found.code == 3, found.err
    assert measured
    assert all(each["says"] and each["source"] and each["age"] for each in measured)


def test_alignment_names_who_is_silent_and_the_two_questions_that_differ_r97(workspace):
    found = workspace.run("readiness", "alignment", "--json").json()["questions"]

    differing = {each["id"] for each in found if each["conflicting"]}
    assert differing == {"alignment.who_may_stop", "alignment.what_gives"}
    silent = {each["id"]: each["missing"] for each in found}
    assert "Helen Marlow" in silent["alignment.why"]
    assert "Helen Marlow" not in silent["alignment.who_may_stop"]


def test_nothing_is_green_of_a_provider_that_was_disconnected_d1(workspace):
    found = workspace.run("--migration", UNREAD, "readiness", "identity", "--explain", "--json")

    checks = found.json()["checks"]
    aged = [each for each in checks if each["last_known"]]
    green = [each for each in checks if each["word"] == "passed"]
    assert {each["source"] for each in green} <= {"what was agreed here"}
    assert {each["word"] for each in checks if each["basis"] == "measured"} <= {"does not apply"}
    assert aged
    assert all(each["word"] == "unknown" and each["age"] for each in aged)


def test_a_browser_shows_no_green_area_of_a_disconnected_provider_d1(workspace):
    page = workspace.browser("owner")
    client, migration = UNREAD.split("/")

    page.goto(f"/c/{client}/m/{migration}/readiness/identity?q=last+known")

    assert page.locator("tbody tr[data-row]").count() > 0
    assert page.locator("tbody .st.ok").count() == 0


def test_every_permission_only_reads_and_names_the_checks_that_need_it_d3(workspace):
    found = workspace.run("scopes", "--json").json()

    asks = [ask for kind in found.values() for ask in kind]
    permissions = [each for ask in asks for each in (*ask["application"], *ask["delegated"])]
    assert permissions
    assert not [each for each in permissions if "write" in each.lower()]
    users = next(ask for ask in asks if "User.Read.All" in ask["application"])
    assert "identity.stale_accounts_disabled" in users["checks"]
