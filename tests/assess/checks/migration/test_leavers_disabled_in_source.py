from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import HEALTHY, PEOPLE, unread, user, without
from ready import READY, answer, ready

from pilotage.assess.agreed.spans import span_of, zone_of
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import IDENTITY_MAP, USERS

CHECK = "migration.leavers_disabled_in_source"
LAST = max(span_of(window, zone_of(READY))[1] for window in READY.window)


def after(days=31, open_ones=("dara",), **target):
    """Return the migration so many days after the last window; these source accounts are open."""
    users = [user(name, enabled=name in open_ones) for name in PEOPLE]
    return replace(
        ready(source={"users": users}, target=target or None), now=LAST + timedelta(days=days)
    )


def test_names_who_may_still_sign_in_after_the_overlap():
    finding = answer(CHECK, after())

    assert finding.outcome is Outcome.FAILED
    assert finding.says == (
        "1 of 4 accounts of people who have moved may still sign in to the source: "
        "dara@harbour.example."
    )


def test_passes_when_everyone_is_closed():
    assert answer(CHECK, after(open_ones=())).outcome is Outcome.PASSED


def test_the_overlap_is_thirty_days_and_until_then_it_asks_nothing():
    assert not answer(CHECK, after(30)).applies
    assert answer(CHECK, after(31)).outcome is Outcome.FAILED


def test_says_until_when_both_accounts_may_be_open():
    finding = answer(CHECK, ready())

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "until 2 Mar 2026" in finding.says


def test_who_has_no_open_account_in_the_target_has_not_moved():
    closed = [*HEALTHY["users"][:-1], user("dara", enabled=False)]

    assert answer(CHECK, after(users=closed)).outcome is Outcome.PASSED
    assert answer(CHECK, after(users=HEALTHY["users"][:-1])).outcome is Outcome.PASSED


def test_an_account_that_masters_the_one_in_the_target_stays():
    synced = [user(name, synced=True) for name in PEOPLE]

    assert answer(CHECK, after(users=synced)).outcome is Outcome.PASSED


def test_nobody_who_has_moved_after_the_last_window_is_no_pass():
    assert answer(CHECK, after(users=[])).outcome is Outcome.NOT_ASSESSED


def test_nothing_is_concluded_without_a_window():
    assert answer(CHECK, ready(window=())).outcome is Outcome.NOT_ASSESSED


def test_an_account_of_unknown_state_is_no_pass():
    unsure = ready(source={"users": [user("dara", enabled=None)]})

    assert answer(CHECK, replace(unsure, now=after().now)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("side", "table"),
    [("source", USERS), ("source", IDENTITY_MAP), ("target", USERS)],
    ids=["source users", "identity map", "target users"],
)
def test_is_not_assessed_without(side, table):
    whole = after()
    blind = without(getattr(whole, side), table, "hidden")

    assert answer(CHECK, replace(whole, **{side: blind})).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_nobody_says_who_may_sign_in():
    whole = after()
    blind = unread(whole.source, USERS, "enabled")

    assert answer(CHECK, replace(whole, source=blind)).outcome is Outcome.NOT_ASSESSED
