"""Every MX host has an address of its own.

Why     A misspelt host, or one that was switched off with the old service, loses mail after days
        of retries, and the sender hears of it last. Some senders do not deliver to an alias.
Fix     Correct the name in the MX record, or remove it. Name the host itself, never a CNAME.
Source  https://www.rfc-editor.org/rfc/rfc2181#section-10.3
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.zone import NEEDS, Values, Zone, judge_mail_domains, not_asked
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot


@check("dns.mx_hosts_resolve", area=Area.IDENTITY, severity=Severity.HIGH, needs=NEEDS)
def mx_hosts_resolve(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain that accepts mail; an IPv6 address alone is one too."""
    yield from judge_mail_domains(snapshot, ("",), _judge)


def _judge(zone: Zone, domain: str, hosts: Values) -> Answer:
    for host in hosts:
        if alias := zone.aliases(host):
            return Outcome.FAILED, f"Mail of {domain} goes to {host}, an alias of {alias[0]}."
        if zone.ask(host, "A") == () == zone.ask(host, "AAAA"):
            return Outcome.FAILED, f"Mail of {domain} goes to {host}, which has no address."
    for host in hosts:
        if not zone.ask(host, "A") and not zone.ask(host, "AAAA"):
            return not_asked(host, "A and AAAA")
    return Outcome.PASSED, f"Every host that accepts mail of {domain} has an address."
