"""Mail programs are sent to the service that holds the mailboxes.

Why     Autodiscover decides where Outlook and phones look for a mailbox. Changed too early it
        sends people to a place without their mail; forgotten, it keeps them at the old one.
Fix     Change autodiscover and MX in the same window, and remove an SRV record of the old service.
        While servers of your own still hold mailboxes beside Exchange Online, autodiscover
        stays with them on purpose: register that as a deviation until the last one has moved.
Source  https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records
"""

from collections.abc import Iterator
from functools import partial

import polars as pl

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.mail_service import MailService, discovers_at, receives_at
from pilotage.assess.mail_dns.zone import (
    NEEDS,
    Values,
    Zone,
    host,
    judge_mail_domains,
    not_asked,
)
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOXES

PREFIXES = ("", "autodiscover.", "_autodiscover._tcp.")


@check("dns.autodiscover_follows_mail", area=Area.IDENTITY, severity=Severity.HIGH, needs=NEEDS)
def autodiscover_follows_mail(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain that accepts mail, on the side where it is verified.

    So it is asked of the source before the domain moves and of the target afterwards. Where MX
    names Exchange Online, every pointer must too. Where MX names another host, that may be a
    filter in front of Exchange Online or the old service: mailboxes of the domain in this tenant
    tell the one from the other.
    """
    gap = snapshot.missing(MAILBOXES.needs("address"))
    judge = partial(_judge, gap=gap, held=set() if gap else _held(snapshot))
    yield from judge_mail_domains(snapshot, PREFIXES, judge)


def _held(snapshot: Snapshot) -> set[str]:
    """Return the domains of the addresses of mailboxes in this tenant."""
    domain = pl.col("address").str.to_lowercase().str.extract("@(.+)$")
    return set(snapshot[MAILBOXES].select(domain.unique())["address"].drop_nulls())


def _judge(zone: Zone, domain: str, hosts: Values, *, gap: str, held: set[str]) -> Answer:
    pointers, service = _pointers(zone, domain), receives_at(hosts[0])
    if pointers is None:
        return not_asked(f"autodiscover.{domain}", "CNAME and SRV")
    if service:
        return _must_follow(domain, pointers, service)
    if not any(map(discovers_at, pointers)):
        return Outcome.PASSED, f"Neither autodiscover nor mail of {domain} has moved."
    if domain in held:
        says = f"Autodiscover of {domain} leads to its mailboxes; its mail passes {hosts[0]} first."
        return Outcome.PASSED, says
    if gap:
        return Outcome.NOT_ASSESSED, f"Not assessed: where mailboxes of {domain} are; {gap}."
    says = f"Autodiscover of {domain} has moved, while its mail and mailboxes are elsewhere."
    return Outcome.FAILED, says


def _must_follow(domain: str, pointers: Values, service: MailService) -> Answer:
    """Conclude of a domain whose mail arrives in Exchange Online."""
    astray = [each for each in pointers if discovers_at(each) is not service]
    if not pointers:
        return Outcome.FAILED, f"{domain} has mail in {service.name} and no autodiscover."
    if astray:
        says = f"Mail of {domain} arrives in {service.name}, autodiscover points to {astray[0]}."
        return Outcome.FAILED, says
    return Outcome.PASSED, f"Mail and autodiscover of {domain} lead to {service.name}."


def _pointers(zone: Zone, domain: str) -> Values | None:
    """Return the hosts that programs are sent to, none or several; None if nobody asked.

    An alias that leads on counts by its first step that is known as Exchange Online. SRV is
    asked by programs only when all else fails, so one that nobody asked for does not matter
    beside an alias.
    """
    name, service = f"autodiscover.{domain}", f"_autodiscover._tcp.{domain}"
    steps, found = zone.aliases(name), zone.ask(service, "SRV")
    if steps is None:
        return None
    served = [target for value in found or () if (target := host(value))]
    known = next(filter(discovers_at, steps), steps[-1] if steps else "")
    own = name if not steps and (zone.ask(name, "A") or zone.ask(name, "AAAA")) else ""
    pointers = tuple(each for each in (known, own, *served) if each)
    return None if not pointers and found is None else pointers
