"""Registered exclusions: whom a policy may leave out because somebody answers for it.

Two places register them. ScubaGear's own configuration travels inside its export, by policy id
with version; ``[[exclusion]]`` of the engagement file names a policy with or without version.
What is registered and not excluded does no harm.

Source: https://github.com/cisagov/ScubaGear/blob/main/docs/configuration/configuration.md
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from pilotage.assess.settings import settings_of
from pilotage.facts.signed import Exclusion
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import GROUPS, SERVICE_PRINCIPALS, SETTINGS, USERS

REGISTERED = "exclusions"
"""Area of the exclusions that the engagement file registers; object is the policy."""

NAMED = ("users", "groups", "applications", "domains")
"""What the engagement file names, by its keys."""

KINDS = (*NAMED, "guestusertypes")
CONFIGURED = "scuba_config"
KEYS = ("capexclusions", "roleexclusions")
"""Where ScubaGear's configuration registers them: ``aad.<policy>.capexclusions.users``."""


@dataclass(frozen=True)
class Registered:
    """Ids that one policy may leave out, types of guests, and domains; all in lower case."""

    users: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    applications: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()


@lru_cache(maxsize=4)
def with_registered(snapshot: Snapshot, exclusions: tuple[Exclusion, ...], today: date) -> Snapshot:
    """Return ``snapshot`` with the exclusions that count today as settings, by policy.

    Whether settings were collected is left as it was. The same call returns the same snapshot,
    so that what checks remember of it holds.
    """
    listed: dict[tuple[str, str], list[str]] = {}
    for one in exclusions:
        if one.expires_on is None or today <= one.expires_on:
            for kind in NAMED:
                listed.setdefault((one.policy, kind), []).extend(getattr(one, kind))
    rows = [
        {"area": REGISTERED, "object": policy, "setting": kind, "value": json.dumps(ids)}
        for (policy, kind), ids in listed.items()
        if ids
    ]
    if not rows:
        return snapshot
    unread = Capture(SETTINGS.frame([]), "engagement", snapshot.missing(SETTINGS))
    known = snapshot.captures.get(SETTINGS.name, unread)
    frame = pl.concat([known.frame, SETTINGS.frame(rows)])
    return snapshot.with_table(SETTINGS, replace(known, frame=frame))


def registered(snapshot: Snapshot, policy: str) -> Registered:
    """Return what is registered for ``policy``, a public id with version.

    A name of a person, group or application counts for its id.
    """
    found = _of(snapshot, policy.lower())
    users, groups, applications, domains, guests = (found[kind] for kind in KINDS)
    return Registered(
        _with_ids(users, snapshot, USERS, "upn", "address"),
        _with_ids(groups, snapshot, GROUPS, "name", "address"),
        _with_ids(applications, snapshot, SERVICE_PRINCIPALS, "name"),
        frozenset(part.strip() for word in guests for part in word.split(",")),
        domains,
    )


def _of(snapshot: Snapshot, policy: str) -> dict[str, frozenset[str]]:
    """Return the words that are registered for ``policy``, by kind, in lower case."""
    settings = settings_of(snapshot)
    agreed = settings.objects(REGISTERED)
    own = [thing for name, thing in agreed.items() if name.lower() in _names(policy)]
    configured = settings.objects(CONFIGURED).values()
    return {
        kind: _words(thing.get(kind) for thing in own)
        | _words(thing.get(f"aad.{policy}.{key}.{kind}") for thing in configured for key in KEYS)
        for kind in KINDS
    }


def _names(policy: str) -> tuple[str, str]:
    """Return the id of a policy with and without its version."""
    return policy, policy.rpartition("v")[0]


def _words(values: Iterable[Any]) -> frozenset[str]:
    """Return the texts in lists; a lone one was a list of one before its export."""
    items = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return frozenset(item.strip().lower() for item in items if isinstance(item, str))


def _with_ids(
    words: frozenset[str], snapshot: Snapshot, table: Table, *names: str
) -> frozenset[str]:
    """Return the words, and the ids of what they name; an application is known by its own."""
    if not words:
        return words
    id = "application" if "application" in table.columns else table.key[0]
    named = pl.any_horizontal(pl.col(name).str.to_lowercase().is_in(words) for name in names)
    found = snapshot.rows(table).filter(named)[id].drop_nulls()
    return words | frozenset(found.str.to_lowercase())
