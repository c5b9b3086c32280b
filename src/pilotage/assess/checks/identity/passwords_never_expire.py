"""Passwords do not expire.

Why     Who must change a password every ninety days adds a number to it. NIST and Microsoft advise
        against it; after a move it also locks out those who were away.
Fix     Under Org settings, Password expiration policy, choose "Set passwords to never expire". Ask
        for a change when there is a sign of a leak.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad61v1
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import flag, number, word
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Row
from pilotage.facts.tables import DOMAINS

AREA = "domain_settings"
NEVER, DEFAULT = 2**31 - 1, 90
"""Days; the second counts where nothing is set.
https://learn.microsoft.com/graph/api/resources/domain"""

WORDS = Words(
    things="verified domains with passwords of their own",
    wrong="let passwords expire",
    right="let passwords live",
    unsure="came without the life of a password",
    name=("domain",),
)


@check(
    "identity.passwords_never_expire",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[DOMAINS],
    frameworks=["MS.AAD.6.1v1"],
)
def passwords_never_expire(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; federated domains keep their passwords elsewhere, all of them may."""
    domains = _domains(snapshot)
    federated = pl.col("authentication") == "federated"
    own = pl.col("verified").fill_null(True) & ~federated.fill_null(False)
    expires = pl.col("password_days") != NEVER
    yield conclude(snapshot.tenant, domains, expires, WORDS, among=own, expected=domains.is_empty())


def _domains(snapshot: Snapshot) -> pl.DataFrame:
    """Return the domains of the directory; ScubaGear lists those of Exchange beside them."""
    export = Export(snapshot)
    if not export.has(AREA):
        return snapshot[DOMAINS]
    rows = [_row(thing, index) for index, thing in enumerate(export.objects(AREA))]
    return DOMAINS.frame(row for row in rows if row["password_days"] is not None)


def _row(domain: Thing, index: int) -> Row:
    """Return a domain; one below another has the passwords of that and no days of its own."""
    days = number(domain, "passwordvalidityperiodindays")
    if days is None and flag(domain, "isroot") is not False:
        days = DEFAULT
    return {
        "domain": word(domain, "id") or f"domain {index}",
        "verified": flag(domain, "isverified"),
        "authentication": word(domain, "authenticationtype"),
        "password_days": None if days is None else int(days),
    }
