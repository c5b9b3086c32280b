"""Entries of Active Directory as a test writes them down."""

from __future__ import annotations

import base64

from collect.exports import export, reading

DOMAIN = (21, 1, 2, 3)


def entry(name, *classes, **values):
    """Return an entry of DC=harbour,DC=example; bytes are written in base64."""
    lines = [f"dn: CN={name},DC=harbour,DC=example", f"cn: {name}"]
    lines += [f"objectClass: {each}" for each in classes]
    for attribute, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            raw = isinstance(each, bytes)
            lines.append(
                f"{attribute}:: {base64.b64encode(each).decode()}"
                if raw
                else f"{attribute}: {each}"
            )
    return "\n".join([*lines, "", ""])


def sid(*parts):
    """Return a security identifier as the directory keeps it."""
    ends = b"".join(part.to_bytes(4, "little") for part in parts)
    return bytes([1, len(parts)]) + (5).to_bytes(6, "big") + ends


def read(folder, *entries):
    """Return what the reader gives for a file of these entries."""
    return reading("ldif", export(folder, "directory.ldif", "".join(entries)))


def dn(name):
    """Return the normal name of an entry."""
    return f"cn={name.lower()},dc=harbour,dc=example"
