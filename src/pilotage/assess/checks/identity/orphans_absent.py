"""No synchronised account outlives its object in the on-premises directory.

Why     Nobody disables an account whose directory object is gone: leavers are disabled where they
        no longer are. It keeps its password, its licence and its rights.
Fix     The engineer sees first whether the export holds the whole directory, then disables each
        account in the evidence and asks its manager whether it may be deleted.
Source  https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

LITTLE_ENDIAN = ((6, 4, 2, 0), (10, 8), (14, 12))
"""Where the bytes of the first three parts of a GUID begin in its 32 digits, in the order of
objectGUID; the other two parts stand as they are. The anchor is objectGUID in base64:
https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts"""

GUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

WORDS = Words(
    things="synchronised accounts that may sign in",
    wrong="have no object in the directory",
    right="have an object in the directory",
    unsure="came without an anchor",
    name=("upn", "user"),
)


@migration_check(
    "identity.orphans_absent",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS],
    target=[USERS],
)
def orphans_absent(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per environment with synchronised accounts, or one PASSED if none has any.

    Each is held against the other reading, which is their directory if it has at least one of
    them. An environment that does not say what is synchronised can be a directory alone.
    """
    assert situation.source is not None
    assert situation.target is not None
    source, target = situation.source, situation.target
    name = agreed(situation).migration.name
    found = [*_orphans(target, source, name), *_orphans(source, target, name)]
    gaps = [f"{side.side}: {why}" for side in (source, target) if (why := _unsaid(side))]
    if found:
        yield from found
    elif gaps:
        yield not_assessed(name, "; ".join(gaps))
    else:
        none = pl.concat([source[USERS], target[USERS]]).clear()
        yield passed(name, "No account is synchronised from an on-premises directory.", none)


def _unsaid(snapshot: Snapshot) -> str:
    return snapshot.missing(USERS.needs("synced", "immutable_id", "enabled"))


def _orphans(cloud: Snapshot, directory: Snapshot, name: str) -> Iterator[Finding]:
    """Yield what ``directory`` tells about the synchronised accounts of ``cloud``, if any."""
    rows = cloud[USERS].filter("synced", pl.col("enabled").fill_null(True))
    if _unsaid(cloud) or rows.is_empty():
        return
    known = pl.col("immutable_id").is_in(_anchors(directory).implode())
    if not rows.select(known.fill_null(False).any()).item():
        count, side = rows.height, cloud.side
        yield not_assessed(
            name, f"no reading holds the directory of {count} synchronised accounts of the {side}"
        )
    else:
        evidence = rows.select("user", "upn", "name", "immutable_id", "last_sign_in_at")
        yield conclude(name, evidence.sort("user"), ~known, WORDS)


def _anchors(directory: Snapshot) -> pl.Series:
    """Return the anchors of the objects of a directory: those it names, and those of their ids."""
    own = directory[USERS].filter(~pl.col("synced").fill_null(False))
    digits = pl.col("user").str.replace_all("-", "")
    first = [digits.str.slice(at, 2) for part in LITTLE_ENDIAN for at in part]
    binary = pl.concat_str(*first, digits.str.slice(16)).str.decode("hex", strict=False)
    ids = own.filter(pl.col("user").str.contains(GUID)).select(binary.bin.encode("base64"))
    return pl.concat([own["immutable_id"].drop_nulls(), ids.to_series()])
