"""Sharing of sensitive data is blocked for everyone.

Why     A block for strangers alone leaves the data open to everyone inside, and to whoever takes
        over one account.
Fix     Set the action of the rules to restrict access and choose Block everyone. Grant exemptions
        by name.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import flag, word
from pilotage.assess.baseline.loss_prevention import (
    AREAS,
    COMMANDS,
    LossRule,
    loss_rules,
    rows,
    whole,
    without_licence,
)
from pilotage.facts.finding import Finding, failed, passed

SETTINGS = ("blockaccess", "blockaccessscope")


@baseline_check(
    "defender.sensitive_data_blocked_for_everyone",
    policy=["MS.DEFENDER.4.3v1", "MS.SECURITYSUITE.3.3v1"],
    shall=False,
    areas=AREAS,
    commands=COMMANDS,
)
def sensitive_data_blocked_for_everyone(export: Export) -> Iterator[Finding]:
    """Yield one finding over the rules of policies that know all three types."""
    yield from without_licence(export) or [_conclude(export)]


def _conclude(export: Export) -> Finding:
    rules = whole(loss_rules(export))
    open = [rule for rule in rules if not _blocks(rule)]
    if not rules:
        says = "No enforced policy protects all three types, so none blocks their sharing."
        return failed(export.tenant, says, rows(rules, *SETTINGS))
    if open:
        says = f"Do not block everyone: {', '.join(rule.name for rule in open)}."
        return failed(export.tenant, says, rows(open, *SETTINGS))
    return passed(export.tenant, "All rules block everyone.", rows(rules, *SETTINGS))


def _blocks(rule: LossRule) -> bool:
    blocks, scope = SETTINGS
    return flag(rule.settings, blocks) is True and word(rule.settings, scope) == "all"
