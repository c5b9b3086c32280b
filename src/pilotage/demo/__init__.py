"""An invented organisation with the mess of a real one, as exports that Pilotage reads.

Brightlane (demo) leaves its tenant for that of Marlow (demo). Everything is drawn from the
seed, so the same call gives the same bytes on every machine. What is wrong on purpose is
counted in ``planted``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta

from pilotage.demo.csv_files import source_csv, target_csv
from pilotage.demo.engagement_file import engagement
from pilotage.demo.graph.activity import activity
from pilotage.demo.graph.administration import administration
from pilotage.demo.graph.applications import applications
from pilotage.demo.graph.audits import audits
from pilotage.demo.graph.directory import directory
from pilotage.demo.graph.policies import policies
from pilotage.demo.graph.teamwork import teamwork
from pilotage.demo.planted import LEAST_PEOPLE, SAYS, Planted, planted
from pilotage.demo.scenario import USUAL, Scenario
from pilotage.demo.sides import SOURCE, TARGET, both_sides
from pilotage.demo.tenant import Tenant
from pilotage.demo.usage_reports import usage_reports
from pilotage.facts.errors import InputError

__all__ = ["LEAST_PEOPLE", "Planted", "demo_files", "planted"]

MOST_PEOPLE = 300_000
PARTS = (directory, teamwork, policies, administration, applications, activity, audits)


def demo_files(
    people: int, seed: int, starts_on: date, scenario: Scenario = USUAL
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the demo as (name inside the folder, content), one at a time.

    The exports were read on the morning before ``starts_on``, or before the day from which the
    scenario is seen, and the engagement file is true as seen from that day.

    Raises:
        InputError: too few people to plant every kind of trouble, or too many.
    """
    if not LEAST_PEOPLE <= people <= MOST_PEOPLE:
        raise InputError(
            f"must be between {LEAST_PEOPLE} and {MOST_PEOPLE}, not {people}", where="people"
        )
    if seed < 0:
        raise InputError(f"must be 0 or more, not {seed}", where="seed")
    return _files(people, seed, starts_on, scenario)


def _files(
    people: int, seed: int, starts_on: date, scenario: Scenario
) -> Iterator[tuple[str, bytes]]:
    wrong = replace(planted(people), target_free_seats=int(people * scenario.prepared.seats))
    seen_on = scenario.seen_on or starts_on
    read_at = datetime.combine(seen_on - timedelta(days=1), time(5), UTC)
    source, target = both_sides(people, seed, read_at, wrong, scenario.prepared)
    yield "README.txt", _readme(people, seed, wrong).encode()
    yield "engagement.toml", engagement(source, target, starts_on, scenario).encode()
    yield from _within("source/csv", source_csv(source, target))
    yield from _exports("source", source)
    yield from _within("target/csv", target_csv(target))
    yield from _exports("target", target)


def _exports(folder: str, tenant: Tenant) -> Iterator[tuple[str, bytes]]:
    for part in PARTS:
        yield from _within(f"{folder}/graph", part(tenant))
    yield from _within(f"{folder}/reports", usage_reports(tenant))


def _within(folder: str, files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        yield f"{folder}/{name}", content


def _readme(people: int, seed: int, wrong: Planted) -> str:
    head = (
        "DEMO DATA. Everything here is invented: companies, people, addresses, numbers.\n\n"
        f"{SOURCE.name} ({people} people, seed {seed}) moves to {TARGET.name}.\n"
        "Read it with: pilotage run .\n\n"
        "What is wrong on purpose:\n"
    )
    return head + "".join(f"{count:8}  {SAYS[name]}\n" for name, count in asdict(wrong).items())
