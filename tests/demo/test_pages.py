"""Pages of an answer: as many rows as there are, each page naming the next."""

import json

import polars as pl
import pytest
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.demo.graph.pages import pages
from pilotage.facts.tables import DOMAINS


@pytest.mark.parametrize(("rows", "files"), [(0, 1), (3, 1), (4, 2), (7, 3)])
def test_rows_are_split_and_chained(rows, files):
    frame = pl.DataFrame({"id": [f"d{each}.example" for each in range(rows)]})
    made = list(pages("domains", "domains", frame, most=3))
    answers = [json.loads(body) for _, body in made]

    assert len(made) == files
    assert sum(len(each["value"]) for each in answers) == rows
    assert ["@odata.nextLink" in each for each in answers] == [True] * (files - 1) + [False]


def test_a_missing_page_is_noticed_by_the_reader(tmp_path):
    frame = pl.DataFrame({"id": [f"d{each}.example" for each in range(9)]})
    for name, body in list(pages("domains", "domains", frame, most=3))[:-1]:
        (tmp_path / name).write_bytes(body)

    snapshot = read_folder([tmp_path], side="source", taken_at=NOW).snapshot

    assert "next page that is not there" in snapshot.missing(DOMAINS)
