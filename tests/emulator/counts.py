"""What was asked of the emulator, per resource."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Counts:
    """``requests`` are those that came over the wire, ``parts`` those inside a ``$batch``.

    ``refused`` counts answers of 400 and above by status, over both. Sign-in and downloads
    stand among the requests as ``token`` and ``download``.
    """

    requests: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    leaked: list[str] = field(default_factory=list)
    """Addresses at another host that were asked with an Authorization header."""

    def as_dict(self) -> dict[str, object]:
        """Return everything, sorted, for JSON."""
        return {
            "requests": dict(sorted(self.requests.items())),
            "parts": dict(sorted(self.parts.items())),
            "refused": {str(status): n for status, n in sorted(self.refused.items())},
            "leaked": self.leaked,
        }

    def clear(self) -> None:
        """Begin again at nothing."""
        for counter in (self.requests, self.parts, self.refused, self.leaked):
            counter.clear()
