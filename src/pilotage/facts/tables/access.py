"""Tables about applications and about who may do what."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

APPLICATIONS = Table(
    "applications",
    says="Applications: registrations of this tenant, and business software from other lists.",
    source="Graph /applications, Pilotage applications.csv, Konveyor application import CSV",
    key=("application",),
    columns={
        "application": Column(pl.String, "application (client) id; the name where none is known"),
        "name": Column(pl.String, "display name"),
        "owner": Column(pl.String, "user id or address of the owner; the first of several"),
        "description": Column(pl.String, "what it is for"),
        "service": Column(pl.String, "business service it belongs to"),
        "audience": Column(pl.String, "who may sign in: this tenant, any tenant, anyone"),
        "critical": Column(pl.Boolean, "a critical journey depends on it"),
        "created_at": Column(UTC_TIME, "when it was registered"),
    },
)

APPLICATION_CREDENTIALS = Table(
    "application_credentials",
    says="Secrets and certificates of applications; their dates, never their values.",
    source="Graph /applications passwordCredentials and keyCredentials",
    key=("application", "credential"),
    columns={
        "application": Column(pl.String, "application id"),
        "credential": Column(pl.String, "key id"),
        "kind": Column(pl.String, "secret or certificate"),
        "name": Column(pl.String, "its label"),
        "starts_at": Column(UTC_TIME, "valid from"),
        "ends_at": Column(UTC_TIME, "valid until"),
    },
)

SERVICE_PRINCIPALS = Table(
    "service_principals",
    says="Applications as they stand in this tenant (enterprise applications).",
    source="Graph /servicePrincipals",
    key=("service_principal",),
    columns={
        "service_principal": Column(pl.String, "directory object id"),
        "application": Column(pl.String, "application id"),
        "name": Column(pl.String, "display name"),
        "kind": Column(pl.String, "application, managed_identity, legacy or social_idp"),
        "enabled": Column(pl.Boolean, "sign-in to it is allowed"),
        "publisher": Column(pl.String, "publisher name, verified if Graph says so"),
        "home_tenant": Column(pl.String, "tenant id of its registration"),
        "single_sign_on": Column(pl.String, "saml, oidc, password or null"),
        "assignment_required": Column(pl.Boolean, "only assigned people may use it"),
        "certificate_ends_at": Column(UTC_TIME, "end of its earliest signing certificate"),
    },
)

APP_ROLE_ASSIGNMENTS = Table(
    "app_role_assignments",
    says="Application permissions, and people or groups assigned to an application.",
    source="Graph /servicePrincipals/{id}/appRoleAssignedTo",
    key=("assignment",),
    columns={
        "assignment": Column(pl.String, "assignment id"),
        "principal": Column(pl.String, "object id of who holds it"),
        "principal_kind": Column(pl.String, "user, group or service_principal"),
        "resource": Column(pl.String, "service principal that offers the role"),
        "resource_name": Column(pl.String, "its display name"),
        "role": Column(pl.String, "permission value, such as Mail.Read; the role id if unknown"),
        "created_at": Column(UTC_TIME, "when it was given"),
    },
)

DELEGATED_GRANTS = Table(
    "delegated_grants",
    says="Permissions that applications hold on behalf of people.",
    source="Graph /oauth2PermissionGrants",
    key=("grant",),
    columns={
        "grant": Column(pl.String, "grant id"),
        "client": Column(pl.String, "service principal that acts"),
        "consent": Column(pl.String, "all (for everyone) or principal (for one person)"),
        "principal": Column(pl.String, "user id where it is for one person"),
        "resource": Column(pl.String, "service principal of the API"),
        "scopes": Column(pl.List(pl.String), "permissions"),
    },
)

ROLE_ASSIGNMENTS = Table(
    "role_assignments",
    says="Directory roles, standing and eligible.",
    source="Graph roleAssignmentScheduleInstances and roleEligibilityScheduleInstances or "
    "roleAssignments, ScubaGear privileged_roles, LDAP and SharpHound groups of administrators",
    key=("principal", "role", "assignment", "scope"),
    columns={
        "principal": Column(pl.String, "object id of who holds the role"),
        "principal_kind": Column(pl.String, "user, group, device or service_principal"),
        "role": Column(pl.String, "role template id; of Active Directory the end of the SID"),
        "role_name": Column(pl.String, "display name of the role"),
        "privileged": Column(pl.Boolean, "Microsoft marks the role as privileged"),
        "assignment": Column(pl.String, "standing, eligible, or unknown if not told"),
        "scope": Column(pl.String, "directory scope; / is the whole tenant"),
        "starts_at": Column(UTC_TIME, "begin; null if unknown"),
        "ends_at": Column(UTC_TIME, "end; null means permanent"),
    },
)

SETTINGS = Table(
    "settings",
    says="Configuration values of a tenant, one per row, as exported.",
    source="Graph policies, ScubaGear provider export, Exchange and Teams cmdlets",
    key=("area", "object", "setting"),
    columns={
        "area": Column(
            pl.String,
            "what the export calls it: a Graph policy in snake case (authorization_policy), an "
            "area of ScubaGear (authorization_policies), organization; areas counts the objects of "
            "each area of ScubaGear, commands tells which of its commands succeeded",
        ),
        "object": Column(pl.String, "identity of the policy or rule inside the area"),
        "setting": Column(pl.String, "property, lower case; nested ones joined with a dot"),
        "value": Column(pl.String, "value as compact JSON"),
    },
)
