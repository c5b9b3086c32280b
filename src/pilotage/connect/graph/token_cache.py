"""Tokens kept between two collections, in a file that only the key opens."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import msal

from pilotage.connect.vault import Vault
from pilotage.facts.errors import InputError


@dataclass
class TokenCache:
    """A cache of msal with the file it is kept in, sealed. Without a file nothing is kept."""

    path: Path | None
    vault: Vault | None
    tokens: msal.SerializableTokenCache = field(
        default_factory=msal.SerializableTokenCache, repr=False
    )

    def load(self) -> None:
        """Take what the file holds, if there is one.

        Raises:
            InputError: it cannot be read, or was sealed with another key.
        """
        if not (self.path and self.vault and self.path.exists()):
            return
        try:
            sealed = self.path.read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("cannot be read", where=str(self.path)) from error
        self.tokens.deserialize(self.vault.open(sealed, str(self.path)))

    def save(self) -> None:
        """Write what changed, whole or not at all, for the owner alone.

        Raises:
            InputError: it cannot be written.
        """
        if not (self.path and self.vault and self.tokens.has_state_changed):
            return
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as out:
                out.write(self.vault.seal(self.tokens.serialize()))
            part.replace(self.path)
        except OSError as error:
            says = f"the tokens cannot be kept ({error.strerror})"
            raise InputError(says, where=str(self.path)) from error
