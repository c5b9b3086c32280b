"""Privileged people and what roles they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph.fields import MOMENT, Field
from pilotage.collect.graph.objects import batch
from pilotage.collect.scubagear.provider import Provider, listed
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS

ONLY_PRIVILEGED = "only privileged users are in this export"
PEOPLE, ROLES = "Get-PrivilegedUser", "Get-PrivilegedRole"
HOLDERS = {"privileged_users": "user", "privileged_service_principals": "service_principal"}

USER = {
    "user": Field("id"),
    "name": Field("displayname"),
    "immutable_id": Field("onpremisesimmutableid"),
}
ASSIGNMENT = {
    "principal": Field("principalid"),
    "role": Field("roletemplateid"),
    "role_name": Field("rolename"),
    "scope": Field(("directoryscopeid", "appscopeid")),
    "assignment": Field("assignmenttype"),
    "starts_at": Field("startdatetime", MOMENT),
    "ends_at": Field("enddatetime", MOMENT),
}


def users(provider: Provider) -> Iterator[Batch]:
    """Yield USERS, which are the privileged ones only."""
    if provider.speaks_of(("privileged_users",), (PEOPLE,)):
        made, _ = batch(USERS, provider.answer("privileged_users"), USER)
        yield replace(made, missing=provider.failure(PEOPLE) or ONLY_PRIVILEGED, unless="*")


def role_names(provider: Provider) -> dict[str, str]:
    """Return the names of roles by their template id."""
    roles = provider.answer("privileged_roles").objects
    named = [one for one in roles if isinstance(one, dict)]
    pairs = [(one.get("roletemplateid"), one.get("displayname")) for one in named]
    return {id: name for id, name in pairs if isinstance(id, str) and isinstance(name, str)}


def role_assignments(provider: Provider) -> Iterator[Batch]:
    """Yield ROLE_ASSIGNMENTS.

    An activated assignment is an eligibility in use. Who holds a role without an assignment
    of his own holds it through a group or is eligible: the export does not tell, so the
    assignment is ``unknown``.
    """
    if not provider.speaks_of(("privileged_roles", "privileged_users"), (ROLES, PEOPLE)):
        return
    answer = provider.answer("privileged_roles")
    given = [row for role in answer.objects for row in _assignments(role)]
    made, _ = batch(
        ROLE_ASSIGNMENTS, replace(answer, objects=given), ASSIGNMENT, keys=("principalid",)
    )
    frame = _completed(made.frame)
    others = _unexplained(provider, frame)
    whole = pl.concat([frame, others], how="diagonal").with_columns(
        principal_kind=pl.col("principal").replace_strict(
            _kinds(provider), default=None, return_dtype=pl.String
        ),
        privileged=pl.lit(True),
    )
    yield replace(made, frame=whole, missing=provider.failure(ROLES, PEOPLE))


def _assignments(role: Any) -> Iterator[Any]:
    """Yield each assignment of a role together with the role; oddities go as they are.

    A fragment of an export may leave the holder out; an assignment is not lost for that.
    """
    if not isinstance(role, Mapping):
        yield role
        return
    named = {"roletemplateid": role.get("roletemplateid"), "rolename": role.get("displayname")}
    for index, one in enumerate(listed(role.get("assignments"))):
        if isinstance(one, Mapping):
            holder = one.get("principalid") or f"holder {index} of {named['rolename']}"
            yield {**one, **named, "principalid": holder}
        else:
            yield one


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    """Say of each assignment whether it is standing, with all columns there."""
    absent = [name for name in ASSIGNMENT if name not in (*frame.columns, "starts_at", "ends_at")]
    whole = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    activated = (pl.col("assignment") == "Activated").fill_null(False)
    times = [name for name in ("starts_at", "ends_at") if name in frame.columns]
    return whole.with_columns(
        pl.when(activated)
        .then(pl.lit("eligible"))
        .otherwise(pl.lit("standing"))
        .alias("assignment"),
        pl.col("scope").fill_null("/"),
        *(pl.when(~activated).then(name).alias(name) for name in times),
    )


def _unexplained(provider: Provider, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the roles of privileged users and applications that no assignment gives."""
    ids = {name: id for id, name in role_names(provider).items()}
    explained = set(frame.select("principal", "role").iter_rows())
    rows = [
        {"principal": holder["id"], "role": ids.get(name, name), "role_name": name}
        for area in HOLDERS
        for holder in provider.holders(area)
        for name in sorted({one for one in _roles(holder) if isinstance(one, str)})
        if (holder["id"], ids.get(name, name)) not in explained
    ]
    schema = dict.fromkeys(("principal", "role", "role_name"), pl.String)
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return found.with_columns(assignment=pl.lit("unknown"), scope=pl.lit("/"))


def _roles(holder: Mapping[str, Any]) -> list[Any]:
    return next((listed(value) for key, value in holder.items() if key.lower() == "roles"), [])


def _kinds(provider: Provider) -> dict[str, str]:
    return {
        holder["id"]: kind for area, kind in HOLDERS.items() for holder in provider.holders(area)
    }
