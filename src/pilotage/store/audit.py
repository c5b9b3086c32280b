"""The audit log: write an entry, read entries, and prove that none was changed.

The hash of an entry is SHA-256 over its fields as JSON and the hash of the entry before it, so
who changes one must change all that follow, and an export kept elsewhere shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pilotage.facts.actor import Actor
from pilotage.store.models import Chain, Client, Engagement, Entry

HOUSE = "/"
"""The chain of what belongs to no client; no client's address can have this name."""


@dataclass(frozen=True)
class Written:
    """An entry as it is exported and shown; ``before`` and ``after`` are JSON text or None."""

    chain: str
    number: int
    engagement: str
    at: datetime
    who: str
    did: str
    kind: str
    key: str
    before: str | None
    after: str | None
    source: str
    previous: str
    hash: str

    @property
    def document(self) -> Any:
        """Return what the object became, None where it was removed."""
        return None if self.after is None else json.loads(self.after)

    def sealed(self) -> str:
        """Return the hash that the entry must have."""
        fields = asdict(self) | {"at": self.at.isoformat()}
        del fields["hash"]
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def write(
    of: Engagement | Client | None,
    by: Actor,
    did: str,
    what: tuple[str, str],
    *,
    before: object = None,
    after: object = None,
) -> None:
    """Append an entry about the object ``what``, its kind and key; call it where it changes.

    It stands or falls with the change, because both are one transaction.
    """
    engagement = of if isinstance(of, Engagement) else None
    client = engagement.client if engagement else of
    assert client is None or isinstance(client, Client)
    with transaction.atomic():
        chain = _end_of(client)
        entry = Entry(
            chain=chain,
            number=chain.number + 1,
            engagement=engagement,
            at=timezone.now(),
            who=by.who,
            did=did,
            kind=what[0],
            key=what[1],
            before=_text(before),
            after=_text(after),
            source=by.source,
            previous=chain.hash,
        )
        entry.hash = _written(entry).sealed()
        entry.save(force_insert=True)
        chain.number, chain.hash = entry.number, entry.hash
        chain.save(update_fields=("number", "hash"))


def _end_of(client: Client | None) -> Chain:
    """Return the end of the chain, held until the transaction ends: entries stand in one line."""
    name = client.slug if client else HOUSE
    Chain.objects.get_or_create(name=name, defaults={"client": client})
    return Chain.objects.select_for_update().get(name=name)


def _text(document: object) -> str | None:
    return None if document is None else json.dumps(document, sort_keys=True, ensure_ascii=False)


def _written(entry: Entry) -> Written:
    return Written(
        entry.chain.name,
        entry.number,
        entry.engagement.slug if entry.engagement else "",
        entry.at,
        entry.who,
        entry.did,
        entry.kind,
        entry.key,
        entry.before,
        entry.after,
        entry.source,
        entry.previous,
        entry.hash,
    )


def entries(
    of: Engagement | Client | None = None, *, since: int = 0, newest_first: bool = False
) -> Iterator[Written]:
    """Yield the entries of an engagement, of a client, or (None) of the whole house."""
    rows = Entry.objects.select_related("chain", "engagement").filter(number__gt=since)
    if isinstance(of, Engagement):
        rows = rows.filter(engagement=of)
    elif isinstance(of, Client):
        rows = rows.filter(chain__client=of)
    order = ("-at", "-number") if newest_first else ("chain__name", "number")
    for row in rows.order_by(*order).iterator(chunk_size=500):
        yield _written(row)


def first_broken(written: Iterable[Written], heads: Mapping[str, int] | None = None) -> str:
    """Return a sentence about the first entry that was changed or is missing; empty if none.

    ``written`` holds whole chains in order; ``heads`` how many entries each must have, where that
    is known.
    """
    ends: dict[str, tuple[int, str]] = {}
    for entry in written:
        number, seal = ends.get(entry.chain, (0, ""))
        where = f"entry {entry.number} of {entry.chain}"
        if entry.number != number + 1:
            return f"{where}: entry {number + 1} is missing before it"
        if entry.previous != seal:
            return f"{where}: it does not follow on the entry before it"
        if entry.sealed() != entry.hash:
            return f"{where}: it was changed after it was written"
        ends[entry.chain] = (entry.number, entry.hash)
    for chain, number in (heads or {}).items():
        if ends.get(chain, (0, ""))[0] != number:
            return f"{chain}: entries after {ends.get(chain, (0, ''))[0]} of {number} are missing"
    return ""


def heads() -> dict[str, int]:
    """Return how many entries each chain has."""
    return dict(Chain.objects.values_list("name", "number"))
