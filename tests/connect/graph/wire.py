"""A wire to the emulator, as a test needs it: in the emulator's time, with little patience."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from emulator import Clock as Time
from emulator import Emulator, Running, Size, serving, synthetic

from pilotage.collect.files.folder import Reading, read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.graph.source import GraphSource, open_graph
from pilotage.connect.graph.throttle import Clock

NOW = datetime(2026, 1, 9, 9, tzinfo=UTC)
FAST = 200.0
"""Seconds that pass for wire and emulator in one of ours."""

SMALL = Size(
    users=130,
    groups=45,
    memberships=400,
    devices=60,
    managed_devices=40,
    service_principals=30,
    applications=5,
    legacy_sign_ins=100,
    directory_audits=50,
)


@dataclass
class Wire:
    """An emulator that runs, and where it runs."""

    emulator: Emulator
    running: Running

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings that open it with the secret of its first application."""
        app = self.emulator.apps[0]
        return {
            "tenant": self.emulator.tenant.id,
            "client_id": app.client_id,
            "sign_in": "secret",
            "secret": app.secret,
            "endpoint": self.running.address,
            "authority": self.running.address,
            "ca_file": str(self.running.certificate),
        }

    def source(self, **settings: str) -> GraphSource:
        """Return a source that lives in the time of the emulator."""
        source = open_graph({**self.settings, **settings})
        source.now, source.seed = NOW, 1
        source.clock = Clock(self.emulator.clock.seconds, self.emulator.clock.sleep)
        return source


def emulated(size: Size = SMALL, **changes: Any) -> Emulator:
    """Return an emulator of an invented tenant in which time flies."""
    return Emulator(synthetic(size, NOW), clock=Time(speed=FAST, starts_at=NOW), **changes)


@contextmanager
def wired(emulator: Emulator, folder: Path) -> Iterator[Wire]:
    """Run ``emulator`` while the block runs."""
    place = folder / "emulator"
    place.mkdir()
    with serving(emulator, place) as running:
        yield Wire(emulator, running)


def quiet(what: str, done: int, of: int) -> None:
    """Take a report and say nothing."""


def collected(source: GraphSource, folder: Path) -> Answers:
    """Collect into ``folder`` and complete it."""
    answers = Answers(folder)
    source.collect(answers, quiet)
    answers.complete(kind="graph")
    return answers


def reading(folder: Path) -> Reading:
    """Read what was collected like any export."""
    return read_folder([folder], side="source", taken_at=NOW)


def tables(folder: Path) -> dict[str, Any]:
    """Return the frames of what was collected, by table."""
    return {name: one.frame for name, one in reading(folder).snapshot.captures.items()}
