"""Links in mail, Teams and Office are compared with a block list.

Why     A link is harmless when the mail arrives and harmful when it is clicked. Safe Links looks
        at the moment of the click.
Fix     Put everyone into a preset security policy, or turn Safe Links on for mail, also mail
        within the organisation, for Teams and for Office apps.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.threat_policies import (
    LINKS,
    ThreatPolicy,
    conclude_protection,
    unlicensed,
)
from pilotage.facts.finding import Finding

PLACES = ("enablesafelinksforemail", "enablesafelinksforteams", "enablesafelinksforoffice")
INTERNAL = "enableforinternalsenders"
SETTINGS = (*PLACES, INTERNAL)


@baseline_check(
    "defender.links_checked",
    policy="MS.SECURITYSUITE.7.1v1",
    shall=False,
    areas=[],
    commands=["Get-SafeLinksPolicy", "Get-SafeLinksRule", "Get-ATPProtectionPolicyRule"],
)
def links_checked(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies of Safe Links that are in force."""
    yield from unlicensed(export) or [
        conclude_protection(
            export, LINKS, _checks, SETTINGS, "checks links in mail, Teams and Office"
        )
    ]


def _checks(policy: ThreatPolicy) -> bool:
    """Tell whether a policy checks links everywhere; both presets do."""
    everywhere = all(flag(policy.settings, place) is True for place in PLACES)
    return policy.preset or (everywhere and flag(policy.settings, INTERNAL) is not False)
