"""Reports cannot be published to the web.

Why     A report that is published to the web has an address that anyone can open without signing
        in.
Fix     Fabric admin portal, Tenant settings, Export and sharing settings: switch Publish to web
        off. Where the work needs it, record a deviation with an owner and an end.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerbi.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.tenant_settings import AREA, OFF, judge_setting
from pilotage.facts.finding import Finding


@baseline_check("power_bi.publish_to_web_off", policy="MS.POWERBI.1.1v1", shall=False, areas=[AREA])
def publish_to_web_off(export: Export) -> Iterator[Finding]:
    """Yield one finding about that setting of the tenant."""
    yield judge_setting(export, OFF, "PublishToWeb")
