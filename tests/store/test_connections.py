import stat

import pytest
from cryptography.fernet import Fernet

from pilotage.connect.vault import Vault
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store import connections
from pilotage.store.connections import Connection

VAULT = Vault(Fernet.generate_key())
HARBOUR = Connection("harbour", "graph", {"tenant": "harbour.example"}, {"secret": "tops3cret"})


def test_a_connection_comes_back_whole(tmp_path):
    connections.save(HARBOUR, tmp_path, VAULT)

    assert connections.load("harbour", tmp_path, VAULT) == HARBOUR
    assert HARBOUR.values == {"tenant": "harbour.example", "secret": "tops3cret"}


def test_the_secret_is_nowhere_in_the_home_folder_and_in_no_repr(tmp_path):
    path = connections.save(HARBOUR, tmp_path, VAULT)

    assert b"tops3cret" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "tops3cret" not in repr(HARBOUR)
    assert all("tops3cret" not in each.secrets.values() for each in connections.listed(tmp_path))


def test_another_key_does_not_open_it(tmp_path):
    connections.save(HARBOUR, tmp_path, VAULT)

    with pytest.raises(InputError, match="the secret of connection harbour"):
        connections.load("harbour", tmp_path, Vault(Fernet.generate_key()))


def test_a_removed_connection_is_gone(tmp_path):
    connections.save(HARBOUR, tmp_path, VAULT)
    connections.remove("harbour", tmp_path)

    assert connections.listed(tmp_path) == []
    with pytest.raises(NotKnown, match="no connection harbour; known are none"):
        connections.load("harbour", tmp_path, VAULT)


@pytest.mark.parametrize("name", ["../up", "Upper", "", "files", "a" * 41, "a/b"])
def test_a_name_that_cannot_be_one_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="cannot be the name"):
        connections.save(Connection(name, "graph", {}), tmp_path, VAULT)


def test_a_damaged_file_is_named(tmp_path):
    connections.save(HARBOUR, tmp_path, VAULT).write_text('{"name": "harbour"}')

    with pytest.raises(InputError, match=r"harbour.json: kind"):
        connections.listed(tmp_path)
