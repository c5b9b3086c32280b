import pytest
from asking import ask_one
from harbour import HEALTHY, unread, user, without
from lifecycle_log import entry, logged

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import (
    DIRECTORY_AUDITS,
    GROUPS,
    LICENCES_ASSIGNED,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    USERS,
)

CHECK = "identity.deprovisioned_in_time"
LEFT = {
    "users": [*HEALTHY["users"][:-1], user("dara", enabled=False)],
    "memberships": [row for row in HEALTHY["memberships"] if row["member"] != "dara"],
}
ROLE = {"principal": "dara", "principal_kind": "user", "role": "r", "assignment": "standing"}
HELD = {
    "licence": {"licences_assigned": [{"user": "dara", "sku": "e3"}]},
    "role": {"role_assignments": [ROLE]},
    "group": {"memberships": HEALTHY["memberships"]},
}


def left(hours_ago=40, done_ago=30, **tables):
    log = [entry("Disable account", "dara", hours_ago)]
    log += [entry("Remove member from group", "dara", done_ago)] if done_ago else []
    return logged(*log, **{**LEFT, **tables})


def test_passes_when_everything_was_taken_within_a_working_day():
    finding = ask_one(CHECK, left())

    assert finding.outcome is Outcome.PASSED
    assert finding.says == (
        "All 1 accounts disabled or deleted were without licence, role and group within one "
        "working day. The median of 1 is 10.0 hours, the worst 10.0 hours "
        "(dara@harbour.example). The log covers 7 Jan 2026 to 8 Jan 2026."
    )


@pytest.mark.parametrize(("taken", "outcome"), [(24, Outcome.PASSED), (25, Outcome.FAILED)])
def test_one_working_day_is_the_limit(taken, outcome):
    assert ask_one(CHECK, left(40, 40 - taken)).outcome is outcome


@pytest.mark.parametrize("what", HELD)
def test_what_is_still_held_counts_with_the_time_so_far(what):
    assert ask_one(CHECK, left(20, None, **HELD[what])).outcome is Outcome.PASSED
    finding = ask_one(CHECK, left(40, None, **HELD[what]))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence[what].to_list() == [True]
    assert "Of them still holding something: 1, counted with the time so far" in finding.says


def test_finds_who_was_disabled_before_the_log_and_still_holds_a_role():
    log = entry("Add group", "all-staff", 100)

    finding = ask_one(CHECK, logged(log, **{**LEFT, **HELD["role"]}))

    assert finding.outcome is Outcome.FAILED
    assert "dara@harbour.example" in finding.says


def test_nobody_who_left_is_no_pass():
    finding = ask_one(CHECK, logged(entry("Add group", "all-staff", 30)))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "no account was disabled or deleted in the days" in finding.says


def test_an_empty_log_is_no_pass():
    assert ask_one(CHECK, logged(**LEFT)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    "table",
    [DIRECTORY_AUDITS, GROUPS, LICENCES_ASSIGNED, MEMBERSHIPS, ROLE_ASSIGNMENTS, USERS],
    ids=lambda table: table.name,
)
def test_is_not_assessed_without(table):
    assert ask_one(CHECK, without(left(), table, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_results_were_not_read():
    blind = unread(left(), DIRECTORY_AUDITS, "succeeded")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
