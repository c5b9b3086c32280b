"""The other SPF records that a record sends its reader to.

Source  https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence

MOST_RECORDS = 10
"""An evaluation ends with an error after ten lookups, so nothing lies behind more."""

SPF = re.compile(r"v=spf1(\s|$)", re.IGNORECASE)
TERM = re.compile(r"[+\-~?]?(?:include:|redirect=)([^\s%/]+)$", re.IGNORECASE)


def spf_records(texts: Iterable[str]) -> list[str]:
    """Return those of ``texts`` that are SPF records."""
    return [text for text in texts if SPF.match(text)]


def targets(record: str) -> list[str]:
    """Return the names that the record includes or redirects to; one with a macro is no name."""
    found = (TERM.match(term) for term in record.split()[1:])
    return [match[1].lower().rstrip(".") for match in found if match]


def follow(texts: Iterable[str], ask: Callable[[str], Sequence[str]]) -> None:
    """Ask for the texts at every name that is reached from ``texts``, each name once.

    Names nearer to the start come first.
    """
    waiting = deque(name for record in spf_records(texts) for name in targets(record))
    seen: set[str] = set()
    while waiting and len(seen) < MOST_RECORDS:
        name = waiting.popleft()
        if name not in seen:
            seen.add(name)
            waiting.extend(one for record in spf_records(ask(name)) for one in targets(record))
