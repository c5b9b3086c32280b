"""Domains of the tenant, and what the DNS says of their mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer
from pilotage.collect.graph.fields import FLAG, LOWER, NUMBER, TEXTS, Field
from pilotage.collect.graph.objects import batch
from pilotage.collect.moments import moment
from pilotage.collect.scubagear.provider import Provider, listed
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import DNS_RECORDS, DOMAINS

READ, ACCEPTED = "Get-MgBetaDomain", "Get-AcceptedDomain"
RECORDS = {
    "spf_records": ("", "Get-ScubaSpfRecord"),
    "dkim_records": ("", "Get-ScubaDkimRecord"),
    "dmarc_records": ("_dmarc.", "Get-ScubaDmarcRecord"),
}
"""What stands before the domain in the name of the record, and the command that asked."""

NO_RECORD = re.compile(r"(?i)query returned (nxdomain|0 txt)\b")
"""How ScubaGear logs that a resolver answered and that there is no such record:
https://github.com/cisagov/ScubaGear/tree/main/PowerShell/ScubaGear/Modules/Providers"""

DOMAIN = {
    "domain": Field("id", LOWER),
    "verified": Field("isverified", FLAG),
    "default": Field("isdefault", FLAG),
    "initial": Field("isinitial", FLAG),
    "authentication": Field("authenticationtype", LOWER),
    "services": Field("supportedservices", TEXTS),
    "password_days": Field("passwordvalidityperiodindays", NUMBER),
}
MAIL_DOMAIN = {
    "domain": Field("domainname", LOWER),
    "default": Field("default", FLAG),
    "initial": Field("initialdomain", FLAG),
    "authentication": Field("authenticationtype", LOWER),
}


def domains(provider: Provider) -> Iterator[Batch]:
    """Yield DOMAINS of the directory, then others that Exchange accepts mail for.

    Exchange accepts mail only for domains that are verified.
    """
    known = pl.Series([], dtype=pl.String)
    if provider.speaks_of(("domain_settings",), (READ,)):
        made, _ = batch(DOMAINS, _with_lists(provider.answer("domain_settings")), DOMAIN)
        known = made.frame["domain"]
        yield replace(made, missing=provider.failure(READ))
    if provider.speaks_of(("accepted_domains",), (ACCEPTED,)):
        made, _ = batch(
            DOMAINS, provider.answer("accepted_domains"), MAIL_DOMAIN, keys=("domainname",)
        )
        others = made.frame.filter(~pl.col("domain").is_in(known.implode()))
        frame = others.with_columns(verified=pl.lit(True))
        yield replace(made, frame=frame, missing=provider.failure(ACCEPTED))


def _with_lists(answer: Answer) -> Answer:
    """Return the domains with their services as a list, which may have been collapsed."""
    name = "supportedservices"
    return replace(
        answer,
        objects=[
            {**one, name: listed(one[name])} if isinstance(one, dict) and name in one else one
            for one in answer.objects
        ],
    )


def dns_records(provider: Provider) -> Iterator[Batch]:
    """Yield DNS_RECORDS: the TXT records for SPF, DKIM and DMARC as resolvers answered."""
    commands = tuple(command for _, command in RECORDS.values())
    if not provider.speaks_of(tuple(RECORDS), commands):
        return
    rows: list[tuple[str, str, str]] = []
    refused: list[Refusal] = []
    for area, (before, _) in RECORDS.items():
        answer = provider.answer(area)
        for index, each in enumerate(answer.objects):
            if isinstance(each, Mapping) and isinstance(each.get("domain"), str):
                rows += _records(each, before)
            else:
                why = "is not a record with a domain"
                refused.append(Refusal(f"{answer.where}: value[{index}]", why))
    schema = dict.fromkeys(("domain", "name", "value"), pl.String)
    asked = provider.areas.get("timestamp_zulu")
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.col("domain", "name").str.to_lowercase().str.strip_chars_end("."),
        type=pl.lit("TXT"),
        read_at=moment(pl.lit(asked if isinstance(asked, str) else None, pl.String)),
    )
    yield Batch(DNS_RECORDS, frame, tuple(refused), provider.failure(*commands))


def _records(record: Mapping[str, Any], before: str) -> Iterator[tuple[str, str, str]]:
    """Yield domain, name and text; the log says under which name an answer was found.

    An empty text says that there is none. A query that failed says nothing.
    """
    domain = record["domain"]
    logged = [one for one in listed(record.get("log")) if isinstance(one, Mapping)]
    found = [
        (one["query_name"], text)
        for one in logged
        if isinstance(one.get("query_name"), str)
        for text in listed(one.get("query_answers")) or _none(one)
    ]
    if not any(text for _, text in found):
        found += [(f"{before}{domain}", text) for text in listed(record.get("rdata"))]
    for name, text in dict.fromkeys(pair for pair in found if isinstance(pair[1], str)):
        yield domain, name, text


def _none(query: Mapping[str, Any]) -> list[str]:
    """Return the one empty text of a query that was answered with no record, else nothing."""
    result = query.get("query_result")
    return [""] if isinstance(result, str) and NO_RECORD.match(result) else []
