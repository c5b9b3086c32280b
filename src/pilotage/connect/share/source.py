"""A file share as a source: a folder as it is mounted here, walked, and kept as the CSV set.

Each folder directly below becomes a row, as departments and projects are moved one by one, and
the share itself is a row with the files that lie in it directly. After an interruption the walk
goes on behind the last folder that was kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pilotage.connect.answers import Answers, Effort
from pilotage.connect.share.names import printable, refused_at_root
from pilotage.connect.share.rights import ENTER, name_of, no_rights, pretends, rights_of
from pilotage.connect.share.settings import ASK, Share, share_of
from pilotage.connect.share.walk import Tally, Walk
from pilotage.connect.sheet import as_csv
from pilotage.connect.sources import Probe, Report
from pilotage.facts.errors import SourceBusy, SourceDenied

STREAM = "shared_folders"
SELF = "."
"""Stands for the share itself, which is walked before every folder in it."""

SOON = timedelta(minutes=5)
OFTEN = 30.0
"""Seconds after which the rows so far are kept."""

MOST_TYPES = 10
COLUMNS = (
    *("folder", "server", "owner", "size_bytes", "file_count", "folder_count", "depth"),
    *(
        "longest_path",
        "longest_example",
        "largest_file_bytes",
        "refused_names",
        "refused_example",
        "link_count",
    ),
    *("unreadable", "open_to_everyone", "open_count", "own_rights", "shared_with"),
    *("last_modified_at", "types"),
)
Row = dict[str, object]


@dataclass
class ShareSource:
    """A wire to one file share; ``pretends`` where its rights are not those of the server."""

    share: Share
    pretends: bool = False
    clock: Callable[[], float] = time.monotonic

    def probe(self) -> Iterator[Probe]:
        """List the folder.

        Raises:
            SourceDenied: it cannot be listed.
        """
        self._parts()
        yield Probe(ASK, True)

    def collect(self, answers: Answers, report: Report) -> None:
        """Walk every folder of the share; what cannot be read is withheld by name.

        Raises:
            SourceDenied: the share itself cannot be listed.
            SourceBusy: it went away meanwhile; what came until then is kept.
        """
        stream = answers.stream(STREAM)
        if stream.ended:
            return
        rest = _behind(stream.after, self._parts())
        rows: list[Row] = []
        kept = self.clock()
        for number, part in enumerate(rest, start=1):
            rows.append(self._row(part, answers, report))
            last = number == len(rest)
            if last or self.clock() - kept > OFTEN:
                file = f"{answers.stream(STREAM).pages:05}/{STREAM}.csv"
                after = "" if last else part or SELF
                answers.page(STREAM, file, as_csv(COLUMNS, rows), after=after)
                rows, kept = [], self.clock()
        if not rest:
            answers.end(STREAM)

    def _parts(self) -> list[str]:
        """Return the share itself and the folders directly in it, in the order of their names."""
        try:
            with os.scandir(self.share.path) as entries:
                folders = sorted(e.name for e in entries if e.is_dir(follow_symlinks=False))
        except OSError as error:
            says = f"{self.share.path} cannot be listed ({error.strerror})"
            raise SourceDenied(f"{says}. Mount it with an account that may read all") from None
        return ["", *folders]

    def _row(self, part: str, answers: Answers, report: Report) -> Row:
        path = os.path.join(self.share.path, part) if part else self.share.path
        try:
            walk = self._walk(part, path, report)
        except OSError as error:
            raise SourceBusy(f"{self.share.path} is gone ({error.strerror})", SOON) from None
        try:
            walk.run()
        except OSError as error:
            walk.tally.miss(f"{path} ({error.strerror})")
        if refused_at_root(part):
            walk.tally.refuse(path)
        if walk.tally.unreadable:
            _withhold(part, path, walk.tally, answers)
        answers.spent(STREAM, Effort(requests=1 + walk.tally.folder_count))
        return {**self._named(part), **_counted(walk.tally), **self._rights(path, walk.tally)}

    def _walk(self, part: str, path: str, report: Report) -> Walk:
        """Return the walk of a folder; that of the share itself leaves out what lies deeper."""
        return Walk(
            path,
            len(self.share.target) + (1 + len(part) if part else 0),
            deep=bool(part),
            reached=not part or bool(os.stat(self.share.path).st_mode & ENTER),
            rights_of=no_rights if self.pretends else rights_of,
            tell=lambda count: report(f"files in {printable(path)}", count, 0),
        )

    def _named(self, part: str) -> Row:
        name = self.share.name.rstrip("\\") + (f"\\{printable(part)}" if part else "")
        return {"folder": name, "server": self.share.server}

    def _rights(self, path: str, tally: Tally) -> Row:
        """Return what is known of rights; nothing where the file system only pretends them."""
        if self.pretends:
            return {}
        try:
            rights = rights_of(path, os.stat(path))
        except OSError:
            return {}
        return {
            "owner": name_of(rights.user) or None,
            "open_to_everyone": tally.open_count > 0,
            "open_count": tally.open_count,
            "own_rights": tally.own_rights,
            "shared_with": ";".join(rights.said()),
        }


def _behind(place: str, parts: Sequence[str]) -> list[str]:
    """Return the parts that are still to be walked; without ``place``, all of them."""
    if not place:
        return list(parts)
    last = "" if place == SELF else place
    return [part for part in parts if part > last]


def _withhold(part: str, path: str, tally: Tally, answers: Answers) -> None:
    says = f"{tally.unreadable} folders or files below {printable(path)} could not be read"
    why = f"{says}, such as {tally.unreadable_example}"
    answers.withhold(f"unreadable in {printable(part) or SELF}", [STREAM], why)


def _counted(tally: Tally) -> Row:
    modified = tally.modified
    types = sorted(tally.types.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TYPES]
    return {
        "size_bytes": tally.size_bytes,
        "file_count": tally.file_count,
        "folder_count": tally.folder_count,
        "depth": tally.depth,
        "longest_path": tally.longest_path,
        "longest_example": tally.longest_example,
        "largest_file_bytes": tally.largest_file_bytes,
        "refused_names": tally.refused_names,
        "refused_example": tally.refused_example or None,
        "link_count": tally.link_count,
        "unreadable": tally.unreadable,
        "last_modified_at": None if modified is None else _moment(modified),
        "types": ";".join(f"{type}={size}" for type, size in types),
    }


def _moment(seconds: float) -> str | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return None


def open_share(values: Mapping[str, str]) -> ShareSource:
    """Return a wire with these settings.

    Raises:
        InputError: a setting makes no sense.
    """
    share = share_of(values)
    return ShareSource(share, pretends(Path(share.path)))
