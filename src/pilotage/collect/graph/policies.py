"""Tenant-wide policies as settings, one value per row.

``area`` is the resource in snake case, ``setting`` the path of the value in lower case. Members
of a list that have an id can also be reached by it:
``authenticationmethodconfigurations.fido2.state``.
Source  https://learn.microsoft.com/graph/api/resources/policy-overview
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, Tenant, resource
from pilotage.collect.graph.fields import word
from pilotage.collect.graph.loose import DEEPEST, Odd
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import SETTINGS

POLICIES = {
    "authorizationPolicy": ("allowInvitesFrom", "guestUserRoleId"),
    "identitySecurityDefaultsEnforcementPolicy": (),
    "authenticationMethodsPolicy": (
        "authenticationMethodConfigurations",
        "registrationEnforcement",
    ),
    "adminConsentRequestPolicy": ("remindersEnabled", "requestDurationInDays"),
    "crossTenantAccessPolicy": (),
    "defaultAppManagementPolicy": ("applicationRestrictions", "servicePrincipalRestrictions"),
}
"""Policies that are one object each, and properties that only they have."""

WITHHELD = "withheld"
"""Area of what a system would not tell; object is the area that is not there."""


def settings_batch(answer: Answer, area: str) -> Batch:
    """Return SETTINGS of the objects; an object nested too deep is refused."""
    rows: list[tuple[str, str, str]] = []
    refused: list[Refusal] = []
    for index, each in enumerate(answer.objects):
        try:
            if not isinstance(each, Mapping):
                raise Odd(f"{word(each)} where an object should be")
            identity = each.get("id")
            name = identity if isinstance(identity, str) else area
            rows += [(name, path, value) for path, value in _values(each, "", 0)]
        except Odd as odd:
            refused.append(Refusal(f"{answer.where}: value[{index}]", str(odd)))
    schema = dict.fromkeys(("object", "setting", "value"), pl.String)
    made = pl.DataFrame(rows, schema=schema, orient="row").with_columns(area=pl.lit(area))
    return Batch(SETTINGS, made, tuple(refused))


def withheld_batch(name: str, why: str) -> Batch:
    """Return SETTINGS that say why the policy ``name`` is not among them; the others are whole."""
    row = {"area": WITHHELD, "object": area_of(name), "setting": "why", "value": _json(why)}
    return Batch(SETTINGS, SETTINGS.frame([row]))


def area_of(name: str) -> str:
    """Return the area of a policy: its name in snake case."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _values(thing: Mapping[str, Any], above: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the path and the compact JSON of each value below ``thing``."""
    if depth > DEEPEST:
        raise Odd(f"nested deeper than {DEEPEST} levels")
    for name, value in thing.items():
        if "@" in name:
            continue
        path = f"{above}{name.lower()}"
        if isinstance(value, Mapping) and value:
            yield from _values(value, f"{path}.", depth + 1)
            continue
        yield path, _json(value)
        for one in value if isinstance(value, list) else ():
            if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                yield from _values(one, f"{path}.{one['id'].lower()}.", depth + 1)


def _json(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError as error:
        raise Odd(str(error)) from error


def _declare(name: str, only_here: tuple[str, ...]) -> None:
    @resource(
        name, contexts=(f"policies/{name}",), signs=("id", "displayName"), only_here=only_here
    )
    def policy(answer: Answer) -> Iterator[Batch]:
        yield settings_batch(answer, area_of(name))


for _name, _only_here in POLICIES.items():
    _declare(_name, _only_here)


@resource("organization", only_here=("verifiedDomains", "technicalNotificationMails"))
def organization(answer: Answer) -> Iterator[Batch | Tenant]:
    """Yield SETTINGS of the organisation, and its name."""
    yield settings_batch(answer, "organization")
    for each in answer.objects:
        if isinstance(each, Mapping) and isinstance(each.get("displayName"), str):
            yield Tenant(each["displayName"])
