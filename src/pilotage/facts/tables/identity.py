"""Tables about who people are, how they sign in, and what guards the sign-in."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

USERS = Table(
    "users",
    says="People and other accounts of a directory.",
    source="Graph /users, LDAP person objects, SharpHound users, Pilotage users.csv",
    key=("user",),
    columns={
        "user": Column(pl.String, "directory object id; the sign-in name where a source has none"),
        "upn": Column(pl.String, "user principal name, lower case"),
        "address": Column(pl.String, "primary SMTP address, lower case"),
        "mail_nickname": Column(pl.String, "Exchange alias, the part left of @, lower case"),
        "name": Column(pl.String, "display name"),
        "enabled": Column(pl.Boolean, "may sign in"),
        "kind": Column(pl.String, "member or guest"),
        "department": Column(pl.String, "department as the directory has it"),
        "job_title": Column(pl.String, "job title"),
        "office": Column(pl.String, "office or site where the person works"),
        "usage_location": Column(pl.String, "two-letter country; a licence needs it"),
        "manager": Column(pl.String, "user id of the manager"),
        "employee_type": Column(pl.String, "such as employee, contractor, service"),
        "created_at": Column(UTC_TIME, "when the account was made"),
        "last_sign_in_at": Column(
            UTC_TIME, "last interactive or background sign-in; in Entra ID also one that failed"
        ),
        "last_success_at": Column(UTC_TIME, "last sign-in that succeeded"),
        "password_changed_at": Column(UTC_TIME, "when the password was last set"),
        "synced": Column(pl.Boolean, "mastered by an on-premises directory"),
        "immutable_id": Column(pl.String, "source anchor that ties it to the on-premises object"),
        "vip": Column(pl.Boolean, "named as VIP by the engagement or the export"),
    },
)

ADDRESSES = Table(
    "addresses",
    says="Every address that an object answers to, primary and alias.",
    source="Graph proxyAddresses of users and groups, LDAP proxyAddresses and mail, Get-EXOMailbox",
    key=("object", "address"),
    columns={
        "object": Column(pl.String, "directory object id of the holder"),
        "holder": Column(pl.String, "user, group or contact"),
        "address": Column(pl.String, "address without its prefix, lower case; X500 as it stands"),
        "kind": Column(pl.String, "smtp, x500 or sip"),
        "primary": Column(pl.Boolean, "mail is sent from it"),
    },
)

GROUPS = Table(
    "groups",
    says="Groups of all kinds.",
    source="Graph /groups, LDAP group objects, SharpHound groups, Pilotage groups.csv",
    key=("group",),
    columns={
        "group": Column(pl.String, "directory object id"),
        "name": Column(pl.String, "display name"),
        "address": Column(pl.String, "primary SMTP address, lower case; null if not for mail"),
        "mail_nickname": Column(pl.String, "Exchange alias, the part left of @, lower case"),
        "kind": Column(pl.String, "microsoft_365, security, distribution or mail_security"),
        "dynamic": Column(pl.Boolean, "members come from a rule"),
        "membership_rule": Column(pl.String, "that rule as written"),
        "visibility": Column(pl.String, "public, private or hidden"),
        "role_assignable": Column(pl.Boolean, "may hold directory roles"),
        "synced": Column(pl.Boolean, "mastered by an on-premises directory"),
        "created_at": Column(UTC_TIME, "when the group was made"),
    },
)

GROUP_OWNERS = Table(
    "group_owners",
    says="Who owns which group.",
    source="Graph /groups/{id}/owners or $expand=owners, LDAP managedBy",
    key=("group", "owner"),
    columns={
        "group": Column(pl.String, "directory object id of the group"),
        "owner": Column(pl.String, "directory object id of the owner"),
    },
)

MEMBERSHIPS = Table(
    "memberships",
    says="Direct members of groups; nesting is resolved where it is needed.",
    source="Graph /groups/{id}/members or $expand=members, LDAP member, SharpHound Members",
    key=("group", "member"),
    columns={
        "group": Column(pl.String, "directory object id of the group"),
        "member": Column(pl.String, "directory object id of the direct member"),
        "member_kind": Column(pl.String, "user, group, device, service_principal or contact"),
    },
)

AUTHENTICATION_REGISTRATION = Table(
    "authentication_registration",
    says="Which authentication methods each person has registered.",
    source="Graph /reports/authenticationMethods/userRegistrationDetails",
    key=("user",),
    columns={
        "user": Column(pl.String, "directory object id"),
        "mfa_registered": Column(pl.Boolean, "has registered a method that MFA accepts"),
        "mfa_capable": Column(pl.Boolean, "registered and allowed by policy"),
        "passwordless_capable": Column(pl.Boolean, "can sign in without a password"),
        "methods": Column(pl.List(pl.String), "registered methods in the words of Graph"),
        "is_admin": Column(pl.Boolean, "holds a privileged role, as the report says"),
        "updated_at": Column(UTC_TIME, "age of this row at the source"),
    },
)

CONDITIONAL_ACCESS_POLICIES = Table(
    "conditional_access_policies",
    says="Conditional Access policies with every condition; lists hold the words of Graph.",
    source="Graph /identity/conditionalAccess/policies, ScubaGear conditional_access_policies",
    key=("policy",),
    columns={
        "policy": Column(pl.String, "policy id"),
        "name": Column(pl.String, "display name"),
        "state": Column(pl.String, "enabled, disabled or enabledForReportingButNotEnforced"),
        "include_users": Column(pl.List(pl.String), "user ids, All, None or GuestsOrExternalUsers"),
        "exclude_users": Column(pl.List(pl.String), "as include_users"),
        "include_groups": Column(pl.List(pl.String), "group ids"),
        "exclude_groups": Column(pl.List(pl.String), "group ids"),
        "include_roles": Column(pl.List(pl.String), "role template ids"),
        "exclude_roles": Column(pl.List(pl.String), "role template ids"),
        "include_guest_types": Column(pl.List(pl.String), "kinds of guest or external user"),
        "exclude_guest_types": Column(pl.List(pl.String), "kinds of guest or external user"),
        "include_guest_tenants": Column(pl.List(pl.String), "home tenants of guests; all if wide"),
        "exclude_guest_tenants": Column(pl.List(pl.String), "home tenants of guests; all if wide"),
        "include_applications": Column(pl.List(pl.String), "application ids, All, None, Office365"),
        "exclude_applications": Column(pl.List(pl.String), "as include_applications"),
        "application_filter": Column(pl.String, "filter rule over application attributes"),
        "application_filter_mode": Column(pl.String, "include or exclude"),
        "user_actions": Column(pl.List(pl.String), "such as urn:user:registersecurityinfo"),
        "authentication_contexts": Column(pl.List(pl.String), "authentication context ids"),
        "client_apps": Column(pl.List(pl.String), "client app types; all means any"),
        "include_platforms": Column(pl.List(pl.String), "device platforms; all means any"),
        "exclude_platforms": Column(pl.List(pl.String), "device platforms"),
        "include_locations": Column(pl.List(pl.String), "location ids, All or AllTrusted"),
        "exclude_locations": Column(pl.List(pl.String), "location ids or AllTrusted"),
        "device_filter_mode": Column(pl.String, "include or exclude"),
        "device_filter": Column(pl.String, "filter rule over device attributes"),
        "sign_in_risk": Column(pl.List(pl.String), "sign-in risk levels"),
        "user_risk": Column(pl.List(pl.String), "user risk levels"),
        "service_principal_risk": Column(pl.List(pl.String), "workload identity risk levels"),
        "insider_risk": Column(pl.List(pl.String), "insider risk levels"),
        "authentication_flows": Column(pl.List(pl.String), "such as deviceCodeFlow"),
        "workload_identities": Column(pl.List(pl.String), "service principals in scope"),
        "exclude_workload_identities": Column(pl.List(pl.String), "service principals left out"),
        "grant_operator": Column(pl.String, "AND or OR; null where there is no grant control"),
        "grant_controls": Column(pl.List(pl.String), "block, mfa, compliantDevice and so on"),
        "authentication_strength": Column(pl.String, "name of the strength, if one is asked for"),
        "strength_combinations": Column(pl.List(pl.String), "method combinations it accepts"),
        "terms_of_use": Column(pl.List(pl.String), "terms to accept"),
        "session_controls": Column(pl.List(pl.String), "names of session controls that are on"),
        "unknown": Column(pl.List(pl.String), "conditions or controls that we do not understand"),
        "modified_at": Column(UTC_TIME, "last change"),
    },
)

NAMED_LOCATIONS = Table(
    "named_locations",
    says="Places that Conditional Access knows by name.",
    source="Graph /identity/conditionalAccess/namedLocations",
    key=("location",),
    columns={
        "location": Column(pl.String, "location id"),
        "name": Column(pl.String, "display name"),
        "kind": Column(pl.String, "ip or country"),
        "trusted": Column(pl.Boolean, "marked as trusted"),
        "ranges": Column(pl.List(pl.String), "CIDR ranges"),
        "countries": Column(pl.List(pl.String), "two-letter countries"),
        "includes_unknown": Column(pl.Boolean, "also covers addresses of no known country"),
    },
)

SIGN_INS = Table(
    "sign_ins",
    says="Sign-ins counted per person, application and client; not single events.",
    source="Graph /auditLogs/signIns counted, report getEmailAppUsageUserDetail, sign_ins.csv",
    key=("user", "application", "client_app"),
    columns={
        "user": Column(pl.String, "directory object id"),
        "application": Column(pl.String, "application id; the display name where none is known"),
        "application_name": Column(pl.String, "display name of the application"),
        "client_app": Column(pl.String, "client as the log names it, such as IMAP4 or Browser"),
        "legacy": Column(pl.Boolean, "the client cannot do MFA"),
        "count": Column(pl.Int64, "sign-ins in the period", least=0),
        "last_at": Column(UTC_TIME, "the latest of them"),
        "days": Column(pl.Int64, "length of the period in days", least=0),
    },
)
