from harbour import policy, tenant, unread, user, without

from pilotage.facts.difference import differences
from pilotage.facts.tables import USERS


def test_a_snapshot_does_not_differ_from_itself():
    assert list(differences(tenant(), tenant())) == []


def test_what_came_went_and_changed_is_counted_and_named():
    after = tenant(users=[user("ana", department="Board"), user("ben"), user("eva")])

    [difference] = differences(tenant(), after)

    assert (difference.added, difference.removed, difference.changed) == (1, 2, 1)
    changed = difference.changes.filter(change="changed").to_dicts()
    assert changed == [
        {
            "key": "ana",
            "change": "changed",
            "column": "department",
            "before": "Management",
            "after": "Board",
        }
    ]


def test_the_order_of_a_list_is_no_change():
    first = policy("P", exclude_users=["a", "b"])
    second = policy("P", exclude_users=["b", "a"])

    assert not list(
        differences(
            tenant(conditional_access_policies=[first]),
            tenant(conditional_access_policies=[second]),
        )
    )


def test_a_table_that_one_side_could_not_see_is_unknown_not_removed():
    [difference] = differences(tenant(), without(tenant(), USERS, "not granted"))

    assert difference.unknown == "after: not granted"
    assert difference.removed == 0


def test_a_column_that_one_side_did_not_read_is_not_compared():
    after = unread(tenant(users=[user("ana", vip=False)]), USERS, "vip")
    before = tenant(users=[user("ana")])

    assert list(differences(before, after)) == []
