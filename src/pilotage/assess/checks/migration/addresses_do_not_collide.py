"""No address that moves belongs to somebody else in the target.

Why     The target refuses an address that another object holds. The move of that person stops in
        the middle of the night, or mail goes to a stranger.
Fix     The security lead takes the address from the object in the target, gives that object
        another one, or maps the person to it if it is the same human being.
Source  https://learn.microsoft.com/microsoft-365/enterprise/cross-tenant-mailbox-migration
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped
from pilotage.assess.agreed.collisions import GROUP, addresses, smtp, taken
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ADDRESSES, GROUPS, IDENTITY_MAP, USERS


@migration_check(
    "migration.addresses_do_not_collide",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    source=[USERS.needs("upn", "address"), IDENTITY_MAP],
    target=[USERS.needs("upn", "address")],
    kinds=PEOPLE_MOVE,
)
def addresses_do_not_collide(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the addresses that two objects would hold.

    In the target aliases and groups count where they were read; where they were not, finding no
    collision proves nothing and the finding is NOT_ASSESSED. Groups that move are another check.
    """
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    coming = _coming(situation.source, situation.target)
    clashes = taken(coming, addresses(situation.target).rename({"object": "held_by"}), "address")
    gaps = [gap for side in situation.snapshots() if (gap := side.missing(ADDRESSES))]
    if not clashes.is_empty():
        says = f"{clashes.height} addresses belong to another object in the target: "
        yield failed(name, f"{says}{naming(clashes, 'address')}.", clashes)
    elif gaps:
        yield not_assessed(name, f"aliases and groups are not known ({'; '.join(gaps)})")
    else:
        says = f"None of {coming.height} addresses belongs to another object in the target."
        yield passed(name, says, coming)


def _coming(source: Snapshot, target: Snapshot) -> pl.DataFrame:
    """Return ``address``, ``source_object`` and ``becomes``: what each account brings along.

    That is every address it has now, and the sign-in name that is planned for it.
    """
    rows = mapped(source, target)
    groups = smtp(source).filter(pl.col("holder") == GROUP)["object"]
    groups = pl.concat([groups, source.rows(GROUPS)["group"]])
    now = (
        addresses(source)
        .filter(~pl.col("object").is_in(groups.implode()))
        .join(rows.select(object="source_user", becomes="target_id"), on="object", how="left")
    )
    planned = rows.filter(pl.col("target_user").str.contains("@", literal=True)).select(
        address=pl.col("target_user").str.to_lowercase(),
        object="source_user",
        becomes="target_id",
    )
    both = pl.concat([now.select("address", "object", "becomes"), planned])
    return both.unique().rename({"object": "source_object"}).sort("address", "source_object")
