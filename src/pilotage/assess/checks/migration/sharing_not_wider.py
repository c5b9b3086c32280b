"""The target is open to nobody outside to whom the source was closed.

Why     A new tenant starts with sharing wide open, and a tenant that is taken over has its own
        habits. Files that could not leave the source can leave the target from the day on which
        they arrive, and nobody decided that. A control that failed before and fails now shows
        as no change, however much wider it has become.
Fix     The security lead closes each setting in the evidence to what the source had before the
        first file arrives, or the owner of the data accepts it as a deviation with an end.
Source  https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.baseline import Export
from pilotage.assess.baseline.openness import openness
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.runbook import Kind
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SETTINGS

WORDS = Words(
    things="sharing settings",
    wrong="are wider in the target than in the source",
    right="are no wider in the target than in the source",
    unsure="were not exported on both sides",
    name=("setting",),
)
ROWS = {"setting": pl.String, "source": pl.String, "target": pl.String, "wider": pl.Boolean}


@migration_check(
    "migration.sharing_not_wider",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[SETTINGS],
    target=[SETTINGS],
    kinds=[Kind.TENANT_TO_TENANT],
)
def sharing_not_wider(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with a row per setting: whom it lets in before and after."""
    assert situation.source is not None
    assert situation.target is not None
    before, after = openness(Export(situation.source)), openness(Export(situation.target))
    rows = [
        (
            setting,
            was.says if was else None,
            now.says if now else None,
            now.wider_than(was) if was and now else None,
        )
        for setting, was in before.items()
        for now in [after[setting]]
    ]
    made = pl.DataFrame(rows, schema=ROWS, orient="row")
    yield conclude(agreed(situation).migration.name, made, pl.col("wider"), WORDS)
