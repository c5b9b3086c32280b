"""Temporary relaxations: the register against what the tenants really leave open, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pilotage.assess.comparison.relaxations import excluded
from pilotage.facts.engagement import Engagement
from pilotage.facts.relaxation import Relaxation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

REGISTERED, UNREGISTERED, EXPIRED, STILL_THERE, CLOSED = (
    *("registered", "unregistered", "expired", "closed, still there"),
    "closed",
)
ALARMS = (UNREGISTERED, EXPIRED, STILL_THERE)
"""States that somebody must act on now."""

LISTS = ("exclude_users", "exclude_groups", "exclude_applications")


@dataclass(frozen=True)
class Opening:
    """An object that a policy leaves out; ``called`` are its id and names, in lower case."""

    side: str
    policy: str
    name: str
    object: str
    called: tuple[str, ...]


@dataclass(frozen=True)
class Relaxed:
    """One relaxation and where it stands. ``key`` is empty where the register has no entry.

    ``present`` tells whether a tenant has it, None where that was not read.
    """

    key: str
    what: str
    who: str
    why: str
    kind: str
    ends: date | None
    state: str
    present: bool | None
    side: str = ""


def openings(snapshots: Iterable[Snapshot]) -> tuple[Opening, ...]:
    """Return each object that a policy of one of the tenants leaves out."""
    frames = [
        excluded(each)
        .group_by("side", "policy", "name", "object")
        .agg(pl.col("called").unique().sort())
        .sort("policy", "object")
        for each in snapshots
        if CONDITIONAL_ACCESS_POLICIES.name in each.captures
    ]
    rows = [row for frame in frames for row in frame.iter_rows()]
    return tuple(Opening(side, policy, name or policy, object, tuple(called))
                 for side, policy, name, object, called in rows)  # fmt: skip


def openings_gap(snapshots: Sequence[Snapshot]) -> str:
    """Say what of the tenants was not read, or return an empty string."""
    needs = CONDITIONAL_ACCESS_POLICIES.needs("state", *LISTS)
    gaps = [f"{each.side}: {gap}" for each in snapshots if (gap := each.missing(needs))]
    return "; ".join(gaps) if snapshots else "no tenant was read"


def relaxed(
    found: Sequence[Opening],
    register: Mapping[str, Relaxation],
    agreed: Engagement,
    today: date,
    *,
    gap: str = "",
) -> tuple[Relaxed, ...]:
    """Return every relaxation, those that somebody must act on first.

    Exclusions of the engagement with an end are entries of the register as well; those without
    one, and emergency accounts, are kept on purpose. ``gap`` says what was not read: then what
    is not found may still be there.
    """
    entries = dict(register) | dict(_agreed(agreed))
    rows = [_entry(key, each, found, today, gap) for key, each in entries.items()]
    known = {_plain(each) for entry in entries.values() for each in entry.objects}
    known |= set(_kept_on_purpose(agreed))
    rows += [
        Relaxed("", f"{each.name} leaves out {_name(each)}", "", "", "policy exclusion", None,
                UNREGISTERED, True, each.side)
        for each in found
        if not known.intersection(each.called)
    ]  # fmt: skip
    order = (*ALARMS, REGISTERED, CLOSED)
    return tuple(sorted(rows, key=lambda row: (order.index(row.state), row.ends or date.max)))


def _entry(key: str, entry: Relaxation, found: Sequence[Opening], today: date, gap: str) -> Relaxed:
    names = {_plain(each) for each in entry.objects}
    there = [each for each in found if names.intersection(each.called)]
    present = True if there else None if gap or not names else False
    if entry.closed_on:
        state = STILL_THERE if there else CLOSED
    else:
        state = EXPIRED if entry.ends < today else REGISTERED
    side = there[0].side if there else ""
    return Relaxed(
        key, entry.what, entry.who, entry.why, entry.kind, entry.ends, state, present, side
    )


def _agreed(agreed: Engagement) -> Iterator[tuple[str, Relaxation]]:
    """Yield the exclusions of the engagement that have an end, as entries of the register."""
    for number, each in enumerate(agreed.exclusion, start=1):
        objects = (*each.users, *each.groups, *each.applications)
        if each.expires_on is not None and objects:
            what = f"{each.policy} leaves out {', '.join(objects)}"
            starts = agreed.migration.starts_on
            yield f"X-{number}", Relaxation(what, "", each.why, starts, each.expires_on, objects)


def _kept_on_purpose(agreed: Engagement) -> Iterator[str]:
    yield from map(_plain, agreed.emergency_accounts)
    for each in agreed.exclusion:
        if each.expires_on is None:
            yield from map(_plain, (*each.users, *each.groups, *each.applications))


def _name(opening: Opening) -> str:
    """Return what people call the object: a name rather than its id."""
    return next((each for each in opening.called if each != opening.object), opening.object)


def _plain(text: str) -> str:
    return text.strip().lower()
