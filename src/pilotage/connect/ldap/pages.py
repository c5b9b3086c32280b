"""Pages of a directory that is being collected, and the one file that they become.

A page is called by its question, the stretch that it belongs to, and its number there. A stretch
that is asked again replaces its pages, whichever and however many they were.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pilotage.connect.answers import Answers
from pilotage.connect.ldap.entries import as_ldif
from pilotage.connect.ldap.search import Page

WHOLE = "directory"
FILE, PARTS = "directory.ldif", ".directory"


class Pages:
    """The pages that ``answers`` holds. ``entries`` counts those of this attempt."""

    def __init__(self, answers: Answers) -> None:
        self.answers, self.entries = answers, 0
        self._stream, self._first, self._number = "", 0, 0
        self._waiting: bytes | None = None

    @property
    def whole(self) -> bool:
        """Tell whether an earlier attempt came to the end."""
        return self.answers.stream(WHOLE).ended

    def begin(self, stream: str, first: int) -> None:
        """Begin the stretch that starts with ``first``; what was kept of it is removed."""
        self._stream, self._first, self._number = stream, first, 0
        self._waiting = None
        self._remove(f"{stream}-{first:020d}-*.ldif")

    def restart(self, stream: str) -> None:
        """Forget all of a stream."""
        self._remove(f"{stream}-*.ldif")
        self.answers.restart(stream)

    def keep(self, page: Page, place: str) -> None:
        """Keep a page of the stretch at ``place``, where a later attempt goes on if it must."""
        self._flush(place)
        self.entries += len(page.entries)
        self._waiting = as_ldif(page.entries)

    def end(self, after: str) -> None:
        """End the stretch; ``after`` is the place of the next one, nothing if it was the last."""
        self._flush(after)
        if not after:
            self.answers.end(self._stream)

    def _flush(self, place: str) -> None:
        """Write the page that waits. The last of a stretch is noted with what comes after."""
        if self._waiting is not None:
            self._number += 1
            file = f"{PARTS}/{self._stream}-{self._first:020d}-{self._number:06d}.ldif"
            self.answers.page(self._stream, file, self._waiting, after=place)
            self._waiting = None

    def finish(self) -> None:
        """Put all pages into one file, and remove them."""
        parts = self._found("*.ldif")
        part = self.answers.folder / f".{FILE}.part"
        with part.open("wb") as whole:
            whole.write(b"version: 1\n\n")
            for path in parts:
                with path.open("rb") as page:
                    shutil.copyfileobj(page, whole)
        part.replace(self.answers.folder / FILE)
        self.answers.end(WHOLE)
        self._remove("*.ldif")

    def _found(self, pattern: str) -> list[Path]:
        return sorted((self.answers.folder / PARTS).glob(pattern))

    def _remove(self, pattern: str) -> None:
        for path in self._found(pattern):
            path.unlink()
