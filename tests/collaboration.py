"""Tenants of SharePoint, Teams, Power Platform and Power BI that keep their public baselines.

A test changes one setting of one of them and asks one check. All of them are invented.
"""

from __future__ import annotations

from typing import Any

from fragment import fragment

from pilotage.facts.snapshot import Snapshot

TENANT = "3f1c0000-0000-4000-8000-000000000001"
DEFAULT = f"Default-{TENANT}"
OTHER = "9a7b0000-0000-4000-8000-000000000002"

SHAREPOINT: dict[str, Any] = {
    "SharingCapability": 2,
    "ODBSharingCapability": 3,
    "SharingDomainRestrictionMode": 1,
    "DefaultSharingLinkType": 1,
    "DefaultLinkPermission": 1,
    "RequireAnonymousLinksExpireInDays": 30,
    "FileAnonymousLinkType": 1,
    "FolderAnonymousLinkType": 1,
    "EmailAttestationRequired": True,
    "EmailAttestationReAuthDays": 30,
}
MEETINGS: dict[str, Any] = {
    "Identity": "Global",
    "AllowExternalParticipantGiveRequestControl": False,
    "AllowAnonymousUsersToStartMeeting": False,
    "AutoAdmittedUsers": "EveryoneInCompany",
    "AllowPSTNUsersToBypassLobby": False,
    "AllowCloudRecording": False,
}
EVENTS: dict[str, Any] = {"Identity": "Global", "BroadcastRecordingMode": "UserOverride"}
FEDERATION: dict[str, Any] = {
    "Identity": "Global",
    "AllowFederatedUsers": True,
    "AllowedDomains": {"AllowedDomain": ["Domain=quay.example", "Domain=pier.example"]},
    "AllowTeamsConsumer": False,
    "AllowTeamsConsumerInbound": False,
}
CLIENT: dict[str, Any] = {"Identity": "Global", "AllowEmailIntoChannel": False}
APPS: dict[str, Any] = {
    "Identity": "Global",
    "DefaultCatalogAppsType": "AllowedAppList",
    "GlobalCatalogAppsType": "AllowedAppList",
    "PrivateCatalogAppsType": "AllowedAppList",
}
ENVIRONMENTS: dict[str, Any] = {
    "disableEnvironmentCreationByNonAdminUsers": True,
    "disableTrialEnvironmentCreationByNonAdminUsers": True,
    "disablePortalsCreationByNonAdminUsers": True,
    "powerPlatform": {"powerApps": {"disableShareWithEveryone": True}},
}
POWER_BI: dict[str, Any] = {
    "PublishToWeb": False,
    "AllowGuestUserToAccessSharedContent": False,
    "ElevatedGuestsTenant": False,
    "ExternalSharingV2": False,
    "ServicePrincipalAccess": False,
    "AllowServicePrincipalsCreateAndUseProfiles": False,
    "BlockResourceKeyAuthentication": True,
    "RScriptVisual": False,
    "EimInformationProtectionEdit": True,
}
GROUPS = [{"graphId": OTHER, "name": "Reports for partners"}]
"""Security groups that narrow a setting of Power BI."""


def sharepoint(**changes: Any) -> Snapshot:
    """Return the tenant of SharePoint, which shares with anyone, with these settings replaced."""
    return fragment(SPO_tenant=[{**SHAREPOINT, **changes}])


def meetings(*custom: dict[str, Any], **changes: Any) -> Snapshot:
    """Return the org-wide meeting policy with these settings replaced, and custom policies."""
    others = [{**MEETINGS, "Identity": f"Tag:{n}", **one} for n, one in enumerate(custom)]
    return fragment(meeting_policies=[{**MEETINGS, **changes}, *others])


def events(*custom: dict[str, Any], **changes: Any) -> Snapshot:
    """Return the org-wide policy of live events with these settings replaced, and custom ones."""
    others = [{**EVENTS, "Identity": f"Tag:{n}", **one} for n, one in enumerate(custom)]
    return fragment(broadcast_policies=[{**EVENTS, **changes}, *others])


def federation(*, plans: Any = None, **changes: Any) -> Snapshot:
    """Return external access with these settings replaced, in a tenant with these plans."""
    tenant = {} if plans is None else {"teams_tenant_info": [{"AssignedPlan": plans}]}
    return fragment(federation_configuration=[{**FEDERATION, **changes}], **tenant)


def client(*, plans: Any = None, **changes: Any) -> Snapshot:
    """Return the client settings with these replaced, in a tenant with these plans."""
    tenant = {} if plans is None else {"teams_tenant_info": [{"AssignedPlan": plans}]}
    return fragment(client_configuration=[{**CLIENT, **changes}], **tenant)


def org_wide_apps(**values: str | None) -> list[dict[str, Any]]:
    """Return the org-wide settings of apps, all ``None`` (off) but these."""
    off = dict.fromkeys(("DefaultApp", "GlobalApp", "PrivateApp"), "None")
    chosen = {**off, **values}
    return [{"SettingName": name, "SettingValue": value} for name, value in chosen.items()]


def environments(**changes: Any) -> Snapshot:
    """Return the tenant settings of Power Platform with these replaced."""
    return fragment(environment_creation=[{**ENVIRONMENTS, **changes}])


def data_policy(kind: str, *names: str, groups: Any = None) -> dict[str, Any]:
    """Return a data policy for these environments, or for all but these, by ``kind``."""
    return {
        "displayName": f"{kind} policy",
        "environmentType": kind,
        "environments": [{"name": name} for name in names],
        "connectorGroups": groups or [],
    }


def data_policies(*found: dict[str, Any], **areas: Any) -> Snapshot:
    """Return a tenant with these data policies, a default environment and another one."""
    listed = [
        {"EnvironmentName": DEFAULT, "DisplayName": "Default", "IsDefault": True},
        {"EnvironmentName": OTHER, "DisplayName": "Sales", "IsDefault": False},
    ]
    known = {"tenant_id": TENANT, "environment_list": listed}
    return fragment(dlp_policies=[{"value": list(found)}], **{**known, **areas})


def power_bi(*, licence: bool | None = None, **changes: Any) -> Snapshot:
    """Return the tenant settings of Power BI with these switched, or replaced as a whole."""
    settings = [
        {"settingName": name, **(value if isinstance(value, dict) else {"enabled": value})}
        for name, value in {**POWER_BI, **changes}.items()
    ]
    flags = {} if licence is None else {"powerbi_license_found": licence}
    return fragment(powerbi_tenant_settings=settings, **flags)
