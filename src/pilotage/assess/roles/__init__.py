"""Who really holds a directory role: in person, or through groups at any depth."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pilotage.assess.baseline import Export
from pilotage.assess.baseline.exported import word
from pilotage.assess.nesting import reach
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUPS, MEMBERSHIPS, ROLE_ASSIGNMENTS, SERVICE_PRINCIPALS, USERS

TEMPLATE = "roletemplateid"
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"

HIGHLY_PRIVILEGED = {
    GLOBAL_ADMINISTRATOR: "Global Administrator",
    "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
    "fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
    "f28a1f50-f6e7-4571-818b-6a12f2af6b6c": "SharePoint Administrator",
    "29232cdf-9323-42fd-ade2-1d097af3e4de": "Exchange Administrator",
    "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": "Hybrid Identity Administrator",
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
    "158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
}
"""The roles that the CISA SCuBA baseline calls highly privileged, by template id.
https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md
https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference"""


EXPORTED_ROLES = "privileged_roles"
"""Area of an export with the highly privileged roles, their assignments and their rules."""


def highly_privileged(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the names of the highly privileged roles by template id, in lower case.

    An export of ScubaGear lists those that it takes for highly privileged; then they are it.
    """
    roles = Export(snapshot).objects(EXPORTED_ROLES)
    pairs = {id: str(role.get("displayname")) for role in roles if (id := word(role, TEMPLATE))}
    return pairs or HIGHLY_PRIVILEGED


def holders(snapshot: Snapshot, among: pl.Expr) -> tuple[pl.DataFrame, str]:
    """Return who holds the roles of ``among``, and what keeps the list from being whole.

    The frame has the columns of ROLE_ASSIGNMENTS, ``via`` (the group that brings the role, or
    null) and only people and service principals as ``principal``. The text is empty when every
    assignment could be resolved.
    """
    given = _with_kinds(snapshot, snapshot[ROLE_ASSIGNMENTS].filter(among))
    given = given.with_columns(via=pl.lit(None, pl.String))
    group = pl.col("principal_kind") == "group"
    direct = given.filter(~group.fill_null(False))
    through = given.filter(group)
    whole = pl.concat([direct, _members(snapshot, through)])
    strangers = direct.filter(pl.col("principal_kind").is_null()).height
    gaps = [
        f"{strangers} role holders are neither known people nor known groups"
        if strangers and not _lists_people(direct)
        else "",
        snapshot.missing(MEMBERSHIPS) if not through.is_empty() else "",
    ]
    by = ["principal", "role", "assignment", "scope", "via"]
    unique = whole.unique(by, keep="first", maintain_order=True).sort(by, nulls_last=True)
    return unique, "; ".join(gap for gap in gaps if gap)


def is_role(*ids: str) -> pl.Expr:
    """Tell which assignments give one of these roles, by template id or by its name."""
    names = [HIGHLY_PRIVILEGED[id] for id in ids]
    return pl.col("role").is_in(ids) | pl.col("role_name").is_in(names).fill_null(False)


def _lists_people(given: pl.DataFrame) -> bool:
    """Tell whether the source lists every person who holds a role, not assignments alone.

    ScubaGear does, with groups resolved, and does not say how each came by the role; so what
    is left unknown beside such a list is a group or an application.
    https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/Modules/Providers/ExportAADProvider.psm1
    """
    person = (pl.col("principal_kind") == "user") & (pl.col("assignment") == "unknown")
    return not given.filter(person).is_empty()


def _with_kinds(snapshot: Snapshot, given: pl.DataFrame) -> pl.DataFrame:
    """Fill in what a principal is, where the source did not say, from the inventory."""
    known = pl.concat(
        snapshot.rows(table).select(principal=table.key[0], kind=pl.lit(kind))
        for table, kind in (
            (USERS, "user"),
            (GROUPS, "group"),
            (SERVICE_PRINCIPALS, "service_principal"),
        )
    ).unique("principal", keep="first", maintain_order=True)
    return given.join(known, on="principal", how="left", maintain_order="left").select(
        pl.exclude("principal_kind", "kind"),
        principal_kind=pl.coalesce("principal_kind", "kind"),
    )


def _members(snapshot: Snapshot, through: pl.DataFrame) -> pl.DataFrame:
    """Replace each group that holds a role by the people inside it."""
    inside = reach(snapshot.rows(MEMBERSHIPS), through["principal"])
    people = inside.filter(pl.col("member_kind").ne_missing("group"))
    joined = through.drop("principal_kind", "via").join(
        people, left_on="principal", right_on="group"
    )
    return joined.select(
        *(name for name in through.columns if name not in ("principal", "principal_kind", "via")),
        principal="member",
        principal_kind="member_kind",
        via="principal",
    ).select(through.columns)


def with_names(snapshot: Snapshot, held: pl.DataFrame) -> pl.DataFrame:
    """Add who the holders are: ``known`` is true for people of the inventory, else null."""
    people = snapshot.rows(USERS).select(
        "upn", "name", "synced", "immutable_id", principal="user", known=pl.lit(True)
    )
    return held.join(people, on="principal", how="left", maintain_order="left")
