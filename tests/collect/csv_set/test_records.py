"""A CSV text without quotation marks is split in one step, exactly as row by row."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.collect.csv_set.plain_rows import is_plain, split_plain
from pilotage.collect.csv_set.records import read_records, split_quoted

LINES = st.lists(st.text("ab ,;\t", max_size=8), max_size=8)


@given(LINES, st.sampled_from([",", ";", "\t"]), st.integers(1, 4), st.booleans(), st.booleans())
def test_both_ways_give_the_same_rows_and_the_same_refusals(lines, mark, width, fill, windows):
    text = ("\r\n" if windows else "\n").join(lines)

    fast = split_plain(text, 2, mark, width, fill=fill)
    slow = split_quoted(text, 2, mark, width, fill=fill)

    trimmed = pl.all().str.strip_chars()
    assert fast.frame.select(trimmed).equals(slow.frame.select(trimmed))
    assert fast.lines.to_list() == slow.lines.to_list()
    assert fast.broken == slow.broken


@pytest.mark.parametrize(
    ("text", "plain"), [("a,b\r\nc", True), ('a,"b"', False), ("a\rb", False), ("", True)]
)
def test_a_quotation_mark_or_a_lone_return_needs_the_careful_way(text, plain):
    assert is_plain(text) is plain


def test_rows_keep_the_number_of_their_line_behind_what_excel_adds():
    records = read_records("sep=;\nuser;name\n\nana;Ana\nben\n", "users.csv")

    assert records.header == ("user", "name")
    assert (list(records.rows), records.lines.to_list()) == ([("ana", "Ana")], [4])
    assert records.broken == [(5, "has 1 values where the header has 2")]
