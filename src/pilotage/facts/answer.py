"""What a named person answered to a question that no system can answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

COUNTS_FOR = timedelta(days=45)
"""An answer counts so long; then the person is asked again."""


@dataclass(frozen=True)
class Answer:
    """``question`` is the id of a question; ``short`` is the answer in the words of a choice.

    ``short`` is what is compared between people; ``says`` is what the person said in full.
    """

    question: str
    who: str
    role: str
    short: str
    answered_on: date
    says: str = ""

    def counts(self, today: date) -> bool:
        """Tell whether the answer is still young enough to rely on."""
        return self.answered_on <= today <= self.answered_on + COUNTS_FOR
