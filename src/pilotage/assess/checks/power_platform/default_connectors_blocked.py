"""The default environment blocks every connector that can be blocked.

Why     Everyone may build there. What is not blocked is a way out for data that nobody has looked
        at; people who need more get an environment of their own.
Fix     Power Platform admin centre, Data policy of the default environment: move every connector
        to Blocked, except those of Office that cannot be blocked.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.connectors import evidence_of, left_open
from pilotage.assess.baseline.data_policies import AREA, COMMANDS, affects, is_default, policies
from pilotage.facts.finding import Finding, failed, not_assessed, passed


@baseline_check(
    "power_platform.default_connectors_blocked",
    policy="MS.POWERPLATFORM.2.3v1",
    shall=False,
    areas=[AREA],
    commands=COMMANDS,
)
def default_connectors_blocked(export: Export) -> Iterator[Finding]:
    """Yield one finding about the connectors that the default environment leaves open.

    The rule is step 8 of the instructions for MS.POWERPLATFORM.2.1v1 and the note there.
    """
    default = is_default(export)
    found = policies(export)
    holding = [policy for policy in found if affects(policy, default)]
    open_ = left_open(holding)
    if not holding and any(affects(policy, default) is None for policy in found):
        yield not_assessed(export.tenant, "the scope of a data policy cannot be told")
    elif not holding:
        says = "No data policy holds in the default environment, so no connector is blocked."
        yield failed(export.tenant, says, export.evidence(AREA))
    elif open_ is None:
        yield not_assessed(export.tenant, "the data policies came without connectors")
    elif open_:
        names = ", ".join(sorted(open_)[:3])
        says = f"The default environment leaves {len(open_)} connectors open, such as {names}."
        yield failed(export.tenant, says, evidence_of(open_))
    else:
        says = "The default environment blocks every connector that can be blocked."
        yield passed(export.tenant, says, export.evidence(AREA))
