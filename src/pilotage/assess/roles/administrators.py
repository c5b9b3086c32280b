"""Who administers a tenant: holders of highly privileged roles, and how the roles were given.

An export of ScubaGear lists the people, with groups resolved, and the assignments as
Privileged Identity Management has them. Other sources give assignments and memberships, and
both are followed here.

Source: https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md
(Highly Privileged Roles)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from pilotage.assess.baseline import Export, Thing, members, texts
from pilotage.assess.baseline.exported import word
from pilotage.assess.roles import (
    EXPORTED_ROLES,
    GLOBAL_ADMINISTRATOR,
    HIGHLY_PRIVILEGED,
    TEMPLATE,
    holders,
    is_role,
    with_names,
)
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS

EXPORTED_PEOPLE = "privileged_users"
GUID = r"(?i)^[0-9a-f]{8}-[0-9a-f]{4}-"
CHIEF = HIGHLY_PRIVILEGED[GLOBAL_ADMINISTRATOR]

PERSON = {
    **dict.fromkeys(("principal", "upn", "name", "role_name", "via"), pl.String),
    **dict.fromkeys(("synced", "chief"), pl.Boolean),
}
ASSIGNMENT = {
    **dict.fromkeys(("principal", "role", "role_name", "assignment"), pl.String),
    **dict.fromkeys(("starts", "ends"), pl.Boolean),
}


def administrators(snapshot: Snapshot) -> tuple[pl.DataFrame, str]:
    """Return who holds a highly privileged role, and what keeps the list from being whole.

    One row per person and role: ``principal``, ``upn``, ``name``, ``role_name``, ``via`` (the
    group that brings it), ``synced`` (null where nobody says) and ``chief``, true for the role
    of Global Administrator.
    """
    export = Export(snapshot)
    if export.has(EXPORTED_PEOPLE):
        rows = [row for person in _people(export) for row in _roles_of(person)]
        return pl.DataFrame(rows, schema=PERSON, orient="row"), ""
    if not _knows_cloud_roles(snapshot):
        return pl.DataFrame(schema=PERSON), "only roles of a directory on premises were read"
    held, gap = holders(snapshot, is_role(*HIGHLY_PRIVILEGED))
    people = with_names(snapshot, held.filter(pl.col("principal_kind") == "user"))
    chief = is_role(GLOBAL_ADMINISTRATOR)
    return people.with_columns(synced=_synchronised(snapshot), chief=chief).select(
        list(PERSON)
    ), gap


def _knows_cloud_roles(snapshot: Snapshot) -> bool:
    """Tell whether some role is one of Microsoft Entra, or none was read at all.

    Their ids are GUIDs; a directory on premises has security identifiers and names.
    """
    roles = snapshot[ROLE_ASSIGNMENTS].select(
        is_role(*HIGHLY_PRIVILEGED) | pl.col("role").str.contains(GUID).fill_null(False)
    )
    return roles.is_empty() or bool(roles.to_series().any())


def _people(export: Export) -> list[Thing]:
    """Return the exported people; an empty list comes as an object that is none."""
    properties = {"roles", "displayname", "onpremisesimmutableid"}
    return [one for one in export.objects(EXPORTED_PEOPLE) if one.keys() & properties]


def _roles_of(person: Thing) -> Iterator[dict[str, Any]]:
    """Yield a row for each role; a source anchor means synchronised, an empty one denies it."""
    anchored = word(person, "onpremisesimmutableid") is not None
    known = anchored or "onpremisesimmutableid" in person
    row = {"principal": person.get("id"), "name": person.get("displayname")}
    for role in texts(person, "roles") or [""]:
        synced = anchored if known else None
        yield {**row, "role_name": role or None, "synced": synced, "chief": role == CHIEF}


def _synchronised(snapshot: Snapshot) -> pl.Expr:
    """Tell who is mastered on premises; a source anchor proves it, none denies it where read."""
    people = snapshot.captures.get(USERS.name)
    read = people is not None and "immutable_id" in people.read
    anchored = pl.when(pl.col("immutable_id").is_not_null()).then(True)
    unanchored = anchored.when(pl.lit(read) & pl.col("known")).then(False)
    return pl.col("synced").fill_null(False) | unanchored.otherwise(pl.col("synced"))


def lists_assignments(snapshot: Snapshot) -> bool:
    """Tell whether an export lists the roles, so that a role without assignments has none.

    An empty list counts unless the same export knows people who hold a role.
    """
    export = Export(snapshot)
    roles, people = export.objects(EXPORTED_ROLES), _people(export)
    return bool(roles) or (export.has(EXPORTED_ROLES) and not people)


def lists_people(snapshot: Snapshot) -> bool:
    """Tell whether an export lists the holders of roles; an empty list counts likewise."""
    export = Export(snapshot)
    roles, people = export.objects(EXPORTED_ROLES), _people(export)
    return bool(people) or (export.has(EXPORTED_PEOPLE) and not roles)


def given(snapshot: Snapshot) -> pl.DataFrame:
    """Return every assignment of a highly privileged role, with the name of its holder.

    Besides ``principal``, ``role`` and ``role_name`` there are ``assignment`` (as in
    ROLE_ASSIGNMENTS), and ``starts`` and ``ends``, which tell whether the assignment has such
    a time at all.
    """
    if lists_assignments(snapshot):
        roles = Export(snapshot).objects(EXPORTED_ROLES)
        rows = [row for role in roles for row in _assignments(role)]
        return with_names(snapshot, pl.DataFrame(rows, schema=ASSIGNMENT, orient="row"))
    held = snapshot[ROLE_ASSIGNMENTS].filter(is_role(*HIGHLY_PRIVILEGED))
    times = held.with_columns(
        starts=pl.col("starts_at").is_not_null(), ends=pl.col("ends_at").is_not_null()
    )
    return with_names(snapshot, times.select(list(ASSIGNMENT)))


def is_standing() -> pl.Expr:
    """Tell which assignments are active without being activated; null where nobody says."""
    kind = pl.col("assignment")
    return pl.when(kind == "standing").then(True).when(kind == "eligible").then(False)


def _assignments(role: Thing) -> Iterator[dict[str, Any]]:
    """Yield a row for each assignment; one that was activated is an eligibility in use."""
    for one in members(role, "assignments"):
        yield {
            "principal": one.get("principalid"),
            "role": word(role, TEMPLATE),
            "role_name": role.get("displayname"),
            "assignment": "eligible" if word(one, "assignmenttype") == "activated" else "standing",
            "starts": word(one, "startdatetime") is not None,
            "ends": word(one, "enddatetime") is not None,
        }
