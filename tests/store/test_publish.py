"""Files of a home change together, whenever the process that changes them dies."""

import json
import shutil

import pytest

from pilotage.facts.errors import InputError
from pilotage.store.home import PROMISE, STAGE, write_file, writing
from pilotage.store.publish import publish, publishing, settle


@pytest.fixture
def home(tmp_path):
    """Return a home with a plan, a runbook and a snapshot."""
    with writing(tmp_path), publishing(tmp_path) as stage:
        for name in ("plan.json", "runbooks/wave-0.csv", "snapshots/source-1/manifest.json"):
            write_file(stage / name, "old")
    return tmp_path


def promised(home):
    """Leave what a process leaves that was killed before it moved anything."""
    stage = home / STAGE
    for name in ("plan.json", "runbooks/wave-1.csv", "snapshots/source-2/manifest.json"):
        write_file(stage / name, "new")
    promise = {"move": ["plan.json", "runbooks", "snapshots/source-2"], "drop": ["problem.json"]}
    write_file(stage / PROMISE, json.dumps(promise))


def content(home):
    names = (path for path in home.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(home).as_posix(): path.read_text() for path in names}


NEW = {
    "plan.json": "new",
    "runbooks/wave-1.csv": "new",
    "snapshots/source-1/manifest.json": "old",
    "snapshots/source-2/manifest.json": "new",
}


def test_a_folder_is_replaced_and_snapshots_join_those_that_are_there(home):
    with writing(home), publishing(home, stale=["problem.json"]) as stage:
        for name, text in NEW.items():
            if text == "new":
                write_file(stage / name, text)

    assert content(home) == NEW


def test_what_failed_on_the_way_changes_nothing(home):
    before = content(home)

    with pytest.raises(InputError), writing(home), publishing(home) as stage:
        write_file(
            write_file(stage / "plan.json", "new") or stage / "plan.json/below", "in the way"
        )

    assert content(home) == before


def test_a_promise_of_a_killed_process_is_kept_by_the_next(home):
    write_file(home / "problem.json", "stale")
    promised(home)

    settle(home)

    assert content(home) == NEW


@pytest.mark.parametrize("moved", ["plan.json", "runbooks", "snapshots/source-2"])
def test_a_promise_half_kept_is_kept_whole_by_the_next(home, moved):
    promised(home)
    if moved == "runbooks":
        shutil.rmtree(home / "runbooks")
    (home / STAGE / moved).rename(home / moved)

    with writing(home):
        pass

    assert content(home) == NEW


def test_without_a_promise_the_old_state_counts(home):
    before = content(home)
    promised(home)
    (home / STAGE / PROMISE).unlink()

    with writing(home):
        pass

    assert content(home) == before
    assert not (home / STAGE).exists()


def test_a_home_that_somebody_writes_is_not_settled(home):
    with writing(home):
        promised(home)
        settle(home)
        assert (home / STAGE / PROMISE).exists()


def test_files_of_a_folder_are_all_that_it_holds_afterwards(home):
    with writing(home):
        publish(home, {"wave-7.csv": "new"}, folder="runbooks")

    assert content(home)["runbooks/wave-7.csv"] == "new"
    assert "runbooks/wave-0.csv" not in content(home)


def test_a_promise_that_cannot_be_read_is_none(home):
    before = content(home)
    promised(home)
    (home / STAGE / PROMISE).write_text("{")

    with writing(home):
        pass

    assert content(home) == before


def test_a_file_where_a_folder_belongs_makes_way(home):
    shutil.rmtree(home / "runbooks")
    write_file(home / "runbooks", "in the way")

    with writing(home):
        publish(home, {"wave-7.csv": "new"}, folder="runbooks")

    assert (home / "runbooks/wave-7.csv").read_text() == "new"
