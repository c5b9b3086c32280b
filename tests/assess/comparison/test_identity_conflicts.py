"""Conflicts are the rows that checks found, under one word for each kind."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from harbour import tenant

from pilotage.assess import CHECKS
from pilotage.assess.comparison.identity_conflicts import READINGS, identity_conflicts, unread
from pilotage.facts.finding import Finding, failed, not_assessed, passed

CHECK = "identity.addresses_unique"
ROWS = pl.DataFrame({"object": ["ana", "ben"], "address": ["info@harbour.example"] * 2})


def found(finding: Finding, **changes: object) -> Finding:
    return replace(finding, check=CHECK, **changes)


def test_every_reading_belongs_to_a_check_that_there_is() -> None:
    assert set(READINGS) <= set(CHECKS.load())


def test_each_row_of_evidence_is_a_conflict_r13() -> None:
    rows = identity_conflicts([found(failed("harbour", "twice", ROWS))])

    assert rows.select("kind", "who", "what").rows() == [
        ("duplicate", "ana", "info@harbour.example"),
        ("duplicate", "ben", "info@harbour.example"),
    ]


@pytest.mark.parametrize(
    "finding",
    [
        found(passed("harbour", "fine", ROWS)),
        found(failed("harbour", "set aside", ROWS), applies=False),
        replace(failed("harbour", "other", ROWS), check="identity.mfa_enforced"),
    ],
    ids=["passed", "set aside", "no conflict"],
)
def test_what_is_in_order_or_set_aside_is_no_conflict(finding: Finding) -> None:
    assert identity_conflicts([finding]).is_empty()


def test_what_could_not_be_looked_for_is_said_r13() -> None:
    [said] = unread([found(not_assessed(tenant().tenant, "no addresses were read"))])

    assert said == "duplicate (source): Not assessed: no addresses were read."


def test_evidence_without_the_columns_still_counts() -> None:
    rows = identity_conflicts([found(failed("harbour", "twice", pl.DataFrame({"x": [1]})))])

    assert rows.select("who", "what").rows() == [(None, None)]
