"""LDIF exports of a directory: Active Directory by ldifde, others by ldapsearch or slapcat.

Reads   people, groups, members, owners, managers, addresses, computers, who rules a domain, and
        mailboxes of Exchange on own servers; other entries are counted
Knows   a file that begins with an entry, or whose name ends with .ldif or .ldf
Source  https://www.rfc-editor.org/rfc/rfc2849
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import SEEK_END

from pilotage.collect.csv_set.records import refusals
from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.ldif.directory import directory_of
from pilotage.collect.ldif.records import Broken, Entry, Stopped, read_ldif
from pilotage.collect.ldif.tables import DIRECTORY, WANTED, batches
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

OPENING = re.compile(r"(\s|#.*\n( .*\n)*)*(version: *\d+\s+)?(#.*\n|\s)*dn::? ", re.IGNORECASE)


def recognise(file: ExportFile) -> str:
    """Return "directory entries" for a file that begins with an entry or is called LDIF."""
    named = file.name.lower().endswith((".ldif", ".ldf"))
    return "directory entries" if named or OPENING.match(file.head) else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield all tables of a directory for a file that is one or is called one."""
    if holds or name.lower().removesuffix(".gz").endswith((".ldif", ".ldf")):
        yield from DIRECTORY


@reader("ldif", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield what the directory tells of every table; broken entries are refused.

    Raises:
        InputError: the text is not in the encoding that its head promised.
    """
    found = _records(file)
    broken = [(one.line, one.why) for one in found if isinstance(one, Broken)]
    stopped = "; ".join([*(one.why for one in found if isinstance(one, Stopped)), *_cut(file)])
    directory = directory_of(one for one in found if isinstance(one, Entry))
    yield from refusals(file.name, broken)
    yield from batches(directory, file.name, stopped)
    if directory.others:
        kinds = ", ".join(f"{count} {what}" for what, count in sorted(directory.others.items()))
        yield Facts(notes=(f"{file.name}: left entries that no table needs: {kinds}",))
    if not found:
        yield Refusal(file.name, "holds no entries", 0)


def _cut(file: ExportFile) -> Iterator[str]:
    """Say that the last line does not end: whoever wrote the file was stopped."""
    with file.path.open("rb") as stream:
        stream.seek(-1, SEEK_END) if file.size else None
        if stream.read() not in (b"", b"\n", b"\r", b"\0"):
            yield f"{file.name} stops in the middle of a line; end it if nothing is missing"


def _records(file: ExportFile) -> list[Entry | Broken | Stopped]:
    try:
        with file.path.open(encoding=file.encoding) as lines:
            return list(read_ldif((line.removeprefix("\ufeff") for line in lines), WANTED))
    except UnicodeError as error:
        raise InputError(
            f"is not {file.encoding} throughout ({error})",
            where=file.name,
            fix="LDIF writes other characters as UTF-8 or base64.",
        ) from error
