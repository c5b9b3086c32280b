"""How a client stands against a standard: a named, versioned set of checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pilotage.facts.standard import Standard


@dataclass(frozen=True)
class Judged:
    """What a check of the standard came to at one client.

    ``expected`` is the good state in words, ``found`` what is there instead.
    """

    check: str
    outcome: str
    expected: str = ""
    found: str = ""
    side: str = ""


@dataclass(frozen=True)
class Alignment:
    """One client against one version of a standard, each check once, at its worst."""

    client: str
    migration: str
    judged: tuple[Judged, ...]

    def count(self, outcome: str) -> int:
        """Return how many checks of the standard came to ``outcome``."""
        return sum(each.outcome == outcome for each in self.judged)

    @property
    def failed(self) -> tuple[Judged, ...]:
        """Return the checks that failed."""
        return tuple(each for each in self.judged if each.outcome == "failed")

    @property
    def score(self) -> str:
        """Return how many checks passed, of all in the standard; what is unknown did not pass."""
        return f"{self.count('passed')} of {len(self.judged)}"


WORST_FIRST = ("failed", "not_assessed", "passed")


def align(standard: Standard, client: str, migration: str, found: Iterable[Judged]) -> Alignment:
    """Return how a client stands; a check that was not asked at all is not assessed."""
    by_check: dict[str, list[Judged]] = {check: [] for check in standard.checks}
    for each in found:
        if each.check in by_check:
            by_check[each.check].append(each)
    judged = tuple(_worst(check, group) for check, group in by_check.items())
    return Alignment(client, migration, judged)


def _worst(check: str, group: Sequence[Judged]) -> Judged:
    known = [each for each in group if each.outcome in WORST_FIRST]
    unasked = Judged(check, "not_assessed", found="It was not asked here.")
    return min(known, key=lambda each: WORST_FIRST.index(each.outcome), default=unasked)
