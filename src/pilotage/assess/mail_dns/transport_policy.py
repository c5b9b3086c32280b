"""The policy of MTA-STS: which hosts accept mail of a domain, and only over TLS.

https://www.rfc-editor.org/rfc/rfc8461#section-3.2
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_AGE = 86_400
"""Seconds. The standard expects weeks; large providers publish a day, below which senders forget
the policy between two messages."""

MOST_AGE = 31_557_600
"""Seconds; the most that the standard allows."""


@dataclass(frozen=True)
class TransportPolicy:
    """A policy as text fields; ``max_age`` is in seconds, None where it is no number."""

    version: str
    mode: str
    max_age: int | None
    hosts: tuple[str, ...]

    def uncovered(self, hosts: Iterable[str]) -> list[str]:
        """Return those of ``hosts`` that no pattern covers: senders refuse to deliver there."""
        return [host for host in hosts if not any(_covers(each, host) for each in self.hosts)]


def transport_policy(text: str) -> TransportPolicy:
    """Return the fields of a policy; of one that comes twice the first counts, mx apart."""
    parts = (line.partition(":") for line in text.splitlines())
    pairs = [(key.strip(), value.strip()) for key, _, value in parts]
    first = dict(reversed(pairs))
    age = first.get("max_age", "")
    return TransportPolicy(
        first.get("version", ""),
        first.get("mode", ""),
        int(age) if re.fullmatch(r"[0-9]{1,10}", age) else None,
        tuple(value.lower().rstrip(".") for key, value in pairs if key == "mx"),
    )


def _covers(pattern: str, host: str) -> bool:
    """Tell whether ``pattern`` is the host, or a star for its first label."""
    first, _, rest = host.partition(".")
    return pattern == host or bool(first and rest and pattern == f"*.{rest}")
