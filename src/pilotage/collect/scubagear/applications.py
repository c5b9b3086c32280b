"""Applications and service principals that ScubaGear looks at: privileged or risky ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer
from pilotage.collect.graph.fields import FLAG, MOMENT, Field
from pilotage.collect.graph.objects import batch
from pilotage.collect.scubagear.provider import Provider, listed
from pilotage.facts.tables import APPLICATION_CREDENTIALS, APPLICATIONS, SERVICE_PRINCIPALS

ONLY_RISKY = "only privileged or risky applications are in this export"
RISKY = ("Get-ApplicationsWithRiskyPermissions", "Format-RiskyApplications")
APPS = ("risky_applications",)
PRINCIPALS = {
    "privileged_service_principals": "id",
    "risky_third_party_service_principals": "objectid",
}
"""Areas with service principals, and the property that is their id."""

APPLICATION = {
    "application": Field("appid"),
    "name": Field("displayname"),
    "audience": Field("ismultitenantenabled", FLAG),
}
CREDENTIAL = {
    "credential": Field("keyid"),
    "name": Field("displayname"),
    "starts_at": Field("startdatetime", MOMENT),
    "ends_at": Field("enddatetime", MOMENT),
}
PRINCIPAL = {
    "application": Field("appid"),
    "name": Field("displayname"),
    "home_tenant": Field("appownerorganizationid"),
}
AUDIENCES = {True: "any tenant", False: "this tenant"}
SECRETS = {"passwordcredentials": "secret", "keycredentials": "certificate"}


def applications(provider: Provider) -> Iterator[Batch]:
    """Yield APPLICATIONS and APPLICATION_CREDENTIALS of the risky ones."""
    if not provider.speaks_of(APPS, RISKY):
        return
    missing = provider.failure(*RISKY) or ONLY_RISKY
    answer = provider.answer("risky_applications")
    made, kept = batch(APPLICATIONS, answer, APPLICATION, keys=("appid",))
    named = pl.col("^audience$").replace_strict(AUDIENCES, return_dtype=pl.String)
    yield replace(made, frame=made.frame.with_columns(named), missing=missing, unless="*")
    for member, kind in SECRETS.items():
        found, _ = batch(
            APPLICATION_CREDENTIALS,
            _members(kept, member),
            CREDENTIAL,
            keys=("keyid",),
            parent="application",
        )
        frame = found.frame.with_columns(kind=pl.lit(kind))
        yield replace(found, frame=frame, missing=missing, unless="*")


def service_principals(provider: Provider) -> Iterator[Batch]:
    """Yield SERVICE_PRINCIPALS that hold a role or a risky permission, each of them once."""
    seen: list[str] = []
    for area, id in PRINCIPALS.items():
        if area in provider.areas:
            fields = {"service_principal": Field(id), **PRINCIPAL}
            made, _ = batch(SERVICE_PRINCIPALS, provider.answer(area), fields, keys=(id,))
            frame = made.frame.filter(~pl.col("service_principal").is_in(seen))
            seen += frame["service_principal"].to_list()
            yield replace(made, frame=frame, missing=ONLY_RISKY, unless="*")


def _members(answer: Answer, name: str) -> Answer:
    """Return what lies in the list ``name`` of each application, with the application's id."""
    pairs: list[tuple[str, Any]] = [
        (each["appid"], one)
        for each in answer.objects
        if isinstance(each, Mapping)
        for one in listed(each.get(name))
    ]
    return Answer([one for _, one in pairs], f"{answer.where}: {name}", [id for id, _ in pairs])
