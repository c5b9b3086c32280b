"""Walk a folder tree and count what lies in it, in memory that does not grow with it.

Links are counted and never followed, so that nothing outside is read and no loop is entered.
Nothing is opened but folders. A hard-linked file counts once.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pilotage.connect.share.names import printable, refused
from pilotage.connect.share.rights import WRITE, Rights, rights_of

DEEPEST = 500
"""Levels below which nothing is read; a tree has so many only by mistake."""

MOST_LINKED = 1_000_000
MOST_TYPES, LONGEST_TYPE = 2_000, 10
OTHER = "other"
EVERY = 10_000
"""After so many files it is told how far the walk is."""


@dataclass
class Tally:
    """What was counted. ``unreadable`` are folders and files that could not be looked at.

    ``longest_path`` is in letters; ``depth`` in levels below the folder. ``open_count`` are
    files and folders that everyone may write, and ``own_rights`` folders whose rights are not
    those of the folder above.
    """

    file_count: int = 0
    folder_count: int = 0
    size_bytes: int = 0
    largest_file_bytes: int = 0
    depth: int = 0
    longest_path: int = 0
    longest_example: str = ""
    refused_names: int = 0
    refused_example: str = ""
    link_count: int = 0
    unreadable: int = 0
    unreadable_example: str = ""
    open_count: int = 0
    own_rights: int = 0
    modified: float | None = None
    types: Counter[str] = field(default_factory=Counter)
    linked: set[tuple[int, int]] = field(default_factory=set)

    def lengthen(self, letters: int, path: str) -> None:
        """Note a path as long as the longest or longer; of equal ones, the first by its letters."""
        if letters > self.longest_path or printable(path) < self.longest_example:
            self.longest_path, self.longest_example = letters, printable(path)

    def refuse(self, path: str) -> None:
        """Count a name that is refused; the example is the first in the order of letters."""
        self.refused_names += 1
        self.refused_example = min(filter(None, (self.refused_example, printable(path))))

    def miss(self, path: str) -> None:
        """Count what could not be looked at."""
        self.unreadable += 1
        self.unreadable_example = min(filter(None, (self.unreadable_example, printable(path))))


@dataclass(frozen=True)
class _Folder:
    """A folder to read: how deep it lies, how long its path is in the target, who reaches it."""

    path: str
    depth: int
    letters: int
    reached: bool
    rights: Rights


@dataclass
class Walk:
    """One walk below ``root``. ``letters`` is the length of the path in the target so far.

    ``deep`` tells whether folders below are read, ``reached`` whether everyone reaches the root.
    """

    root: str
    letters: int
    deep: bool = True
    reached: bool = True
    rights_of: Callable[[str, os.stat_result], Rights] = rights_of
    tell: Callable[[int], None] = lambda count: None
    tally: Tally = field(default_factory=Tally)

    def run(self) -> Tally:
        """Walk to the end, and return what was counted.

        Raises:
            OSError: the root itself is not there.
        """
        rights = self.rights_of(self.root, os.stat(self.root))
        self._rights(rights, rights, reached=self.reached)
        self.tally.lengthen(self.letters, self.root)
        reached = self.reached and rights.everyone_enters
        rest = [_Folder(self.root, 0, self.letters, reached, rights)]
        while rest:
            self._read(rest.pop(), rest)
        self.tally.linked.clear()
        return self.tally

    def _read(self, folder: _Folder, rest: list[_Folder]) -> None:
        self.tally.depth = max(self.tally.depth, folder.depth)
        try:
            with os.scandir(folder.path) as entries:
                for entry in entries:
                    self._take(entry, folder, rest)
        except OSError:
            self.tally.miss(folder.path)

    def _take(self, entry: os.DirEntry[str], folder: _Folder, rest: list[_Folder]) -> None:
        if entry.is_dir(follow_symlinks=False) and not self.deep:
            return
        tally, letters = self.tally, folder.letters + 1 + len(entry.name)
        if letters >= tally.longest_path:
            tally.lengthen(letters, entry.path)
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            tally.miss(entry.path)
            return
        if refused(entry.name):
            tally.refuse(entry.path)
        if stat.S_ISDIR(status.st_mode):
            self._enter(entry, folder, status, letters, rest)
        elif stat.S_ISREG(status.st_mode):
            self._count(entry.name, status)
            tally.open_count += folder.reached and bool(status.st_mode & WRITE)
        elif stat.S_ISLNK(status.st_mode):
            tally.link_count += 1

    def _enter(
        self,
        entry: os.DirEntry[str],
        folder: _Folder,
        status: os.stat_result,
        letters: int,
        rest: list[_Folder],
    ) -> None:
        self.tally.folder_count += 1
        if folder.depth >= DEEPEST:
            self.tally.miss(entry.path)
            return
        rights = self.rights_of(entry.path, status)
        self._rights(rights, folder.rights, reached=folder.reached)
        reached = folder.reached and rights.everyone_enters
        rest.append(_Folder(entry.path, folder.depth + 1, letters, reached, rights))

    def _rights(self, rights: Rights, above: Rights, *, reached: bool) -> None:
        self.tally.own_rights += rights != above
        self.tally.open_count += reached and rights.everyone_writes and rights.everyone_enters

    def _count(self, name: str, status: os.stat_result) -> None:
        tally = self.tally
        if status.st_nlink > 1 and len(tally.linked) < MOST_LINKED:
            if (same := (status.st_dev, status.st_ino)) in tally.linked:
                return
            tally.linked.add(same)
        tally.file_count += 1
        tally.size_bytes += status.st_size
        tally.largest_file_bytes = max(tally.largest_file_bytes, status.st_size)
        tally.modified = max(tally.modified or status.st_mtime, status.st_mtime)
        tally.types[self._type(name)] += status.st_size
        if tally.file_count % EVERY == 0:
            self.tell(tally.file_count)

    def _type(self, name: str) -> str:
        stem, dot, end = name.rpartition(".")
        if not (stem and dot and end.isascii() and end.isalnum() and len(end) <= LONGEST_TYPE):
            return OTHER
        type = end.lower()
        known = type in self.tally.types or len(self.tally.types) < MOST_TYPES
        return type if known else OTHER
