from datetime import timedelta

import pytest
from asking import ask_one
from harbour import NOW, tenant, unread, user

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

CHECK = "identity.stale_accounts_disabled"
LONG_AGO = NOW - timedelta(days=91)


def with_eve(**changes):
    return ask_one(CHECK, tenant(users=[user("ana"), user("eve", **changes)]))


def test_passes_when_everyone_was_here_lately():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED


def test_names_the_account_that_nobody_used():
    finding = with_eve(last_sign_in_at=LONG_AGO)

    assert finding.outcome is Outcome.FAILED
    assert "eve@harbour.example" in finding.says


@pytest.mark.parametrize(
    "change",
    [
        {"last_sign_in_at": NOW - timedelta(days=89)},
        {"last_sign_in_at": LONG_AGO, "enabled": False},
        {"last_sign_in_at": LONG_AGO, "kind": "guest"},
        {"last_sign_in_at": None, "created_at": NOW - timedelta(days=5)},
    ],
    ids=str,
)
def test_used_disabled_guest_and_new_accounts_do_not_count(change):
    assert with_eve(**change).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "gap", [{"last_sign_in_at": None}, {"last_sign_in_at": LONG_AGO, "enabled": None}], ids=str
)
def test_an_account_without_a_time_or_state_is_unknown(gap):
    assert with_eve(**gap).outcome is Outcome.NOT_ASSESSED


def test_a_failure_says_how_many_more_cannot_be_told():
    people = [user("ana", last_sign_in_at=LONG_AGO), user("ben", last_sign_in_at=None)]

    assert "1 more cannot be told" in ask_one(CHECK, tenant(users=people)).says


def test_is_not_assessed_when_sign_in_times_were_not_read():
    blind = unread(tenant(), USERS, "last_sign_in_at")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
