"""Somebody who may move although an item of readiness is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Excuse:
    """``person`` is excused from ``item`` until a day, both included; ``why`` is the reason."""

    person: str
    item: str
    why: str
    until: date
    who: str = ""
