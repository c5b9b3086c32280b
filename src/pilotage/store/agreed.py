"""What people agreed about a migration, kept as items: from an engagement file, and back to one."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Engagement as Agreed
from pilotage.facts.errors import NotKnown
from pilotage.store.items import all_or_nothing, item, items, items_of_kinds, remove, save
from pilotage.store.kinds import AGREED, KINDS, SETTINGS, Kind
from pilotage.store.models import Engagement

AGREEMENTS = TypeAdapter(Agreed)


def take_in(engagement: Engagement, agreed: Agreed, by: Actor) -> None:
    """Make the items equal to what ``agreed`` says; what it does not name any more is removed.

    Only what differs is written, so taking in the same file twice writes nothing.
    """
    with all_or_nothing():
        for name in AGREED:
            kind = KINDS[name]
            wanted = _by_key(kind, getattr(agreed, name))
            for each in items(engagement, name):
                if each.key not in wanted:
                    remove(engagement, name, each.key, by)
            for key, value in wanted.items():
                save(engagement, name, value, by, key=key, did="agreed")


def agreed(engagement: Engagement, at: datetime | None = None) -> Agreed:
    """Return what is agreed now, or was ``at`` a moment.

    Raises:
        NotKnown: nothing was agreed at that moment.
    """
    kept = items_of_kinds(engagement, AGREED, at)
    if not kept["migration"]:
        raise NotKnown(f"nothing was agreed about {engagement} yet")
    parts: dict[str, Any] = {}
    for name, found in kept.items():
        if not KINDS[name].one:
            parts[name] = tuple(each.value for each in found)
        elif found:
            parts[name] = found[0].value
    return Agreed(**parts)


def setting(engagement: Engagement, name: str, at: datetime | None = None) -> Any:
    """Return the value of a kind that there is once, such as ``capacity``.

    Raises:
        NotKnown: it was not agreed yet.
    """
    return item(engagement, name, SETTINGS, at).value


def _by_key(kind: Kind, values: Any) -> dict[str, Any]:
    """Return values by key; the second of the same name is told apart by a number."""
    if kind.one:
        return {SETTINGS: values}
    named: Counter[str] = Counter()
    keyed: dict[str, Any] = {}
    for number, value in enumerate(values, start=1):
        key = kind.key_of(value) or f"{kind.prefix or kind.name}-{number}"
        named[key] += 1
        keyed[key if named[key] == 1 else f"{key}-{named[key]}"] = value
    return keyed
