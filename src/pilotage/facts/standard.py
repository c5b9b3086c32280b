"""A standard: the set of checks that a provider holds all its clients to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """``checks`` are ids of the catalogue; ``why`` says what changed with this version."""

    name: str
    checks: tuple[str, ...]
    side: str = "target"
    why: str = ""
