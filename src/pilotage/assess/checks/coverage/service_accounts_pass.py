"""No enforced policy stops an account that synchronises the directory.

Why     Nobody sits in front of that account to answer MFA. The policy that is switched on for the
        cutover stops it at once, and new people, passwords and groups arrive nowhere. The mail
        that says so comes a day later.
Fix     The security lead leaves the role Directory Synchronization Accounts out of each policy in
        the evidence, and lets the account sign in from the address of its server only. Better
        still, let the synchronisation sign in as an application.
Source  https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import check
from pilotage.assess.coverage.unattended import stopping, synchronising
from pilotage.assess.judgement import Words, conclude
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Basis, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS

WORDS = Words(
    things="accounts that synchronise",
    wrong="are stopped by an enforced policy",
    right="pass every enforced policy",
    unsure="may be stopped, depending on where they sign in from or on what is not known",
    name=("upn", "user"),
)


@check(
    "coverage.service_accounts_pass",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED, USERS.needs("upn"), ROLE_ASSIGNMENTS],
    attest_days=90,
)
def service_accounts_pass(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence names each account and the policies that may stop it."""
    rows = stopping(snapshot, synchronising(snapshot))
    finding = conclude(snapshot.tenant, rows, pl.col("stopped"), WORDS)
    yield replace(finding, basis=Basis.COMPUTED)
