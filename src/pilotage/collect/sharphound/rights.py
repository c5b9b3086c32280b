"""Who rules a domain: members of the groups that Windows itself gives power to.

A group is known by the end of its security identifier, which no rename changes.
Source  https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.facts.tables import ROLE_ASSIGNMENTS

OF_DOMAIN = {
    "512": "Domain Admins",
    "518": "Schema Admins",
    "519": "Enterprise Admins",
    "520": "Group Policy Creator Owners",
    "526": "Key Admins",
    "527": "Enterprise Key Admins",
}
BUILT_IN = {
    "544": "Administrators",
    "548": "Account Operators",
    "549": "Server Operators",
    "550": "Print Operators",
    "551": "Backup Operators",
}


def role_assignments(
    memberships: pl.DataFrame, domains: Mapping[str, str | None]
) -> Iterator[Batch]:
    """Yield ROLE_ASSIGNMENTS, all standing, if any member is in such a group.

    A role is ``S-1-5-21-*-512`` or ``S-1-5-32-544``. The scope is the domain of the group,
    which ``domains`` gives.
    """
    group = pl.col("group")
    own = group.str.extract(r"^S-1-5-21-[\d-]+-(\d+)$")
    built_in = group.str.extract(r"-S-1-5-32-(\d+)$")
    rows = memberships.select(
        principal="member",
        principal_kind="member_kind",
        role=pl.coalesce("S-1-5-21-*-" + own, "S-1-5-32-" + built_in),
        role_name=pl.coalesce(_name(own, OF_DOMAIN), _name(built_in, BUILT_IN)),
        privileged=pl.lit(True),
        assignment=pl.lit("standing"),
        scope=_name(group, domains).str.to_lowercase(),
    ).drop_nulls("role_name")
    if not rows.is_empty():
        yield Batch(ROLE_ASSIGNMENTS, rows)


def _name(key: pl.Expr, names: Mapping[str, str | None]) -> pl.Expr:
    return key.replace_strict(dict(names), default=None, return_dtype=pl.String)
