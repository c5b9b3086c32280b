"""The main job on systems that answer live: what the engagement file names as connections."""

from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from emulator import NO_LIMITS, Clock, Emulator, Registration, demo_tenant, serving

from pilotage.connect.vault import KEY, Vault
from pilotage.engine.run import run
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import NETWORK_LINKS, USERS
from pilotage.store import connections
from pilotage.store.connections import Connection

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
LINKS = "link,office,up_mbps\nline-1,Porto,100\n"
TERMS = """
[migration]
name = "Quay"
client = "Quay (invented)"
kind = "tenant-to-tenant"
starts_on = 2026-01-12
[source]
name = "Quay (invented)"
exports = ["files"]
connections = ["quay"]
[target]
name = "Harbour (invented)"
"""


@pytest.fixture
def quay(tmp_path, monkeypatch):
    """An engagement whose source is an emulated tenant of 40 people and a file of links."""
    key, app = Fernet.generate_key(), Registration()
    monkeypatch.setenv(KEY, key.decode())
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "network_links.csv").write_text(LINKS)
    (tmp_path / "engagement.toml").write_text(TERMS)
    emulator = Emulator(demo_tenant(40, 1, NOW.date()), (app,), Clock(), limits=NO_LIMITS)
    with serving(emulator, tmp_path) as running:
        settings = {
            **{"tenant": emulator.tenant.id, "client_id": app.client_id, "sign_in": "secret"},
            **{"endpoint": running.address, "authority": running.address},
            "ca_file": str(running.certificate),
        }
        made = Connection("quay", "graph", settings, {"secret": app.secret})
        connections.save(made, tmp_path / "home", Vault(key))
        yield tmp_path


def test_live_systems_and_files_make_one_environment_and_leave_no_answers(quay):
    done = run(quay, quay / "home", now=NOW, effort="quick", report=lambda what, at, of: None)
    source = done.prepared.material.situation.source

    assert source is not None
    assert source.missing(USERS) == ""
    assert source[USERS].height > 40
    assert source[NETWORK_LINKS]["link"].to_list() == ["line-1"]
    assert not [each for each in (quay / "home" / "collections").iterdir() if each.is_dir()]


def test_a_connection_that_nobody_added_is_said_before_anything_is_written(quay):
    connections.remove("quay", quay / "home")

    with pytest.raises(NotKnown, match="there is no connection quay"):
        run(quay, quay / "home", now=NOW, effort="quick", report=lambda what, at, of: None)
    assert not (quay / "home" / "report.html").exists()
