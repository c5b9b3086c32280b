"""Certificates of applications live for 365 days at most.

Why     A certificate that is never renewed is never looked at. One that was stolen works until it
        ends.
Fix     Under Enterprise apps, Application policies, switch on "Restrict max certificate lifetime"
        for all applications; the baseline says 366 days there.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad57v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.app_restrictions import (
    AREA,
    CERTIFICATE_LIFETIME,
    COMMANDS,
    KEYS,
    in_force,
    lives_at_most,
    restricted,
)
from pilotage.facts.finding import Finding

MOST_DAYS = 366
"""The baseline wants 365 days or less and has 366 set in the admin centre, so 366 will do."""


@baseline_check(
    "access.app_certificate_lifetime_short",
    policy="MS.AAD.5.7v1",
    shall=False,
    areas=[AREA],
    commands=COMMANDS,
)
def app_certificate_lifetime_short(export: Export) -> Iterator[Finding]:
    """Yield one finding; the limit must hold for all applications, of whatever age."""
    yield restricted(
        export,
        lambda policy: lives_at_most(MOST_DAYS, in_force(policy, KEYS, CERTIFICATE_LIFETIME)),
        right="A certificate of an application lives for 365 days at most.",
        wrong="Some certificates of applications may live for more than 365 days.",
    )
