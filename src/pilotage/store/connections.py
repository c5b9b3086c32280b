"""Named connections of a home folder: what opens each, with its secrets sealed.

Layout: ``connections/<name>.json`` with kind, settings in plain text, and sealed secrets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pilotage.connect.vault import Vault
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store.home import read_file, write_file

FOLDER = "connections"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
RESERVED = ("files",)
"""Names that mean something else where a connection is named."""


@dataclass(frozen=True)
class Connection:
    """How one system is opened; ``secrets`` are never shown."""

    name: str
    kind: str
    settings: dict[str, str]
    secrets: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def values(self) -> dict[str, str]:
        """Return the settings and the secrets together."""
        return {**self.settings, **self.secrets}


CONNECTIONS = TypeAdapter(Connection)


def save(connection: Connection, home: Path, vault: Vault) -> Path:
    """Write a connection with its secrets sealed, and return its file.

    Raises:
        InputError: the name cannot be a name.
    """
    path = _path(connection.name, home)
    sealed = {key: vault.seal(secret) for key, secret in connection.secrets.items()}
    kept = Connection(connection.name, connection.kind, connection.settings, sealed)
    write_file(path, CONNECTIONS.dump_json(kept, indent=2))
    path.chmod(0o600)
    return path


def load(name: str, home: Path, vault: Vault) -> Connection:
    """Return a connection with its secrets open.

    Raises:
        NotKnown: there is none of that name; says which there are.
        InputError: it is damaged, or its secrets cannot be opened.
    """
    kept = _read(_existing(name, home))
    secrets = {
        key: vault.open(sealed, f"the {key} of connection {name}")
        for key, sealed in kept.secrets.items()
    }
    return Connection(kept.name, kept.kind, kept.settings, secrets)


def listed(home: Path) -> list[Connection]:
    """Return every connection by name, its secrets still sealed."""
    return [_read(path) for path in sorted((home / FOLDER).glob("*.json"))]


def remove(name: str, home: Path) -> None:
    """Remove a connection with its secrets.

    Raises:
        NotKnown: there is none of that name.
    """
    _existing(name, home).unlink()


def _path(name: str, home: Path) -> Path:
    if not NAME.fullmatch(name) or name in RESERVED:
        fix = "Use small letters, digits and hyphens, at most 40."
        raise InputError("cannot be the name of a connection", where=name, fix=fix)
    return home / FOLDER / f"{name}.json"


def _existing(name: str, home: Path) -> Path:
    path = _path(name, home)
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in (home / FOLDER).glob("*.json"))) or "none"
        fix = "Make one with: pilotage connection add."
        raise NotKnown(f"there is no connection {name}; known are {known}. {fix}")
    return path


def _read(path: Path) -> Connection:
    try:
        return CONNECTIONS.validate_json(read_file(path))
    except ValidationError as error:
        first = error.errors()[0]
        says = ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
        raise InputError(says, where=str(path), fix="Remove it and add it again.") from None
