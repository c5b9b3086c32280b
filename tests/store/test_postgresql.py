"""The same records on PostgreSQL: moved there and back, and as strict about the audit log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from control_room import CLIENT, MIGRATION, home
from servers.postgresql import postgresql, programs

from pilotage.store.transfer import export_all

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(programs() is None, reason="not installed: apt-get install postgresql"),
]


@pytest.fixture(scope="module")
def server():
    with postgresql() as address:
        yield address


def pilotage(there: Path, address: str, *words: object):
    """Run one command on another home, whose records are in a database."""
    command = [sys.executable, "-m", "pilotage.cli.main", "--home", str(there), *map(str, words)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "DATABASE_URL": address}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_records_move_to_postgresql_and_back_to_the_byte_d7(tmp_path, server):
    archive, again = tmp_path / "all.zip", tmp_path / "again.zip"
    export_all(home(), archive)

    taken = pilotage(tmp_path / "b", server, "import", archive)
    assert taken.returncode == 0, taken.stderr
    assert not (tmp_path / "b/records.sqlite3").exists()
    sent = pilotage(tmp_path / "b", server, "export", "--all", again)
    assert sent.returncode == 0, sent.stderr
    assert again.read_bytes() == archive.read_bytes()

    assert pilotage(tmp_path / "b", server, "audit", "verify").returncode == 0
    name = f"{CLIENT}/{MIGRATION}"
    client = pilotage(tmp_path / "b", server, "--migration", name, "member", "add",
                      "lead@demo.example", "auditor")  # fmt: skip
    assert client.returncode == 0, client.stderr
    _refuses_changes(server)


def _refuses_changes(server: str) -> None:
    for statement in (
        "UPDATE store_entry SET who = 'x' WHERE number = 1",
        "DELETE FROM store_entry WHERE number = 1",
        "TRUNCATE store_entry CASCADE",
    ):
        with (
            psycopg.connect(server) as wire,
            pytest.raises(psycopg.errors.RaiseException, match="never changed"),
        ):
            wire.execute(statement)
