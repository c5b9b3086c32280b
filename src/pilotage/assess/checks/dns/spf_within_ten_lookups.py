"""SPF can be judged with ten lookups.

Why     With more, receivers stop with an error and treat every message as not authorised. Two
        systems send during a move, so a record that just fitted grows beyond ten.
Fix     Take out senders that are gone and includes whose record no longer exists, write a and
        mx as addresses, and give a bulk sender a subdomain of its own. Do it before the record
        gets the senders of the target.
Source  https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.spf_lookups import MOST_LOOKUPS, Lookups, lookups, spf_at
from pilotage.assess.mail_dns.zone import NEEDS, Zone, judge_domains, not_asked
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot


@check("dns.spf_within_ten_lookups", area=Area.IDENTITY, severity=Severity.HIGH, needs=NEEDS)
def spf_within_ten_lookups(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain with SPF; what stands behind an unread name is unknown."""
    yield from judge_domains(snapshot, ("",), _judge, "publishes SPF")


def _judge(zone: Zone, domain: str) -> Answer | None:
    records = spf_at(zone, domain)
    if records is None:
        return not_asked(domain, "TXT")
    if not records:
        return None
    if len(records) > 1:
        return Outcome.FAILED, f"{domain} publishes several SPF records, which is an error."
    return _counted(domain, lookups(zone, records[0]))


def _counted(domain: str, found: Lookups) -> Answer:
    if found.count > MOST_LOOKUPS:
        return Outcome.FAILED, f"SPF of {domain} takes more than {MOST_LOOKUPS} lookups."
    if found.broken:
        says = f"SPF of {domain} leads to {found.broken[0]}, which has no or several SPF records."
        return Outcome.FAILED, says
    if found.unread:
        so_far = f"{found.count} lookups of {domain} are known, and {found.unread[0]} was not read"
        return Outcome.NOT_ASSESSED, f"Not assessed: {so_far}."
    return Outcome.PASSED, f"SPF of {domain} takes {found.count} of {MOST_LOOKUPS} lookups."
