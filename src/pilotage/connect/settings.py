"""What several wires check of their settings, before anything is sent.

Each check returns the setting as it is used, and names the setting in its error.
"""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Collection
from pathlib import Path

from pilotage.facts.errors import InputError

LAST_PORT = 65535
SHOWN = 80
"""Letters of a setting that an error repeats."""

NUMBER = re.compile(r"[0-9]{1,9}")
IN_BRACKETS = re.compile(r"\[(?P<address>[^\]]+)\](?::(?P<port>[0-9]{1,5}))?")
WITH_PORT = re.compile(r"(?P<address>[^:]+):(?P<port>[0-9]{1,5})")

Place = tuple[str, int]
"""An IP address and a port."""


def server_name(said: str, scheme: str) -> str:
    """Return the name or address of a server, without what people put around it.

    Raises:
        InputError: it is empty, or a URL; ``scheme`` is the one that is likely.
    """
    name = said.strip()
    if not name or any(sign in name for sign in "/@ "):
        fix = f"Give the name alone, without {scheme}:// before it."
        raise InputError(f"is '{name}', which is no name of a server", where="host", fix=fix)
    return name


def number(key: str, said: str, most: int = LAST_PORT) -> int:
    """Return a whole number from 1 to ``most``.

    Raises:
        InputError: it is none.
    """
    if not NUMBER.fullmatch(said) or not 0 < int(said) <= most:
        says = f"is '{said[:SHOWN]}', which is no {'port' if key == 'port' else 'number for this'}"
        raise InputError(says, where=key, fix=f"Give 1 to {most}.")
    return int(said)


def chosen(key: str, said: str, choices: Collection[str]) -> str:
    """Return one of ``choices``.

    Raises:
        InputError: it is none of them.
    """
    if said not in choices:
        raise InputError(f"is {said[:SHOWN]}", where=key, fix=f"Choose {', '.join(choices)}.")
    return said


def existing_file(key: str, path: str) -> str:
    """Return the path of a file that is there; empty stays empty.

    Raises:
        InputError: it is no file.
    """
    if path and not Path(path).is_file():
        raise InputError(f"{path} is no file", where=key, fix="Give the path to a file.")
    return path


def trust(ca_file: str, key: str = "ca_file") -> ssl.SSLContext:
    """Return what checks a server: the authorities of ``ca_file`` alone, or the usual ones.

    Raises:
        InputError: the file is not there, or holds no certificate.
    """
    try:
        context = ssl.create_default_context(cafile=existing_file(key, ca_file) or None)
    except (OSError, ssl.SSLError) as error:
        says = f"{ca_file} holds no certificate of an authority in PEM"
        raise InputError(says, where=key, fix="Export it as PEM (base64).") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def ip_address(key: str, said: str) -> str:
    """Return an IP address as it is usually written.

    Raises:
        InputError: it is none.
    """
    try:
        return str(ipaddress.ip_address(said))
    except ValueError as error:
        fix = "Give an address, as 192.0.2.1."
        raise InputError(f"'{said[:SHOWN]}' is no IP address", where=key, fix=fix) from error


def ip_place(key: str, said: str, usual: int) -> Place:
    """Return an address and a port, from ``192.0.2.1:5353``, ``[2001:db8::1]:5353`` or less.

    Raises:
        InputError: one of them is none.
    """
    found = IN_BRACKETS.fullmatch(said) or WITH_PORT.fullmatch(said)
    address, port = (found["address"], int(found["port"] or usual)) if found else (said, usual)
    if not 0 < port <= LAST_PORT:
        raise InputError(f"{port} is no port", where=key)
    return ip_address(key, address), port
