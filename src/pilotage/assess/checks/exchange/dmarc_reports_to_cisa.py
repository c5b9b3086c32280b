"""DMARC reports of every domain go to CISA as well.

Why     Federal agencies of the United States must let CISA see who sends as them. For everybody
        else the rule does not apply.
Fix     Add mailto:reports@dmarc.cyber.dhs.gov to the rua tag of each DMARC record. Outside the
        federal civilian executive branch, set the rule aside with a reason, in [[not_applicable]].
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

POLICY = "MS.EXO.4.3v1"
CISA = "reports@dmarc.cyber.dhs.gov"


@check(
    "exchange.dmarc_reports_to_cisa",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[],
    frameworks=[POLICY],
)
def dmarc_reports_to_cisa(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per mail domain; one of its records is enough."""
    yield from by_domain(snapshot, "dmarc_records", dmarc, _judge)


def _judge(each: MailDomain) -> Answer:
    if any(CISA in addresses(tags(value), "rua") for value in each.values):
        return Outcome.PASSED, f"{each.domain} sends its DMARC reports to {CISA}."
    return Outcome.FAILED, f"{each.domain} does not send its DMARC reports to {CISA}."
