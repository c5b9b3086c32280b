"""People are told when they share sensitive data.

Why     A block without a word is a ticket at the help desk. A notice teaches, and says what to do
        instead.
Fix     Turn on user notifications in the rules, with a policy tip or a mail to the person who
        shared the data.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check, texts
from pilotage.assess.baseline.loss_prevention import (
    AREAS,
    COMMANDS,
    loss_rules,
    rows,
    whole,
    without_licence,
)
from pilotage.facts.finding import Finding, failed, passed

NOTIFIED = "notifyuser"


@baseline_check(
    "defender.sensitive_data_notice_given",
    policy=["MS.DEFENDER.4.4v1", "MS.SECURITYSUITE.3.4v1"],
    shall=False,
    areas=AREAS,
    commands=COMMANDS,
)
def sensitive_data_notice_given(export: Export) -> Iterator[Finding]:
    """Yield one finding over the rules of policies that know all three types."""
    yield from without_licence(export) or [_conclude(export)]


def _conclude(export: Export) -> Finding:
    rules = whole(loss_rules(export))
    silent = [rule for rule in rules if not texts(rule.settings, NOTIFIED)]
    if not rules:
        says = "No enforced policy protects all three types, so nobody is told."
        return failed(export.tenant, says, rows(rules, NOTIFIED))
    if silent:
        says = f"Tell nobody: {', '.join(rule.name for rule in silent)}."
        return failed(export.tenant, says, rows(silent, NOTIFIED))
    return passed(export.tenant, "All rules tell people what they did.", rows(rules, NOTIFIED))
