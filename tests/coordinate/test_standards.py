"""How clients stand against a standard."""

from __future__ import annotations

from pilotage.coordinate.standards import Judged, align
from pilotage.facts.standard import Standard

STANDARD = Standard("baseline", ("mfa", "legacy", "dmarc"))


def test_each_check_counts_once_at_its_worst_r61():
    found = [Judged("mfa", "passed"), Judged("mfa", "failed", "all", "some"), Judged("x", "failed")]

    aligned = align(STANDARD, "Marlow", "marlow/brightlane", [*found, Judged("legacy", "passed")])

    assert aligned.score == "1 of 3"
    assert [(each.check, each.expected, each.found) for each in aligned.failed] == [
        ("mfa", "all", "some")
    ]


def test_a_check_that_was_not_asked_is_not_assessed_and_never_passed():
    aligned = align(STANDARD, "Marlow", "marlow/brightlane", [])

    assert (aligned.count("not_assessed"), aligned.score) == (3, "0 of 3")
