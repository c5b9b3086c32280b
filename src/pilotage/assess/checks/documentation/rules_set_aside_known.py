"""Every rule that was set aside exists, names who set it aside, and is still in date.

Why     A rule set aside by a misspelt name is still asked, and one whose end has passed is asked
        again; either way somebody believes otherwise.
Fix     The security lead corrects the rule of the [[not_applicable]] entry, decides again, or
        removes it.
Source  https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final (CM-6, deviations from settings)
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import CHECKS, migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds
from pilotage.assess.agreed.spans import told
from pilotage.assess.applicability import names
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.signed import NotApplicable
from pilotage.facts.situation import Situation


@migration_check(
    "documentation.rules_set_aside_known", area=Area.DOCUMENTATION, severity=Severity.MEDIUM
)
def rules_set_aside_known(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per entry that sets nothing aside, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    aside = engagement.not_applicable
    faults = each_fault(aside, lambda each: each.rule, lambda each: _void(each, today))
    says = f"Every rule that was set aside ({len(aside)}) exists and is in date."
    yield from faults or [holds(engagement.migration.name, says, aside)]


def _void(aside: NotApplicable, today: date) -> str:
    known = {
        name
        for check in CHECKS.values()
        for rule in (check.id, *check.frameworks)
        for name in names(rule)
    }
    if aside.rule.lower() not in known:
        return (
            f'The rule "{aside.rule}" was set aside, and neither a check nor a policy is named so.'
        )
    if aside.expires_on and aside.expires_on < today:
        return f"{aside.who} set {aside.rule} aside until {told(aside.expires_on)} only."
    return ""
