"""What a person says about a dependency: that it is there or not, who owns it, what breaks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

CLAIM_DAYS = 60
"""A claim counts so many days at most; then the dependency is unconfirmed again."""


@dataclass(frozen=True)
class EdgeClaim:
    """One claim about the dependency of ``dependent`` on ``needs``, by unit ids.

    ``verdict`` is empty where only owner, plan or impact are known. ``impact`` says what breaks
    for whom when the dependency is cut; ``plan`` what is done about it.
    """

    dependent: str
    needs: str
    who: str
    signed_on: date
    expires_on: date
    verdict: Literal["", "confirms", "denies"] = ""
    owner: str = ""
    plan: str = ""
    impact: str = ""

    def counts(self, today: date) -> bool:
        """Tell whether the claim holds on this day."""
        return self.signed_on <= today <= self.expires_on


def edge_key(dependent: str, needs: str) -> str:
    """Return the key under which claims about one dependency are kept; short for any ids."""
    return hashlib.sha256(f"{dependent}\n{needs}".encode()).hexdigest()[:16]
