"""Nobody who has moved may still sign in to the source once the overlap is over.

Why     An account that nobody uses any more is watched by nobody. The person works in the target
        and does not see that somebody else works in their name in the source.
Fix     The engineer disables each account in the evidence, after forwarding and delegation were
        taken over, and removes it when the source is closed.
Source  Pilotage practice, after https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-tenant-to-tenant-migrations
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.agreed.spans import span_of, told, zone_of
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity, not_applicable, not_assessed
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, USERS

OVERLAP = timedelta(days=30)
"""How long both accounts may work side by side after the last window. The number is ours: the
directory keeps sign-ins and deleted accounts for 30 days, so what was missed still shows and can
be brought back. The engagement file has no key for another one."""

WORDS = Words(
    things="accounts of people who have moved",
    wrong="may still sign in to the source",
    right="are closed in the source",
    unsure="came without saying whether they may sign in",
    name=("upn", "user"),
)


@migration_check(
    "migration.leavers_disabled_in_source",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS.needs("enabled", "kind"), IDENTITY_MAP],
    target=[USERS.needs("enabled")],
    kinds=PEOPLE_MOVE,
)
def leavers_disabled_in_source(situation: Situation) -> Iterator[Finding]:
    """Yield one finding; after the last window all waves are over, so nobody is asked for theirs.

    Before the overlap ends nothing is due, so that the check does not apply.
    Somebody has moved who is mapped to an account that may sign in. One that the target takes
    over from an on-premises directory stays, as that directory is its master.
    """
    engagement = agreed(situation)
    name, zone = engagement.migration.name, zone_of(engagement)
    ends = [span_of(window, zone)[1] for window in engagement.window]
    if not ends:
        yield not_assessed(name, "no change window says when people have moved")
    elif situation.now <= max(ends) + OVERLAP:
        until = told((max(ends) + OVERLAP).astimezone(zone).date())
        why = f"both accounts of a person may be open until {until}, the end of the overlap"
        yield not_applicable(name, why)
    else:
        rows, ends_here = _moved(situation), ~pl.col("synced")
        empty = rows.is_empty()
        yield conclude(name, rows, pl.col("enabled"), WORDS, among=ends_here, expected=empty)


def _moved(situation: Situation) -> pl.DataFrame:
    """Return the source accounts of people whose account in the target may sign in.

    ``synced`` tells whether the target takes that account over from an on-premises directory.
    """
    assert situation.source is not None
    assert situation.target is not None
    there = (
        situation.target[USERS]
        .filter(pl.col("enabled").fill_null(True))
        .select(target_id="user", synced=pl.col("synced").fill_null(False))
    )
    becomes = mapped(situation.source, situation.target).join(there, on="target_id")
    member = pl.col("kind").ne_missing("guest")
    return (
        situation.source[USERS]
        .filter(member)
        .drop("synced")
        .join(becomes.select("target_id", "synced", user="source_user"), on="user")
        .select("user", "upn", "name", "enabled", "last_sign_in_at", "target_id", "synced")
        .sort("user")
    )
