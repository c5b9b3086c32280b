"""The target has a licence with a mailbox for everybody who moves.

Why     An account without a licence gets no mailbox, and what was copied into it is deleted
        after thirty days. Seats are bought in minutes or in weeks, depending on the contract.
Fix     The migration lead orders the missing seats from the reseller before the first wave, or
        the security lead frees seats of people who have left.
Source  https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped, people
from pilotage.assess.agreed.entries import agreed
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import IDENTITY_MAP, LICENCES_ASSIGNED, LICENCES_BOUGHT, USERS

MAILBOX_PLAN = r"^EXCHANGE_(S_STANDARD|S_ENTERPRISE|S_DESKLESS|S_ESSENTIALS|L_STANDARD)"
"""Service plans that give a mailbox; EXCHANGE_S_FOUNDATION and archives do not."""


@migration_check(
    "migration.licences_cover_everyone",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS.needs("enabled")],
    target=[LICENCES_BOUGHT.needs("bought", "assigned", "plans")],
    kinds=PEOPLE_MOVE,
)
def licences_cover_everyone(situation: Situation) -> Iterator[Finding]:
    """Yield one finding that holds free seats against people without one."""
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    seats = _seats(situation.target)
    need = people(situation.source).height - _licensed(situation, seats)
    free = int(seats["free"].sum())
    says = f"{need} people need a seat with a mailbox; the target has {free} free."
    if free >= need:
        yield passed(name, says, seats)
    else:
        yield failed(name, f"{says} {need - free} are missing.", seats)


def _seats(target: Snapshot) -> pl.DataFrame:
    """Return the licences with a mailbox and their ``free`` seats, never below 0."""
    mailbox = pl.col("plans").list.eval(pl.element().str.contains(MAILBOX_PLAN)).list.any()
    free = pl.col("bought").fill_null(0) - pl.col("assigned").fill_null(0)
    return (
        target[LICENCES_BOUGHT]
        .filter(mailbox.fill_null(False))
        .select("sku", "name", "bought", "assigned", free=free.clip(lower_bound=0))
    )


def _licensed(situation: Situation, seats: pl.DataFrame) -> int:
    """Return how many people in scope are mapped to an account that has such a seat already."""
    assert situation.source is not None
    assert situation.target is not None
    source, target = situation.source, situation.target
    if any(side.missing(table) for side, table in _reads(source, target)):
        return 0
    skus = pl.concat([seats["sku"], seats["name"]]).drop_nulls().implode()
    seated = target[LICENCES_ASSIGNED].filter(pl.col("sku").is_in(skus))
    rows = mapped(source, target).join(seated, left_on="target_id", right_on="user", how="semi")
    return people(source).join(rows, left_on="user", right_on="source_user", how="semi").height


def _reads(source: Snapshot, target: Snapshot) -> list[tuple[Snapshot, Table]]:
    return [(source, IDENTITY_MAP), (target, USERS), (target, LICENCES_ASSIGNED)]
