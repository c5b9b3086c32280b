"""Privileged roles must sign in with phishing-resistant MFA.

Why     A code or a push can be relayed by a false sign-in page. Whoever relays an administrator's
        owns both environments for as long as the migration joins them.
Fix     Enforce a Conditional Access policy with the strength "Phishing-resistant MFA" for the
        eight highly privileged roles or for everyone. Hand out keys to administrators first.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import check
from pilotage.assess.roles import highly_privileged
from pilotage.assess.sign_in.enforced import Wanted, asked, enforced
from pilotage.assess.sign_in.policies import (
    NEEDED,
    SOME_CLIENTS,
    airtight,
    demands_phishing_resistance,
)
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

WANTED = Wanted(
    policy="MS.AAD.3.6v1",
    asks=demands_phishing_resistance(),
    does="demand phishing-resistant MFA",
    good="All highly privileged roles need phishing-resistant MFA.",
    kinds=(SOME_CLIENTS,),
    shows=("include_users", "include_roles"),
)


@check(
    "identity.phishing_resistant_required",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[NEEDED],
    frameworks=[WANTED.policy, "CIS M365 7.0.0 5.2.2.5"],
)
def phishing_resistant_required(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; roles may be covered by several airtight policies together."""
    roles = highly_privileged(snapshot)
    finding = enforced(snapshot, WANTED, lambda policies: not _left(policies, roles.keys()))
    if finding.outcome is Outcome.FAILED:
        left = _left(asked(snapshot, WANTED).filter(airtight()), roles.keys())
        names = ", ".join(sorted(roles[role] for role in left))
        says = f"{len(left)} privileged roles may sign in without phishing-resistant MFA: {names}."
        finding = replace(finding, says=f"{says} {finding.says}")
    yield finding


def _left(policies: pl.DataFrame, roles: Collection[str]) -> set[str]:
    """Return the roles that no policy includes; one for everyone includes them all."""
    if policies["include_users"].explode().eq("All").any():
        return set()
    return set(roles) - set(policies["include_roles"].explode().drop_nulls().str.to_lowercase())
