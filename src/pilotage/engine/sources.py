"""The kinds of systems that can be read live. A kind is imported when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from pilotage.connect.sources import SourceKind
from pilotage.facts.errors import InputError
from pilotage.store.connections import Connection

KINDS = ("dns", "exchange", "graph", "imap", "ldap", "network", "share")


def kind_of(id: str) -> SourceKind:
    """Return the kind named ``id``.

    Raises:
        InputError: there is no such kind; says which there are.
    """
    if id not in KINDS:
        raise InputError("is no kind of source", where=id, fix=f"Known are {', '.join(KINDS)}.")
    kind = import_module(f"pilotage.connect.{id}").KIND
    assert isinstance(kind, SourceKind)
    return kind


def kinds() -> Iterator[SourceKind]:
    """Yield every kind in the order of their names."""
    yield from map(kind_of, KINDS)


def checked(connection: Connection) -> Connection:
    """Return the connection with defaults filled in.

    Raises:
        InputError: a setting is unknown, missing, or none of its choices.
    """
    kind, where = kind_of(connection.kind), f"connection {connection.name}"
    known = {each.key: each for each in kind.settings}
    if odd := sorted(connection.values.keys() - known.keys()):
        fix = f"Known are {', '.join(known)}."
        raise InputError(f"has no setting {odd[0]}", where=where, fix=fix)
    settings = {each.key: each.default for each in kind.settings if each.default}
    settings |= {key: value for key, value in connection.settings.items() if value}
    for each in kind.settings:
        value = {**settings, **connection.secrets}.get(each.key, "")
        if each.required and not value:
            raise InputError(f"lacks {each.key}: {each.says}", where=where)
        if each.choices and value and value not in each.choices:
            fix = f"Choose {', '.join(each.choices)}."
            raise InputError(f"{each.key} is {value}", where=where, fix=fix)
    return Connection(connection.name, connection.kind, settings, connection.secrets)
