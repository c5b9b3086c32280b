"""Calendars are shared with named domains only.

Why     Subjects and places of meetings tell what an organisation plans. Shared with every domain,
        they are open to any stranger.
Fix     Take the sharing of calendar details with all domains out of every sharing policy, also of
        those that are switched off. Name the partner domains that need more than free and busy.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import BREAKS, judged
from pilotage.assess.baseline.sharing_rules import CALENDARS, shares_with_all
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

WORDS = Words(
    things="sharing policies",
    wrong="share calendars with all domains",
    right="share calendars with named domains at most",
    unsure="came without the domains they share with",
    name=("object",),
)


@baseline_check(
    "exchange.calendars_shared_by_name",
    policy="MS.EXO.6.2v1",
    shall=True,
    areas=["sharing_policy"],
    commands=["Get-SharingPolicy"],
)
def calendars_shared_by_name(export: Export) -> Iterator[Finding]:
    """Yield one finding over the sharing policies, those that are off too."""
    things = export.objects("sharing_policy")
    rows = judged(things, ("identity", "name"), ("domains", "enabled"), shares_with_all(CALENDARS))
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS)
