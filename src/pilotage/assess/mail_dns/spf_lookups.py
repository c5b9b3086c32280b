"""How many DNS lookups it takes to judge a sender by an SPF record.

https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from pilotage.assess.baseline.mail_records import SPF_TEXT
from pilotage.assess.mail_dns.zone import Zone

MOST_LOOKUPS = 10
COSTS = {"include", "a", "mx", "ptr", "exists"}
"""Mechanisms that cost a lookup; so does the modifier redirect."""

TERM = re.compile(r"[+\-~?]?([a-z]+)(?:[:=]([^/]*))?", re.IGNORECASE)


@dataclass(frozen=True)
class Lookups:
    """What was counted at worst; counting ends once it is above the limit.

    ``unread`` are names whose records would go on and were not read; ``broken`` have not one SPF
    record, which ends every evaluation with an error.
    """

    count: int
    unread: tuple[str, ...]
    broken: tuple[str, ...]


def spf_at(zone: Zone, name: str) -> tuple[str, ...] | None:
    """Return the SPF records at ``name``, None where nobody asked."""
    found = zone.ask(name, "TXT")
    return found and tuple(text for text in found if re.search(SPF_TEXT, text))


def lookups(zone: Zone, record: str) -> Lookups:
    """Count along include and redirect; one that comes back to itself runs into the limit."""
    count, unread, broken = 0, list[str](), list[str]()
    waiting = deque([record])
    while waiting and count <= MOST_LOOKUPS:
        for name in _costly(waiting.popleft()):
            count += 1
            if name is None:
                continue
            found = spf_at(zone, name)
            if found is None:
                unread.append(name)
            elif len(found) == 1:
                waiting.append(found[0])
            else:
                broken.append(name)
    return Lookups(count, tuple(dict.fromkeys(unread)), tuple(dict.fromkeys(broken)))


def _costly(record: str) -> Iterator[str | None]:
    """Yield for each term that costs a lookup the name whose record goes on, None if none does.

    A redirect is not followed beside "all".
    """
    terms = [match for text in record.split()[1:] if (match := TERM.match(text))]
    words = [(match[1].lower(), (match[2] or "").lower().rstrip(".")) for match in terms]
    ends = any(word == "all" for word, _ in words)
    for word, name in words:
        if word == "include" or (word == "redirect" and not ends):
            yield name
        elif word in COSTS:
            yield None
