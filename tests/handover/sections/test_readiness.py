from __future__ import annotations

import polars as pl
from handover.sample import cells, empty, material

from pilotage.facts.wave_readiness import ITEM_SCHEMA, WaveReadiness
from pilotage.handover.sections.readiness import people_table, readiness

TITLES = {"licence": "The account has a licence.", "holds": "No hold forbids the move."}


def found(*rows: tuple[int, str, str, str, str]) -> WaveReadiness:
    """Return readiness of rows of wave, person, item, state and because."""
    whole = [(wave, who, who, "Office", item, state, why) for wave, who, item, state, why in rows]
    return WaveReadiness(pl.DataFrame(whole, schema=ITEM_SCHEMA, orient="row"), TITLES)


MIXED = found(
    (0, "ana", "licence", "ready", "has one"),
    (1, "ben", "licence", "not_ready", "has none"),
    (1, "ben", "holds", "unknown", "was not read"),
    (1, "chen", "licence", "ready", "has one"),
    (1, "chen", "holds", "unknown", "was not read"),
)


def test_people_are_counted_by_wave_and_a_wave_with_unknowns_may_not_go():
    value = readiness(material(readiness=MIXED))

    assert cells(value.waves) == [
        ("Wave 0, pilot", "1", "0", "0", "1", "May go"),
        ("Wave 1", "2", "1", "1", "0", "Not yet"),
    ]
    assert [(str(word), count) for word, count in value.tally] == [
        ("Not ready", 1),
        ("Unknown", 1),
        ("Ready", 1),
    ]


def test_what_is_in_the_way_of_most_people_comes_first_in_words():
    items = readiness(material(readiness=MIXED)).items

    assert cells(items) == [
        ("The account has a licence.", "1", "0"),
        ("No hold forbids the move.", "0", "2"),
    ]


def test_only_waves_that_wait_name_people_the_worst_first():
    [wave] = readiness(material(readiness=MIXED)).people

    assert cells(wave) == [
        ("ben", "Office", "Not ready", "Has none"),
        ("chen", "Office", "Unknown", "Was not read"),
    ]


def test_a_long_wave_names_20_and_counts_all():
    many = found(*((0, f"p{n:02}", "licence", "not_ready", "has none") for n in range(33)))

    [wave] = readiness(material(readiness=many)).people

    assert len(wave.rows) == 20
    assert "20 of 33" in wave.extent


def test_the_workbook_has_everybody_who_is_not_ready():
    assert [row[:2] for row in cells(people_table(material(readiness=MIXED), 1000))] == [
        ("1", "ben"),
        ("1", "chen"),
    ]


def test_without_a_plan_nothing_is_claimed():
    value = readiness(empty())

    assert not value.planned
    assert value.waves.rows == value.people == ()
