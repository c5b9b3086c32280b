"""The mailboxes to read: one account, or those of a CSV file.

Columns: ``account`` is the name to sign in with, ``address`` the primary address if the account
is none, ``name``, ``kind`` (user, shared, room or equipment), and ``password``. A file with
passwords must be readable by its owner alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pilotage.connect.imap.settings import Server
from pilotage.facts.errors import InputError

COLUMNS = ("account", "address", "name", "kind", "password")
MOST_BYTES = 64 * 1024**2
CONTROL = "\r\n\0"


@dataclass(frozen=True)
class Account:
    """One mailbox: the name to sign in with, its secret, and what is known of it beside."""

    name: str
    password: str = field(default="", repr=False)
    address: str = ""
    display_name: str = ""
    kind: str = ""

    @property
    def mailbox(self) -> str:
        """Return the address in lower case; the name of the account if there is none."""
        return (self.address or self.name).lower()


def accounts_of(server: Server) -> list[Account]:
    """Return the accounts to read, sorted by name.

    Raises:
        InputError: the file cannot be used; says which line.
    """
    if not server.accounts:
        return [_account({"account": server.user, "password": server.password}, "user")]
    path = Path(server.accounts)
    try:
        found = list(_rows(path, server))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fix = "Save it as CSV in UTF-8."
        raise InputError(f"cannot be read ({error})", where=str(path), fix=fix) from error
    if not found:
        raise InputError("names no account", where=str(path))
    return sorted(found, key=lambda each: each.name)


def _rows(path: Path, server: Server) -> Iterator[Account]:
    if path.stat().st_size > MOST_BYTES:
        raise InputError("is larger than 64 MB", where=str(path))
    seen: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines, skipinitialspace=True)
        header = table.fieldnames or ()
        _check_header(header, path)
        if "password" in header and path.stat().st_mode & 0o077:
            fix = f"Take the rights away: chmod 600 {path}."
            raise InputError("has passwords that others can read", where=str(path), fix=fix)
        for row in table:
            where = f"{path}:{table.line_num}"
            given = {key: (row.get(key) or "").strip() for key in COLUMNS}
            if not any(given.values()):
                continue
            account = _account({**given, "password": given["password"] or _secret(server)}, where)
            if line := seen.get(account.name):
                raise InputError(f"has the same account as line {line}", where=where)
            seen[account.name] = table.line_num
            yield account


def _check_header(header: object, path: Path) -> None:
    names = list(header) if isinstance(header, list) else []
    if "account" not in names or set(names) - set(COLUMNS):
        fix = f"Known are {', '.join(COLUMNS)}."
        says = "has no column account, or one that is not known"
        raise InputError(says, where=f"{path}:1", fix=fix)


def _secret(server: Server) -> str:
    """Return what an account without a password of its own signs in with.

    The password of one account is not tried on others; a master's and a token are for all.
    """
    return "" if server.sign_in == "own" else server.password


def _account(row: Mapping[str, str], where: str) -> Account:
    name, password = row["account"], row["password"]
    if not name or any(sign in name for sign in CONTROL):
        raise InputError("has no account", where=where)
    if not password or "\0" in password:
        raise InputError(f"has no password for {name}", where=where)
    address = row.get("address", "") or (name if "@" in name else "")
    return Account(name, password, address, row.get("name", ""), row.get("kind", ""))
