"""People cannot let any application into their data.

Why     One click on a well-made consent page gives a stranger's application the mailbox, and no
        password change takes it back.
Fix     Allow consent for verified publishers and permissions that you classed as low, or not at
        all, and switch on the request workflow so that people can ask.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent
"""

from collections.abc import Iterator
from itertools import chain

import polars as pl

from pilotage.assess import check
from pilotage.assess.settings import area, decoded, was_read
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS

ASSIGNED = (
    "permissiongrantpolicyidsassignedtodefaultuserrole",
    "defaultuserrolepermissions.permissiongrantpoliciesassigned",
)
"""The two spellings of Graph: beta, as ScubaGear exports it, and v1.0."""

SELF = "managepermissiongrantsforself."
LOW = f"{SELF}microsoft-user-default-low"
TOO_MUCH = (
    f"{SELF}microsoft-user-default-legacy",
    f"{SELF}microsoft-user-default-recommended",
)
"""Anything, and whatever Microsoft thinks right, also of publishers that nobody verified.
https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies"""

CLASSES = "risky_delegated_permission_classifications"
NONE = ("[]", "[null]", "null", '""')
CLASSES_COMMAND = "Get-ServicePrincipalsWithRiskyDelegatedPermissionClassifications"


@check(
    "access.user_consent_restricted",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[SETTINGS],
    frameworks=["MS.AAD.5.2v1"],
    attest_days=90,
)
def user_consent_restricted(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding from the authorization policy, and from what is classed as low.

    Only ScubaGear exports say which low permissions are risky.
    """
    policies = area(snapshot, "authorization_policies", "authorizationPolicy")
    rows = policies.filter(pl.col("setting").is_in(ASSIGNED))
    if rows.is_empty():
        yield not_assessed(snapshot.tenant, "the authorization policy was not read")
        return
    granted = {str(grant).lower() for grant in chain(*map(_listed, rows["value"]))}
    own = {grant for grant in granted if grant.startswith(SELF)}
    risky = _risky(snapshot)
    evidence = pl.concat([rows, risky])
    if not own.isdisjoint(TOO_MUCH):
        says = "People may consent to applications of publishers that nobody verified."
        yield failed(snapshot.tenant, says, evidence)
    elif strange := ", ".join(sorted(own - {LOW})):
        says = f"People may consent by a policy of the house, {strange}; the baseline knows none."
        yield failed(snapshot.tenant, says, evidence)
    elif LOW in own and not risky.is_empty():
        says = "People may consent to permissions that are classed as low although they are risky."
        yield failed(snapshot.tenant, says, evidence)
    elif LOW in own and not was_read(snapshot, CLASSES, CLASSES_COMMAND):
        yield not_assessed(snapshot.tenant, "what is classed as low was not read")
    else:
        says = "People may consent to low permissions of verified publishers at most."
        yield passed(snapshot.tenant, says, evidence)


def _risky(snapshot: Snapshot) -> pl.DataFrame:
    """Return the settings that name a risky permission which is classed as low."""
    named = (pl.col("setting") == "riskypermclassifications") & ~pl.col("value").is_in(NONE)
    return area(snapshot, CLASSES).filter(named)


def _listed(value: str | None) -> list[object]:
    """Return the items of a JSON list; a lone item was a list of one before its export."""
    items = decoded(value)
    return items if isinstance(items, list) else [items]
