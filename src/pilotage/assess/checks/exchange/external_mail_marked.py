"""Mail from outside is marked as such.

Why     A mark in the subject makes people look twice at a message that pretends to come from a
        colleague. During a move they expect odd mail, so it counts double.
Fix     Create a mail flow rule for senders outside the organisation that prepends a word such as
        [External] to the subject, enforce it and switch it on.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check, texts
from pilotage.assess.baseline.exported import BREAKS, judged, word
from pilotage.facts.finding import Finding, failed, passed

PREFIX, BANNER = "prependsubject", "applyhtmldisclaimertext"
SETTINGS = ("state", "mode", "fromscope", PREFIX)
BROAD = ("fromscopepredicate", "senttoscopepredicate")
"""Conditions of a rule that still holds for all mail from outside."""


@baseline_check(
    "exchange.external_mail_marked",
    policy="MS.EXO.7.1v1",
    shall=True,
    areas=["transport_rule"],
    commands=["Get-TransportRule"],
)
def external_mail_marked(export: Export) -> Iterator[Finding]:
    """Yield one finding; one rule that marks all mail from outside is enough."""
    things = export.objects("transport_rule")
    rows = judged(things, ("identity", "name"), SETTINGS, lambda rule: not _marks(rule))
    good = rows.filter(~pl.col(BREAKS))
    if good.is_empty():
        says = "No enforced mail flow rule marks the mail from outside the organisation."
        yield failed(export.tenant, says, rows)
    else:
        yield passed(export.tenant, "A mail flow rule marks all mail from outside.", good)


def _marks(rule: Thing) -> bool:
    """Tell whether a rule is on, enforced, for mail from outside, and warns."""
    return (
        word(rule, "state") == "enabled"
        and word(rule, "mode") == "enforce"
        and word(rule, "fromscope") == "notinorganization"
        and all(text.lower().endswith(BROAD) for text in texts(rule, "conditions"))
        and _warns(rule)
    )


def _warns(rule: Thing) -> bool:
    """Tell whether a rule changes the subject or adds a banner, or hides what it does."""
    return PREFIX not in rule or word(rule, PREFIX) is not None or word(rule, BANNER) is not None
