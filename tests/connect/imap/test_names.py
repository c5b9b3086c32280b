import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient.imap_utf7 import encode

from pilotage.connect.imap.names import quoted, read_name, shown

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Entw&APw-rfe &- Notizen", "Entwürfe & Notizen"),
        (b"&ZeVnLIqe-", "日本語"),
        ("Übersicht".encode(), "Übersicht"),
        (b"Fish & Chips", "Fish & Chips"),
        (b"&broken", "&broken"),
        (b"\xff", "\ufffd"),
    ],
    ids=["letters", "runs", "raw-utf-8", "bare-ampersand", "cut-off", "no-text"],
)
def test_a_name_is_read_as_people_write_it(raw, name):
    assert read_name(raw, utf8=False) == name


def test_a_server_that_writes_utf_8_is_not_read_as_utf_7():
    assert read_name(b"&AOk-", utf8=True) == "&AOk-"


@given(NAMES)
def test_every_name_comes_back_from_modified_utf_7(name):
    assert read_name(encode(name), utf8=False) == name


@given(NAMES)
def test_a_shown_name_survives_a_table_of_text(name):
    text = io.StringIO()
    csv.writer(text).writerow([shown(name), "x"])
    [row] = csv.reader(io.StringIO(text.getvalue()))

    assert row[0] == row[0].strip() != ""
    assert len(row[0]) == len(name)
    assert "\0" not in row[0]


def test_a_quoted_name_keeps_its_quotes_and_backslashes():
    assert quoted('a"b\\c') == '"a\\"b\\\\c"'
