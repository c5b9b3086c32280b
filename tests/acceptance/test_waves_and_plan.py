"""Who moves when: capacity, freezes, windows, waivers and the plan as a file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from workplace import Workplace


def first_to_come(workspace):
    """Return the first wave that has not run at the moment of the demo."""
    waves = workspace.run("wave", "list", "--json").json()["waves"]
    return next(wave for wave in waves if wave["starts"] > "2026-11-13")


def test_a_person_with_more_tasks_than_hours_is_named_with_the_overrun_r4(workspace):
    wave = first_to_come(workspace)["wave"]
    person = '{"name": "Dana Demo", "roles": [], "hours_per_week": 40, "bau_hours": 28}'
    workspace.run("item", "set", "person", person)
    workspace.run("plan", "task", "add", "Copy", "--owner", "Dana Demo", "--hours", "30",
                  "--wave", f"w{wave}")  # fmt: skip

    done = workspace.run("wave", "check", f"w{wave}")

    assert done.code == 3
    assert "Dana Demo: 30 h assigned, 12 h free, 18 h too many" in done.out


def test_a_wave_does_not_move_without_a_cause_r7(workspace):
    assert workspace.run("plan", "move", "w3", "+7d").code == 2


def test_people_who_are_not_ready_are_listed_with_what_blocks_each_r11(workspace):
    done = workspace.run("wave", "users", "w2", "--not-ready", "--json")

    users = done.json()["users"]
    assert done.code == 3
    assert users
    assert all(user["items"] for user in users)


def test_a_wave_does_not_move_into_a_freeze_and_the_reason_is_told_r25(workspace):
    wave = first_to_come(workspace)
    day = date.fromisoformat(wave["starts"][:10]) + timedelta(days=3)
    freeze = f'{{"department": "*", "first": "{day}", "last": "{day}", "reason": "%s"}}'
    workspace.run("item", "set", "freeze", freeze % "Finance month end")

    done = workspace.run("plan", "move", f"w{wave['wave']}", "+3d", "--cause", "vendor")

    assert done.code == 3
    assert "Finance month end" in done.out + done.err


def test_the_path_with_its_way_back_is_held_against_the_window_r36(workspace):
    fits = workspace.run("runbook", "fit", "w2")
    short = workspace.run("runbook", "fit", "w2", "--window", "6")

    assert fits.code == 0
    assert all(word in fits.out for word in ("path", "way back", "window", "margin"))
    assert short.code == 3


def test_a_control_is_waived_and_never_deleted_r38(workspace):
    deleted = workspace.run("plan", "task", "remove", "C12")
    words = ("--owner", "Helen Marlow", "--reason", "bought last week", "--risk", "old settings")
    waived = workspace.run("plan", "task", "waive", "C12", *words, "--review", "2026-12-01")
    differs = workspace.run("plan", "diff-template", "--json").json()

    assert deleted.code == 2
    assert "Waive it" in deleted.err
    assert waived.code == 0
    assert "C12" in [each["key"] for each in differs["differences"]]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_plan_taken_into_an_empty_home_has_the_same_hash_r44(workspace, tmp_path, form):
    path = tmp_path / f"plan.{form}"
    workspace.run("plan", "export", "--format", form, "--out", str(path))
    was = workspace.run("plan", "hash", "--json").json()["hash"]

    taken = Workplace(tmp_path / "empty").run("plan", "import", str(path), "--json")

    assert taken.json()["hash"] == was


def test_every_phase_is_a_document_with_entry_and_exit_r45(workspace):
    done = workspace.run("docs", "build", "phases", "--json").json()

    page = Path(done["file"]).read_text("utf-8")
    assert page.count("Begins when") == page.count("Ends when") == done["phases"] > 0


def test_a_phase_without_an_exit_is_no_document_r45(workspace):
    phase = '{"title": "Pilot", "purpose": "Learn", "entry": ["G1"]}'
    workspace.run("item", "set", "phase", phase)

    done = workspace.run("docs", "build", "phases")

    assert done.code == 3
    assert "the phase Pilot has no exit criteria" in done.out + done.err


def test_people_with_too_many_changes_at_once_are_listed_r109(workspace):
    done = workspace.run("wave", "collisions", "w2", "--json")

    users = done.json()["users"]
    assert done.code == (3 if users else 0)
    assert all(len(user["kinds"]) > 2 and user["split"] for user in users)
