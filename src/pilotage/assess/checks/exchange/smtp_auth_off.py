"""SMTP AUTH is off for the organisation.

Why     It takes a password alone: no second factor can be asked for. Intruders try stolen
        passwords there first.
Fix     Move devices and applications to OAuth, a connector or a relay of their own, then turn the
        protocol off for the organisation. Allow single mailboxes by name while they are moved.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import BREAKS, flag, judged
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

SETTING = "smtpclientauthenticationdisabled"

WORDS = Words(
    things="sets of mail transport settings",
    wrong="leave SMTP AUTH on",
    right="have SMTP AUTH off",
    unsure="came without the switch of SMTP AUTH",
    name=("object",),
)


@baseline_check(
    "exchange.smtp_auth_off",
    policy="MS.EXO.5.1v1",
    shall=True,
    areas=["transport_config"],
    commands=["Get-TransportConfig"],
)
def smtp_auth_off(export: Export) -> Iterator[Finding]:
    """Yield one finding over the transport settings of the organisation."""
    things = export.objects("transport_config")
    rows = judged(things, ("identity", "name"), (SETTING,), _on)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS, expected=True)


def _on(thing: Thing) -> bool | None:
    off = flag(thing, SETTING)
    return None if off is None else not off
