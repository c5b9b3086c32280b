"""A data policy guards the default environment.

Why     Everyone may build in the default environment; without a data policy, one flow can carry
        files to any service.
Fix     Power Platform admin centre, Security, Data and privacy, Data policy: create a policy whose
        scope holds the default environment.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.data_policies import (
    AREA,
    COMMANDS,
    affects,
    is_default,
    policies,
    shown,
)
from pilotage.facts.finding import Finding, failed, not_assessed, passed


@baseline_check(
    "power_platform.default_environment_guarded",
    policy="MS.POWERPLATFORM.2.1v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def default_environment_guarded(export: Export) -> Iterator[Finding]:
    """Yield one finding; one policy that holds in the default environment is enough."""
    found = policies(export)
    default = is_default(export)
    holds = [affects(policy, default) for policy in found]
    evidence = shown(found)
    if any(holds):
        says = f"{holds.count(True)} of {len(found)} data policies hold in the default environment."
        yield passed(export.tenant, says, evidence)
    elif None in holds:
        yield not_assessed(export.tenant, "the scope of a data policy cannot be told")
    else:
        says = "No data policy holds in the default environment."
        yield failed(export.tenant, says, evidence)
