"""The unified audit log is on.

Why     The audit log is the only witness of what was done to the tenant, by an intruder or by the
        move itself. It cannot be written afterwards.
Fix     Start recording user and admin activity under Audit in the Purview portal, in source and
        target, before the first wave.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import BREAKS, flag, judged
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

WORDS = Words(
    things="sets of audit settings",
    wrong="leave the unified audit log off",
    right="have the unified audit log on",
    unsure="came without the switch of the audit log",
    name=("object",),
)


@baseline_check(
    "defender.audit_log_on",
    policy=["MS.DEFENDER.6.1v1", "MS.SECURITYSUITE.5.1v1", "MS.EXO.17.1v1"],
    shall=True,
    areas=["admin_audit_log_config"],
    commands=["Get-AdminAuditLogConfig"],
)
def audit_log_on(export: Export) -> Iterator[Finding]:
    """Yield one finding over the audit settings of the organisation."""
    things = export.objects("admin_audit_log_config")
    rows = judged(things, ("identity", "name"), ("unifiedauditlogingestionenabled",), _off)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS, expected=True)


def _off(thing: Thing) -> bool | None:
    on = flag(thing, "unifiedauditlogingestionenabled")
    return None if on is None else not on
