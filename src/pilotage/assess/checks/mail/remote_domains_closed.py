"""No remote domain allows automatic forwarding.

Why     The default remote domain lets every mailbox and every inbox rule forward to anyone, also
        those that an intruder made.
Fix     Switch automatic forwarding off for the default remote domain. Allow single partner domains
        by name, each with an owner, and list them as domains of an [[exclusion]].
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.configured import configured
from pilotage.assess.baseline.exported import BREAKS, flag, judged, word
from pilotage.assess.exclusions import registered
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

POLICY = "MS.EXO.1.1v2"
AREAS = ("remote_domains", "remoteDomains")

WORDS = Words(
    things="remote domains",
    wrong="allow automatic forwarding",
    right="refuse automatic forwarding, or are registered for it",
    unsure="came without their forwarding switch",
    name=("object",),
)


@baseline_check(
    "mail.remote_domains_closed",
    policy=POLICY,
    shall=True,
    areas=[AREAS],
    commands=["Get-RemoteDomain"],
    attest_days=90,
)
def remote_domains_closed(export: Export) -> Iterator[Finding]:
    """Yield one finding over the remote domains of Exchange."""
    allowed = configured(export, POLICY, "allowedforwardingdomains")
    allowed |= registered(export.snapshot, POLICY).domains

    def forwards(thing: Thing) -> bool | None:
        return False if word(thing, "domainname") in allowed else flag(thing, "autoforwardenabled")

    names = ("identity", "name", "domainname")
    settings = ("domainname", "autoforwardenabled")
    rows = judged(export.objects(*AREAS), names, settings, forwards)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS)
