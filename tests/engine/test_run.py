"""The main job at its edges: what it refuses, and what it takes away."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from harbour import NOW, capture, tenant

from pilotage.demo import demo_files
from pilotage.engine.run import run, stored_situation
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import THIRD_PARTY_RESULTS
from pilotage.store import snapshots
from pilotage.store.home import write_file

FIRST = datetime(2026, 1, 12, tzinfo=UTC)


def _quiet(what, done, of):
    """Tell nobody."""


def go(folder, home):
    return run(folder, home, now=NOW, effort="quick", report=_quiet)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Return the demo as it is written to disk."""
    folder = tmp_path_factory.mktemp("engine") / "demo"
    for name, content in demo_files(40, 1, FIRST.date()):
        write_file(folder / name, content)
    return folder


@pytest.fixture
def demo(written, tmp_path):
    """Return a copy of the demo to break."""
    return shutil.copytree(written, tmp_path / "demo")


def agree(demo, old, new):
    path = demo / "engagement.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_engagement_file_may_be_named_instead_of_its_folder(demo, tmp_path):
    shutil.move(demo / "engagement.toml", demo / "brightlane.toml")
    go(demo / "brightlane.toml", tmp_path / "home")

    assert stored_situation(tmp_path / "home", NOW).engagement.migration.demo


@pytest.mark.parametrize("side", ["source", "target"])
def test_one_of_several_exports_that_is_not_there_is_not_left_out(demo, tmp_path, side):
    agree(demo, f'exports = ["{side}"]', f'exports = ["{side}", "{side}-2"]')

    with pytest.raises(InputError, match=f"{side}.exports: .*{side}-2: is not there"):
        go(demo, tmp_path / "home")


def test_one_of_several_exports_that_is_empty_is_not_left_out(demo, tmp_path):
    agree(demo, 'exports = ["target"]', 'exports = ["target", "target-2"]')
    (demo / "target-2").mkdir()

    with pytest.raises(InputError, match="target-2: is empty"):
        go(demo, tmp_path / "home")


def test_a_target_without_exports_is_unknown_and_no_error(demo, tmp_path):
    shutil.rmtree(demo / "target")

    done = go(demo, tmp_path / "home")

    assert [reading.snapshot.side for reading in done.readings] == ["source"]
    assert "the target was not read" in {
        finding.says.removeprefix("Not assessed: ").partition(";")[0].rstrip(".")
        for finding in done.prepared.material.findings
    }


def test_a_run_without_a_plan_takes_the_old_plan_away(demo, tmp_path):
    home = tmp_path / "home"
    go(demo, home)
    assert (home / "plan.json").is_file()
    agree(demo, "deadline = 2026", "deadline = 2025")

    done = go(demo, home)

    assert done.prepared.planned is None
    assert not (home / "plan.json").exists()
    assert list((home / "runbooks").iterdir()) == []


def test_one_export_is_not_both_sides(demo, tmp_path):
    agree(demo, 'exports = ["target"]', 'exports = ["source"]')

    with pytest.raises(InputError, match="source is named as source and as target"):
        go(demo, tmp_path / "home")


@pytest.mark.parametrize(("domain", "kept"), [("quay.example", 0), ("harbour.example", 1)])
def test_results_collected_later_stand_beside_the_snapshot_of_their_tenant_only(
    tmp_path, domain, kept
):
    names = ("harbour.example", "harbour.onmicrosoft.com")
    before = tenant(domains=[{"domain": name, "verified": True} for name in names])
    row = {"tool": "Maester", "result_id": "MT.1", "subject": "tenant", "run": "2026-01-09"}
    results = capture(THIRD_PARTY_RESULTS, [{**row, "outcome": "passed", "tenants": [domain]}])
    later = Snapshot("x", NOW + timedelta(hours=1), {THIRD_PARTY_RESULTS.name: results})
    snapshots.save(before, tmp_path)
    snapshots.save(later, tmp_path)

    known = stored_situation(tmp_path, NOW).source

    assert known.captures.keys() > before.captures.keys()
    assert known[THIRD_PARTY_RESULTS].height == kept
    assert [one.why for one in known.refused] == ["results of another tenant are not used"] * (
        1 - kept
    )
