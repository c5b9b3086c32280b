"""The day of one person over all the migrations in which they have a role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pilotage.coordinate.day import Group, Matter, Reader, matters, urgency
from pilotage.engine.portfolio import portfolio
from pilotage.store.across import findings_of_each, items_of_each, open_jobs
from pilotage.store.models import Engagement
from pilotage.store.runs import newest_of_each

KINDS = (
    *("decision", "handoff", "task", "attestation", "deviation", "relaxation", "message"),
    "person",
)
GAPS = ("support.roster_without_holes", "people.roles_filled")
"""Checks whose failure is a gap that the lead fills."""


@dataclass(frozen=True)
class Entry:
    """A matter and the migration that it is of."""

    engagement: Engagement
    matter: Matter


@dataclass(frozen=True)
class Ahead:
    """What comes: the change window of a wave."""

    engagement: Engagement
    what: str
    at: datetime


@dataclass(frozen=True)
class Day:
    """The whole day: entries by group, and the windows ahead, the next first."""

    groups: Mapping[Group, tuple[Entry, ...]]
    ahead: tuple[Ahead, ...]

    def count(self, group: Group) -> int:
        """Return how many entries a group has."""
        return len(self.groups[group])


def day_of(name: str, engagements: Sequence[Engagement]) -> Day:
    """Return the day of the person called ``name``.

    Whoever leads a migration sees there what waits for others, too.
    """
    items = items_of_each(engagements, KINDS)
    lines = {line.engagement.pk: line for line in portfolio(engagements)}
    gaps = _gaps(engagements)
    entries, led = [], []
    for each in engagements:
        own = {kind: [(kept.key, kept.value) for kept in items[each.pk][kind]] for kind in KINDS}
        leads = any(who.name == name and "lead" in who.roles for _, who in own["person"])
        reasons = lines[each.pk].waited_for
        found = matters(Reader(name, leads), own, reasons, each.now, gaps[each.pk])
        entries += [Entry(each, matter) for matter in found]
        led += [each] if leads else []
    entries += _alone(led)
    entries.sort(key=lambda entry: (urgency(entry.matter), str(entry.engagement)))
    groups = {
        group: tuple(entry for entry in entries if entry.matter.group is group) for group in Group
    }
    ahead = [
        Ahead(line.engagement, f"Cutover of wave {line.wave}", line.next_at)
        for line in lines.values()
        if line.next_at
    ]
    return Day(groups, tuple(sorted(ahead, key=lambda each: (each.at, str(each.engagement)))))


def _gaps(engagements: Sequence[Engagement]) -> Mapping[int, list[str]]:
    """Return what failing checks say that only the lead can fill, by the id of the engagement."""
    runs = newest_of_each(engagements)
    found = findings_of_each(runs.values(), GAPS, "migration")
    return {
        each.pk: [
            row["says"]
            for row in (found[runs[each.pk].pk] if each.pk in runs else ())
            if row["outcome"] == "failed"
        ]
        for each in engagements
    }


def _alone(engagements: Sequence[Engagement]) -> list[Entry]:
    """Return the work that goes on by itself."""
    found = []
    for job in open_jobs(engagements):
        assert job.engagement is not None
        says = {"judge": "Judging everything again", "plan": "Planning anew"}.get(
            job.name, job.name
        )
        why = f"Asked by {job.asked_by}." + (f" {job.doing}" if job.doing else "")
        state = "running" if job.state == "running" else "asked"
        found.append(Entry(job.engagement, Matter(Group.ALONE, says, why, state)))
    return found
