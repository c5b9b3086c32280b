from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import polars as pl
import pytest
from handover.sample import finding

from pilotage.facts.clock import Clock
from pilotage.facts.finding import Outcome
from pilotage.handover.evidence import readable, sample

AMSTERDAM = Clock.of("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (pl.Series([3]), 3),
        (pl.Series([2.5]), 2.5),
        (pl.Series([Decimal("1.5")]), 1.5),
        (pl.Series([True]), "yes"),
        (pl.Series([None], dtype=pl.Boolean), None),
        (pl.Series([None]), None),
        (pl.Series([datetime(2026, 1, 9, 9, tzinfo=UTC)]), "2026-01-09 10:00"),
        (pl.Series([datetime(2026, 1, 9, 9)]), "2026-01-09 09:00"),
        (pl.Series([date(2026, 1, 9)]), "2026-01-09"),
        (pl.Series([["a", "b"]]), "a, b"),
        (pl.Series([[]], dtype=pl.List(pl.String)), ""),
        (pl.Series([[1, 2]]), "[1, 2]"),
        (pl.Series([{"a": 1}]), "{'a': 1}"),
        (pl.Series(["x"], dtype=pl.Categorical), "x"),
        (pl.Series([b"\xff"]), "b'\\xff'"),
        (pl.Series([time(9, 30)]), "09:30:00"),
        (pl.Series([timedelta(minutes=90)]), "1:30:00"),
    ],
)
def test_every_kind_of_value_is_a_number_or_text_a_person_can_read(column, shown):
    [[value]] = readable(column.alias("x").to_frame(), AMSTERDAM).rows()

    assert value == shown


def test_of_many_columns_those_that_say_something_are_shown():
    row = {f"empty{n}": None for n in range(5)} | {f"full{n}": "x" for n in range(9)}
    wide = finding(Outcome.FAILED, "x.", "x.y", evidence=pl.DataFrame([row]))

    assert sample(wide, AMSTERDAM).columns == tuple(f"full{n}" for n in range(8))


def test_a_long_text_is_shortened_on_the_page():
    long = finding(Outcome.FAILED, "x.", "x.y", evidence=pl.DataFrame({"note": ["y" * 500]}))

    [[note]] = sample(long, AMSTERDAM).rows
    assert len(str(note)) == 80
    assert str(note).endswith("…")


def test_evidence_beyond_the_workbook_says_how_much_it_keeps():
    many = finding(Outcome.FAILED, "x.", "x.y", rows=10_001)

    assert sample(many, AMSTERDAM).extent == "first 20 of 10,001; the first 10,000 in the workbook"
