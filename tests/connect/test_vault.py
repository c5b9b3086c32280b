import os
import stat

import pytest
from cryptography.fernet import Fernet

from pilotage.connect.vault import KEY, KEY_FILE, Vault, vault
from pilotage.facts.errors import InputError


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A user without a key, whose home is empty."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.delenv(KEY_FILE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / ".config" / "pilotage" / "key"


def test_what_is_sealed_is_opened_with_the_same_key_only():
    ours, theirs = (Vault(Fernet.generate_key()) for _ in range(2))
    sealed = ours.seal("tops3cret")

    assert "tops3cret" not in sealed
    assert ours.open(sealed, "the secret") == "tops3cret"
    with pytest.raises(InputError, match=r"the secret: cannot be opened"):
        theirs.open(sealed, "the secret")
    with pytest.raises(InputError, match="cannot be opened"):
        ours.open(f"A{sealed[1:-2]}AA", "the secret")


def test_a_key_is_made_once_and_for_its_owner_alone(nowhere):
    sealed = vault().seal("tops3cret")

    assert vault().open(sealed, "the secret") == "tops3cret"
    assert stat.S_IMODE(nowhere.stat().st_mode) == 0o600
    assert [each.name for each in nowhere.parent.iterdir()] == ["key"]


def test_a_key_that_others_can_read_is_refused(nowhere):
    vault()
    nowhere.chmod(0o644)

    with pytest.raises(InputError, match="can be read by others"):
        vault()


def test_the_key_may_come_from_the_environment(nowhere, monkeypatch):
    key = Fernet.generate_key()
    monkeypatch.setenv(KEY, key.decode())

    assert Vault(key).open(vault().seal("a"), "it") == "a"
    assert not nowhere.exists()


def test_a_named_key_file_is_never_made(nowhere, monkeypatch):
    monkeypatch.setenv(KEY_FILE, str(nowhere.parent.parent / "absent"))

    with pytest.raises(InputError, match="has no key"):
        vault()


@pytest.mark.parametrize("key", ["", "short", "ä" * 44])
def test_what_is_no_key_is_said_without_showing_it(key):
    with pytest.raises(InputError, match="no key of 32 bytes") as caught:
        Vault(key.encode())
    assert not key or key not in str(caught.value).replace("base 64", "")


def test_a_vault_shows_nothing_of_its_key():
    key = Fernet.generate_key()

    assert key.decode() not in repr(Vault(key))
    assert os.fsdecode(key) not in str(vars(Vault(key)).keys())
