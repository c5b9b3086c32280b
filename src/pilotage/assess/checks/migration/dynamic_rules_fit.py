"""Every rule of a dynamic group names values that people have in the target.

Why     The rule "department is Verkauf" finds nobody where the department is called Sales. The
        group is empty, and with it the team, the licence and the access that hang on it.
Fix     The engineer writes the rule in the words of the target, or fills the attribute there,
        before the group is made.
Source  https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.tables import GROUPS, USERS

ATTRIBUTES = {
    "department": "department",
    "jobtitle": "job_title",
    "physicaldeliveryofficename": "office",
    "usagelocation": "usage_location",
    "employeetype": "employee_type",
    "usertype": "kind",
}
"""Attributes of a rule and the columns that hold them; what any other holds is not known."""

CLAUSE = r"(?i)user\.(\w+)\s+-(?:eq|startswith|contains|match)\s+[\"']([^\"']+)[\"']"
WORDS = Words(
    things="values in the rules of dynamic groups",
    wrong="belong to nobody in the target",
    right="belong to somebody in the target",
    unsure="are of attributes that are not read",
    name=("name", "group"),
)


@migration_check(
    "migration.dynamic_rules_fit",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    source=[GROUPS.needs("dynamic", "membership_rule")],
    target=[USERS.needs(*ATTRIBUTES.values())],
    kinds=PEOPLE_MOVE,
)
def dynamic_rules_fit(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with a row per group and value that its rule asks for."""
    assert situation.source is not None
    assert situation.target is not None
    clauses = _clauses(situation.source[GROUPS])
    known = _values(situation.target[USERS])
    met = clauses.join(known, how="cross").filter(
        pl.col("attribute") == pl.col("known"),
        pl.col("held").str.contains(pl.col("value"), literal=True),
    )
    rows = clauses.join(
        met.select("group", "attribute", "value", found=pl.lit(True)).unique(),
        on=["group", "attribute", "value"],
        how="left",
    ).with_columns(unread=~pl.col("attribute").is_in(list(ATTRIBUTES)))
    bad = pl.when(~pl.col("unread")).then(pl.col("found").is_null())
    yield conclude(
        agreed(situation).migration.name, rows.sort("group", "attribute", "value"), bad, WORDS
    )


def _clauses(groups: pl.DataFrame) -> pl.DataFrame:
    """Return ``group``, ``name``, ``attribute`` and ``value`` of each comparison, in lower case."""
    dynamic = groups.filter(
        pl.col("dynamic").fill_null(False), pl.col("membership_rule").is_not_null()
    )
    each = dynamic.select("group", "name", clause=pl.col("membership_rule").str.extract_all(CLAUSE))
    return (
        each.explode("clause")
        .drop_nulls("clause")
        .select(
            "group",
            "name",
            attribute=pl.col("clause").str.extract(CLAUSE, 1).str.to_lowercase(),
            value=pl.col("clause").str.extract(CLAUSE, 2).str.to_lowercase(),
        )
    )


def _values(users: pl.DataFrame) -> pl.DataFrame:
    """Return ``known`` (an attribute) and ``held``: each value that somebody has."""
    columns = users.select(**{name: pl.col(column) for name, column in ATTRIBUTES.items()})
    long = columns.unpivot(variable_name="known", value_name="held").drop_nulls()
    return long.with_columns(pl.col("held").str.to_lowercase()).unique()
