"""The safe list of the connection filter is off.

Why     Senders on that list are chosen by somebody else, and their mail passes spam filtering and
        the check of its sender.
Fix     Clear Turn on safe list in the connection filter policy.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import BREAKS, flag, judged
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

WORDS = Words(
    things="connection filters",
    wrong="use the safe list",
    right="do without the safe list",
    unsure="came without the switch of the safe list",
    name=("object",),
)


@baseline_check(
    "defender.safe_list_off",
    policy=["MS.SECURITYSUITE.8.2v1", "MS.EXO.12.2v1"],
    shall=False,
    areas=["conn_filter"],
    commands=["Get-HostedConnectionFilterPolicy"],
)
def safe_list_off(export: Export) -> Iterator[Finding]:
    """Yield one finding over the connection filters."""
    things = export.objects("conn_filter")
    rows = judged(things, ("identity", "name"), ("enablesafelist",), _on)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS, expected=True)


def _on(thing: Thing) -> bool | None:
    return flag(thing, "enablesafelist")
