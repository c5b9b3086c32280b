import pytest
from asking import ask_one
from harbour import tenant, unread, user

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

CHECK = "identity.upn_equals_address"


def with_eve(**changes):
    return ask_one(CHECK, tenant(users=[user("ana"), user("eve", **changes)]))


def test_passes_when_people_sign_in_with_their_address():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED


def test_names_the_person_whose_sign_in_name_differs():
    finding = with_eve(upn="e123@harbour.local")

    assert finding.outcome is Outcome.FAILED
    assert "e123@harbour.local" in finding.says


@pytest.mark.parametrize(
    "change",
    [
        {"upn": "EVE@harbour.example"},
        {"address": None},
        {"upn": "e123@harbour.local", "enabled": False},
        {"upn": "e123@harbour.local", "kind": "guest"},
    ],
    ids=str,
)
def test_case_and_accounts_outside_the_move_do_not_count(change):
    assert with_eve(**change).outcome is Outcome.PASSED


def test_an_unknown_sign_in_name_is_not_a_pass():
    assert with_eve(upn=None).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_addresses_were_not_read():
    assert ask_one(CHECK, unread(tenant(), USERS, "address")).outcome is Outcome.NOT_ASSESSED
