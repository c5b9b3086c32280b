from datetime import UTC, datetime

import polars as pl
import pytest
from harbour import NOW, policy, tenant, unread, user, without

from pilotage.facts.difference import differences
from pilotage.facts.snapshot import Capture, Snapshot
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


def changes(table, before, after):
    """Return the changes of one table from rows to rows, as (key, change, column)."""
    found = differences(tenant(**{table: before}), tenant(**{table: after}))
    return [
        (row["key"], row["change"], row["column"])
        for each in found
        if each.table == table
        for row in each.changes.to_dicts()
    ]


@pytest.mark.parametrize(
    "same",
    [
        {"upn": "Ana@Harbour.example"},
        {"department": "management "},
        {"user": "ANA"},
        {"kind": None},
        {"vip": None},
        {"created_at": datetime(2020, 1, 1, 0, 0, 0, 250_000, tzinfo=UTC)},
    ],
)
def test_casing_blanks_defaults_and_what_was_not_told_are_no_change(same):
    assert changes("users", [user("ana")], [{**user("ana"), **same}]) == []


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [
        ("enabled", True, False),
        ("manager", None, "ben"),
        ("immutable_id", "aGFyYm91cg==", "AGFyYm91cg=="),
        ("created_at", datetime(2020, 1, 1, tzinfo=UTC), None),
    ],
)
def test_what_means_something_is_a_change(column, before, after):
    found = changes("users", [user("ana", **{column: before})], [user("ana", **{column: after})])

    assert found == [("ana", "changed", column)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"client_apps": ["all"]}, {"client_apps": []}),
        ({"include_platforms": []}, {"include_platforms": ["all"]}),
        ({"include_locations": ["All"]}, {"include_locations": None}),
        ({"exclude_users": None}, {"exclude_users": []}),
    ],
)
def test_a_condition_left_open_is_the_same_as_one_for_everything(before, after):
    table = "conditional_access_policies"

    assert changes(table, [policy("P", **before)], [policy("P", **after)]) == []


def test_a_table_of_which_no_column_is_compared_is_left_out():
    after = tenant(users=[user("ana", department="Board")])

    assert list(differences(tenant(), after, lambda table: ())) == []


def test_a_hundred_thousand_rows_are_compared_in_one_go():
    rows = pl.DataFrame({"user": [f"u{number}" for number in range(100_000)]})
    captures = {"users": Capture(USERS.tidy(rows), "test", read=frozenset(USERS.columns))}
    before = Snapshot("big", NOW, captures)
    changed = USERS.tidy(rows.with_columns(enabled=pl.lit(True), department=pl.lit("Office")))
    after = before.with_table(USERS, Capture(changed, "test", read=frozenset(USERS.columns)))

    [difference] = differences(before, after)

    assert difference.changed == 100_000


def test_a_name_that_was_asked_and_has_no_record_is_no_record():
    asked = {"name": "_mta-sts.harbour.example", "type": "TXT", "value": ""}
    found = {**asked, "value": "v=STSv1; id=1"}

    assert not list(differences(tenant(dns_records=[]), tenant(dns_records=[asked])))
    [gone] = differences(tenant(dns_records=[found]), tenant(dns_records=[asked]))
    assert (gone.added, gone.removed) == (0, 1)
