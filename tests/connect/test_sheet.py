"""Rows that go into a file of CSV come out of it as they were."""

import polars as pl
import pytest

from pilotage.connect.sheet import as_csv

VALUES = {
    "a carriage return": "one\rtwo,three",
    "a line feed": "one\ntwo,three",
    "both": "one\r\ntwo,three",
    "quotes": '"one", "two"',
    "a return at the end": "one\r",
    "other letters": "Übersicht ✓",
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_never_becomes_a_row_of_its_own(case):
    body = as_csv(["id", "name"], [{"id": "a", "name": VALUES[case]}, {"id": "b", "name": "x"}])

    read = pl.read_csv(body, infer_schema=False)
    assert read.rows() == [("a", VALUES[case]), ("b", "x")]


def test_a_header_stands_there_without_rows_too():
    assert as_csv(["id", "name"], []) == b"id,name\r\n"
