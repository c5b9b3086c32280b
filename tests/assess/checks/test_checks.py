"""What every check of an environment promises, whoever wrote it."""

from dataclasses import replace

import polars as pl
import pytest
from harbour import NOW, capture, without

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import TABLES

IDS = sorted(id for id, check in CHECKS.load().items() if check.judge is not None)
EMPTY = Snapshot("harbour-foods", NOW, {name: capture(table, []) for name, table in TABLES.items()})


def ask(id, snapshot):
    return list(assess(Situation(NOW, source=snapshot), [replace(CHECKS[id], sides=("source",))]))


@pytest.mark.parametrize("id", IDS)
def test_nothing_collected_is_never_a_pass(id):
    blind = replace(EMPTY, captures={})

    assert {finding.outcome for finding in ask(id, blind)} == {Outcome.NOT_ASSESSED}


@pytest.mark.parametrize("id", IDS)
def test_each_withheld_table_is_named(id):
    for need in CHECKS[id].needs:
        [finding] = ask(id, without(EMPTY, need.table, f"{need.table.name} is hidden"))

        assert finding.outcome is Outcome.NOT_ASSESSED
        assert f"{need.table.name} is hidden" in finding.says


@pytest.mark.parametrize("id", IDS)
def test_empty_tables_get_an_answer_in_a_full_sentence(id):
    found = ask(id, EMPTY)

    assert found
    assert all(finding.says.endswith(".") and finding.subject for finding in found)


@pytest.mark.parametrize("id", IDS)
def test_rows_that_say_nothing_but_their_key_get_an_answer(id):
    rows = {name: [dict.fromkeys(table.key, "x")] for name, table in TABLES.items()}
    rows["mailbox_sizes"] = [{"mailbox": "x", "up_to_bytes": 0}]
    hollow = Snapshot(
        "harbour-foods", NOW, {name: capture(TABLES[name], its) for name, its in rows.items()}
    )

    assert all(isinstance(finding.evidence, pl.DataFrame) for finding in ask(id, hollow))
