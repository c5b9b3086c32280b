"""Every device and application that sends mail has somebody who plans its way after the move.

Why     Scanners, tills and interfaces send with a stored name and password. They do not read
        messages, and they stop in silence at the hour of the switch.
Fix     The owner of the device or application names its new relay, port and sender, and signs an
        [[attestation]] with the account as subject. Turn off what nobody owns.
Source  https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed
from pilotage.facts.finding import Area, Finding, Severity, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SIGN_INS, USERS


@migration_check(
    "dependency.senders_planned",
    area=Area.DEPENDENCIES,
    severity=Severity.HIGH,
    source=[SIGN_INS.needs("client_app", "count")],
    attest_days=90,
)
def senders_planned(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per account that sends by SMTP, which its owner may sign.

    Nothing but a person knows the plan of a device, so an unsigned sender is not assessed.
    """
    assert situation.source is not None
    senders = _senders(situation.source)
    if senders.is_empty():
        name = agreed(situation).migration.name
        yield passed(name, "No account signs in to send mail by SMTP.", senders)
    for row in senders.iter_slices(1):
        _, sender, sign_ins = row.row(0)
        why = f"{sender} sends by SMTP ({sign_ins} sign-ins) and nobody has signed its plan"
        yield replace(not_assessed(sender, why), evidence=row)


def _senders(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``user``, ``sender`` (its sign-in name) and ``sign_ins`` of each SMTP sender."""
    return (
        snapshot[SIGN_INS]
        .filter(pl.col("client_app").str.to_lowercase().str.contains("smtp", literal=True))
        .group_by("user")
        .agg(pl.col("count").sum().alias("sign_ins"))
        .join(snapshot.rows(USERS).select("user", "upn"), on="user", how="left")
        .select("user", sender=pl.coalesce("upn", "user"), sign_ins="sign_ins")
        .sort("sender", "user")
    )
