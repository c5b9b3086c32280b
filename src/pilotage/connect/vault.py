"""Secrets at rest: encrypted with a key that lies outside of what it opens.

The key is ``PILOTAGE_KEY``, or the file that ``PILOTAGE_KEY_FILE`` names, or else
``~/.config/pilotage/key``, which is made for its owner alone when it is first needed. Who copies
the home folder has no secret; who loses the key has none either and adds them again.

Encryption: Fernet (AES-128-CBC and HMAC-SHA256), https://cryptography.io/en/latest/fernet/
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from pilotage.facts.errors import InputError

KEY, KEY_FILE = "PILOTAGE_KEY", "PILOTAGE_KEY_FILE"
ADD = "Add the connection again: pilotage connection add."


class Vault:
    """Seals and opens secrets with one key. Its ``repr`` shows nothing of it."""

    def __init__(self, key: bytes) -> None:
        """Take a key of Fernet: 32 bytes in URL-safe base 64.

        Raises:
            InputError: it is no such key.
        """
        try:
            self._fernet = Fernet(key)
        except ValueError:
            fix = f"Unset {KEY} and {KEY_FILE} to have one made, or restore the right key."
            raise InputError("is no key of 32 bytes in base 64", where=KEY, fix=fix) from None

    def seal(self, secret: str) -> str:
        """Return ``secret`` encrypted, as text."""
        return self._fernet.encrypt(secret.encode()).decode()

    def open(self, sealed: str, where: str) -> str:
        """Return what ``seal`` was given; ``where`` names it in the error.

        Raises:
            InputError: it was sealed with another key, or changed since.
        """
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            says = "cannot be opened: it was sealed with another key, or changed"
            raise InputError(says, where=where, fix=ADD) from None


def vault() -> Vault:
    """Return the vault of this machine and user; a key is made where there is none.

    Raises:
        InputError: the key cannot be read or made, or others than its owner can read it.
    """
    if key := os.environ.get(KEY):
        return Vault(key.encode())
    named = os.environ.get(KEY_FILE)
    path = Path(named) if named else Path.home() / ".config" / "pilotage" / "key"
    try:
        return Vault(_made(path) if not (named or path.exists()) else _read(path))
    except OSError as error:
        fix = f"Name a file in {KEY_FILE}, or the key itself in {KEY}."
        raise InputError(f"has no key ({error.strerror})", where=str(path), fix=fix) from error


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        fix = f"Take the rights away: chmod 600 {path}."
        raise InputError("can be read by others than its owner", where=str(path), fix=fix)
    return path.read_bytes().strip()


def _made(path: Path) -> bytes:
    """Make a key; where another process was faster, return the other's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(Fernet.generate_key())
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
    return _read(path)
