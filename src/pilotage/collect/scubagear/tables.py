"""All tables that a provider export speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pilotage.collect.batch import Batch
from pilotage.collect.graph.conditional_access import conditional_access_rows
from pilotage.collect.graph.fields import NUMBER, Field
from pilotage.collect.graph.objects import batch
from pilotage.collect.scubagear.applications import applications, service_principals
from pilotage.collect.scubagear.domains import dns_records, domains
from pilotage.collect.scubagear.people import role_assignments, users
from pilotage.collect.scubagear.provider import Provider
from pilotage.collect.scubagear.settings import settings
from pilotage.facts.tables import (
    CONDITIONAL_ACCESS_POLICIES,
    DNS_RECORDS,
    DOMAINS,
    LICENCES_BOUGHT,
    ROLE_ASSIGNMENTS,
    SETTINGS,
)

POLICIES = "Get-MgBetaIdentityConditionalAccessPolicy"
LICENCES = "Get-MgBetaSubscribedSku"

WHOLE = (
    CONDITIONAL_ACCESS_POLICIES,
    ROLE_ASSIGNMENTS,
    DOMAINS,
    DNS_RECORDS,
    LICENCES_BOUGHT,
    SETTINGS,
)
"""Tables that an export has the whole of; of people and applications it has a choice."""

LICENCE = {
    "sku": Field("skuid"),
    "name": Field("skupartnumber"),
    "bought": Field("prepaidunits/enabled", NUMBER),
    "assigned": Field("consumedunits", NUMBER),
    "suspended": Field("prepaidunits/suspended", NUMBER),
}


def batches(provider: Provider) -> Iterator[Batch]:
    """Yield every table the export holds something for, or says why it does not."""
    yield from _policies(provider)
    yield from users(provider)
    yield from role_assignments(provider)
    yield from applications(provider)
    yield from service_principals(provider)
    yield from domains(provider)
    yield from dns_records(provider)
    yield from _licences(provider)
    yield settings(provider)


def _policies(provider: Provider) -> Iterator[Batch]:
    if provider.speaks_of(("conditional_access_policies",), (POLICIES,)):
        where = f"{provider.where}: conditional_access_policies"
        made = conditional_access_rows(list(_named(provider)), where)
        yield replace(made, missing=provider.failure(POLICIES))


def _named(provider: Provider) -> Iterator[Any]:
    """Yield every Conditional Access policy with an id of its own, made up where it has none.

    A fragment of an export may leave ids out; a policy must not be lost or mixed for that.
    """
    seen: set[str] = set()
    for index, each in enumerate(provider.objects("conditional_access_policies")):
        if not isinstance(each, Mapping):
            yield each
            continue
        lower = {key.lower(): value for key, value in each.items()}
        id = lower.get("id")
        if not isinstance(id, str) or not id or id in seen:
            id = f"policy {index}"
        seen.add(id)
        yield {**lower, "id": id}


def _licences(provider: Provider) -> Iterator[Batch]:
    if provider.speaks_of(("license_information",), (LICENCES,)):
        made, _ = batch(
            LICENCES_BOUGHT, provider.answer("license_information"), LICENCE, keys=("skuid",)
        )
        yield replace(made, missing=provider.failure(LICENCES))
