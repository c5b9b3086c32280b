"""Read folders of exports into one snapshot, and say what was taken, what was left, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate, chain
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pilotage.collect.files import Batch, ExportFile, Facts, Reader, readers_in_order
from pilotage.collect.files.age import made_at
from pilotage.collect.files.coverage import never_asked
from pilotage.collect.files.find import files_below, opened
from pilotage.collect.files.foreign import foreign_files
from pilotage.collect.files.merge import captures, needed
from pilotage.collect.files.paging import pages_missing
from pilotage.collect.files.piece import Piece, joined
from pilotage.collect.files.plausible import plausible
from pilotage.collect.files.resolve import resolved
from pilotage.collect.files.unread import left_unknown
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Capture, Refusal, Snapshot
from pilotage.facts.tables import THIRD_PARTY_RESULTS

Progress = Callable[[str, int, int], None]
"""Called before each file with its name, the bytes behind it, and the bytes in all."""

SAID = 3
"""So many files are named where nothing could be read."""

TIMELESS = "scuba_config"
"""Reader of files that somebody wrote, and that were not read from an environment."""

UNKNOWN = "is in no format that Pilotage reads"
STRANGERS = {
    "mailboxes": "mailbox",
    "licences_assigned": "user",
    "authentication_registration": "user",
    "sign_ins": "user",
}
"""Columns that should name somebody in ``users``."""


@dataclass(frozen=True)
class Taken:
    """A file that was used: which reader took it, what it holds, and rows per table."""

    file: str
    reader: str
    holds: str
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Reading:
    """A snapshot and how it came about.

    ``left`` are whole files that were not used. Rows and values that could not be used stand in
    ``snapshot.refused`` with them. ``notes`` are sentences for people about rows that were kept.
    """

    snapshot: Snapshot
    taken: tuple[Taken, ...]
    left: tuple[Refusal, ...]
    notes: tuple[str, ...] = ()


@dataclass
class _Heap:
    """What has been read so far."""

    pieces: list[Piece] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    left: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    facts: list[tuple[str, Facts]] = field(default_factory=list)

    def leave(
        self, refusal: Refusal, name: str, readers: Sequence[Reader], holds: str = ""
    ) -> None:
        """Leave a file, and note of each table that it should have filled that it is not whole."""
        said, pieces = left_unknown(refusal, name, readers, holds)
        self.left.append(said)
        self.pieces += pieces

    def made_at(self, read_at: datetime) -> datetime:
        """Return when the exports were made; results of other tools have a time of their own."""
        stated = {file: fact.made_at for file, fact in self.facts if fact.made_at}
        exports = [one for one in self.taken if one.rows.keys() - {THIRD_PARTY_RESULTS.name}]
        files = [one.file for one in exports if one.reader != TIMELESS]
        return made_at(stated, files, read_at)

    def without_foreign(self) -> _Heap:
        """Return the heap without files about another tenant; this one lacks nothing for that."""
        foreign = foreign_files(self.pieces)
        left = [Refusal(file, why, 0, harmless=True) for file, why in foreign.items()]
        return replace(
            self,
            pieces=[one for one in self.pieces if foreign.keys().isdisjoint(one.files)],
            taken=[one for one in self.taken if one.file not in foreign],
            left=[*self.left, *left],
            facts=[(file, fact) for file, fact in self.facts if file not in foreign],
        )


def read_folder(
    paths: Sequence[Path],
    *,
    side: str,
    taken_at: datetime,
    exact: bool = False,
    tenant: str = "",
    progress: Progress = lambda name, done, total: None,
) -> Reading:
    """Read files, folders and archives as one environment at one moment.

    ``taken_at`` is the moment of reading; where all exports state when they were made, that
    moment counts, unless ``exact`` says that a person stated it. ``tenant`` is the name to use;
    left empty, the one that the export states, else the name of the first path.

    Raises:
        InputError: a path does not exist, or nothing in them could be read.
    """
    heap = _read_all(paths, progress).without_foreign()
    if not any(one.rows for one in heap.taken):
        raise _nothing(paths, heap.left or heap.refused)
    facts = [fact for _, fact in heap.facts]
    taken_at = taken_at if exact else heap.made_at(taken_at)
    names = {id: name for fact in facts for id, name in fact.names.items()}
    kept, needless = needed(heap.pieces)
    pieces: list[Piece] = []
    for piece in resolved(joined(kept), names):
        sane, odd = plausible(piece, taken_at)
        pieces.append(sane)
        heap.refused += odd
    made, lost = captures(pieces, pages_missing(kept))
    made |= never_asked(kept, made)
    stated = sorted({fact.tenant for fact in facts} - {""})
    snapshot = Snapshot(
        tenant or (stated[0] if stated else paths[0].resolve().name),
        taken_at,
        made,
        side,
        (*heap.left, *heap.refused, *needless, *lost),
    )
    notes = [note for fact in facts for note in fact.notes]
    if len(stated) > 1:
        notes.append(f"the files are of {len(stated)} organisations: {', '.join(stated)}")
    return Reading(snapshot, tuple(heap.taken), tuple(heap.left), (*notes, *_strangers(made)))


def _read_all(paths: Sequence[Path], progress: Progress) -> _Heap:
    heap = _Heap()
    found = files_below(paths)
    sizes = [each.size for each in found]
    behind = accumulate(sizes, initial=0)
    readers = readers_in_order()
    with TemporaryDirectory(prefix="pilotage-") as scratch:
        for each, done in zip(found, behind, strict=False):
            progress(each.name, done, sum(sizes))
            for file in opened(each, Path(scratch)):
                if isinstance(file, Refusal):
                    heap.leave(file, file.where, readers)
                else:
                    _take(file, readers, heap)
    return heap


def _take(file: ExportFile, readers: Sequence[Reader], heap: _Heap) -> None:
    """Read one file with the first reader that knows it; keep all of it or nothing."""
    chosen = next(((one, what) for one in readers if (what := one.recognise(file))), None)
    if chosen is None:
        heap.leave(Refusal(file.name, UNKNOWN, 0), file.name, readers)
        return
    reader, holds = chosen
    try:
        given = list(reader.read(file))
    except InputError as error:
        why = ". ".join(filter(None, (error.says.rstrip("."), error.fix)))
        heap.leave(Refusal(error.where or file.name, why, 0), file.name, [reader], holds)
        return
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}"
        heap.leave(Refusal(file.name, why, 0), file.name, [reader], holds)
        return
    batches = [one for one in given if isinstance(one, Batch)]
    heap.pieces += [Piece(reader.id, holds, (file.name,), batch) for batch in batches]
    heap.facts += [(file.name, one) for one in given if isinstance(one, Facts)]
    rows: Counter[str] = Counter()
    for batch in batches:
        rows[batch.table.name] += batch.frame.height
    refused = [one for one in given if isinstance(one, Refusal)]
    refused += chain.from_iterable(batch.refused for batch in batches)
    heap.refused += [replace(one, tables=one.tables or tuple(sorted(rows))) for one in refused]
    heap.taken.append(Taken(file.name, reader.id, holds, dict(rows)))


def _nothing(paths: Sequence[Path], left: Sequence[Refusal]) -> InputError:
    where = ", ".join(str(path) for path in paths)
    fix = "Put exports there: Graph JSON, usage reports, CSV, ScubaGear, SharpHound or LDIF."
    if not left:
        return InputError("holds no file.", where=where, fix=fix)
    telling = sorted(left, key=lambda one: one.why == UNKNOWN)
    said = [f"{one.where} {one.why.rstrip('.')}" for one in telling[:SAID]]
    more = [f"and {len(left) - SAID} more"] * (len(left) > SAID)
    says = f"holds nothing that can be read: {'; '.join([*said, *more])}"
    return InputError(f"{says}.", where=where, fix=fix)


def _strangers(made: Mapping[str, Capture]) -> Iterator[str]:
    """Say how many rows name somebody who is not in ``users``; they are kept."""
    if "users" not in made:
        return
    users = made["users"].frame["user"]
    for table, column in STRANGERS.items():
        if table not in made:
            continue
        odd = made[table].frame.filter(~pl.col(column).is_in(users.implode()))[column]
        if len(odd):
            yield (
                f"{table}: {len(odd)} rows belong to somebody who is not in users, "
                f"such as {odd[0]}; they are kept"
            )
