"""Sensitive data is protected wherever people work with it.

Why     What mail refuses goes by chat, and what chat refuses by a stick. A policy that leaves a
        place out shows the way.
Fix     Apply the policy against data loss to all of Exchange, OneDrive, SharePoint, Teams chat and
        devices. Devices need an endpoint licence and onboarding.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check, texts
from pilotage.assess.baseline.loss_prevention import (
    AREAS,
    COMMANDS,
    LOCATIONS,
    loss_rules,
    whole,
    without_licence,
)
from pilotage.facts.finding import Finding, failed, passed

ALL = "all"


@baseline_check(
    "defender.sensitive_data_protected_everywhere",
    policy=["MS.DEFENDER.4.2v1", "MS.SECURITYSUITE.3.2v1"],
    shall=False,
    areas=AREAS,
    commands=COMMANDS,
)
def sensitive_data_protected_everywhere(export: Export) -> Iterator[Finding]:
    """Yield one finding over the policies that know all three types."""
    yield from without_licence(export) or [_conclude(export)]


def _conclude(export: Export) -> Finding:
    policies = [rule.policy for rule in whole(loss_rules(export))]
    where = {
        place: [str(policy.get("name")) for policy in policies if _everywhere(policy, name)]
        for place, name in LOCATIONS.items()
    }
    found = pl.DataFrame(
        {"location": list(where), "policies": [", ".join(names) for names in where.values()]}
    )
    if missing := [place for place, names in where.items() if not names]:
        says = f"No policy that protects sensitive data is applied to {', '.join(missing)}."
        return failed(export.tenant, says, found)
    return passed(export.tenant, "Sensitive data is protected in all five places.", found)


def _everywhere(policy: Thing, location: str) -> bool:
    """Tell whether a policy is applied to a location as a whole."""
    return ALL in [text.strip().lower() for text in texts(policy, location)]
