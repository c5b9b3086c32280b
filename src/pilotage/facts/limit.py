"""A limit of copying that somebody measured or agreed, in place of the published one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnLimit:
    """``id`` is one of the published limits; ``value`` counts in its unit.

    ``n`` is how many accounts a pilot measured it on, ``low`` and ``high`` the range it saw.
    """

    id: str
    value: float
    why: str = ""
    n: int | None = None
    low: float | None = None
    high: float | None = None
