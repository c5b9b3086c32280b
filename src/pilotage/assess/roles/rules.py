"""Rules of Privileged Identity Management: what happens when a role is given or activated.

A role has rules of its own, and so has each group that is assigned to it and enrolled in
Privileged Identity Management; ``RuleSource`` of an export says whose a rule is.

Words of Graph: https://learn.microsoft.com/graph/identity-governance-pim-rules-overview
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pilotage.assess.baseline import Export, Thing, members, texts
from pilotage.assess.baseline.exported import word
from pilotage.assess.baseline.service_plans import NO_P2, lacks_entra_p2, plans
from pilotage.assess.judgement import naming
from pilotage.assess.roles import (
    EXPORTED_ROLES,
    GLOBAL_ADMINISTRATOR,
    HIGHLY_PRIVILEGED,
    TEMPLATE,
)
from pilotage.assess.roles.administrators import lists_assignments
from pilotage.facts.finding import Finding, failed, not_assessed, passed

ROLE_POLICIES = "role_policies"
"""Area of the rules as Graph gives them: of every role, whether somebody holds it or not."""

AREAS = ((EXPORTED_ROLES, ROLE_POLICIES),)
COMMANDS = ("Get-PrivilegedRole", "Get-MgBetaSubscribedSku")


@dataclass(frozen=True)
class Rules:
    """The rules of one role, or of one group that holds it, by their id in lower case."""

    role: str
    source: str
    chief: bool
    by_id: Mapping[str, list[Thing]]

    def all(self, id: str, meets: Callable[[Thing], bool]) -> bool:
        """Tell whether there is a rule of this id, and each one of them meets the condition."""
        rules = self.by_id.get(id.lower(), [])
        return bool(rules) and all(meets(rule) for rule in rules)

    def notifies(self, id: str) -> bool:
        """Tell whether a notification has recipients besides those of Microsoft's default."""
        return self.all(id, lambda rule: bool(texts(rule, "notificationrecipients")))


@dataclass(frozen=True)
class Says:
    """How a check speaks: ``wrong`` follows a count of roles or groups; ``right`` is a sentence."""

    wrong: str
    right: str


def judged(
    export: Export,
    concerns: Callable[[Rules], bool],
    meets: Callable[[Rules], bool],
    says: Says,
) -> Iterator[Finding]:
    """Yield one finding about the roles of concern: each of their sources must meet the rule.

    An export lists the roles that somebody holds, so what it does not list needs no rule.
    """
    if lacks_entra_p2(export.snapshot):
        yield failed(export.tenant, NO_P2, plans(export.snapshot))
        return
    asked = [rules for rules in role_rules(export) if concerns(rules)]
    bad = _frame(rules for rules in asked if not meets(rules))
    if not (lists_assignments(export.snapshot) or export.has(ROLE_POLICIES)):
        yield not_assessed(export.tenant, "the rules of the roles were not exported")
    elif not asked:
        yield passed(export.tenant, "The export lists no role that this is about.", _frame(asked))
    elif not bad.is_empty():
        count = f"{bad.height} of {len(asked)} roles or groups"
        yield failed(export.tenant, f"{count} {says.wrong}: {naming(bad, 'source')}.", bad)
    else:
        yield passed(export.tenant, says.right, _frame(asked))


def role_rules(export: Export) -> Iterator[Rules]:
    """Yield the rules of each role, and those of each group that holds it, apart.

    A role without any rule is yielded with none.
    """
    for role in export.objects(EXPORTED_ROLES) or _by_graph(export):
        name = str(role.get("displayname"))
        chief = word(role, TEMPLATE) == GLOBAL_ADMINISTRATOR or name == "Global Administrator"
        sources: dict[str, dict[str, list[Thing]]] = {}
        for rule in members(role, "rules"):
            by_id = sources.setdefault(str(rule.get("rulesource") or name), {})
            by_id.setdefault(word(rule, "id") or "", []).append(rule)
        for source, by_id in (sources or {name: {}}).items():
            yield Rules(name, source, chief, by_id)


def _by_graph(export: Export) -> list[Thing]:
    """Return the highly privileged roles with their rules, where Graph was asked."""
    roles = export.objects(ROLE_POLICIES)
    return [role for role in roles if word(role, TEMPLATE) in HIGHLY_PRIVILEGED]


def _frame(rules: Iterable[Rules]) -> pl.DataFrame:
    rows = [(one.role, one.source) for one in rules]
    return pl.DataFrame(rows, schema={"role": pl.String, "source": pl.String}, orient="row")
