"""No application of a stranger may act for everybody with far-reaching permissions.

Why     A consent for everybody works for each person at the next sign-in, without a question.
        Whoever runs the application then reads mail or changes the directory in their name.
Fix     Revoke the consent, or narrow it to the people and permissions that need it. What must
        stay is a deviation with a named owner and an end.
Source  https://learn.microsoft.com/entra/identity/enterprise-apps/manage-consent-requests
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DELEGATED_GRANTS, SERVICE_PRINCIPALS, SETTINGS

FAR_REACHING = (
    "application.readwrite.all",
    "approleassignment.readwrite.all",
    "delegatedpermissiongrant.readwrite.all",
    "directory.accessasuser.all",
    "directory.readwrite.all",
    "ews.accessasuser.all",
    "files.read.all",
    "files.readwrite.all",
    "full_access_as_user",
    "group.readwrite.all",
    "imap.accessasuser.all",
    "mail.read",
    "mail.read.shared",
    "mail.readwrite",
    "mail.readwrite.shared",
    "mail.send",
    "mailboxsettings.readwrite",
    "rolemanagement.readwrite.directory",
    "sites.fullcontrol.all",
    "sites.manage.all",
    "sites.read.all",
    "sites.readwrite.all",
    "user.readwrite.all",
)
"""Delegated permissions to read or write mail and files, or to write people, groups, roles or
applications, in lower case:
https://learn.microsoft.com/graph/permissions-reference"""

MICROSOFT = ("f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47")
"""Tenants in which Microsoft registers its own applications:
https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in"""

WORDS = Words(
    things="applications with far-reaching consent for everybody",
    wrong="are registered in a tenant of strangers",
    right="are registered here or by Microsoft",
    unsure="came without saying where they are registered",
    name=("name", "client"),
)


@check(
    "access.consents_low_risk",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[
        DELEGATED_GRANTS.needs("client", "consent", "scopes"),
        SERVICE_PRINCIPALS.needs("home_tenant"),
    ],
)
def consents_low_risk(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about permissions in the name of people.

    A verified publisher is not enough, since it vouches for a name and not for the need. What
    applications may do in their own name is judged by ``access.app_permissions_owned``.
    """
    names = snapshot[SERVICE_PRINCIPALS].select(
        "name", "publisher", "home_tenant", client="service_principal"
    )
    broad = pl.element().filter(pl.element().str.to_lowercase().is_in(FAR_REACHING))
    rows = (
        snapshot[DELEGATED_GRANTS]
        .filter((pl.col("consent") == "all").fill_null(True))
        .select("client", permissions=pl.col("scopes").list.eval(broad))
        .explode("permissions", keep_nulls=False, empty_as_null=False)
        .group_by("client")
        .agg(pl.col("permissions").unique().sort())
        .join(names, on="client", how="left")
        .sort("client")
    )
    yield conclude(snapshot.tenant, rows, _of_a_stranger(snapshot), WORDS)


def _of_a_stranger(snapshot: Snapshot) -> pl.Expr:
    """Tell which applications live elsewhere; null where the id of this tenant was not read."""
    own = snapshot.rows(SETTINGS).filter(pl.col("area") == "organization")["object"].unique()
    home = pl.col("home_tenant").str.to_lowercase()
    ours = home.is_in(own.str.to_lowercase().implode()) if len(own) else pl.lit(None, pl.Boolean)
    return ~(home.is_in(MICROSOFT) | ours)
