"""DMARC is published for every domain.

Why     Without it nobody sees who else sends as the domain, and receivers decide alone what to do
        with mail that fails during the move.
Fix     Publish a TXT record at _dmarc with p=none and a report address before the first wave, and
        read the reports. A record of the second-level domain protects its subdomains.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer, MailDomain, by_domain, dmarc
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot


@check(
    "dns.dmarc_published",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[],
    frameworks=["MS.EXO.4.1v1", "CIS M365 7.0.0 2.1.10"],
)
def dmarc_published(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per mail domain; a subdomain inherits from its parents."""
    yield from by_domain(snapshot, "dmarc_records", dmarc, _judge)


def _judge(each: MailDomain) -> Answer:
    if each.values:
        return Outcome.PASSED, f"{each.domain} publishes DMARC at _dmarc.{each.found_at}."
    return Outcome.FAILED, f"{each.domain} publishes no DMARC record."
