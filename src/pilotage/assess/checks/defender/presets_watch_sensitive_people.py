"""Both presets watch for mail that imitates sensitive people.

Why     The most expensive mail of all seems to come from the director. Impersonation protection
        finds it only for the people who are named.
Fix     Add name and address of each sensitive person to the users to protect, in the standard and
        in the strict preset, and list them in ScubaGear's SensitiveUsers.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.configured import configured
from pilotage.assess.baseline.impersonation import PEOPLE, conclude_presets
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding

POLICY = "MS.DEFENDER.2.1v1"


@baseline_check(
    "defender.presets_watch_sensitive_people",
    policy=POLICY,
    shall=False,
    areas=["anti_phish_policies"],
    commands=["Get-AntiPhishPolicy"],
)
def presets_watch_sensitive_people(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies against phishing that the presets use."""
    named = configured(export, POLICY, "sensitiveusers")
    yield from unlicensed(export) or [conclude_presets(export, PEOPLE, named)]
