"""Passwords of applications live for 180 days at most.

Why     A secret that lives for years is used by whoever copied it, long after the one who made it
        has left.
Fix     Under Enterprise apps, Application policies, switch on "Restrict max password lifetime" for
        all applications; the baseline says 181 days there. Better, block passwords.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad56v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.app_restrictions import (
    AREA,
    COMMANDS,
    PASSWORD_LIFETIME,
    PASSWORDS,
    in_force,
    lives_at_most,
    passwords_blocked,
    restricted,
)
from pilotage.facts.finding import Finding

MOST_DAYS = 181
"""The baseline wants 180 days or less and has 181 set in the admin centre, so 181 will do."""


@baseline_check(
    "access.app_password_lifetime_short",
    policy="MS.AAD.5.6v1",
    shall=False,
    areas=[AREA],
    commands=COMMANDS,
)
def app_password_lifetime_short(export: Export) -> Iterator[Finding]:
    """Yield one finding; where no password can be added there is nothing to restrict."""
    yield restricted(
        export,
        _short,
        right="A password of an application lives for 180 days at most, or cannot be added.",
        wrong="Some passwords of applications may live for more than 180 days.",
    )


def _short(policy: Thing) -> bool:
    limits = in_force(policy, PASSWORDS, PASSWORD_LIFETIME)
    return passwords_blocked(policy) or lives_at_most(MOST_DAYS, limits)
