"""Mailbox auditing is on for the organisation.

Why     Without it nobody can tell later who read, sent or deleted mail in a mailbox, neither after
        an intrusion nor when a migration went wrong.
Fix     Set AuditDisabled to false with Set-OrganizationConfig, and check it again after the move.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import BREAKS, flag, judged
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

SETTING = "auditdisabled"

WORDS = Words(
    things="organisations",
    wrong="have mailbox auditing off",
    right="have mailbox auditing on",
    unsure="came without the switch of mailbox auditing",
    name=("object",),
)


@baseline_check(
    "exchange.mailbox_audit_on",
    policy="MS.EXO.13.1v1",
    shall=True,
    areas=["org_config"],
    commands=["Get-OrganizationConfig"],
)
def mailbox_audit_on(export: Export) -> Iterator[Finding]:
    """Yield one finding over the settings of the organisation."""
    things = export.objects("org_config")
    rows = judged(things, ("displayname", "name", "identity"), (SETTING,), _off)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS, expected=True)


def _off(thing: Thing) -> bool | None:
    return flag(thing, SETTING)
