import pytest
from asking import ask_one
from harbour import tenant, unread, user

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

CHECK = "identity.usage_location_set"


def with_eve(**changes):
    return ask_one(CHECK, tenant(users=[user("ana"), user("eve", **changes)]))


def test_passes_when_everyone_has_a_country():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED


@pytest.mark.parametrize("none", [None, ""])
def test_names_the_person_without_a_country(none):
    finding = with_eve(usage_location=none)

    assert finding.outcome is Outcome.FAILED
    assert "eve@harbour.example" in finding.says


def test_a_disabled_account_needs_none():
    assert with_eve(usage_location=None, enabled=False).outcome is Outcome.PASSED


def test_an_account_of_unknown_state_is_not_a_pass():
    assert with_eve(usage_location=None, enabled=None).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_the_column_was_not_read():
    blind = unread(tenant(), USERS, "usage_location")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
