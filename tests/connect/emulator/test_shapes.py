"""The emulator beside the example answers that Microsoft publishes, where they are at hand.

Examples show a few properties each, and not always the same ones; what both sides show must
have the same name and be of the same type.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from harbour import SHARED

EXAMPLES = SHARED / "data/graph-mocks/graph-v1_0-proxy-mocks.json.gz"
SERVICE = "https://graph.microsoft.com/v1.0/"
LEGACY = "auditLogs/signIns?$filter=createdDateTime ge * and createdDateTime le *"
ROLE_RULES = (
    "policies/roleManagementPolicyAssignments?$filter=scopeId eq * and scopeType eq * and "
    "roleDefinitionId eq *&$expand=policy($expand=rules)"
)
WRITTEN_OTHERWISE = {"/value[]/targetResources[]/type"}
"""The example says Type, https://learn.microsoft.com/graph/api/resources/targetresource type."""

ASKED = {
    LEGACY: "auditLogs/signIns",
    "applications": "applications",
    "auditLogs/directoryAudits": "auditLogs/directoryAudits",
    "domains": "domains",
    "groups": "groups",
    "groups/*/members": "groups/{group}/members",
    "groups/*/owners": "groups/{group}/owners",
    "groups/delta": "groups/delta?$select=displayName,groupTypes,mail,members",
    "identity/conditionalAccess/namedLocations": "identity/conditionalAccess/namedLocations",
    "identity/conditionalAccess/policies": "identity/conditionalAccess/policies",
    "oauth2PermissionGrants": "oauth2PermissionGrants",
    "organization": "organization",
    "policies/adminConsentRequestPolicy": "policies/adminConsentRequestPolicy",
    "policies/authenticationMethodsPolicy": "policies/authenticationMethodsPolicy",
    "policies/authorizationPolicy": "policies/authorizationPolicy",
    "policies/crossTenantAccessPolicy/default": "policies/crossTenantAccessPolicy/default",
    "policies/defaultAppManagementPolicy": "policies/defaultAppManagementPolicy",
    ROLE_RULES: "policies/roleManagementPolicyAssignments?$expand=policy($expand=rules)"
        "&$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'",
    "policies/identitySecurityDefaultsEnforcementPolicy":
        "policies/identitySecurityDefaultsEnforcementPolicy",
    "reports/authenticationMethods/userRegistrationDetails":
        "reports/authenticationMethods/userRegistrationDetails",
    "roleManagement/directory/roleAssignmentScheduleInstances":
        "roleManagement/directory/roleAssignmentScheduleInstances",
    "roleManagement/directory/roleDefinitions": "roleManagement/directory/roleDefinitions",
    "roleManagement/directory/roleEligibilityScheduleInstances":
        "roleManagement/directory/roleEligibilityScheduleInstances",
    "servicePrincipals": "servicePrincipals",
    "servicePrincipals/*/appRoleAssignedTo": "servicePrincipals/{principal}/appRoleAssignedTo",
    "sites/getAllSites": "sites/getAllSites",
    "subscribedSkus": "subscribedSkus",
    "teams": "teams",
    "users/*/calendar/calendarPermissions": "users/{delegator}/calendar/calendarPermissions",
    "users/delta": "users/delta?$select=displayName,mail,businessPhones,surname",
    "users?$select=displayName,userPrincipalName,signInActivity":
        "users?$select=displayName,userPrincipalName,signInActivity",
}  # fmt: skip
"""Of each published example: what is asked of the emulator."""


@cache
def examples() -> dict[str, Any]:
    """Return the body of the first example of each address; some are text that holds JSON."""
    found: dict[str, Any] = {}
    for mock in json.loads(gzip.decompress(EXAMPLES.read_bytes()))["mocks"]:
        if mock["request"].get("method", "GET") == "GET":
            url = mock["request"]["url"].removeprefix(SERVICE)
            found.setdefault(url, mock["response"].get("body"))
    return found


def published(example: str) -> Any:
    """Return an example as JSON; a comma too many, which some have, is taken out."""
    body = examples()[example]
    return json.loads(re.sub(r",(\s*[\]}])", r"\1", body)) if isinstance(body, str) else body


def shapes(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield the place and the type of everything in an answer; null has none."""
    if isinstance(value, dict):
        yield where, "object"
        for name, inner in value.items():
            yield from shapes(inner, f"{where}/{name}")
    elif isinstance(value, list):
        yield where, "list"
        for inner in value:
            yield from shapes(inner, f"{where}[]")
    elif value is not None:
        yield where, {bool: "truth", int: "number", float: "number"}.get(type(value), "text")


def holders(tenant) -> dict[str, str]:
    """Return ids of objects that have what hangs on such objects."""
    found = {}
    for name, start, end in (
        ("group", "groups/", "/members"),
        ("principal", "servicePrincipals/", "/appRoleAssignedTo"),
        ("delegator", "users/", "/calendar/calendarPermissions"),
    ):
        path = next(each for each in tenant.lists if each.startswith(start) and each.endswith(end))
        found[name] = path.removeprefix(start).removesuffix(end)
    return found


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="shared data absent")
@pytest.mark.parametrize("example", sorted(ASKED))
def test_an_answer_has_the_shape_of_the_published_example(graph, example):
    ours = graph.get("/" + ASKED[example].format(**holders(graph.emulator.tenant)))

    theirs, found = dict(shapes(published(example))), dict(shapes(ours))
    assert ("/value" in found) is ("/value" in theirs)
    shared = {place for place in theirs.keys() & found.keys() if "@odata" not in place and place}
    assert shared - {"/value", "/value[]"}
    assert {place: found[place] for place in shared} == {place: theirs[place] for place in shared}


@pytest.mark.skipif(not EXAMPLES.is_file(), reason="shared data absent")
@pytest.mark.parametrize("example", sorted(ASKED))
def test_names_are_written_as_in_the_published_example(graph, example):
    theirs = {place.casefold(): place for place, _ in shapes(published(example))}
    ours = graph.get("/" + ASKED[example].format(**holders(graph.emulator.tenant)))

    written = {place for place, _ in shapes(ours) if place.casefold() in theirs}
    assert written - WRITTEN_OTHERWISE <= set(theirs.values())
