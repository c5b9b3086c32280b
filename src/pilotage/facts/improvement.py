"""What the owner of a gap decided: close it with this migration, later, or not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Choice = Literal["now", "later", "no"]


@dataclass(frozen=True)
class Improvement:
    """A decision about a control that the target does not meet; ``check`` is its id."""

    check: str
    decision: Choice
    why: str
    who: str
    decided_on: date
