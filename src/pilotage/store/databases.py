"""Which database the records are in, and the secret that signs what leaves this machine."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pilotage.facts.errors import InputError

FILE, SECRET = "records.sqlite3", "secret.key"

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;"
    ),
}
"""Readers never wait, and writers wait their turn instead of failing.

See https://www.sqlite.org/wal.html and
https://docs.djangoproject.com/en/5.2/ref/databases/#sqlite-transaction-behavior.
"""


def database(home: Path, url: str) -> dict[str, Any]:
    """Return Django's entry for the records: PostgreSQL where ``url`` says so, else SQLite.

    Raises:
        InputError: the address is of another kind, or names no database.
    """
    if not url:
        options = dict(SQLITE_OPTIONS)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home.resolve() / FILE),
            "OPTIONS": options,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise InputError(
            "is no address of a PostgreSQL database",
            where="DATABASE_URL",
            fix="Write postgresql://user:password@host:5432/name.",
        )
    query = dict(part.split("=", 1) for part in parts.query.split("&") if "=" in part)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.get("host", "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_of(home: Path) -> str:
    """Return the secret of this installation; it is made at first use and readable by us alone.

    ``PILOTAGE_SECRET_KEY`` takes its place where several machines share the records.
    """
    if given := os.environ.get("PILOTAGE_SECRET_KEY"):
        return given
    path = home / SECRET
    if not path.is_file():
        _make_secret(path)
    return path.read_text("ascii")


def _make_secret(path: Path) -> None:
    """Put a fresh secret in place whole, unless another process was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(temporary, path)
    os.unlink(temporary)
