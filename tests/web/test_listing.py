"""Lists: find, sort, turn pages, take away."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.http import Http404
from django.test import RequestFactory

from pilotage.web.listing import PAGE, Column, listing

COLUMNS = (Column("name", "Name"), Column("people", "People", "number"))
ROWS = [{"name": f"Wave {number}", "people": number} for number in range(120)]


def table(query="", rows=ROWS):
    return listing(RequestFactory().get("/" + query), "waves", "Waves", COLUMNS, rows)


def test_a_page_holds_a_part_and_says_of_how_many():
    second = table("?page=2")

    assert (second.first, second.last, second.total) == (PAGE + 1, 2 * PAGE, 120)
    assert "page=1" in second.before
    assert "page=3" in second.after


@pytest.mark.parametrize("page", ["0", "-3", "nonsense", "9" * 40, "²"])
def test_a_page_that_is_not_there_becomes_the_nearest_one(page):
    assert table(f"?page={page}").number in (1, 3)


def test_typing_keeps_what_has_the_text_and_sorting_orders_numbers_as_numbers():
    found = table("?q=wave+1&sort=-people")

    assert [row["people"] for row in found.rows[:2]] == [119, 118]
    assert found.total == 31


def test_what_is_unknown_stands_last_whichever_way_it_is_sorted():
    rows = [{"name": "a", "people": None}, {"name": "b", "people": 1}]

    assert [row["name"] for row in table("?sort=people", rows).rows] == ["b", "a"]
    assert [row["name"] for row in table("?sort=-people", rows).rows] == ["b", "a"]


def test_a_file_holds_every_row_that_matches_and_no_formula():
    rows = [{"name": "=1+1", "people": 1}, *ROWS]

    text = table("", rows).file("csv").content.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(table("", rows).file("xlsx").content)).active

    assert len(text.splitlines()) == 122
    assert "'=1+1,1" in text
    assert (sheet.max_row, sheet["A2"].value, sheet["A2"].data_type) == (122, "'=1+1", "s")
    assert len(json.loads(table("?q=wave 11").file("json").content)) == 11


def test_another_kind_of_file_is_not_found():
    with pytest.raises(Http404):
        table().file("exe")
