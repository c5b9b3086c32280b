"""What a wire received, kept as the files of an export that can be gone on with.

A file is written beside its place and moved there, then noted in a journal; so whatever kills
the process, the folder holds whole files, and the journal says how far each stream came. A page
that was written and not noted is asked for again and replaces itself.

Layout: the files themselves, ``.journal.jsonl``, and ``collection.json`` once it is complete.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pilotage.facts.errors import InputError

JOURNAL, COLLECTION = ".journal.jsonl", "collection.json"
MOST_JOURNAL = 256 * 1024**2


@dataclass(frozen=True)
class Stream:
    """How far one stream of answers came: pages kept, where it goes on, whether it ended.

    ``after`` is in the words of the wire: a link, a page token, a name. Empty: at the start.
    """

    pages: int = 0
    after: str = ""
    ended: bool = False


@dataclass(frozen=True)
class Withheld:
    """Tables that a system would not tell, and why, in a sentence without a full stop."""

    tables: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Effort:
    """What a collection cost: requests, bytes received, requests sent again, seconds waited."""

    requests: int = 0
    bytes: int = 0
    retries: int = 0
    waited: float = 0.0

    def __add__(self, other: Effort) -> Effort:
        """Return both efforts together."""
        return Effort(*(a + b for a, b in zip(_values(self), _values(other), strict=True)))


def _values(effort: Effort) -> tuple[Any, ...]:
    return effort.requests, effort.bytes, effort.retries, effort.waited


@dataclass
class Answers:
    """A folder that one collection fills. Safe to use from several threads."""

    folder: Path
    effort: dict[str, Effort] = field(default_factory=dict)
    withheld: dict[str, Withheld] = field(default_factory=dict)
    begun: datetime | None = None
    _streams: dict[str, Stream] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Open the folder, or make it for its owner alone, and read how far it came.

        Raises:
            InputError: it cannot be made or read, or its journal is not what we wrote.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lines = self._lines()
        except OSError as error:
            says = f"the collection cannot be kept ({error.strerror})"
            raise InputError(says, where=str(self.folder)) from error
        for number, line in enumerate(lines, start=1):
            try:
                self._apply(json.loads(line))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                where = f"{self.folder / JOURNAL}:{number}"
                fix = "Remove the folder, and collect anew."
                raise InputError("is no line of a journal", where=where, fix=fix) from error

    def begin(self, moment: datetime) -> datetime:
        """Note that the collection began at ``moment``, and return when it first began."""
        with self._lock:
            if self.begun is None:
                self._note({"begun": moment.isoformat()})
            assert self.begun is not None
            return self.begun

    def stream(self, name: str) -> Stream:
        """Return how far the stream ``name`` came."""
        with self._lock:
            return self._streams.get(name, Stream())

    def page(self, name: str, file: str, body: bytes, *, after: str = "") -> None:
        """Keep one page of the stream ``name`` as ``file``; without ``after`` it is the last.

        ``file`` is a path in the folder, with ``/`` between its parts.
        """
        self._write(file, body)
        with self._lock:
            pages = self.stream(name).pages + 1
            self._note({"stream": name, "pages": pages, "after": after, "ended": not after})

    def restart(self, name: str) -> None:
        """Forget the pages of a stream whose place to go on is no longer valid."""
        with self._lock:
            self._note({"stream": name, "pages": 0, "after": "", "ended": False})

    def end(self, name: str) -> None:
        """Note that a stream ended without another page."""
        with self._lock:
            now = self.stream(name)
            self._note({"stream": name, **asdict(replace(now, after="", ended=True))})

    def withhold(self, name: str, tables: Iterable[str], why: str) -> None:
        """Note that the system will not tell the stream ``name``; that ends it."""
        with self._lock:
            self._note({"withheld": name, "tables": sorted(tables), "why": why})
            self.end(name)

    def spent(self, name: str, effort: Effort) -> None:
        """Add to what the stream ``name`` cost. Noted with its next page or end."""
        with self._lock:
            self.effort[name] = self.effort.get(name, Effort()) + effort

    def complete(self, **about: Any) -> None:
        """Write what the collection was, as its manifest: ``about``, the effort, what is missing.

        The reader of collections takes it for the tables that were withheld.
        """
        with self._lock:
            manifest = {
                "pilotage_collection": 1,
                "begun": self.begun.isoformat() if self.begun else None,
                **about,
                "effort": {name: asdict(each) for name, each in sorted(self.effort.items())},
                "withheld": {name: asdict(each) for name, each in sorted(self.withheld.items())},
                "pages": {name: each.pages for name, each in sorted(self._streams.items())},
            }
        self._write(COLLECTION, json.dumps(manifest, indent=2, sort_keys=True).encode())

    def _write(self, file: str, body: bytes) -> None:
        """Put ``file`` in place, whole and on the disk."""
        path = self.folder / file
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise InputError("lies outside the folder of the collection", where=file)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        with part.open("wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)

    def _note(self, line: dict[str, Any]) -> None:
        """Add a line to the journal and count it; efforts so far travel with it."""
        name = line.get("stream") or line.get("withheld")
        if spent := self.effort.get(str(name)):
            line["effort"] = asdict(spent)
        with (self.folder / JOURNAL).open("ab") as out:
            out.write(json.dumps(line, sort_keys=True).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
        self._apply(line)

    def _apply(self, line: dict[str, Any]) -> None:
        if "begun" in line:
            self.begun = datetime.fromisoformat(line["begun"])
            return
        name = str(line.get("stream") or line.get("withheld"))
        if "effort" in line:
            self.effort[name] = Effort(**line["effort"])
        if "withheld" in line:
            self.withheld[name] = Withheld(tuple(line["tables"]), line["why"])
        else:
            self._streams[name] = Stream(line["pages"], line["after"], line["ended"])

    def _lines(self) -> list[bytes]:
        """Return the lines of the journal; one that was cut off is cut out of the file.

        Raises:
            InputError: the journal is larger than any collection makes it.
        """
        path = self.folder / JOURNAL
        if not path.exists():
            return []
        if path.stat().st_size > MOST_JOURNAL:
            raise InputError("is larger than 256 MB, which no journal is", where=str(path))
        whole, _, torn = path.read_bytes().rpartition(b"\n")
        if torn:
            os.truncate(path, len(whole) + 1 if whole else 0)
        return whole.splitlines()
