"""The alerts that the baseline asks for are on.

Why     They tell of stolen accounts, of mail that goes elsewhere, and of a tenant that may no
        longer send. In the weeks of a move all three are likely and easily taken for noise.
Fix     Enable the named alert policies in the Defender portal, and let somebody read them.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag, word
from pilotage.facts.finding import Finding, failed, passed

REQUIRED = (
    "Suspicious email sending patterns detected",
    "Suspicious connector activity",
    "Suspicious Email Forwarding Activity",
    "Messages have been delayed",
    "Tenant restricted from sending unprovisioned email",
    "Tenant restricted from sending email",
    "A potentially malicious URL click was detected",
)


@baseline_check(
    "defender.alerts_enabled",
    policy=["MS.DEFENDER.5.1v1", "MS.SECURITYSUITE.4.1v1", "MS.EXO.16.1v1"],
    shall=True,
    areas=["protection_alerts"],
    commands=["Get-ProtectionAlert"],
)
def alerts_enabled(export: Export) -> Iterator[Finding]:
    """Yield one finding; an alert that is absent is not on."""
    alerts = export.objects("protection_alerts")
    enabled = {_plain(word(alert, "name")) for alert in alerts if _on(alert)}
    rows = pl.DataFrame({"alert": REQUIRED, "on": [_plain(name) in enabled for name in REQUIRED]})
    missing = rows.filter(~pl.col("on"))
    if missing.is_empty():
        yield passed(export.tenant, f"All {len(REQUIRED)} alerts are on.", rows)
    else:
        says = f"{missing.height} of {len(REQUIRED)} alerts are not on: "
        yield failed(export.tenant, f"{says}{', '.join(missing['alert'])}.", missing)


def _on(alert: Thing) -> bool:
    return flag(alert, "disabled") is False


def _plain(name: str | None) -> str:
    """Return a name as it is compared: some exports end it with a mark that cannot be seen."""
    return (name or "").lower().strip(" .\u200b")
