"""Scope: what there is to move, counted in the source, and what the target holds already."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.facts.finding import Basis
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need
from pilotage.facts.tables import (
    APPLICATIONS,
    ARCHIVES,
    CONDITIONAL_ACCESS_POLICIES,
    DEVICES,
    DOMAINS,
    DRIVES,
    GROUPS,
    HOLDS,
    LICENCES_BOUGHT,
    MAILBOXES,
    SERVERS,
    SERVICE_PRINCIPALS,
    SHARED_FOLDERS,
    SITES,
    TEAMS,
    USERS,
)
from pilotage.handover import chapter
from pilotage.handover.listing import Cell, Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import Word

GIGABYTE = 10**9


@dataclass(frozen=True)
class Line:
    """One line of the scope: what is counted, in which table, and by which expression."""

    title: str
    need: Need
    value: pl.Expr


@dataclass(frozen=True)
class Scope:
    """The counts, and the names of the two environments."""

    counts: Listing
    gaps: tuple[str, ...]


def _rows(title: str, need: Need, keep: pl.Expr | None = None) -> Line:
    return Line(title, need, pl.len() if keep is None else keep.fill_null(False).sum())


def _size(title: str, need: Need, keep: pl.Expr | None = None) -> Line:
    size = pl.col("size_bytes") if keep is None else pl.col("size_bytes").filter(keep)
    return Line(f"{title}, GB", need, size.sum() / GIGABYTE)


def _is(kind: str) -> pl.Expr:
    return pl.col("kind") == kind


MEMBER = pl.col("kind") != "guest"
LINES = (
    _rows("Accounts that may sign in", USERS.needs("enabled"), MEMBER & pl.col("enabled")),
    _rows("Accounts that may not sign in", USERS.needs("enabled"), MEMBER & ~pl.col("enabled")),
    _rows("Guests", USERS.needs("kind"), _is("guest")),
    _rows("Mailboxes of people", MAILBOXES.needs("kind"), _is("user")),
    _rows("Shared mailboxes", MAILBOXES.needs("kind"), _is("shared")),
    _rows("Rooms and equipment", MAILBOXES.needs("kind"), _is("room") | _is("equipment")),
    _size("Mail", MAILBOXES.needs("size_bytes")),
    _rows("Archive mailboxes", Need(ARCHIVES)),
    _size("Mail in archives", ARCHIVES.needs("size_bytes")),
    _rows("Mailboxes on hold", Need(HOLDS), pl.col("mailbox").is_first_distinct()),
    _rows("Groups", Need(GROUPS)),
    _rows("Teams", Need(TEAMS)),
    _rows("Sites", Need(SITES)),
    _size("Files in sites", SITES.needs("size_bytes")),
    _rows("OneDrives", DRIVES.needs("kind"), _is("personal")),
    _size("Files in OneDrives", DRIVES.needs("size_bytes", "kind"), _is("personal")),
    _rows("Devices", Need(DEVICES)),
    _rows("Applications", Need(APPLICATIONS)),
    _rows("Enterprise applications", Need(SERVICE_PRINCIPALS)),
    _rows("Servers", Need(SERVERS)),
    _rows("Shared folders", Need(SHARED_FOLDERS)),
    _rows("Domains", Need(DOMAINS)),
    _rows("Conditional Access policies", Need(CONDITIONAL_ACCESS_POLICIES)),
    Line("Licences bought", LICENCES_BOUGHT.needs("bought"), pl.col("bought").sum()),
    Line("Licences in use", LICENCES_BOUGHT.needs("assigned"), pl.col("assigned").sum()),
)


@chapter("scope", title="Scope", order=5)
def scope(material: Material) -> Scope:
    """Return the counts, and the titles of lines that neither side was asked about."""
    unseen = tuple(line.title for line in LINES if not _collected(line, material))
    return Scope(scope_table(material), unseen)


def scope_table(material: Material) -> Listing:
    """Return one row per line that at least one side was asked about, gaps as Unknown."""
    source, target = material.situation.source, material.situation.target
    rows = [
        (line.title, _count(line, source), _count(line, target))
        for line in LINES
        if _collected(line, material)
    ]
    columns = ("What", _heading("Source", source), _heading("Target", target))
    return listing("Scope", columns, rows, basis=Basis.MEASURED, shown=len(rows))


def _collected(line: Line, material: Material) -> bool:
    return any(line.need.table.name in side.captures for side in material.situation.snapshots())


def _heading(side: str, snapshot: Snapshot | None) -> str:
    return f"{side}: {snapshot.tenant}" if snapshot else f"{side}: not read"


def _count(line: Line, side: Snapshot | None) -> Cell:
    """Return the count; a word with the reason where it is unknown or not the whole."""
    if side is None:
        return Word("Unknown: not read", "unk")
    why = side.missing(line.need)
    known = side.captures.get(line.need.table.name)
    readable = known and set(line.need.columns) <= known.read
    value: float | None = None
    if readable:
        value = side[line.need.table].select(line.value).item()
    if why and value:
        return Word(f"At least {value:,.0f}: {why}", "unk")
    return Word(f"Unknown: {why}", "unk") if why else value
