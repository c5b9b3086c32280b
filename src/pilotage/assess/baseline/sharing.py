"""How far SharePoint and OneDrive share beyond the organisation, and by which links.

Source: https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off and the enumerations
of https://learn.microsoft.com/powershell/module/sharepoint-online/set-spotenant; the export holds
their numbers, older ones their names.
"""

from __future__ import annotations

from collections.abc import Mapping

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import number, word

AREA = "SPO_tenant"
COMMANDS = ("Get-SPOTenantRest", "Get-SPOTenant", "Get-PnPTenant")

NOBODY, NEW_GUESTS, ANYONE, EXISTING_GUESTS = range(4)
"""Whom content may be shared with; new guests include the existing ones."""

REACH = {
    "disabled": NOBODY,
    "externalusersharingonly": NEW_GUESTS,
    "externaluserandguestsharing": ANYONE,
    "existingexternalusersharingonly": EXISTING_GUESTS,
}
LINK = {"none": 0, "direct": 1, "internal": 2, "anonymousaccess": 3}
PERMISSION = {"none": 0, "view": 1, "edit": 2}
RESTRICTION = {"none": 0, "allowlist": 1, "blocklist": 2}

SPECIFIC_PEOPLE = LINK["direct"]
VIEW = PERMISSION["view"]
ALLOWED_DOMAINS_ONLY = RESTRICTION["allowlist"]
MOST_DAYS = 30
"""Days that a link or a verification code may live."""


def tenant(export: Export) -> Thing:
    """Return the settings of the tenant, an empty mapping if the area is empty."""
    return next(iter(export.objects(AREA)), {})


def choice(thing: Thing, name: str, options: Mapping[str, int]) -> int | None:
    """Return the number of an enumeration's value, whether a number or a name was exported."""
    value = number(thing, name)
    known = int(value) if value is not None else options.get(word(thing, name) or "")
    return known if known in options.values() else None


def reach(thing: Thing, name: str = "sharingcapability") -> int | None:
    """Return whom content may be shared with, by SharePoint unless ``name`` says otherwise."""
    return choice(thing, name, REACH)
