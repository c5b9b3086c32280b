import polars as pl
import pytest

from pilotage.facts.errors import SchemaMismatch
from pilotage.facts.tables import DNS_RECORDS, TABLES, USERS


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_documents_every_column_and_its_key(table):
    assert set(table.key) <= set(table.columns)
    assert all(column.says for column in table.columns.values())
    assert table.frame([]).columns == list(table.columns)


def test_two_rows_never_share_a_key_and_the_first_is_kept():
    frame = USERS.frame([{"user": "a", "name": "first"}, {"user": "a", "name": "second"}])

    assert frame["name"].to_list() == ["first"]


def test_an_unknown_column_is_refused_by_name():
    with pytest.raises(SchemaMismatch, match="users has no column shoe_size"):
        USERS.frame([{"user": "a", "shoe_size": 44}])


def test_a_column_that_does_not_fit_its_type_is_refused():
    with pytest.raises(SchemaMismatch, match="users"):
        USERS.tidy(pl.DataFrame({"user": ["a"], "created_at": ["yesterday"]}))


def test_an_empty_key_is_a_thing_unless_it_says_that_there_is_none():
    records = DNS_RECORDS.frame(
        [{"name": "a", "type": "TXT", "value": value} for value in ("", "text", None)]
    )
    users = USERS.frame([{"user": ""}, {"user": "a"}])

    assert records.filter(DNS_RECORDS.exists())["value"].to_list() == [None, "text"]
    assert users.filter(USERS.exists()).height == 2
