"""Cards, tax numbers and social security numbers are protected.

Why     They leave in a spreadsheet, by mistake, to the wrong recipient. A rule that knows them
        stops the mail before it is gone.
Fix     Create a policy against data loss with a rule for credit card numbers, U.S. ITIN and U.S.
        SSN that restricts access or encrypts, and turn it on at once, not in simulation.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.loss_prevention import (
    AREAS,
    COMMANDS,
    loss_rules,
    missing_types,
    rows,
    without_licence,
)
from pilotage.facts.finding import Finding, failed, passed


@baseline_check(
    "defender.sensitive_data_protected",
    policy=["MS.DEFENDER.4.1v2", "MS.SECURITYSUITE.3.1v1"],
    shall=True,
    areas=AREAS,
    commands=COMMANDS,
)
def sensitive_data_protected(export: Export) -> Iterator[Finding]:
    """Yield one finding; simulated policies and rules that are off do not count."""
    yield from without_licence(export) or [_conclude(export)]


def _conclude(export: Export) -> Finding:
    rules = loss_rules(export)
    found = rows(rules)
    if missing := missing_types(rules):
        says = f"No enforced rule protects {', '.join(missing)}."
        return failed(export.tenant, says, found)
    return passed(export.tenant, "Enforced rules protect all three types.", found)
