"""Sign-in events, counted per person, application and client.

Only sign-ins that succeeded are counted: a blocked attempt is not use. The length of the period
is not read, because a page does not say where the log begins.
Source  https://learn.microsoft.com/graph/api/resources/signin
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import LOWER, MOMENT, NUMBER, Field, column
from pilotage.collect.graph.objects import batch
from pilotage.facts.tables import SIGN_INS

LEGACY = (
    "authenticated smtp",
    "autodiscover",
    "exchange activesync",
    "exchange online powershell",
    "exchange web services",
    "imap4",
    "mapi over http",
    "offline address book",
    "other clients",
    "outlook anywhere (rpc over http)",
    "pop3",
    "reporting web services",
    "universal outlook",
)
"""Clients that cannot do MFA, in lower case.
https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication"""

EVENT = {
    "user": Field(("userId", "userPrincipalName"), LOWER),
    "application": Field(("appId", "appDisplayName")),
    "application_name": Field("appDisplayName"),
    "client_app": Field("clientAppUsed"),
    "last_at": Field("createdDateTime", MOMENT),
}


@resource(
    "signIns",
    contexts=("auditLogs/signIns",),
    signs=("clientAppUsed", "appDisplayName"),
    only_here=("clientAppUsed", "conditionalAccessStatus"),
)
def sign_ins(answer: Answer) -> Iterator[Batch]:
    """Yield SIGN_INS; the rows of several pages add up."""
    events, kept = batch(SIGN_INS, answer, EVENT, keys=(), also={"status/errorCode": NUMBER})
    failed = [bool(code) for code in column(kept.objects, "status/errorCode")]
    known = events.frame.filter(~pl.Series(failed, dtype=pl.Boolean))
    counted = known.group_by(SIGN_INS.key, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("count"),
        *(pl.col(name).max() for name in known.columns if name not in SIGN_INS.key),
    )
    legacy = pl.col("client_app").str.to_lowercase().is_in(LEGACY)
    yield Batch(SIGN_INS, counted.with_columns(legacy=legacy), events.refused, adds=True)
