"""Sensitivity labels can be set in Power BI.

Why     A report without a label leaves the organisation like any other, whatever stands in it.
Fix     Fabric admin portal, Tenant settings, Information protection: allow users to apply
        sensitivity labels for content, and say who.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, ON, judge_setting
from pilotage.facts.finding import Finding


@baseline_check(
    "power_bi.sensitivity_labels_on", policy="MS.POWERBI.7.1v1", shall=False, areas=[AREA]
)
def sensitivity_labels_on(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(export, ON, "EimInformationProtectionEdit")
