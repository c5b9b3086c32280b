"""Values of an entry as columns have them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from pilotage.collect.ldif.directory import Directory, object_id
from pilotage.collect.ldif.records import Entry

DISABLED = 2
FLAGS = frozenset({"enabled", "hidden", "has_archive", "sign_in_enabled"})

Value = Callable[[Entry], Any]
Fields = Mapping[str, tuple[tuple[str, ...], Value]]
"""Of each column the attributes that it comes from, and how."""


def texts(names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], Value]]:
    """Return columns that are the first value of the first of their attributes."""
    return {column: (attributes, _first(attributes)) for column, attributes in names.items()}


def rows(entries: Sequence[Entry], key: str, fields: Fields) -> pl.DataFrame:
    """Return a column per field of which some entry has an attribute; times still as text."""
    seen = {name for entry in entries for name in (*entry.texts, *entry.raw)}
    columns: dict[str, pl.Series] = {key: pl.Series([object_id(entry) for entry in entries])}
    for name, (attributes, value) in fields.items():
        if seen & set(attributes):
            dtype = pl.Boolean if name in FLAGS else pl.String
            columns[name] = pl.Series([value(entry) for entry in entries], dtype=dtype)
    return pl.DataFrame(columns)


def every(entry: Entry, names: Sequence[str]) -> list[str]:
    """Return all values of these attributes."""
    return [value for name in names for value in entry.texts.get(name, ())]


def primary(entry: Entry) -> str | None:
    """Return the address that mail is sent from."""
    main = (one[5:] for one in entry.texts.get("proxyaddresses", ()) if one.startswith("SMTP:"))
    return next(main, None) or entry.first("mail")


def reference(directory: Directory, name: str) -> Value:
    """Return what reads the id of the object that the attribute names."""

    def value(entry: Entry) -> str | None:
        dn = entry.first(name)
        return directory.id_of(dn) if dn else None

    return value


def number(entry: Entry, name: str) -> int | None:
    """Return a value as the whole number that it is."""
    text = entry.first(name) or ""
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() else None


def enabled(entry: Entry) -> bool | None:
    """Read the flag that Active Directory sets on a disabled account.

    Source: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties
    """
    control = number(entry, "useraccountcontrol")
    return None if control is None else not control & DISABLED


def encoded(name: str) -> Value:
    """Return what writes the bytes of the attribute in base64."""

    def value(entry: Entry) -> str | None:
        raw = entry.raw.get(name)
        return base64.b64encode(raw).decode() if raw else None

    return value


def _first(names: tuple[str, ...]) -> Value:
    return lambda entry: entry.first(*names)
