import pytest
from harbour import HEALTHY, mailbox, user
from lifecycle_log import entry, logged

from pilotage.assess.lifecycle import DURATION
from pilotage.assess.lifecycle.deprovisioning import REMAINS, deprovisioning

DISABLED = entry("Disable account", "dara", 10)
OTHERS = [row for row in HEALTHY["memberships"] if row["member"] != "dara"]
GONE = {"users": HEALTHY["users"][:-1], "memberships": OTHERS}
CLOSED = {"users": [*HEALTHY["users"][:-1], user("dara", enabled=False)], "memberships": OTHERS}
ROLE = {"principal": "dara", "principal_kind": "user", "role": "r", "assignment": "standing"}
HELD = {
    "licence": {"licences_assigned": [{"user": "dara", "sku": "e3"}]},
    "role": {"role_assignments": [ROLE]},
    "group": {"memberships": HEALTHY["memberships"]},
}


def closing(*entries, **tables):
    return deprovisioning(logged(*entries, **{**CLOSED, **tables})).to_dicts()


def test_it_has_the_declared_columns_also_when_the_log_is_empty():
    frame = deprovisioning(logged())

    assert frame.is_empty()
    assert frame.columns == [*DURATION, *REMAINS, "at_least"]


def test_who_held_nothing_is_closed_at_once():
    [row] = closing(DISABLED)

    assert (row["hours"], row["done_at"]) == (0.0, row["began_at"])


@pytest.mark.parametrize(
    "activity", ["Change user license", "Remove member from group", "Remove member from role"]
)
def test_it_is_done_with_the_last_thing_taken(activity):
    [row] = closing(DISABLED, entry("Change user license", "dara", 8), entry(activity, "dara", 4))

    assert row["hours"] == 6.0


def test_what_was_taken_before_leaving_does_not_count():
    [row] = closing(DISABLED, entry("Change user license", "dara", 12))

    assert row["hours"] == 0.0


@pytest.mark.parametrize("what", HELD)
def test_an_account_that_still_holds_something_counts_until_the_snapshot(what):
    taken = entry("Remove member from group", "dara", 4)

    [row] = closing(DISABLED, taken, **HELD[what])

    assert (row["hours"], row["done_at"], row["at_least"]) == (10.0, None, False)
    assert [name for name in REMAINS if row[name]] == [what]


def test_a_group_that_a_rule_fills_is_nothing_that_it_holds():
    by_rule = [{"group": "all-staff", "name": "All staff", "dynamic": True}]

    [row] = closing(DISABLED, groups=by_rule, **HELD["group"])

    assert row["hours"] == 0.0


def test_a_licence_of_a_shared_mailbox_is_kept_with_reason():
    shared = [mailbox("dara", kind="shared")]

    assert closing(DISABLED, mailboxes=shared, **HELD["licence"])[0]["hours"] == 0.0
    assert closing(DISABLED, mailboxes=shared, **HELD["role"])[0]["hours"] == 10.0


@pytest.mark.parametrize("kind", ["room", "equipment"])
def test_nobody_leaves_a_room(kind):
    assert closing(DISABLED, mailboxes=[mailbox("dara", kind=kind)], **HELD["licence"]) == []


def test_deleting_closes_everything():
    deleted = entry("Delete user", "dara", 3)

    assert closing(deleted, **GONE)[0]["hours"] == 0.0
    assert closing(DISABLED, deleted, **GONE)[0]["hours"] == 7.0


def test_who_came_back_is_not_leaving():
    back = entry("Enable account", "dara", 5)
    again = entry("Disable account", "dara", 2)

    assert closing(DISABLED, back, users=HEALTHY["users"]) == []
    assert closing(DISABLED, back, again, **HELD["role"])[0]["hours"] == 2.0


def test_an_account_that_may_sign_in_is_not_leaving():
    assert closing(DISABLED, users=HEALTHY["users"]) == []


def test_a_guest_is_not_counted():
    guest = [user("dara", enabled=False, kind="guest")]

    assert closing(DISABLED, users=guest) == []


@pytest.mark.parametrize("what", ["licence", "role"])
def test_who_was_disabled_before_the_log_counts_from_its_first_entry(what):
    first = entry("Add group", "all-staff", 100)

    [row] = closing(first, **HELD[what])

    assert (row["user"], row["hours"], row["at_least"]) == ("dara", 100.0, True)


def test_who_was_disabled_before_the_log_and_holds_no_more_than_groups_is_not_counted():
    assert closing(entry("Add group", "all-staff", 100), **HELD["group"]) == []


def test_what_failed_closed_nothing():
    assert closing(DISABLED | {"succeeded": False}) == []
