"""Every planned sign-in name can be made in the target.

Why     A name with a character that the target does not take stops the account, and with it
        the person's wave. A name in a domain such as .local arrives as another one, and nobody
        can sign in with what the guide says.
Fix     The engineer plans another name for each account in the evidence, with a domain that is
        verified in the target, and tells the person before the move.
Source  https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.tables import IDENTITY_MAP, USERS

BEFORE, BEHIND = 64, 48
"""Most characters on either side of the @; with it they make the 113 that are published."""

NAME = r"^[A-Za-z0-9'._!#^~-]+$"
DOMAIN = r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$"
"""Characters that a sign-in name may have:
https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#username-policies"""

PRIVATE = r"\.(local|internal|intranet|private|corp|home|lan)$"
"""Endings that no public name server knows: https://www.rfc-editor.org/rfc/rfc6762#appendix-G"""

WORDS = Words(
    things="planned sign-in names",
    wrong="cannot be used in the target",
    right="can be used in the target",
    unsure="are not known",
    name=("told", "user"),
)


@migration_check(
    "migration.usernames_usable",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[USERS.needs("upn"), IDENTITY_MAP],
    target=[USERS.needs("upn")],
    kinds=PEOPLE_MOVE,
)
def usernames_usable(situation: Situation) -> Iterator[Finding]:
    """Yield one finding about the names of people who move; an account that exists has a good one.

    The name of a person who is not on the map is not known.
    """
    assert situation.source is not None
    assert situation.target is not None
    becomes = mapped(situation.source, situation.target).select(
        "target_user", "target_id", user="source_user"
    )
    is_name = pl.col("target_user").str.contains("@", literal=True)
    rows = (
        people(situation.source)
        .select("user", "upn")
        .join(becomes, on="user", how="left")
        .filter(pl.col("target_id").is_null())
        .select("user", "upn", planned=pl.when(is_name).then("target_user"))
        .with_columns(fault=_fault())
        .with_columns(told=pl.format("{} ({})", "planned", "fault"))
        .sort("user")
    )
    wrong = pl.when(pl.col("planned").is_not_null()).then(pl.col("fault").is_not_null())
    yield conclude(agreed(situation).migration.name, rows, wrong, WORDS)


def _fault() -> pl.Expr:
    """Return why ``planned`` cannot be a sign-in name, null where it can."""
    parts = pl.col("planned").str.split("@")
    name, domain = parts.list.get(0), parts.list.get(1, null_on_oob=True)
    return (
        pl.when(parts.list.len() != len(("name", "domain")))
        .then(pl.lit("not exactly one @"))
        .when(name.str.len_chars() > BEFORE)
        .then(pl.lit(f"over {BEFORE} characters before the @"))
        .when(domain.str.len_chars() > BEHIND)
        .then(pl.lit(f"over {BEHIND} characters behind the @"))
        .when(~name.str.contains(NAME) | name.str.ends_with("."))
        .then(pl.lit("a character before the @ that is not taken there"))
        .when(~domain.str.contains(DOMAIN))
        .then(pl.lit("no domain behind the @"))
        .when(~domain.str.contains(".", literal=True) | domain.str.contains("(?i)" + PRIVATE))
        .then(pl.lit("a domain that no public name server knows"))
    )
