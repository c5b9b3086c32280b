from datetime import timedelta

import pytest
from harbour import HEALTHY, NOW, mailbox, user
from lifecycle_log import entry, logged

from pilotage.assess.lifecycle import DURATION
from pilotage.assess.lifecycle.provisioning import provisioning

MADE = entry("Add user", "dara", 10)


def hours(*entries, **tables):
    return provisioning(logged(*entries, **tables))["hours"].to_list()


@pytest.mark.parametrize(
    "activity",
    [
        "Change user license",
        "Add member to group",
        "Add app role assignment grant to user",
        "Add member to role",
    ],
)
def test_an_account_is_done_with_the_first_thing_it_can_use(activity):
    later = entry("Change user license", "dara", 1)

    assert hours(MADE, entry(activity, "dara", 6), later) == [4.0]


def test_a_password_is_nothing_to_use():
    assert hours(MADE, entry("Reset password", "dara", 6)) == [10.0]


def test_it_has_the_declared_columns_also_when_the_log_is_empty():
    empty = provisioning(logged())

    assert empty.is_empty()
    assert dict(empty.schema) == DURATION


def test_a_waiting_account_counts_until_the_snapshot():
    row = provisioning(logged(MADE)).row(0, named=True)

    assert (row["done_at"], row["hours"]) == (None, 10.0)
    assert row["began_at"] == NOW - timedelta(hours=10)


def test_what_failed_made_nothing():
    assert hours(MADE | {"succeeded": False}) == []
    assert hours(MADE, entry("Add member to group", "dara", 6, succeeded=False)) == [10.0]


def test_what_came_before_the_account_was_of_another():
    assert hours(MADE, entry("Change user license", "dara", 11)) == [10.0]


def test_a_licence_of_which_the_log_does_not_know_leaves_the_time_unknown():
    assert hours(MADE, licences_assigned=[{"user": "dara", "sku": "e3"}]) == [None]


def test_an_account_is_found_by_its_sign_in_name():
    named = entry("Add user", "Dara@Harbour.example", 10)

    assert provisioning(logged(named))["user"].to_list() == ["dara"]


@pytest.mark.parametrize("change", [{"enabled": False}, {"kind": "guest"}], ids=str)
def test_nobody_waits_for_a_closed_account_or_as_a_guest(change):
    users = [*HEALTHY["users"][:-1], user("dara", **change)]

    assert hours(MADE, users=users) == []


def test_nobody_waits_for_an_account_that_is_gone():
    assert hours(entry("Add user", "eve", 10)) == []
    assert hours(entry("Add user", "eve", 10), entry("Change user license", "eve", 8)) == [2.0]


@pytest.mark.parametrize("kind", ["shared", "room", "equipment"])
def test_nobody_waits_for_a_mailbox_of_nobody(kind):
    assert hours(MADE, mailboxes=[mailbox("dara", kind=kind)]) == []


def test_saturday_and_sunday_are_no_weekday_hours():
    friday_nine = timedelta(0)
    monday = entry("Change user license", "dara", -72)
    made = entry("Add user", "dara", friday_nine / timedelta(hours=1))

    row = provisioning(logged(made, monday)).row(0, named=True)

    assert (row["hours"], row["weekday_hours"]) == (72.0, 24.0)


def test_a_start_on_saturday_counts_from_monday():
    made, done = entry("Add user", "dara", -24), entry("Change user license", "dara", -64)

    row = provisioning(logged(made, done)).row(0, named=True)

    assert (row["hours"], row["weekday_hours"]) == (40.0, 1.0)


def test_the_slowest_stands_first():
    other = entry("Add user", "ben", 20)

    assert provisioning(logged(MADE, other))["user"].to_list() == ["ben", "dara"]
