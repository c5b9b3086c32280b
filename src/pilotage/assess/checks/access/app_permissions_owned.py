"""Applications with administrator-like permissions have an owner.

Why     An application that can write to the whole directory or to every mailbox is an
        administrator that never sleeps. Tools of earlier migrations are often still among them.
Fix     Name an owner and a reason for each, narrow the permission, and put an end date on movers.
        Remove what nobody claims.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/manage-application-permissions
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import APP_ROLE_ASSIGNMENTS, APPLICATIONS, SERVICE_PRINCIPALS

ADMIN_LIKE = {
    "Directory.ReadWrite.All": "19dbc75e-c2e2-444c-a770-ec69d8559fc7",
    "RoleManagement.ReadWrite.Directory": "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8",
    "AppRoleAssignment.ReadWrite.All": "06b708a9-e830-4db3-a914-8e69da51d44f",
    "Application.ReadWrite.All": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
    "User.ReadWrite.All": "741f803b-c850-494e-b5df-cde7c675a1ca",
    "Group.ReadWrite.All": "62a82d76-70ea-41e2-9197-370581804d09",
    "Mail.ReadWrite": "e2a3a72e-5f79-4c64-b1b1-878b674786c9",
    "Mail.Send": "b633e1c5-b582-4048-a93e-9f11b44c7e96",
    "Files.ReadWrite.All": "75359482-378d-4052-8f01-80520e7db3cd",
    "Sites.FullControl.All": "a82116e5-55eb-4c41-a434-62fe8a61c773",
    "full_access_as_app": "dc890d15-9560-4a4c-9b7f-a736ec74ec40",
    "Exchange.ManageAsApp": "dc50a0fb-09a3-484d-be87-e023b12c6440",
}
"""Application permissions over all people, mail or files, with their ids in case an export kept
those: https://learn.microsoft.com/graph/permissions-reference"""

WORDS = Words(
    things="applications with administrator-like permissions",
    wrong="have no known owner",
    right="have an owner",
    unsure="came without saying what holds them",
    name=("name", "principal"),
)


@check(
    "access.app_permissions_owned",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[
        APP_ROLE_ASSIGNMENTS.needs("principal", "principal_kind", "role"),
        SERVICE_PRINCIPALS.needs("application"),
        APPLICATIONS.needs("owner"),
    ],
)
def app_permissions_owned(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; an application registered elsewhere has no owner here."""
    admin_like = pl.col("role").is_in([*ADMIN_LIKE, *ADMIN_LIKE.values()])
    owners = snapshot[APPLICATIONS].select("application", "owner")
    principals = snapshot[SERVICE_PRINCIPALS].select(
        "application", "name", "publisher", principal="service_principal"
    )
    rows = (
        snapshot[APP_ROLE_ASSIGNMENTS]
        .filter(admin_like & (pl.col("principal_kind") == "service_principal").fill_null(True))
        .group_by("principal", maintain_order=True)
        .agg(permissions=pl.col("role").unique().sort())
        .join(principals, on="principal", how="left")
        .join(owners, on="application", how="left")
        .sort("principal")
    )
    yield conclude(snapshot.tenant, rows, pl.col("owner").is_null(), WORDS)
