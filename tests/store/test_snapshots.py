from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import NOW, tenant, without

from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import MAILBOXES, TABLES
from pilotage.store import snapshots


@pytest.fixture
def folder(tmp_path):
    return snapshots.save(tenant(), tmp_path)


def test_a_snapshot_comes_back_as_it_was_saved(tmp_path):
    saved = replace(
        without(tenant(), MAILBOXES, "not granted"),
        refused=(Refusal("users.csv:7", "no id", 1, ("users",)), Refusal("a", "b", harmless=True)),
    )
    partly = replace(saved.captures["users"], read=frozenset({"user"}), gaps={"upn": 3})
    saved = saved.with_table(TABLES["users"], partly)

    loaded = snapshots.load(snapshots.save(saved, tmp_path))

    assert (loaded.tenant, loaded.side, loaded.taken_at) == ("harbour-foods", "source", NOW)
    assert loaded.refused == saved.refused
    assert loaded.missing(MAILBOXES) == "not granted"
    for name, capture in saved.captures.items():
        assert loaded[TABLES[name]].equals(capture.frame)
        assert loaded.captures[name].read == capture.read
        assert loaded.captures[name].gaps == capture.gaps
    assert loaded.lost(TABLES["users"]) == saved.lost(TABLES["users"]) != ""


def test_the_manifest_counts_rows_and_digests_every_table(folder):
    manifest = snapshots.manifest_of(folder)

    assert manifest.tables["users"].rows == 4
    assert len(manifest.tables["users"].digest) == 64


def test_a_table_that_was_changed_afterwards_is_refused(folder):
    with (folder / "users.parquet").open("ab") as file:
        file.write(b"x")

    with pytest.raises(InputError, match=r"users.parquet: the file is absent or was changed"):
        snapshots.load(folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"rows": 4', '"rows": "four"', "tables.*rows"),
        ("pilotage-snapshot/1", "pilotage-snapshot/9", "format pilotage-snapshot/9"),
        ('"digest": "', '"digest": "0', "digest does not match"),
        ("{", "", "manifest.json: Invalid JSON"),
        ("09:00:00Z", "09:00:00", "taken_at has no time zone"),
    ],
)
def test_a_damaged_manifest_is_refused_by_key(folder, old, new, says):
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(old, new, 1))

    with pytest.raises(InputError, match=says):
        snapshots.load(folder)


def test_the_newest_of_a_side_is_found_by_side_name_or_path(tmp_path):
    old = snapshots.save(tenant(), tmp_path)
    new = snapshots.save(tenant(taken_at=NOW + timedelta(days=1)), tmp_path)

    assert snapshots.find(tmp_path, "source") == new
    assert snapshots.find(tmp_path, old.name) == old
    assert snapshots.find(tmp_path, str(old)) == old
    assert snapshots.latest(tmp_path, "source").taken_at == NOW + timedelta(days=1)
    assert snapshots.latest(tmp_path, "target") is None
    with pytest.raises(NotKnown, match=f"there is: {old.name}, {new.name}"):
        snapshots.find(tmp_path, "yesterday")


def test_a_newest_snapshot_without_a_manifest_is_not_passed_over(tmp_path):
    snapshots.save(tenant(), tmp_path)
    newest = snapshots.save(tenant(taken_at=NOW + timedelta(days=1)), tmp_path)
    (newest / "manifest.json").unlink()

    with pytest.raises(NotKnown, match=r"has no manifest\.json"):
        snapshots.latest(tmp_path, "source")
