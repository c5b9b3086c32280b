"""Who is under a preset security policy of Microsoft: everyone, and sensitive accounts.

Source: https://learn.microsoft.com/defender-office-365/preset-security-policies
"""

from __future__ import annotations

from pilotage.assess.baseline import Export
from pilotage.assess.baseline.configured import configured
from pilotage.assess.baseline.reach import (
    DOMAINS,
    GROUPS,
    KINDS,
    PEOPLE,
    Reach,
    reach,
    reach_together,
)
from pilotage.assess.baseline.threat_policies import (
    PRESETS,
    STRICT,
    accepted_domains,
    is_on,
    of_preset,
)
from pilotage.facts.finding import Finding, failed, passed

EOP_RULES, ATP_RULES = "protection_policy_rules", "atp_policy_rules"

SENSITIVE = {
    PEOPLE: "users",
    GROUPS: "groups",
    DOMAINS: "domains",
}
"""Ends of the keys of ScubaGear's SensitiveAccounts, such as ``IncludedUsers``, by kind."""


def off(export: Export) -> list[str]:
    """Return the presets that have no rule at all, or one that is off.

    A preset may be on for one of the two kinds of protection only; whom it is for is the
    matter of other checks.
    """
    rules = {
        preset: [
            rule for area in (EOP_RULES, ATP_RULES) for rule in of_preset(export, area, preset)
        ]
        for preset in reversed(PRESETS)
    }
    return [preset for preset, its in rules.items() if not its or not all(map(is_on, its))]


def conclude_everyone(export: Export, area: str, protection: str) -> Finding:
    """Return the finding: is every recipient in one of the presets of ``area``?"""
    rules = [each for preset in PRESETS for each in _reaches(export, area, preset)]
    rows = export.evidence(area)
    if reach_together(rules, accepted_domains(export)):
        return passed(export.tenant, f"Every recipient is in a preset of {protection}.", rows)
    says = f"No preset of {protection} is for every recipient, nor are both together."
    return failed(export.tenant, says, rows)


def conclude_sensitive(export: Export, area: str, policy: str) -> Finding:
    """Return the finding: are all sensitive accounts in the strict preset of ``area``?

    ScubaGear's SensitiveAccounts for ``policy`` say who they are; without them only a strict
    preset for everyone has them all.
    """
    wanted, spared = (
        {
            kind: configured(export, policy, f"sensitiveaccounts.{word}{end}")
            for kind, end in SENSITIVE.items()
        }
        for word in ("included", "excluded")
    )
    rows = export.evidence(area)
    for rule in _reaches(export, area, STRICT):
        if rule.everyone or _has(rule, Reach(wanted, spared)):
            return passed(export.tenant, "The strict preset has all sensitive accounts.", rows)
    if not any(wanted.values()):
        says = "No sensitive accounts are registered, and the strict preset is not for everyone."
        return failed(export.tenant, says, rows)
    return failed(export.tenant, "The strict preset lacks sensitive accounts.", rows)


def _has(rule: Reach, sensitive: Reach) -> bool:
    """Tell whether a rule names all that is registered, and leaves out no more than that."""
    for_all = not any(rule.wanted.values())
    return (
        any(sensitive.wanted.values())
        and (for_all or all(sensitive.wanted[kind] <= rule.wanted[kind] for kind in KINDS))
        and all(rule.left_out[kind] <= sensitive.left_out[kind] for kind in KINDS)
    )


def _reaches(export: Export, area: str, preset: str) -> list[Reach]:
    return [reach(rule) for rule in of_preset(export, area, preset) if is_on(rule)]
