"""Judge by SPF whether an address may send for a domain, as receivers do.

pyspf evaluates; it asks through us, so that its questions stay within our bounds.

Source  https://www.rfc-editor.org/rfc/rfc7208
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import spf

from pilotage.connect.dns.values import raw

MOST_VOID, LONGEST_LABEL = 2, 63

Lookup = Callable[[str, str], tuple[str, ...] | None]
"""Called with a name and a type; returns the values where aliases lead to, None if unknown."""


@dataclass(frozen=True)
class Verdict:
    """What a receiver concludes, such as ``pass``, after how many lookups.

    ``why`` is its explanation; ``void`` counts lookups that found nothing. A redirect counts as a
    lookup where it is read, also if an earlier term decides.
    """

    result: str
    lookups: int
    void: int
    why: str = ""


def verdict(address: str, sender: str, helo: str, lookup: Lookup) -> Verdict:
    """Return what a receiver concludes of ``sender``, who sends from ``address``.

    Raises:
        ValueError: ``address`` is no IP address.
    """
    try:
        query = spf.query(address, sender, helo, strict=True)
    except spf.PermError as error:
        raise ValueError(str(error)) from error
    query.dns = partial(_found, query, lookup)
    result, _, why = query.check()
    return Verdict(result, query.lookups, query.void_lookups, why)


def _found(
    query: Any, lookup: Lookup, name: str, kind: str, ignore_void: bool = False, **_: Any
) -> list[Any]:
    """Answer a question of pyspf in its shapes, and count those that found nothing."""
    name = name.lower().rstrip(".")
    if not all(0 < len(label) <= LONGEST_LABEL for label in name.split(".")):
        return []
    values = lookup(name, kind)
    if values is None:
        raise spf.TempError(f"DNS does not answer for {kind} of {name}")
    if not values and not ignore_void:
        query.void_lookups += 1
        if query.void_lookups > MOST_VOID:
            raise spf.PermError(f"Void lookup limit of {MOST_VOID} exceeded")
    return [_shaped(kind, value) for value in values]


def _shaped(kind: str, value: str) -> Any:
    if kind == "MX":
        preference, _, host = value.partition(" ")
        return int(preference), host
    return (raw(value),) if kind == "TXT" else value
