"""Entries of the engagement file as evidence, and the findings that rest on them.

What people wrote down is not measured: such findings are computed, and show the entries.
Entries are few, so each bad one is a finding of its own; rows of a snapshot are many, so a
check over them makes one finding for all and shows the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

import polars as pl

from pilotage.facts.engagement import Engagement, Person
from pilotage.facts.finding import Basis, Finding, failed, passed
from pilotage.facts.situation import Situation

Entry = TypeVar("Entry")


def agreed(situation: Situation) -> Engagement:
    """Return the engagement; a check that needs it is asked only when there is one."""
    assert situation.engagement is not None
    return situation.engagement


def evidence(entries: Iterable[Any]) -> pl.DataFrame:
    """Return ``entries``, all of one dataclass, as text in the file's words; empty is null."""
    rows = [
        {each.name: _text(getattr(entry, each.name)) for each in fields(entry)} for entry in entries
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String) if rows else None)


def holds(subject: str, says: str, entries: Iterable[Any] = ()) -> Finding:
    """What was agreed about ``subject`` is as it should be."""
    return replace(passed(subject, says, evidence(entries)), basis=Basis.COMPUTED)


def lacks(subject: str, says: str, entries: Iterable[Any] = ()) -> Finding:
    """What was agreed about ``subject`` is wrong, or absent."""
    return replace(failed(subject, says, evidence(entries)), basis=Basis.COMPUTED)


def each_fault(
    entries: Iterable[Entry], name: Callable[[Entry], str], fault: Callable[[Entry], str]
) -> list[Finding]:
    """Return a failed finding per entry about which ``fault`` has a sentence to say."""
    return [lacks(name(entry), says, [entry]) for entry in entries if (says := fault(entry))]


def find_person(engagement: Engagement, called: str) -> Person | None:
    """Return the person with this name or address, if the file has one."""
    wanted = called.strip().casefold()
    for person in engagement.person:
        if wanted and wanted in (person.name.strip().casefold(), person.address.casefold()):
            return person
    return None


def listing(names: Iterable[str], most: int = 5) -> str:
    """Return ``names`` as words: ``a, b and 3 more``."""
    known = list(names)
    if len(known) <= most:
        return ", ".join(known)
    return f"{', '.join(known[:most])} and {len(known) - most} more"


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        value = ", ".join(str(part) for part in value)
    return None if value is None or value == "" else str(value)
