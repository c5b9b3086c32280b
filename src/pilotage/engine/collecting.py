"""Collect from live systems: ask them, keep what they say, and read it like any export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pilotage.collect.files.folder import Reading
from pilotage.connect.answers import Answers, Effort
from pilotage.connect.sources import Probe, Report
from pilotage.engine import pipeline
from pilotage.engine.sources import checked, kind_of
from pilotage.store.collections import collecting, discard, keep, kept
from pilotage.store.connections import Connection

SINCE = "since"
"""Setting of a kind that asks only for changes: the folder of an earlier collection."""


@dataclass(frozen=True)
class Collected:
    """What came of several connections: the reading of all, and what each one cost.

    ``begun`` is when the first of them began, perhaps in an earlier attempt.
    """

    reading: Reading
    begun: datetime
    effort: dict[str, Effort]


def probe(connection: Connection) -> Iterator[Probe]:
    """Ask a system a little of everything, and yield what it lets us see.

    Raises:
        SourceDenied, SourceBusy: it cannot be reached, trusted or signed in to.
    """
    whole = checked(connection)
    yield from kind_of(whole.kind).open(whole.values).probe()


@contextmanager
def collected(
    connections: Sequence[Connection],
    home: Path,
    side: str,
    now: datetime,
    report: Report,
    *,
    tenant: str = "",
    exports: Sequence[Path] = (),
    fresh: bool = False,
    keep_answers: bool = False,
) -> Iterator[Collected]:
    """Collect one environment from all ``connections``, and yield what they say together.

    ``exports`` of the same environment are read with it.

    When the caller is done without an error, the answers are removed; with ``keep_answers`` they
    are set aside, and the next collection asks only for changes where the kind can. After an
    error they stay, and the next attempt goes on from there. ``fresh`` goes by neither.

    Raises:
        SourceDenied, SourceBusy: a system cannot be reached, trusted or signed in to.
        HomeBusy: another process collects from one of them.
    """
    wholes = [checked(each) for each in connections]
    with ExitStack() as held:
        filled = [
            held.enter_context(collecting(home, each.name, now, fresh=fresh)) for each in wholes
        ]
        for connection, answers in zip(wholes, filled, strict=True):
            _fill(connection, answers, report, None if fresh else _earlier(connection, home))
        begun = min(each.begun or now for each in filled)
        paths = [*exports, *(each.folder for each in filled)]
        reading = pipeline.collect(paths, side, begun, report, tenant)
        effort = {each.name: _all(a) for each, a in zip(wholes, filled, strict=True)}
        yield Collected(reading, begun, effort)
        for answers in filled:
            (keep if keep_answers else discard)(answers)


def _earlier(connection: Connection, home: Path) -> Path | None:
    """Return the collection that was kept, where the kind can ask for what changed since."""
    known = {each.key for each in kind_of(connection.kind).settings}
    if SINCE not in known or connection.settings.get(SINCE):
        return None
    return kept(home, connection.name, connection.settings)


def _fill(connection: Connection, answers: Answers, report: Report, earlier: Path | None) -> None:
    kind = kind_of(connection.kind)
    since = {SINCE: str(earlier)} if earlier else {}

    def tell(what: str, done: int, of: int) -> None:
        report(f"{connection.name}: {what}", done, of)

    kind.open({**connection.values, **since}).collect(answers, tell)
    answers.complete(kind=kind.id, connection=connection.name, settings=connection.settings)


def _all(answers: Answers) -> Effort:
    return sum(answers.effort.values(), Effort())
