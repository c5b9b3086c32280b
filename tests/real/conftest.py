"""What each real data set gave: rows read, files and rows refused and why, and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from harbour import NOW
from real.organisations import DATA

from pilotage.collect.files.folder import Reading, read_folder
from pilotage.engine.pipeline import judge
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.situation import Situation


@dataclass(frozen=True)
class Given:
    """A reading, and what the checks say of it."""

    reading: Reading
    findings: tuple[Finding, ...] = field(repr=False)

    @property
    def rows(self) -> dict[str, int]:
        """Return the rows of each table that has any."""
        captures = self.reading.snapshot.captures.items()
        return {name: each.frame.height for name, each in captures if each.frame.height}

    @property
    def withheld(self) -> set[str]:
        """Return the tables that are not whole."""
        captures = self.reading.snapshot.captures.items()
        return {name for name, each in captures if each.missing}

    @property
    def left(self) -> Counter[str]:
        """Return how many files were left, by reason."""
        return Counter(one.why for one in self.reading.left)

    @property
    def refused(self) -> dict[str, int]:
        """Return how many rows were lost, by reason."""
        lost = [one for one in self.reading.snapshot.refused if one.rows and not one.harmless]
        counted: Counter[str] = Counter()
        for one in lost:
            counted[one.why] += one.rows
        return dict(counted)

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """Return what was concluded, by check."""
        concluded = (each for each in self.findings if each.outcome is not Outcome.NOT_ASSESSED)
        return {each.check: each.outcome for each in concluded}


def data(name: str) -> Path:
    """Return a real data set; the test is skipped where it is absent."""
    if not (DATA / name).exists():
        pytest.skip(f"the data set {name} is not beside the checkout")
    return DATA / name


@pytest.fixture(scope="session")
def give() -> Callable[[Path], Given]:
    """Read paths as one environment and judge it."""

    def read(*paths: Path) -> Given:
        reading = read_folder(paths, side="source", taken_at=NOW)
        return Given(reading, judge(Situation(NOW, source=reading.snapshot), _quiet))

    return read


def _quiet(what: str, done: int, of: int) -> None:
    """Tell nobody."""
