"""Legacy authentication is blocked for everyone.

Why     A client that cannot ask for a second factor makes one leaked password enough. Microsoft
        sees nearly all password-spray attacks arrive this way.
Fix     Enforce a Conditional Access policy that blocks Exchange ActiveSync and other clients for
        all users and all applications; leave nobody out. Move old devices to modern sign-in first.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.sign_in.enforced import Wanted, enforced
from pilotage.assess.sign_in.policies import NEEDED, NOT_EVERYONE, blocks, holds
from pilotage.assess.sign_in.security_defaults import security_defaults
from pilotage.facts.finding import Area, Finding, Severity, passed
from pilotage.facts.snapshot import Snapshot

LEGACY = ("exchangeActiveSync", "other")

WANTED = Wanted(
    policy="MS.AAD.1.1v1",
    asks=blocks() & holds("client_apps", *LEGACY, "all"),
    does="block legacy authentication",
    good="Legacy authentication is blocked for everyone.",
    kinds=(NOT_EVERYONE,),
    shows=("client_apps",),
)


@check(
    "identity.legacy_auth_blocked",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
    frameworks=[WANTED.policy, "CIS M365 7.0.0 5.2.2.3"],
)
def legacy_auth_blocked(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; one airtight policy, or two that complement each other, pass."""
    on = security_defaults(snapshot)
    if on.is_empty():
        yield enforced(snapshot, WANTED, _all_blocked)
    else:
        yield passed(snapshot.tenant, "Security defaults block legacy authentication.", on)


def _all_blocked(policies: pl.DataFrame) -> bool:
    blocked = set(policies["client_apps"].explode().drop_nulls())
    return "all" in blocked or blocked.issuperset(LEGACY)
