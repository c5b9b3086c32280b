"""DMARC reports of every domain go to a contact of the organisation.

Why     Reports that only others read, or nobody, show no forgery to those who could stop it, and
        no forgotten sender before the policy is tightened.
Fix     Name a mailbox of your own in the rua and the ruf tag of each DMARC record, and read it.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import (
    Answer,
    MailDomain,
    addresses,
    by_domain,
    dmarc,
    tags,
)
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

CISA = frozenset({"reports@dmarc.cyber.dhs.gov"})


@check(
    "exchange.dmarc_contact_named",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[],
    frameworks=["MS.EXO.4.4v1"],
)
def dmarc_contact_named(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per mail domain; one of its records is enough."""
    yield from by_domain(snapshot, "dmarc_records", dmarc, _judge)


def _judge(each: MailDomain) -> Answer:
    if any(_named(tags(value)) for value in each.values):
        return Outcome.PASSED, f"{each.domain} names a contact of its own for DMARC reports."
    return Outcome.FAILED, f"{each.domain} names no contact of its own for its DMARC reports."


def _named(record: dict[str, str]) -> bool:
    """Tell whether the organisation gets the aggregate reports, and a second address too.

    The baseline wants a contact for aggregate and for failure reports. Few receivers send the
    latter; a second address for the former is taken for it, as in the published sample.
    """
    aggregate, failure = addresses(record, "rua"), addresses(record, "ruf")
    return bool(aggregate - CISA) and (bool(failure - CISA) or len(aggregate) > 1)
