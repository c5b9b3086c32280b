"""Mail of every domain is signed with DKIM.

Why     A signature survives forwarding where SPF does not. Without one, real mail of a moved
        domain fails DMARC at the first mailing list.
Fix     Publish the two selector records of each domain, then enable DKIM for it. Do it before the
        domain moves: the target signs with selectors of its own.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

import re
from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, baseline_check, texts
from pilotage.assess.baseline.exported import flag, word
from pilotage.assess.baseline.mail_records import ROUTING, exported_domains
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

KEY = re.compile(r"(?i)v\s*=\s*DKIM1|(^|;)\s*p\s*=\s*[^;\s]")
REVOKED = re.compile(r"(?i)(^|;)\s*p\s*=\s*(;|$)")
"""A record with an empty key takes the key back: https://www.rfc-editor.org/rfc/rfc6376"""

WORDS = Words(
    things="mail domains",
    wrong="do not sign with DKIM",
    right="sign with DKIM and publish the key",
    unsure="could not be told",
    name=("domain",),
)


@baseline_check(
    "exchange.dkim_signs",
    policy="MS.EXO.3.1v1",
    shall=False,
    areas=["dkim_config", "dkim_records"],
    commands=["Get-DkimSigningConfig", "Get-ScubaDkimRecord"],
    frameworks=["CIS M365 7.0.0 2.1.9"],
)
def dkim_signs(export: Export) -> Iterator[Finding]:
    """Yield one finding over the mail domains; Microsoft signs for its routing domains."""
    domains = exported_domains(export, "spf_records", "dkim_records", "dkim_config")
    ours = [domain for domain in domains if not domain.endswith(ROUTING)]
    enabled, published = _enabled(export), _published(export)
    rows = pl.DataFrame(
        [(domain, domain in enabled, domain in published) for domain in ours],
        schema={"domain": pl.String, "enabled": pl.Boolean, "published": pl.Boolean},
        orient="row",
    )
    unsigned = ~(pl.col("enabled") & pl.col("published"))
    yield conclude(export.tenant, rows, unsigned, WORDS, expected=True)


def _enabled(export: Export) -> set[str | None]:
    return {word(one, "domain") for one in export.objects("dkim_config") if flag(one, "enabled")}


def _published(export: Export) -> set[str | None]:
    """Return the domains with at least one key that was not taken back."""
    return {
        word(one, "domain")
        for one in export.objects("dkim_records")
        if any(KEY.search(text) and not REVOKED.search(text) for text in texts(one, "rdata"))
    }
