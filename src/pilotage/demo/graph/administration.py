"""Who administers: directory roles, standing and eligible, as Graph answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from pilotage.demo.casting import carries
from pilotage.demo.chance import after
from pilotage.demo.graph.pages import File, answer
from pilotage.demo.sides import TARGET
from pilotage.demo.tenant import Tenant

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
HELPDESK_ADMINISTRATOR = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
SYNCHRONISATION = "d29b2b05-8046-44ba-8758-1e26182fcf32"
PRIVILEGED = (
    GLOBAL_ADMINISTRATOR,
    "e8611ab8-c189-46e8-94e1-60213ab1f814",
    "fe930be7-5e62-47db-91af-98c3a49a38b1",
    "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
    "29232cdf-9323-42fd-ade2-1d097af3e4de",
    "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    "158c047a-c907-4556-b7ef-446551a6b5f7",
)
"""Administrator, in this order: Global, Privileged Role, User, SharePoint, Exchange, Hybrid
Identity, Application, Cloud Application."""

ROLES = {
    GLOBAL_ADMINISTRATOR: "Global Administrator",
    HELPDESK_ADMINISTRATOR: "Helpdesk Administrator",
    GLOBAL_READER: "Global Reader",
}
"""Template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference"""


def administration(tenant: Tenant) -> Iterator[File]:
    """Yield role definitions, who holds a role now, and who may take one.

    In the target only the emergency accounts are standing.
    """
    accounts = tenant.accounts
    synced = carries(tenant.cast, "synced_admins").fill_null(False)
    admins = (pl.col("sort") == "admin") | synced
    emergency = pl.col("sort") == "emergency"
    tidy = tenant.company is TARGET
    standing = accounts.filter(emergency if tidy else emergency | admins)
    eligible = tenant.people.filter(pl.col("department").str.starts_with("IT")).head(2)
    held = [(row, GLOBAL_ADMINISTRATOR) for row in standing.iter_rows(named=True)]
    held += [(row, SYNCHRONISATION) for row in tenant.of("sync").iter_rows(named=True)]
    later = accounts.filter(admins if tidy else pl.lit(False))
    may = [(row, GLOBAL_ADMINISTRATOR) for row in later.iter_rows(named=True)]
    may += [(row, HELPDESK_ADMINISTRATOR) for row in eligible.iter_rows(named=True)]
    may += [(row, GLOBAL_READER) for row in eligible.head(1).iter_rows(named=True)]
    path = "roleManagement/directory/"
    definitions = [
        {"id": id, "templateId": id, "displayName": name, "isBuiltIn": True, "isEnabled": True}
        for id, name in {**ROLES, SYNCHRONISATION: "Directory Synchronization Accounts"}.items()
    ]
    yield answer(f"{path}roleDefinitions", f"{path}roleDefinitions", definitions)
    yield answer(
        f"{path}roleAssignmentScheduleInstances",
        f"{path}roleAssignmentScheduleInstances",
        [_instance(row, role, tenant) | {"assignmentType": "Assigned"} for row, role in held],
    )
    yield answer(
        f"{path}roleEligibilityScheduleInstances",
        f"{path}roleEligibilityScheduleInstances",
        [_instance(row, role, tenant, ends=180) for row, role in may],
    )


def _instance(
    row: dict[str, Any], role: str, tenant: Tenant, ends: float | None = None
) -> dict[str, Any]:
    key = f"{role[:8]}{row['id'][:13]}"
    return {
        "id": f"{key}-1",
        "principalId": row["id"],
        "roleDefinitionId": role,
        "directoryScopeId": "/",
        "appScopeId": None,
        "startDateTime": after(tenant.now, -300),
        "endDateTime": None if ends is None else after(tenant.now, ends),
        "memberType": "Direct",
        "principal": {
            "@odata.type": "#microsoft.graph.user",
            "id": row["id"],
            "displayName": row["name"],
            "userPrincipalName": row["upn"],
        },
    }
