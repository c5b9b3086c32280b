"""No name, alias or address of a group that moves belongs to something else in the target.

Why     The target keeps an address and an alias once. A group that needs one of them is not made,
        or gets digits behind it, and mail to the team goes to strangers. Two groups of one name
        are mixed up by the first owner who gives rights to one of them.
Fix     The engineer agrees with both owners who keeps the name, and renames the other group before
        the wave. A group of the target that was made since the migration began is the moved one.
Source  https://learn.microsoft.com/graph/api/directoryobject-validateproperties
"""

from collections.abc import Iterator
from datetime import date

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.collisions import addresses, smtp, taken
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ADDRESSES, GROUPS, USERS

FOR_MAIL = pl.col("address").is_not_null()
"""Exchange knows these groups only; the alias of any other may be there twice."""

SHOWN = ("what", "value", "group", "name")


@migration_check(
    "migration.groups_do_not_collide",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[GROUPS.needs("name")],
    target=[GROUPS.needs("name"), USERS.needs("upn", "address")],
    kinds=PEOPLE_MOVE,
)
def groups_do_not_collide(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the names, aliases and addresses that two objects would hold.

    Aliases and further addresses count where they were read; where they were not, finding no
    collision proves nothing and the finding is NOT_ASSESSED.
    """
    assert situation.source is not None
    assert situation.target is not None
    migration = agreed(situation).migration
    groups = situation.source[GROUPS].select("group", "name")
    moved = _moved(groups, situation.target, migration.starts_on)
    coming = _called(situation.source).join(moved, on="group")
    clashes = taken(coming, _held(situation.target), "what", "value")
    clashes = clashes.join(
        _names(situation.target), on="held_by", how="left", maintain_order="left"
    )
    clashes = clashes.select(*SHOWN, "held_by", "holder")
    if not clashes.is_empty():
        count = clashes["group"].n_unique()
        says = f"Names, aliases or addresses of {count} of {groups.height} groups are taken in the "
        names = naming(clashes, "name", "group")
        yield failed(migration.name, f"{says}target: {names}.", clashes)
    elif gaps := list(_gaps(situation)):
        why = f"aliases and addresses are not all known ({'; '.join(gaps)})"
        yield not_assessed(migration.name, why)
    else:
        says = f"Nothing in the target has a name, alias or address of {groups.height} groups."
        yield passed(migration.name, says, coming.select(SHOWN))


def _gaps(situation: Situation) -> Iterator[str]:
    of_groups = (ADDRESSES, GROUPS.needs("address", "mail_nickname"))
    needs = {"source": of_groups, "target": (*of_groups, USERS.needs("mail_nickname"))}
    for snapshot in situation.snapshots():
        gaps = (snapshot.missing(need) for need in needs[snapshot.side])
        yield from (f"{snapshot.side}: {gap}" for gap in gaps if gap)


def _called(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``what``, ``value`` (lower case) and ``group``: all that groups are called."""
    groups = snapshot[GROUPS]
    further = smtp(snapshot).join(groups, left_on="object", right_on="group", how="semi")
    return pl.concat(
        [
            _named("name", groups.select("group", value="name")),
            _named("alias", groups.filter(FOR_MAIL).select("group", value="mail_nickname")),
            _named("address", groups.select("group", value="address")),
            _named("address", further.select(group="object", value="address")),
        ]
    ).unique()


def _held(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``what``, ``value`` and ``held_by``: what no new group can be called any more."""
    people = snapshot[USERS].select(group="user", value="mail_nickname")
    everything = addresses(snapshot).select(group="object", value="address")
    held = [_called(snapshot), _named("alias", people), _named("address", everything)]
    return pl.concat(held).unique().rename({"group": "held_by"})


def _named(what: str, rows: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value").str.strip_chars().str.to_lowercase()
    return rows.select(pl.lit(what).alias("what"), value, "group").drop_nulls()


def _names(target: Snapshot) -> pl.DataFrame:
    """Return ``held_by`` and ``holder``, what people call it; a contact has no name here."""
    groups = target[GROUPS].select(held_by="group", holder="name")
    people = target[USERS].select(held_by="user", holder=pl.coalesce("upn", "address"))
    return pl.concat([groups, people]).unique("held_by", keep="first")


def _moved(groups: pl.DataFrame, target: Snapshot, starts_on: date) -> pl.DataFrame:
    """Return ``groups`` with ``becomes``: the group of that name that was made for the move.

    One that was there before the migration began is a stranger, whatever it is called.
    """
    made = target[GROUPS].filter(pl.col("created_at").dt.date() >= starts_on)
    twins = made.select("name", becomes="group").unique("name", keep="none")
    return groups.join(twins, on="name", how="left")
