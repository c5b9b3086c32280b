"""Findings for people: the word, the proof and its age."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from harbour import NOW

from pilotage.assess import CHECKS
from pilotage.assess.explained import FRESH, Explained, Read, counts, explained, state_of
from pilotage.facts.signed import Deviation

CHECK = "identity.legacy_auth_blocked"
READ = Read("source", NOW, {"conditional_access_policies": "policies.json"})


def row(**changes: Any) -> dict[str, Any]:
    usual = {
        "position": 0,
        "check_id": CHECK,
        "side": "source",
        "outcome": "passed",
        "severity": 4,
        "basis": "measured",
        "applies": True,
        "title": "Legacy sign-in is blocked",
        "says": "One policy blocks it for everyone.",
        "rows": 1,
    }
    return {**usual, **changes}


def told(found: dict[str, Any], *, days: int = 0, **more: Any) -> Explained:
    [made] = explained(
        [found],
        CHECKS.load(),
        [READ],
        more.get("deviations", ()),
        more.get("before", {}),
        NOW + timedelta(days=days),
    )
    return made


def test_a_finding_names_the_source_and_the_moment_that_it_was_read_r96() -> None:
    found = told(row())

    assert (found.word, found.basis) == ("passed", "measured")
    assert (found.source, found.read_at) == ("policies.json", NOW)


@pytest.mark.parametrize("outcome", ["passed", "failed"])
def test_what_was_read_too_long_ago_is_unknown_with_what_was_last_known_d1(outcome: str) -> None:
    found = told(row(outcome=outcome), days=FRESH.days + 1)

    assert (found.word, found.basis) == ("unknown", "unknown")
    assert found.last_known == f"{outcome}: One policy blocks it for everyone."
    assert found.known_at == NOW


def test_what_can_no_longer_be_read_shows_what_an_earlier_run_knew_d1() -> None:
    earlier = row(says="One policy blocks it.") | {"at": NOW - timedelta(days=2)}

    found = told(row(outcome="not_assessed"), before={(CHECK, "source"): earlier})

    assert (found.word, found.last_known) == ("unknown", "passed: One policy blocks it.")
    assert found.known_at == NOW - timedelta(days=2)


def test_a_failure_that_somebody_carries_is_accepted_until_its_end() -> None:
    carried = [Deviation(CHECK, "ana", "until the scanners are gone", date(2026, 1, 10))]

    assert told(row(outcome="failed"), deviations=carried).word == "accepted"
    assert told(row(outcome="failed"), deviations=carried, days=2).word == "failed"


def test_a_check_that_was_set_aside_is_counted_apart() -> None:
    found = told(row(outcome="not_assessed", applies=False))

    assert counts([found]) == {
        **dict.fromkeys(("failed", "unknown", "accepted", "passed"), 0),
        "does not apply": 1,
    }


def test_no_area_stays_on_track_on_old_proof_d1() -> None:
    old = told(row(), days=FRESH.days + 1)

    assert state_of("On track", [old]) == "Unknown"
    assert state_of("Off track", [old]) == "Off track"
    assert state_of("On track", [told(row())]) == "On track"
