"""SPF is published and refuses senders that are not listed.

Why     Without a hard end anybody can send as the domain. During a move two systems send, and the
        one that is not listed lands in the junk folder of every customer.
Fix     Publish one TXT record that lists the senders of source and target and ends in -all. Take
        the source out after the last wave.
Source  https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure
"""

import re
from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.mail_records import spf
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS


@check(
    "dns.spf_published",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[DOMAINS, DNS_RECORDS],
    frameworks=["MS.EXO.2.2v3", "CIS M365 7.0.0 2.1.8"],
)
def spf_published(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per verified domain; a redirect leaves the end to another record."""
    found = spf(snapshot)
    if not found:
        yield not_assessed(snapshot.tenant, "no verified domain of the house was read")
    for each in found:
        ends = [re.search(r"(?i)\s([-~?+]?)all\b", value) for value in each.values]
        redirected = any("redirect=" in value.lower() for value in each.values)
        if not each.asked:
            yield not_assessed(each.domain, f"DNS was not asked about {each.domain}")
        elif not each.values:
            yield failed(each.domain, f"{each.domain} publishes no SPF record.", each.records)
        elif all(end and end[1] == "-" for end in ends):
            says = f"{each.domain} refuses senders that are not listed."
            yield passed(each.domain, says, each.records)
        elif redirected and not any(ends):
            yield not_assessed(each.domain, f"{each.domain} leaves its SPF to another record")
        else:
            says = f"The SPF record of {each.domain} does not end in -all."
            yield failed(each.domain, says, each.records)
