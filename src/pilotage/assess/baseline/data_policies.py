"""Data policies of Power Platform and the environments they hold in.

Source: https://learn.microsoft.com/power-platform/admin/wp-data-loss-prevention,
https://learn.microsoft.com/powershell/module/microsoft.powerapps.administration.powershell/get-dlppolicy
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import polars as pl

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import flag, members, word

AREA, LIST, ENVIRONMENT = "dlp_policies", "environment_list", "environmentname"
COMMANDS = ("Get-PowerPlatformDlpPoliciesRest", "Get-DlpPolicy")
LIST_COMMANDS = ("Get-PowerPlatformEnvironmentsRest", "Get-AdminPowerAppEnvironment")

PREFIX = "default-"
"""The default environment is named for its tenant: this, then the tenant's id."""

WRAPPER = "policydefinition."
"""Version 2 of the interface puts each policy into this property."""

IsDefault = Callable[[str], bool]
"""Tells of the name of an environment whether it is the one that is meant."""


def policies(export: Export) -> list[Thing]:
    """Return the data policies, with names of properties in lower case and dotted."""
    found: list[Thing] = []
    for thing in export.objects(AREA):
        wrapped = any(path.partition(".")[0] == "value" for path in thing)
        inner = members(thing, "value") if wrapped else [thing]
        found += [_unwrapped(one) for one in inner if isinstance(one, Mapping)]
    return found


def is_default(export: Export) -> IsDefault:
    """Return what knows the default environment: by its flag, by the tenant's id, or by name."""
    listed = {
        word(one, ENVIRONMENT)
        for one in export.objects(LIST)
        if flag(one, "isdefault") or word(one, "environmenttype") == "default"
    }
    tenant = export.value("tenant_id")
    named = {f"{PREFIX}{tenant}".lower()} if isinstance(tenant, str) and tenant else set()
    known = (listed | named) - {None}
    return lambda name: name in known if known else name.startswith(PREFIX)


def affects(policy: Thing, wanted: IsDefault) -> bool | None:
    """Tell whether ``policy`` holds in the wanted environment; None if its scope is unknown."""
    named = any(wanted(name) for name in scope(policy))
    return {
        "allenvironments": True,
        "onlyenvironments": named,
        "singleenvironment": named,
        "exceptenvironments": not named,
    }.get(word(policy, "environmenttype") or "")


def scope(policy: Thing) -> list[str]:
    """Return the names, in lower case, of the environments that a policy includes or leaves."""
    found = members(policy, "environments")
    return [name for one in found if (name := _name(one))]


def shown(found: Iterable[Thing]) -> pl.DataFrame:
    """Return policies as evidence: name, how it chooses environments, and which."""
    rows = [
        {
            "policy": word(one, "displayname"),
            "scope": word(one, "environmenttype"),
            "environments": ", ".join(scope(one)),
        }
        for one in found
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("policy", "scope", "environments"), pl.String))


def _name(environment: object) -> str | None:
    """Return the name of an environment: given as such, or as the end of its id."""
    if isinstance(environment, Mapping):
        return word(environment, "name") or (word(environment, "id") or "").rpartition("/")[2]
    return environment.lower() if isinstance(environment, str) else None


def _unwrapped(thing: Thing) -> Thing:
    inner = {
        path.removeprefix(WRAPPER): value
        for path, value in thing.items()
        if path.startswith(WRAPPER)
    }
    return inner or thing
