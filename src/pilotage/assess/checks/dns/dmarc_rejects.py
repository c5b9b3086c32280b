"""DMARC asks receivers to reject mail that fails.

Why     A policy of none only watches. As long as false mail is delivered, a migration is the best
        moment to send it: people expect strange messages from IT.
Fix     Read the reports, list every true sender, go to p=quarantine before the last wave and to
        p=reject as an outcome of the migration.
Source  https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure
"""

import re
from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.mail_records import MailDomain, dmarc
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS


@check(
    "dns.dmarc_rejects",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[DOMAINS, DNS_RECORDS],
    frameworks=["MS.EXO.4.2v1"],
)
def dmarc_rejects(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per verified domain; all records that apply must reject."""
    found = dmarc(snapshot)
    if not found:
        yield not_assessed(snapshot.tenant, "no verified domain of the house was read")
    for each in found:
        asks = [_policy(each, value) for value in each.values]
        if not each.asked:
            yield not_assessed(each.domain, f"DNS was not asked about {each.domain}")
        elif asks and set(asks) == {"reject"}:
            says = f"{each.domain} asks receivers to reject mail that fails."
            yield passed(each.domain, says, each.records)
        else:
            words = " and ".join(asks) or "nothing"
            says = f"{each.domain} asks receivers for {words}, not for rejection."
            yield failed(each.domain, says, each.records)


def _policy(each: MailDomain, value: str) -> str:
    """Return the policy for this domain: ``sp`` where it is inherited and stated, else ``p``."""
    tags: dict[str, str] = {
        name.lower(): text.lower()
        for name, text in re.findall(r"(?:^|;)\s*(\w+)\s*=\s*([^;\s]*)", value)
    }
    own = tags.get("p", "none")
    return own if each.found_at == each.domain else tags.get("sp", own)
