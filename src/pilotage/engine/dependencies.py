"""Dependencies as the page and the commands show them: where each is known from, who confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pilotage.facts.edge_claim import EdgeClaim
from pilotage.facts.errors import NotKnown
from pilotage.store.frames import frame
from pilotage.store.items import values
from pilotage.store.kinds import slug
from pilotage.store.models import Engagement, Run
from pilotage.store.runs import section

SOURCES = {
    "application_use": ("sign-in log", "measured"),
    "mail_traffic": ("message counts", "measured"),
    "calendar_delegates": ("calendar rights", "measured"),
    "device_owner": ("device list", "measured"),
    "group_membership": ("groups", "measured"),
    "mailbox_permissions": ("mailbox rights", "measured"),
    "managers": ("directory", "measured"),
    "server_service": ("inventory and services", "attested"),
    "shared_folders": ("folder rights", "measured"),
    "shared_mailboxes": ("mailbox rights", "measured"),
    "site_membership": ("site members", "measured"),
    "site_ownership": ("site owners", "measured"),
}
"""Where the edges of a rule are known from, and how."""

CONFIRMED, DENIED, UNCONFIRMED = "confirmed", "denied", "unconfirmed"
VERDICTS = {"confirms": CONFIRMED, "denies": DENIED, "": UNCONFIRMED}
NEAR = 5
CLAIM_SCHEMA = {
    "dependent": pl.String,
    "needs": pl.String,
    "state": pl.String,
    "told_owner": pl.String,
    "plan": pl.String,
    "impact": pl.String,
}


@dataclass(frozen=True)
class Unit:
    """A person or thing of the map."""

    unit: str
    kind: str
    name: str
    department: str


def edges_of(
    run: Run, home: Path, engagement: Engagement, today: date, at: datetime | None = None
) -> pl.LazyFrame:
    """Return every dependency between two units, the heaviest first, unread.

    Columns: ``dependent`` and ``needs`` with their names, kinds and departments, ``weight``,
    ``because``, ``source``, ``known``, ``owner`` (empty: none), ``state``, ``plan``, ``impact``,
    ``first`` and ``second`` (the waves of both ends), and ``cut``.
    """
    both = ["dependent", "needs", "weight", "rule", "because"]
    held = frame(run, home, "groups").rename({"member": "dependent", "group": "needs"})
    units = frame(run, home, "units").join(frame(run, home, "placed"), on="unit", how="left")
    ends = units.select("unit", "name", "kind", "wave", "department")
    one = ends.rename(
        {
            "unit": "dependent",
            "name": "from",
            "kind": "from_kind",
            "wave": "first",
            "department": "from_department",
        }
    )
    other = ends.rename(
        {
            "unit": "needs",
            "name": "to",
            "kind": "to_kind",
            "wave": "second",
            "department": "to_department",
        }
    )
    rules = pl.LazyFrame(
        [(rule, *known) for rule, known in SOURCES.items()],
        schema=["rule", "source", "known"],
        orient="row",
    )
    known = pl.concat([frame(run, home, "edges").select(both), held.select(both)])
    return (
        known.join(one, on="dependent")
        .join(other, on="needs")
        .join(rules, on="rule", how="left")
        .join(_claims(engagement, today, at), on=["dependent", "needs"], how="left")
        .join(_owners(engagement, at), on="to", how="left")
        .with_columns(
            pl.col("state").fill_null(UNCONFIRMED),
            pl.col("weight").round(1),
            owner=pl.coalesce("told_owner", "service_owner").fill_null(""),
            cut=(pl.col("first") != pl.col("second")).fill_null(False),
        )
        .drop("told_owner", "service_owner")
        .sort(["weight", "from", "to"], descending=[True, False, False])
    )


def open_edges(edges: pl.LazyFrame, *, unowned: bool, unconfirmed: bool) -> pl.LazyFrame:
    """Return the dependencies without owner, those that nobody confirmed, or both at once."""
    if unowned:
        edges = edges.filter(pl.col("owner") == "")
    if unconfirmed:
        edges = edges.filter(pl.col("state") == UNCONFIRMED)
    return edges


def unit_named(run: Run, home: Path, asked: str) -> Unit:
    """Return the unit that a person means: by id, name, or name as a part of an address.

    Raises:
        NotKnown: there is none, or more than one; says which are near.
    """
    units = frame(run, home, "units").collect().with_columns(pl.col("department").fill_null(""))
    key = asked.strip().lower()
    named = pl.col("name").str.to_lowercase()
    slugs = pl.Series([slug(name) for name in units["name"]])
    ways = (pl.col("unit").str.to_lowercase() == key, named == key, slugs == slug(asked))
    for way in ways:
        found = units.filter(way)
        if found.height == 1:
            return Unit(*found.select("unit", "kind", "name", "department").row(0))
        if found.height > 1:
            ids = ", ".join(found["unit"].head(NEAR))
            raise NotKnown(f"{asked} names {found.height} units ({ids}); give the id of one")
    near = units.filter(named.str.contains(key.partition("-")[0], literal=True))["name"].head(NEAR)
    hint = f"; near are: {', '.join(near)}" if len(near) else ""
    raise NotKnown(f"no unit is called {asked}{hint}")


def names_of(run: Run, home: Path, units: Iterable[str]) -> dict[str, str]:
    """Return the names of units by their ids; without those that the run does not know."""
    wanted = pl.col("unit").is_in(list(units))
    rows = frame(run, home, "units").filter(wanted).select("unit", "name").collect()
    return dict(rows.iter_rows())


def seen_at(run: Run, edge: dict[str, Any]) -> str:
    """Return the moment at which a dependency was last seen, in ISO form; of its reading if not
    told."""
    coverage = section(run, "sign_in_coverage") or {"applications": []}
    for each in coverage["applications"]:
        if each["application"] == edge["needs"] and each["last_at"]:
            return str(each["last_at"])
    sides = [each["taken_at"] for each in section(run, "sources") or [] if each["side"] == "source"]
    return str(sides[0]) if sides else ""


def _claims(engagement: Engagement, today: date, at: datetime | None) -> pl.LazyFrame:
    kept: list[EdgeClaim] = [
        each for each in values(engagement, "edge_claim", at) if each.counts(today)
    ]
    rows = [
        (one.dependent, one.needs, VERDICTS[one.verdict], one.owner or None, one.plan, one.impact)
        for one in kept
    ]
    frame = pl.DataFrame(rows, schema=CLAIM_SCHEMA, orient="row")
    return frame.unique(["dependent", "needs"], keep="last", maintain_order=True).lazy()


def _owners(engagement: Engagement, at: datetime | None) -> pl.LazyFrame:
    """Return ``to`` (the name of an application or service) and its ``service_owner``."""
    rows = [
        (name, each.owner)
        for each in values(engagement, "service", at)
        for name in (each.name, *each.applications)
        if each.owner
    ]
    schema = {"to": pl.String, "service_owner": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique("to", keep="first").lazy()
