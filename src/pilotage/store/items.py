"""Items: read what people agreed, now or as of a moment, and save it with a version and an entry.

Nothing else writes items, so every change has its entry in the audit log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pilotage.facts.actor import Actor
from pilotage.facts.errors import ChangedMeanwhile, InputError, NotKnown
from pilotage.store import audit
from pilotage.store.kinds import Kind, kind_named
from pilotage.store.models import Engagement, Entry, Item


@dataclass(frozen=True)
class Kept:
    """A value with its name and its version; ``changed_at`` and ``changed_by`` are of the last."""

    kind: str
    key: str
    value: Any
    version: int
    changed_at: datetime
    changed_by: str


def all_or_nothing() -> AbstractContextManager[Any]:
    """Return a context in which several changes are saved together, or none of them."""
    return transaction.atomic()


def items(engagement: Engagement, kind: str, at: datetime | None = None) -> tuple[Kept, ...]:
    """Return every item of a kind in its order, as it is now or as it was ``at`` a moment."""
    return items_of_kinds(engagement, (kind,), at)[kind]


def items_of_kinds(
    engagement: Engagement, kinds: Iterable[str], at: datetime | None = None
) -> Mapping[str, tuple[Kept, ...]]:
    """Return every item of several kinds by kind, in one query."""
    found: dict[str, list[Kept]] = {kind_named(kind).name: [] for kind in kinds}
    if at is not None:
        kept = _items_at(engagement, found, at)
    else:
        rows = engagement.items.filter(kind__in=list(found))
        kept = [_kept(kind_named(row.kind), row) for row in rows]
    for each in kept:
        found[each.kind].append(each)
    return {kind: tuple(own) for kind, own in found.items()}


def values(engagement: Engagement, kind: str, at: datetime | None = None) -> tuple[Any, ...]:
    """Return the values of every item of a kind in its order."""
    return tuple(each.value for each in items(engagement, kind, at))


def item(engagement: Engagement, kind: str, key: str, at: datetime | None = None) -> Kept:
    """Return one item.

    Raises:
        NotKnown: there is none of that key; says which there are.
    """
    known = kind_named(kind)
    if at is None:
        if row := engagement.items.filter(kind=kind, key=key).first():
            return _kept(known, row)
    elif found := [each for each in _items_at(engagement, (kind,), at) if each.key == key]:
        return found[0]
    keys = engagement.items.filter(kind=kind).values_list("key", flat=True)[:20]
    raise NotKnown(f"there is no {kind} {key}; there is: {', '.join(keys) or 'none yet'}")


def save(
    engagement: Engagement,
    kind: str,
    value: Any,
    by: Actor,
    *,
    key: str = "",
    version: int | None = None,
    did: str = "",
) -> Kept:
    """Save a value under its key; a new one is made where there is none.

    Without a ``key`` the value names itself, or gets the next number. ``version`` is the one that
    the person saw, 0 for a new one: when it is not the standing one, nothing is saved. ``did`` is
    the verb of the audit entry.

    Raises:
        ChangedMeanwhile: somebody else saved first.
        InputError: a text holds a zero byte.
    """
    known = kind_named(kind)
    document = known.adapter.dump_python(value, mode="json")
    _refuse_zero_bytes(document, key, f"{kind} {key}")
    with transaction.atomic():
        key = key or known.key_of(value) or _next_key(engagement, known)
        row = _locked(engagement, kind, key)
        _refuse_stale(known, row, version, f"{kind} {key}")
        if row and row.document == document:
            return _kept(known, row)
        before = row.document if row else None
        row = row or Item(engagement=engagement, kind=kind, key=key, version=0)
        row.position = row.position if row.pk else _next_position(engagement, kind)
        row.document, row.version = document, row.version + 1
        row.changed_at, row.changed_by = timezone.now(), by.who
        for name, part in known.columns(value).items():
            setattr(row, name, part)
        row.save()
        verb = did or ("changed" if before else "added")
        audit.write(engagement, by, verb, (kind, key), before=before, after=document)
    return _kept(known, row)


def remove(
    engagement: Engagement, kind: str, key: str, by: Actor, *, version: int | None = None
) -> None:
    """Take an item away; the audit log keeps what it was.

    Raises:
        NotKnown: there is none of that key.
        ChangedMeanwhile: somebody else saved first.
    """
    known = kind_named(kind)
    with transaction.atomic():
        row = _locked(engagement, kind, key)
        if row is None:
            raise NotKnown(f"there is no {kind} {key}")
        _refuse_stale(known, row, version, f"{kind} {key}")
        row.delete()
        audit.write(engagement, by, "removed", (kind, key), before=row.document)


def history(engagement: Engagement, kind: str, key: str) -> tuple[audit.Written, ...]:
    """Return every entry about one item, oldest first."""
    found = audit.entries(engagement)
    return tuple(each for each in found if (each.kind, each.key) == (kind, key))


def _kept(kind: Kind, row: Item) -> Kept:
    value = kind.adapter.validate_python(row.document)
    return Kept(row.kind, row.key, value, row.version, row.changed_at, row.changed_by)


def _refuse_zero_bytes(document: Any, key: str, what: str) -> None:
    """Refuse text with a zero byte, which PostgreSQL cannot keep and nobody types."""
    if "\x00" in key or "\\u0000" in json.dumps(document):
        raise InputError("holds a zero byte", where=what.replace("\x00", ""), fix="Take it out.")


def _locked(engagement: Engagement, kind: str, key: str) -> Item | None:
    return engagement.items.select_for_update().filter(kind=kind, key=key).first()


def _refuse_stale(kind: Kind, row: Item | None, version: int | None, what: str) -> None:
    if version is None or version == (row.version if row else 0):
        return
    if row is None:
        raise ChangedMeanwhile(f"{what} was removed by somebody else in the meantime", None)
    says = f"{what} was changed by {row.changed_by} in the meantime; nothing was saved"
    raise ChangedMeanwhile(says, _kept(kind, row))


def _next_key(engagement: Engagement, kind: Kind) -> str:
    """Return the next number; one that was ever used is never given again."""
    used = Entry.objects.filter(engagement=engagement, kind=kind.name).values_list("key", flat=True)
    numbers = [int(key.rpartition("-")[2]) for key in used if key.rpartition("-")[2].isdigit()]
    return f"{kind.prefix or kind.name}-{max(numbers, default=0) + 1}"


def _next_position(engagement: Engagement, kind: str) -> int:
    last = engagement.items.filter(kind=kind).order_by("-position").first()
    return last.position + 1 if last else 0


def _items_at(engagement: Engagement, kinds: Iterable[str], at: datetime) -> list[Kept]:
    """Return the items as the audit log knows them at a moment, in the order of their making."""
    rows = Entry.objects.filter(engagement=engagement, kind__in=list(kinds), at__lte=at)
    standing: dict[tuple[str, str], Kept] = {}
    for entry in rows.order_by("number"):
        place = entry.kind, entry.key
        known = standing.pop(place, None) if entry.after is None else standing.get(place)
        if entry.after is not None:
            value = kind_named(entry.kind).adapter.validate_python(json.loads(entry.after))
            version = known.version + 1 if known else 1
            standing[place] = Kept(*place, value, version, entry.at, entry.who)
    return list(standing.values())
