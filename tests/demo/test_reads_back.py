"""What the readers make of the files: every row arrives, and nothing is refused."""

import polars as pl
import pytest

from pilotage.demo.accounts import E3
from pilotage.facts.tables import (
    DEVICES,
    DRIVES,
    GROUPS,
    IDENTITY_MAP,
    LICENCES_BOUGHT,
    MAIL_TRAFFIC,
    MAILBOXES,
    SITES,
    TABLES,
    USERS,
)


@pytest.mark.parametrize("side", ["source", "target"])
def test_nothing_is_refused_or_left(readings, side):
    assert readings[side].snapshot.refused == ()
    assert readings[side].left == ()


@pytest.mark.parametrize("side", ["source", "target"])
def test_no_table_lacks_a_page(readings, side):
    captures = readings[side].snapshot.captures

    assert {name: each.missing for name, each in captures.items() if each.missing} == {}


def test_the_source_fills_every_table_but_those_of_other_systems(source):
    others = {"third_party_results"}
    assert TABLES.keys() - source.captures.keys() <= others


def test_the_tenants_carry_their_names(source, target):
    assert (source.tenant, target.tenant) == ("Brightlane (demo)", "Marlow (demo)")


def test_everybody_arrives(source, wrong):
    kinds = dict(source[USERS].group_by("kind").len().iter_rows())
    staff = source[USERS].filter(pl.col("employee_type") == "employee")

    assert kinds["guest"] == wrong.guests
    assert staff.height == 186 + wrong.disabled_with_licence
    assert source[USERS]["manager"].is_not_null().sum() >= 185


def test_reports_csv_and_graph_meet_in_one_row_per_object(source, wrong):
    mailboxes = source[MAILBOXES]

    assert mailboxes["mailbox"].is_in(source[USERS]["user"].implode()).sum() == (
        mailboxes.height - wrong.mailboxes_without_user
    )
    assert mailboxes.select("kind", "size_bytes", "quota_bytes", "has_archive").null_count().row(
        0
    ) == (0, 0, 0, 0)
    assert source[SITES].select("name", "url", "size_bytes").null_count().row(0) == (0, 0, 0)
    assert source[DRIVES]["owner"].is_in(source[USERS]["user"].implode()).all()
    assert source[DEVICES].select("owner", "protected", "managed").null_count().row(0) == (0, 0, 0)


def test_people_write_mostly_inside_their_department(source):
    department = source[USERS].select("user", "department")
    traffic = (
        source[MAIL_TRAFFIC]
        .join(department.rename({"user": "sender"}), on="sender")
        .join(department.rename({"user": "recipient"}), on="recipient", suffix="_to")
    )
    inside = traffic.filter(pl.col("department") == pl.col("department_to"))["messages"].sum()

    assert inside / traffic["messages"].sum() > 0.8


def test_the_target_is_smaller_and_short_of_seats(target, wrong):
    seats = target[LICENCES_BOUGHT].filter(pl.col("sku") == E3).row(0, named=True)

    assert target[USERS].height < 60
    assert seats["bought"] - seats["assigned"] == wrong.target_free_seats


def test_mapped_accounts_exist_or_are_to_be_made(source, target):
    wished = source[IDENTITY_MAP]["target_user"]
    there = wished.is_in(target[USERS]["user"].implode())

    assert there.sum() == 19
    assert wished.filter(~there).str.ends_with("@marlow.example").all()
    assert wished.is_unique().all()


def test_a_dynamic_group_and_nested_groups_are_among_the_groups(source):
    assert source[GROUPS]["dynamic"].sum() == 1
