from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from handover.sample import finding, material, situation

from pilotage.facts.finding import Outcome
from pilotage.facts.signed import Deviation
from pilotage.handover.sections.posture import BETTER, CARRIED, KEPT, LONG, UNKNOWN, WORSE, posture

FAILED, PASSED, BLIND = Outcome.FAILED, Outcome.PASSED, Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("source", "target", "change"),
    [
        (FAILED, PASSED, BETTER),
        (PASSED, FAILED, WORSE),
        (PASSED, PASSED, KEPT),
        (FAILED, FAILED, CARRIED),
        (PASSED, BLIND, UNKNOWN),
        (BLIND, PASSED, UNKNOWN),
        (FAILED, None, UNKNOWN),
    ],
)
def test_a_control_changes_only_where_both_sides_are_known(source, target, change):
    found = [finding(source, "x.", "identity.x")]
    if target:
        found.append(finding(target, "x.", "identity.x", side="target"))

    [row] = posture(material(findings=tuple(found))).table.rows
    assert row[1] == change


def test_a_control_with_one_failure_among_passes_has_failed():
    found = (
        finding(PASSED, "x.", "identity.x"),
        finding(FAILED, "x.", "identity.x", rows=2),
        finding(PASSED, "x.", "identity.x", side="target"),
    )

    [row] = posture(material(findings=found)).table.rows
    assert (row[1], str(row[2])) == (BETTER, "Failed, 2 rows")


def test_an_expired_deviation_is_not_shown_as_accepted():
    agreed = situation().engagement
    old = Deviation("identity.x", "Chen Wu", "later", date(2026, 1, 8))
    found = (finding(FAILED, "x.", "identity.x"),)
    made = material(
        findings=found, situation=situation(engagement=replace(agreed, deviation=(old,)))
    )

    [row] = posture(made).table.rows
    assert row[-1] == ""


def test_what_got_worse_stands_open_and_what_got_better_is_folded_away():
    found = [
        finding(one, "x.", "identity.worse", side=side)
        for one, side in ((PASSED, "source"), (FAILED, "target"))
    ]
    found += [
        finding(one, "x.", "identity.better", side=side)
        for one, side in ((FAILED, "source"), (PASSED, "target"))
    ]

    groups = {each.word: each for each in posture(material(findings=tuple(found))).groups}
    assert [len(groups[word].table.rows) for word in (WORSE, BETTER, KEPT)] == [1, 1, 0]
    assert not groups[WORSE].folded
    assert groups[BETTER].folded
    assert "Change" not in groups[WORSE].table.columns


@pytest.mark.parametrize(("unknown", "folded"), [(LONG, False), (LONG + 1, True)])
def test_unknown_controls_are_folded_only_where_they_are_many(unknown, folded):
    found = tuple(finding(BLIND, "x.", f"identity.x{n}") for n in range(unknown))

    groups = {each.word: each for each in posture(material(findings=found)).groups}
    assert groups[UNKNOWN].folded is folded
