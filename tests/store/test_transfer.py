"""Everything moves between homes, with the same content and the same audit hash."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest
from control_room import address, home
from django.apps import apps

from pilotage.facts.errors import InputError
from pilotage.store import audit, models
from pilotage.store.archive import MANIFEST
from pilotage.store.table_rows import MOVED
from pilotage.store.transfer import export_all, import_all

pytestmark = pytest.mark.django_db
STAYS = {models.Job, models.Said}


def pilotage(there, *words):
    """Run one command on another home, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "pilotage.cli.main", "--home", str(there), *map(str, words)]
    environment = kept | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "all.zip"
    export_all(home(), path)
    return path


def test_no_table_is_forgotten():
    assert set(MOVED) | STAYS == set(apps.get_app_config("store").get_models())


def test_what_was_taken_in_goes_out_again_to_the_byte_d7(tmp_path, archive):
    taken = pilotage(tmp_path / "b", "import", archive, "--json")
    assert taken.returncode == 0, taken.stderr
    again = pilotage(tmp_path / "b", "export", "--all", tmp_path / "again.zip", "--json")
    assert again.returncode == 0, again.stderr

    seal = audit.prove(audit.entries()).seal
    assert json.loads(taken.stdout)["audit_hash"] == json.loads(again.stdout)["audit_hash"] == seal
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_no_password_and_no_secret_is_in_an_export(archive):
    with zipfile.ZipFile(archive) as opened:
        users = [json.loads(line) for line in opened.open("records/user.jsonl")]
        names = opened.namelist()

    assert {each["email"] for each in users} >= {address("lead"), address("owner")}
    assert not any({"password", "last_login"} & set(each) for each in users)
    assert not [name for name in names if "secret" in name or "connections/" in name]


def test_what_is_there_already_is_never_mixed_with_an_import(archive):
    with pytest.raises(InputError, match="there are records already"):
        import_all(home(), archive)


def forge(path, name, change):
    """Change a part of an archive, and its manifest so that the digests are right."""
    with zipfile.ZipFile(path) as old:
        members = {each: old.read(each) for each in old.namelist()}
    members[name] = change(members.get(name, b""))
    manifest = json.loads(members[MANIFEST])
    digest = hashlib.sha256(members[name]).hexdigest()
    manifest["parts"][name] = {"size": len(members[name]), "digest": digest}
    members[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for each, content in members.items():
            new.writestr(each, content)


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("records/entry.jsonl", lambda old: old.replace(b'"cli"', b'"api"', 1), "was changed"),
        ("records/entry.jsonl", lambda old: old[: old.rindex(b"\n", 0, -1) + 1], "missing"),
        ("records/item.jsonl", lambda old: old + b"{\n", r"item.jsonl, line \d+: is no item"),
        ("files/other/x.txt", lambda _: b"x", "belongs to no migration"),
    ],
    ids=["changed-entry", "missing-entry", "half-a-row", "stray-file"],
)
def test_a_forged_archive_leaves_the_new_home_empty(tmp_path, archive, name, change, says):
    forge(archive, name, change)

    answer = pilotage(tmp_path / "b", "import", archive)

    assert answer.returncode == 1
    assert re.search(says, answer.stderr), answer.stderr
    left = [each.name for each in (tmp_path / "b").iterdir() if each.is_dir()]
    assert left == []
    assert "none yet" in pilotage(tmp_path / "b", "dependencies", "cuts").stderr
