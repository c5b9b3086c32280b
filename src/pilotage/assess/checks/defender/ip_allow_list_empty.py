"""No address is allowed past the mail filters.

Why     Mail from an allowed address passes spam filtering and the check of its sender, also when
        the address changes hands after the move.
Fix     Remove the addresses from the IP allow list of the connection filter. Use a connector with
        a certificate for systems of your own.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check, texts
from pilotage.assess.baseline.exported import BREAKS, judged
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

WORDS = Words(
    things="connection filters",
    wrong="let addresses past the filters",
    right="let no address past the filters",
    unsure="came without their list of addresses",
    name=("object",),
)


@baseline_check(
    "defender.ip_allow_list_empty",
    policy=["MS.SECURITYSUITE.8.1v1", "MS.EXO.12.1v1"],
    shall=False,
    areas=["conn_filter"],
    commands=["Get-HostedConnectionFilterPolicy"],
)
def ip_allow_list_empty(export: Export) -> Iterator[Finding]:
    """Yield one finding over the connection filters."""
    things = export.objects("conn_filter")
    rows = judged(things, ("identity", "name"), ("ipallowlist",), _allows)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS, expected=True)


def _allows(thing: Thing) -> bool | None:
    return bool(texts(thing, "ipallowlist")) if "ipallowlist" in thing else None
