import csv
import io
from dataclasses import replace

import pytest
from runbook import moored

from pilotage.facts.runbook import Gate, Step
from pilotage.facts.spreadsheet import plain
from pilotage.runbook.csv import COLUMNS, write_csv


def rows(written, engagement=None):
    text = write_csv(written, engagement or moored.engagement())
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_item_comes_back_in_order():
    written = moored.runbook(last=True)
    read = rows(written)

    assert [row["key"] for row in read] == [item.key for item in written.items]
    assert [plain(row["title"]) for row in read] == [item.title for item in written.items]
    assert list(read[0]) == list(COLUMNS)
    for item, row in zip(written.items, read, strict=True):
        if isinstance(item, Step):
            assert (row["what"], float(row["minutes"])) == ("step", item.minutes)
            assert plain(row["proof"]) == item.verify
            assert tuple(row["checks"].split()) == item.checks
        else:
            assert isinstance(item, Gate)
            assert row["what"] == "gate"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_text(start):
    written = moored.runbook()
    first = written.items[0]
    hostile = f"{start}cmd|' /C calc'!A0"
    written = replace(written, items=(replace(first, title=hostile), *written.items[1:]))

    assert rows(written)[0]["title"] == f"'{hostile}"


def test_no_cell_begins_like_a_formula():
    for row in rows(moored.runbook()):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_times_stand_in_utc_and_in_the_zone_of_the_engagement():
    by_key = {row["key"]: row for row in rows(moored.runbook())}

    assert by_key["wave-0/announce-start"]["starts_utc"] == "2026-02-06T17:00:00Z"
    assert by_key["wave-0/announce-start"]["starts_local"] == "2026-02-06 18:00 CET"
    assert by_key["wave-0/g2"]["from_t0"] == "T-1 d 3 h"


def test_without_dates_only_the_distance_from_t0_is_given():
    first = rows(moored.runbook(starts_at=None, ends_at=None))[0]

    assert (first["starts_utc"], first["from_t0"]) == ("", "T-14 d 8 h")


def test_the_same_runbook_gives_the_same_bytes():
    first, second = (write_csv(moored.runbook(), moored.engagement()) for _ in range(2))

    assert first == second
