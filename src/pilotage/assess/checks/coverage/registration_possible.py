"""Everyone without MFA can register it.

Why     A policy on registration that asks for MFA, or for a device that a newcomer does not have,
        leaves no first step. On the morning of the move that is everybody, since methods do not
        migrate.
Fix     Let people register from a trusted place, or hand out a Temporary Access Pass with the
        account, before a policy asks for MFA.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.coverage.locked import Words, conclude
from pilotage.assess.coverage.lockout import ENFORCED, Lockout
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, USERS

WORDS = Words(
    wrong="have no MFA and are kept from registering it",
    right="Everyone without MFA can register it.",
)


@check(
    "coverage.registration_possible",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[NEEDED, USERS, AUTHENTICATION_REGISTRATION.needs("mfa_registered")],
)
def registration_possible(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence names each user who has no first step."""
    yield conclude(snapshot, WORDS, _stuck)


def _stuck(found: Lockout) -> pl.DataFrame:
    enforced = found.of(ENFORCED)
    return enforced.filter(pl.col("user").is_in(found.stuck.implode()))
