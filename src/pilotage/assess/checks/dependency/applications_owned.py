"""Every application has an owner, its own or that of the service it belongs to.

Why     Somebody must say how people sign in to it after the move, and test it. An application
        that nobody owns is found by the person who cannot work.
Fix     The migration engineer asks in the departments; the owner is set on the registration, or
        the application is listed in the applications of a [[service]] that has an owner.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/overview-assign-app-owners
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.tables import APPLICATIONS

WORDS = Words(
    things="applications",
    wrong="have no owner",
    right="have an owner",
    unsure="may have no owner",
    name=("name", "application"),
)


@migration_check(
    "dependency.applications_owned",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    source=[APPLICATIONS.needs("owner")],
)
def applications_owned(situation: Situation) -> Iterator[Finding]:
    """Yield one finding with the applications that nobody owns."""
    assert situation.source is not None
    engagement = agreed(situation)
    owned = pl.lit(False)
    for column in ("application", "name", "service"):
        known = pl.col(column).str.to_lowercase().is_in(_covered(engagement))
        owned = owned | known.fill_null(False)
    nobody = pl.col("owner").fill_null("").str.strip_chars() == ""
    rows = situation.source[APPLICATIONS]
    yield conclude(engagement.migration.name, rows, nobody & ~owned, WORDS)


def _covered(engagement: Engagement) -> list[str]:
    """Return the owned services and their applications, lower case."""
    owned = [service for service in engagement.service if service.owner.strip()]
    names = [name for service in owned for name in (service.name, *service.applications)]
    return sorted({name.strip().lower() for name in names} - {""})
