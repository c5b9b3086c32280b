import pytest
from asking import ask_one
from harbour import unread, without
from lifecycle_log import entry, logged

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DIRECTORY_AUDITS, LICENCES_ASSIGNED, USERS

CHECK = "identity.provisioned_in_time"
BEN = (entry("Add user", "ben", 50), entry("Change user license", "ben", 48))


def made(hours_ago, done_ago=None):
    """Return Ben's quick account and Dara's, made and usable so many hours ago."""
    done = [entry("Add member to group", "dara", done_ago)] if done_ago is not None else []
    return logged(*BEN, entry("Add user", "dara", hours_ago), *done)


def test_passes_when_each_account_was_usable_within_a_working_day():
    finding = ask_one(CHECK, made(40, 30))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == (
        "All 2 accounts made were ready to be used within one working day. The median of 2 is "
        "6.0 hours, the worst 10.0 hours (dara@harbour.example). The log covers 7 Jan 2026 to "
        "8 Jan 2026."
    )


@pytest.mark.parametrize(("taken", "outcome"), [(24, Outcome.PASSED), (25, Outcome.FAILED)])
def test_one_working_day_is_the_limit(taken, outcome):
    assert ask_one(CHECK, made(40, 40 - taken)).outcome is outcome


def test_an_account_that_still_waits_counts_with_the_time_so_far():
    assert ask_one(CHECK, made(24)).outcome is Outcome.PASSED
    finding = ask_one(CHECK, made(30))

    assert finding.outcome is Outcome.FAILED
    assert "Of them still waiting: 1, counted with the time so far" in finding.says
    assert finding.evidence["user"].to_list() == ["dara"]


def test_no_account_made_is_no_pass():
    finding = ask_one(CHECK, logged(entry("Add group", "all-staff", 30)))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "no account was made in the days that the log covers, 8 Jan 2026 to" in finding.says


def test_an_empty_log_is_no_pass():
    assert ask_one(CHECK, logged()).outcome is Outcome.NOT_ASSESSED


def test_a_time_that_nobody_knows_is_no_pass():
    held = [{"user": "dara", "sku": "e3"}]
    unsure = logged(entry("Add user", "dara", 50), licences_assigned=held)

    finding = ask_one(CHECK, unsure)

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "None of them has a known time." in finding.says


@pytest.mark.parametrize(
    "table", [DIRECTORY_AUDITS, LICENCES_ASSIGNED, USERS], ids=lambda table: table.name
)
def test_is_not_assessed_without(table):
    assert ask_one(CHECK, without(made(40, 30), table, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_results_were_not_read():
    blind = unread(made(40, 30), DIRECTORY_AUDITS, "succeeded")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
