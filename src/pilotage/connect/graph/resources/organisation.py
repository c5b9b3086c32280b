"""The organisation itself: name, domains, licences bought."""

from __future__ import annotations

from pilotage.connect.graph.declared import SINGLE, Resource
from pilotage.connect.graph.throttle import DIRECTORY

RESOURCES = (
    Resource(
        "organization",
        "Name and settings of the organisation",
        "/organization",
        DIRECTORY,
        "organization-list",
        SINGLE,
        adds=("settings",),
        application=("Organization.Read.All",),
        delegated=("Organization.Read.All",),
    ),
    Resource(
        "domains",
        "Domains of the tenant",
        "/domains",
        DIRECTORY,
        "domain-list",
        SINGLE,
        tables=("domains",),
        application=("Domain.Read.All",),
        delegated=("Domain.Read.All",),
    ),
    Resource(
        "subscribedSkus",
        "Licences that were bought",
        "/subscribedSkus",
        DIRECTORY,
        "subscribedsku-list",
        SINGLE,
        tables=("licences_bought",),
        cost=3,
        application=("LicenseAssignment.Read.All",),
        delegated=("LicenseAssignment.Read.All",),
    ),
)
