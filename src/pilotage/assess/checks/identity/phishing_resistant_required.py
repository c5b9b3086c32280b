"""Privileged roles must sign in with phishing-resistant MFA.

Why     A code or a push can be relayed by a false sign-in page. Whoever relays an administrator's
        owns both environments for as long as the migration joins them.
Fix     Enforce a Conditional Access policy with the strength "Phishing-resistant MFA" for the
        eight highly privileged roles or for everyone. Hand out keys to administrators first.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.policies import (
    NEEDED,
    SOME_CLIENTS,
    airtight,
    demands_phishing_resistance,
    with_holes,
)
from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES


@check(
    "identity.phishing_resistant_required",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[NEEDED],
    frameworks=["MS.AAD.3.6v1", "CIS M365 7.0.0 5.2.2.5"],
)
def phishing_resistant_required(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; roles may be covered by several airtight policies together."""
    asking = (
        with_holes(snapshot[POLICIES], SOME_CLIENTS)
        .filter(demands_phishing_resistance())
        .select("policy", "name", "state", "include_users", "include_roles", "holes")
    )
    sound = asking.filter(airtight())
    left = HIGHLY_PRIVILEGED.keys() - set(sound["include_roles"].explode().drop_nulls())
    everyone = sound.filter(pl.col("include_users").list.contains("All"))
    if not left or not everyone.is_empty():
        says = "All highly privileged roles need phishing-resistant MFA."
        yield passed(snapshot.tenant, says, sound)
        return
    names = ", ".join(sorted(HIGHLY_PRIVILEGED[role] for role in left))
    says = f"{len(left)} privileged roles may sign in without phishing-resistant MFA: {names}."
    yield failed(snapshot.tenant, says, asking)
