"""DMARC is published for every domain.

Why     Without it nobody sees who else sends as the domain, and receivers decide alone what to do
        with mail that fails during the move.
Fix     Publish a TXT record at _dmarc with p=none and a report address before the first wave, and
        read the reports.
Source  https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.mail_records import dmarc
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS


@check(
    "dns.dmarc_published",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[DOMAINS, DNS_RECORDS],
    frameworks=["MS.EXO.4.1v1", "CIS M365 7.0.0 2.1.10"],
)
def dmarc_published(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per verified domain; a subdomain inherits from its parents."""
    found = dmarc(snapshot)
    if not found:
        yield not_assessed(snapshot.tenant, "no verified domain of the house was read")
    for each in found:
        if not each.asked:
            yield not_assessed(each.domain, f"DNS was not asked about {each.domain}")
        elif each.values:
            says = f"{each.domain} publishes DMARC at _dmarc.{each.found_at}."
            yield passed(each.domain, says, each.records)
        else:
            yield failed(each.domain, f"{each.domain} publishes no DMARC record.", each.records)
