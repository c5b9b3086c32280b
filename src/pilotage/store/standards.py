"""Standards: keep each version of a named set of checks, and never change one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter

from pilotage.facts.actor import Actor
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.standard import Standard
from pilotage.store import audit
from pilotage.store.models import Standard as Row

_DOCUMENT = TypeAdapter(Standard)


@dataclass(frozen=True)
class Version:
    """A standard as it stood from ``at`` on."""

    standard: Standard
    number: int
    at: datetime
    by: str


def keep_standard(standard: Standard, by: Actor) -> Version:
    """Keep a standard as the next version of its name; the same again is no new version.

    Raises:
        InputError: it has no name, or no check.
    """
    if not standard.name or not standard.checks:
        raise InputError("a standard needs a name and at least one check")
    with transaction.atomic():
        last = Row.objects.filter(name=standard.name).order_by("-version").first()
        document = _DOCUMENT.dump_python(standard, mode="json")
        if last and last.document == document:
            return _version(last)
        row = Row.objects.create(
            name=standard.name,
            version=last.version + 1 if last else 1,
            document=document,
            created_at=timezone.now(),
            created_by=by.who,
        )
        before = last.document if last else None
        audit.write(
            None, by, "kept version", ("standard", standard.name), before=before, after=document
        )
    return _version(row)


def versions(name: str = "") -> tuple[Version, ...]:
    """Return every version, or those of one name, the newest first."""
    rows = Row.objects.filter(name=name) if name else Row.objects.all()
    return tuple(_version(row) for row in rows.order_by("name", "-version"))


def newest_standard(name: str = "") -> Version:
    """Return the newest version of a standard; without a name, of the only one that there is.

    Raises:
        NotKnown: there is none of that name, or more than one and none was named.
    """
    newest = {each.standard.name: each for each in reversed(versions(name))}
    if len(newest) == 1:
        return next(iter(newest.values()))
    known = ", ".join(sorted(newest)) or "none yet; make one with: pilotage standard make"
    raise NotKnown(f"there is no standard {name or 'alone'}; there is: {known}")


def _version(row: Row) -> Version:
    standard = _DOCUMENT.validate_python(row.document)
    return Version(standard, row.version, row.created_at, row.created_by)
