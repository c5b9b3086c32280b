"""Every address that the source trusts is trusted by the target, too.

Why     Policies leave out the offices by their addresses. Where the target does not know them,
        everybody in the building is asked for MFA at once, or is refused, on the first morning.
Fix     The security lead adds the missing ranges to a trusted named location of the target before
        the first wave, and takes out those of offices that are closed.
Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.coverage.networks import Networks, networks
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import NAMED_LOCATIONS

WORDS = Words(
    things="trusted address ranges of the source",
    wrong="are not trusted in the target",
    right="are trusted in the target",
    unsure="may be trusted in the target: a range or a mark is not readable",
    name=("range",),
)


@migration_check(
    "coverage.egress_addresses_in_target",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[NAMED_LOCATIONS.needs("trusted", "ranges")],
    target=[NAMED_LOCATIONS.needs("trusted", "ranges")],
    kinds=PEOPLE_MOVE,
)
def egress_addresses_in_target(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with a row per range; several ranges of the target may hold one."""
    assert situation.source is not None
    assert situation.target is not None
    wanted, there = _ranges(situation.source), _ranges(situation.target)
    trusted = networks(there.filter("trusted")["range"])
    maybe = networks(there.filter(pl.col("trusted").fill_null(True))["range"])
    missing = [_missing(each, trusted, maybe) for each in wanted["range"]]
    rows = wanted.with_columns(missing=pl.Series(missing, dtype=pl.Boolean))
    name = agreed(situation).migration.name
    yield conclude(name, rows, pl.col("missing"), WORDS, among=pl.col("trusted"))


def _missing(text: str, trusted: Networks, maybe: Networks) -> bool | None:
    if trusted.hold(text):
        return False
    return True if maybe.hold(text) is False else None


def _ranges(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``location``, ``name``, ``trusted`` and ``range``, one row per range that may count.

    A location that is certainly not trusted has none.
    """
    rows = snapshot[NAMED_LOCATIONS].filter(pl.col("trusted").fill_null(True))
    each = rows.select("location", "name", "trusted", range="ranges").explode("range")
    return each.drop_nulls("range").sort("range", "location")
