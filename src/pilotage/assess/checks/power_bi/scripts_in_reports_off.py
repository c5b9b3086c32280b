"""Reports run no Python or R.

Why     A script in a report runs with the rights of whoever looks at it, and few read it first.
Fix     Fabric admin portal, Tenant settings, R and Python visuals settings: switch Interact with
        and share R and Python visuals off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, OFF, judge_setting
from pilotage.facts.finding import Finding


@baseline_check(
    "power_bi.scripts_in_reports_off", policy="MS.POWERBI.6.1v1", shall=False, areas=[AREA]
)
def scripts_in_reports_off(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(export, OFF, "RScriptVisual")
