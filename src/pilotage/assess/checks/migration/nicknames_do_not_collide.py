"""No mail alias that moves belongs to somebody else in the target.

Why     Exchange keeps an alias once per organisation. The second one gets digits behind it, and
        people find a stranger under the short name that they type every day.
Fix     The engineer gives one of the two another alias before the wave, and tells its owner.
Source  https://learn.microsoft.com/exchange/recipients/user-mailboxes/user-mailboxes
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped
from pilotage.assess.agreed.collisions import taken
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import naming
from pilotage.facts.finding import Area, Finding, Severity, failed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, USERS

NICKNAME = pl.col("mail_nickname").str.to_lowercase()


@migration_check(
    "migration.nicknames_do_not_collide",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    source=[USERS.needs("mail_nickname"), IDENTITY_MAP],
    target=[USERS.needs("mail_nickname")],
    kinds=PEOPLE_MOVE,
)
def nicknames_do_not_collide(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the aliases of people who move that another account has."""
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    rows = mapped(situation.source, situation.target)
    becomes = rows.select(user="source_user", becomes="target_id")
    coming = (
        situation.source[USERS]
        .select("user", "upn", alias=NICKNAME)
        .join(becomes, on="user")
        .drop_nulls("alias")
    )
    held = situation.target[USERS].select(alias=NICKNAME, held_by="user").drop_nulls()
    wrong = taken(coming, held, "alias")
    if wrong.is_empty():
        says = f"None of {coming.height} aliases belongs to somebody else in the target."
        yield passed(name, says, coming)
    else:
        says = f"{wrong['alias'].n_unique()} aliases belong to somebody else in the target: "
        yield failed(name, f"{says}{naming(wrong, 'alias')}.", wrong)
