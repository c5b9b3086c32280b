"""Senders report mail that could not be encrypted.

Why     A wrong certificate or policy after the switch stops mail at the sender, and nobody here
        sees it. A daily report from large senders does.
Fix     Publish v=TLSRPTv1 with rua=mailto: and a mailbox that somebody reads at _smtp._tls, at
        least a week before the switch.
Source  https://www.rfc-editor.org/rfc/rfc8460
"""

import re
from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.zone import NEEDS, Values, Zone, judge_mail_domains, not_asked
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

RECORD = re.compile(r"v=TLSRPTv1\s*(;|$)")
REPORTS_TO = re.compile(r";\s*rua\s*=\s*([^;]*)")
ADDRESS = re.compile(r"(?i)mailto:[^\s@]+@[^\s@]+|https://\S+")


@check("dns.tls_reports_requested", area=Area.IDENTITY, severity=Severity.LOW, needs=NEEDS)
def tls_reports_requested(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain that accepts mail."""
    yield from judge_mail_domains(snapshot, ("_smtp._tls.",), _judge)


def _judge(zone: Zone, domain: str, _hosts: Values) -> Answer:
    name = f"_smtp._tls.{domain}"
    texts = zone.ask(name, "TXT")
    if texts is None:
        return not_asked(name, "TXT")
    records = [text for text in texts if RECORD.match(text)]
    if not records:
        return Outcome.FAILED, f"{domain} asks nobody for reports about TLS."
    if len(records) > 1:
        return Outcome.FAILED, f"{domain} has several records at {name}, which count as none."
    reports = REPORTS_TO.search(records[0])
    places = [place.strip() for place in reports[1].split(",")] if reports else []
    if not any(ADDRESS.fullmatch(place) for place in places):
        return Outcome.FAILED, f"The record at {name} names no address for reports."
    return Outcome.PASSED, f"{domain} asks for reports about TLS."
