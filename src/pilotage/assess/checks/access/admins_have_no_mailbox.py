"""Administrators read no mail with the account that holds the role.

Why     Mail is how most intruders come in. An account that opens attachments and may change the
        tenant gives away both with one click.
Fix     Give each administrator an everyday account for mail, and take mailbox and mail licence
        from the one with the role. A licence without mail, such as Entra ID P2, may stay.
Source  https://learn.microsoft.com/entra/identity/role-based-access-control/security-planning
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.checks.migration.licences_cover_everyone import MAILBOX_PLAN
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.roles.administrators import administrators, lists_people
from pilotage.facts.finding import Area, Finding, Outcome, Severity, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    LICENCES_ASSIGNED,
    LICENCES_BOUGHT,
    MAILBOXES,
    ROLE_ASSIGNMENTS,
)

MAIL_PLANS = (
    "efb87545-963c-4e0d-99df-69c6916d9eb0",
    "9aaf7827-d63c-4b61-89c3-182f06f82e5c",
    "4a82b400-a79f-41a4-b4e2-e94f5787b113",
)
"""Exchange Online (Plan 2), (Plan 1) and Kiosk. A licence in which one of them is switched off
gives no mailbox.
https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference"""

WORDS = Words(
    things="holders of highly privileged roles",
    wrong="have a mailbox or a licence for one",
    right="have neither mailbox nor licence for one",
    unsure="cannot be told, as mailboxes or licences were not read",
    name=("upn", "name", "principal"),
)


@check(
    "access.admins_have_no_mailbox",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[ROLE_ASSIGNMENTS.needs("role", "principal")],
)
def admins_have_no_mailbox(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a mailbox alone is proof, to deny it takes licences as well."""
    people, gap = administrators(snapshot)
    rows = people.unique("principal", keep="first", maintain_order=True).with_columns(
        has_mailbox=_has_mailbox(snapshot), has_licence=_has_licence(snapshot)
    )
    expected = not lists_people(snapshot)
    reads_mail = pl.col("has_mailbox") | pl.col("has_licence")
    finding = conclude(snapshot.tenant, rows, reads_mail, WORDS, expected=expected)
    whole = finding.outcome is not Outcome.PASSED or not gap
    yield finding if whole else not_assessed(snapshot.tenant, gap)


def _has_mailbox(snapshot: Snapshot) -> pl.Expr:
    """Tell who has a mailbox, by id or sign-in name; null for the others where some are unread."""
    held = snapshot.rows(MAILBOXES)["mailbox"].implode()
    has = pl.col("principal").is_in(held) | pl.col("upn").is_in(held).fill_null(False)
    return pl.when(has).then(True).otherwise(None if snapshot.missing(MAILBOXES) else False)


def _has_licence(snapshot: Snapshot) -> pl.Expr:
    """Tell who holds a licence that gives a mailbox; null where licences or plans are unread."""
    mail = pl.col("plans").list.eval(pl.element().str.contains(MAILBOX_PLAN)).list.any()
    skus = snapshot.rows(LICENCES_BOUGHT).filter(mail.fill_null(False))
    named = pl.concat([skus["sku"], skus["name"]]).drop_nulls().implode()
    off = pl.col("disabled_plans").list.eval(pl.element().is_in(MAIL_PLANS)).list.any()
    held = snapshot.rows(LICENCES_ASSIGNED).filter(
        pl.col("sku").is_in(named), ~off.fill_null(False)
    )
    needs = (LICENCES_ASSIGNED, LICENCES_BOUGHT.needs("plans"))
    blind = any(snapshot.missing(need) for need in needs)
    has = pl.col("principal").is_in(held["user"].implode())
    return pl.when(has).then(True).otherwise(None if blind else False)
