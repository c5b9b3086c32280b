"""The outline scales from one window to many with the same phases and gates; dates run backward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pilotage.coordinate.latest_start import latest_starts
from pilotage.coordinate.outline import Answers, outline
from pilotage.facts.phase import Phase
from pilotage.facts.runbook import Kind
from pilotage.store.engagement import parse
from pilotage.store.engagement_file import engagement_toml

START = date(2026, 11, 12)
ANSWERS = Answers(
    "Marlow (demo)", "Move (demo)", Kind.TENANT_TO_TENANT, 400, START, None, "Europe/London"
)


@pytest.mark.parametrize(("users", "waves"), [(1, 1), (12, 2), (60, 2), (72, 2), (73, 3), (400, 8)])
def test_everybody_is_in_one_wave_and_no_window_is_too_full_r108(users: int, waves: int) -> None:
    found = outline(replace(ANSWERS, users=users))

    assert sum(each.people for each in found.waves) == users
    assert max(each.people for each in found.waves) <= 60
    assert len(found.waves) == waves


def test_the_compressed_mode_has_one_wave_and_the_same_gates_and_phases_r108() -> None:
    few = replace(ANSWERS, users=12)
    normal, short = outline(few), outline(replace(few, mode="compressed"))

    assert [each.people for each in short.waves] == [12]
    assert short.gates == normal.gates
    assert [each.phase for each in short.phases] == [each.phase for each in normal.phases]


@pytest.mark.parametrize("mode", ["normal", "compressed"])
def test_a_plan_without_a_hard_date_begins_in_time(mode: str) -> None:
    found = outline(replace(ANSWERS, users=50, mode=mode))

    assert [each.phase for each in found.phases if each.past] == []


def test_a_hard_date_that_cannot_be_kept_is_said() -> None:
    found = outline(replace(ANSWERS, deadline=date(2026, 12, 18)))

    assert "after the hard date" in found.warns[0]
    assert "Too late to begin" in found.warns[1]


@pytest.mark.parametrize("mode", ["normal", "compressed"])
def test_the_file_of_the_folder_says_the_same_as_the_records(mode: str) -> None:
    made = outline(replace(ANSWERS, users=30, mode=mode, deadline=date(2027, 5, 1))).engagement

    assert parse(engagement_toml(made), "engagement.toml") == made


def test_the_latest_starts_run_backward_over_working_days_r37() -> None:
    found = {each.phase: each.on for each in latest_starts(date(2026, 12, 18), START)}

    assert found["switch"] == date(2026, 12, 18)
    assert found["waves"] == date(2026, 11, 20)
    assert found["pilot"] == date(2026, 11, 6)
    assert list(found.values()) == sorted(found.values())


def test_a_latest_start_that_is_gone_is_past_unless_the_phase_began_r37() -> None:
    gone = {each.phase: each.past for each in latest_starts(date(2026, 12, 18), START)}
    kept = Phase("Pilot", "Learn", starts_on=date(2026, 11, 2))
    begun = latest_starts(date(2026, 12, 18), START, begun=("start",), kept=(kept,))

    assert (gone["start"], gone["pilot"], gone["waves"]) == (True, True, False)
    assert [each.phase for each in begun if each.past] == ["assess", "design"]
