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
from pilotage.assess.policies import NEEDED, NOT_EVERYONE, airtight, blocks, with_holes
from pilotage.assess.security_defaults import security_defaults
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

LEGACY = ("exchangeActiveSync", "other")


@check(
    "identity.legacy_auth_blocked",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED],
    frameworks=["MS.AAD.1.1v1", "CIS M365 7.0.0 5.2.2.3"],
)
def legacy_auth_blocked(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; one airtight policy, or two that complement each other, pass."""
    on = security_defaults(snapshot)
    if not on.is_empty():
        yield passed(snapshot.tenant, "Security defaults block legacy authentication.", on)
        return
    touching = _legacy_blocks(snapshot[POLICIES])
    sound = touching.filter(airtight())
    blocked = set(sound["client_apps"].explode().drop_nulls())
    if "all" in blocked or blocked.issuperset(LEGACY):
        yield passed(snapshot.tenant, "Legacy authentication is blocked for everyone.", sound)
        return
    yield failed(snapshot.tenant, _why(touching, snapshot[POLICIES].height), touching)


def _legacy_blocks(policies: pl.DataFrame) -> pl.DataFrame:
    clients = pl.col("client_apps").list
    legacy = pl.any_horizontal(clients.contains(client) for client in (*LEGACY, "all"))
    touching = with_holes(policies, NOT_EVERYONE).filter(blocks() & legacy)
    return touching.select("policy", "name", "state", "client_apps", "holes")


def _why(touching: pl.DataFrame, every: int) -> str:
    if touching.is_empty():
        return "No policy blocks legacy authentication."
    holes = touching["holes"].explode().drop_nulls().unique().sort()
    reason = f"holes: {', '.join(holes)}" if len(holes) else "only some legacy clients are covered"
    count = f"{touching.height} of {every} policies"
    return f"{count} block legacy authentication, but not for everyone; {reason}."
