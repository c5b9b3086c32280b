"""Everybody in scope is mapped to exactly one account in the target.

Why     Whoever is not on the map is not moved, or is moved into the account of somebody else.
        Every later step, from licences to rights, reads this map.
Fix     The security lead completes identity_map.csv: one row per person, one target per row, the
        planned sign-in name where the account is yet to be made. Disable who should not move.
Source  https://learn.microsoft.com/microsoft-365/enterprise/cross-tenant-mailbox-migration
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, USERS


@migration_check(
    "migration.identity_map_complete",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    source=[USERS.needs("enabled"), IDENTITY_MAP],
    target=[USERS],
    kinds=PEOPLE_MOVE,
)
def identity_map_complete(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per kind of hole in the map, or one PASSED for the whole map."""
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    moving = people(situation.source)
    rows = mapped(situation.source, situation.target)
    holes = {
        "are in scope and not on the map": moving.join(
            rows, left_on="user", right_on="source_user", how="anti", maintain_order="left"
        ).select("user", "upn", "name"),
        "share a target with somebody else": _shared(rows),
        "are mapped to an account that the target does not have": _nowhere(rows),
        "are on the map and not in the source": rows.join(
            situation.source[USERS],
            left_on="source_user",
            right_on="user",
            how="anti",
            maintain_order="left",
        ),
    }
    found = False
    for wrong, offending in holes.items():
        if not offending.is_empty():
            found = True
            names = naming(offending, *_naming(offending))
            yield failed(name, f"{offending.height} accounts {wrong}: {names}.", offending)
    if not found:
        yield passed(name, f"All {moving.height} people in scope have one target account.", rows)


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose target, by account or by planned name, occurs twice."""
    target = pl.coalesce("target_id", pl.col("target_user").str.to_lowercase())
    return rows.filter(target.is_not_null() & target.is_duplicated())


def _nowhere(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose target is neither an account nor a sign-in name to be made."""
    planned = pl.col("target_user").fill_null("").str.contains(r"^[^@\s]+@[^@\s]+$")
    return rows.filter(pl.col("target_id").is_null() & ~planned)


def _naming(rows: pl.DataFrame) -> list[str]:
    return [column for column in ("upn", "user", "source_user") if column in rows.columns]
