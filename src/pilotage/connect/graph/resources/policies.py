"""Policies: who may get in, how, and from where. Those of one object are asked together."""

from __future__ import annotations

from pilotage.connect.graph.declared import PREMIUM, SINGLE, Resource
from pilotage.connect.graph.throttle import CONDITIONAL_ACCESS, POLICIES

READER = "Global Reader"
READ = ("Policy.Read.All",)


def _policy(id: str, says: str, page: str) -> Resource:
    return Resource(
        id,
        says,
        f"/policies/{id}",
        POLICIES,
        page,
        SINGLE,
        adds=("settings",),
        application=READ,
        delegated=READ,
        role=READER,
    )


RESOURCES = (
    _policy(
        "authorizationPolicy",
        "What guests and members may do without a role",
        "authorizationpolicy-get",
    ),
    _policy(
        "identitySecurityDefaultsEnforcementPolicy",
        "Whether security defaults are on",
        "identitysecuritydefaultsenforcementpolicy-get",
    ),
    _policy(
        "authenticationMethodsPolicy",
        "Which authentication methods are allowed",
        "authenticationmethodspolicy-get",
    ),
    _policy(
        "adminConsentRequestPolicy",
        "How people ask for consent",
        "adminconsentrequestpolicy-get",
    ),
    _policy(
        "crossTenantAccessPolicy",
        "Which other tenants are trusted",
        "crosstenantaccesspolicy-get",
    ),
    _policy(
        "defaultAppManagementPolicy",
        "Which credentials applications may have",
        "tenantappmanagementpolicy-get",
    ),
    Resource(
        "conditionalAccessPolicies",
        "Conditional Access policies",
        "/identity/conditionalAccess/policies",
        CONDITIONAL_ACCESS,
        "conditionalaccessroot-list-policies",
        tables=("conditional_access_policies",),
        application=READ,
        delegated=READ,
        role=READER,
        licence=PREMIUM,
    ),
    Resource(
        "namedLocations",
        "Places that Conditional Access knows",
        "/identity/conditionalAccess/namedLocations",
        CONDITIONAL_ACCESS,
        "conditionalaccessroot-list-namedlocations",
        tables=("named_locations",),
        application=READ,
        delegated=READ,
        role=READER,
        licence=PREMIUM,
    ),
)
