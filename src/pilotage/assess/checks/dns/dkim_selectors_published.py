"""Both DKIM keys of each domain in Exchange Online are published.

Why     Exchange Online signs with one key and changes to the other without asking. Where the
        second is not published, signatures break on that day, and DMARC with them.
Fix     Publish selector1._domainkey and selector2._domainkey as the CNAME records that Exchange
        shows for the domain. The target has others than the source: publish those before its
        first message, as one name cannot lead to both.
Source  https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure
"""

import re
from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.mail_service import receives_at, sends_from
from pilotage.assess.mail_dns.spf_lookups import spf_at
from pilotage.assess.mail_dns.zone import NEEDS, Zone, judge_domains, not_asked
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

SELECTORS = ("selector1._domainkey.", "selector2._domainkey.")
KEY = re.compile(r"(?:^|;)\s*p\s*=\s*[^;\s]")
"""A record with an empty key takes the key back: https://www.rfc-editor.org/rfc/rfc6376"""


@check("dns.dkim_selectors_published", area=Area.IDENTITY, severity=Severity.MEDIUM, needs=NEEDS)
def dkim_selectors_published(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain that has its mail in Exchange Online or lets it send.

    It reads DNS alone and wants both keys. ``exchange.dkim_signs`` follows the public baseline:
    it reads the signing policy from an export, and one key is enough.
    """
    prefixes = ("", *SELECTORS)
    yield from judge_domains(snapshot, prefixes, _judge, "has mail in Exchange Online")


def _judge(zone: Zone, domain: str) -> Answer | None:
    hosts, records = zone.mail_hosts(domain), spf_at(zone, domain)
    if not any(map(receives_at, hosts or ())) and not any(map(sends_from, records or ())):
        unknown = "MX" if hosts is None else "TXT" if records is None else ""
        return not_asked(domain, unknown) if unknown else None
    names = [f"{selector}{domain}" for selector in SELECTORS]
    faults = [fault for name in names if (fault := _fault(zone, name))]
    if faults:
        return Outcome.FAILED, f"{' and '.join(faults)}."
    for name in names:
        if zone.ask(name, "TXT") is None and not zone.aliases(name):
            return not_asked(name, "CNAME and TXT")
    return Outcome.PASSED, f"Both DKIM keys of {domain} are published."


def _fault(zone: Zone, name: str) -> str:
    """Say what is wrong at the name of a selector; empty if nothing is known to be."""
    keys, steps = zone.ask(name, "TXT"), zone.aliases(name)
    if keys is None:
        return ""
    if not keys:
        return f"{name} leads to {steps[-1]}, which has no key" if steps else f"{name} has no key"
    return "" if any(map(KEY.search, keys)) else f"the key at {name} was taken back"
