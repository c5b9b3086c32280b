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

End = tuple[int, str]
"""The number and the hash of the last entry of a chain."""


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
        entry.hash = written(entry).sealed()
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


def written(entry: Entry) -> Written:
    """Return an entry of the database as it is exported and shown."""
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
        yield written(row)


@dataclass(frozen=True)
class Proof:
    """What a walk along whole chains shows: how many entries, where each ends, what is broken.

    ``broken`` is a sentence about the first entry that was changed or is missing, empty if none.
    """

    entries: int
    ends: Mapping[str, End]
    broken: str = ""

    @property
    def seal(self) -> str:
        """Return one hash for all chains; equal seals mean equal logs, to the letter."""
        lines = [f"{name} {number} {seal}" for name, (number, seal) in sorted(self.ends.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def prove(log: Iterable[Written], known: Mapping[str, End] | None = None) -> Proof:
    """Walk along whole chains, in order, and stop at the first entry that is not as written.

    ``known`` is where each chain must end, as far as that is known: without it an entry that was
    taken from the end leaves no trace.
    """
    ends: dict[str, End] = {}
    count = 0
    for entry in log:
        if fault := _fault(entry, *ends.get(entry.chain, (0, ""))):
            return Proof(count, ends, f"entry {entry.number} of {entry.chain}: {fault}")
        ends[entry.chain] = (entry.number, entry.hash)
        count += 1
    for chain, (number, seal) in sorted((known or {}).items()):
        last, hashed = ends.get(chain, (0, ""))
        if last != number:
            return Proof(count, ends, f"entry {last + 1} of {chain}: it is missing at the end")
        if hashed != seal:
            return Proof(count, ends, f"entry {last} of {chain}: it is not the one that was last")
    return Proof(count, ends)


def _fault(entry: Written, number: int, seal: str) -> str:
    if entry.number != number + 1:
        return f"entry {number + 1} is missing before it"
    if entry.sealed() != entry.hash:
        return "it was changed after it was written"
    if entry.previous != seal:
        return "it does not follow on the entry before it"
    return ""


def ends(of: Client | None = None) -> dict[str, End]:
    """Return where each chain ends, or that of one client: its last number and hash."""
    rows = Chain.objects.filter(client=of) if of else Chain.objects.all()
    return {each.name: (each.number, each.hash) for each in rows}
