"""The audit log is kept for twelve months.

Why     An intrusion is found after months, and a dispute about the move after a year. Without a
        policy of the house the log is gone after 180 days.
Fix     Create an audit log retention policy of one year or more for everyone, which needs the
        licence for longer retention, or export the log and sign that the archive is kept.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check, texts
from pilotage.assess.baseline.exported import BREAKS, flag, judged, word
from pilotage.facts.finding import Finding, failed, passed

POLICY = "MS.SECURITYSUITE.5.2v1"
POLICIES, PLANS = "unified_audit_log_retention_policies", "service_plans"
LICENCE = "m365_advanced_auditing"
"""Service plan without which no retention policy can be made."""

LONG_ENOUGH = frozenset({"twelvemonths", "threeyears", "fiveyears", "sevenyears", "tenyears"})
"""The instructions of the baseline ask for a year at least: M-21-31 wants the log at hand for so
long, and the 18 months of cold storage after that lie elsewhere."""

SETTINGS = ("retentionduration", "priority", "recordtypes", "userids")


@baseline_check(
    "defender.audit_log_kept",
    policy=POLICY,
    shall=True,
    areas=[POLICIES],
    commands=["Get-UnifiedAuditLogRetentionPolicy"],
    attest_days=180,
)
def audit_log_kept(export: Export) -> Iterator[Finding]:
    """Yield one finding; a policy for some people does not keep the log of all."""
    if export.has(PLANS) and not _licensed(export):
        says = "The tenant has no licence to keep the audit log longer than 180 days."
        yield failed(export.tenant, says, export.evidence(PLANS))
        return
    policies = [one for one in export.objects(POLICIES) if flag(one, "enabled") is not False]
    rows = judged(policies, ("identity", "name"), SETTINGS, lambda one: not _long(one))
    short = rows.filter(pl.col(BREAKS))
    if not any(_long(one) and not texts(one, "userids") for one in policies):
        yield failed(export.tenant, "No policy keeps the audit log of all for 12 months.", rows)
    elif not short.is_empty():
        says = f"Kept for less than 12 months: {', '.join(short['object'].fill_null('?'))}."
        yield failed(export.tenant, says, short)
    else:
        yield passed(export.tenant, "The audit log is kept for 12 months or more.", rows)


def _long(policy: Thing) -> bool:
    return word(policy, "retentionduration") in LONG_ENOUGH


def _licensed(export: Export) -> bool:
    return any(word(plan, "serviceplanname") == LICENCE for plan in export.objects(PLANS))
