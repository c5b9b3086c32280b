"""All MX hosts of a domain belong to one service.

Why     Senders use any of the hosts. While old and new service are both named, part of the mail
        lands in the mailbox that its owner no longer opens, and a filter in front is passed by.
Fix     Replace the MX records in one change. To bring over what still arrives at the old service,
        forward there; do not name both.
Source  https://www.rfc-editor.org/rfc/rfc5321#section-5.1
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.mail_service import receives_at
from pilotage.assess.mail_dns.zone import NEEDS, Values, Zone, judge_mail_domains
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot


@check("dns.mx_points_to_one_service", area=Area.IDENTITY, severity=Severity.HIGH, needs=NEEDS)
def mx_points_to_one_service(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain that accepts mail.

    Exchange Online is told from everything else. Of two other hosts it is known that they are of
    one service where their names end alike.
    """
    yield from judge_mail_domains(snapshot, ("",), _judge)


def _judge(_zone: Zone, domain: str, hosts: Values) -> Answer:
    others = [each for each in hosts if receives_at(each) is not receives_at(hosts[0])]
    if others:
        says = f"Mail of {domain} goes to {hosts[0]} and to {others[0]}, of another service."
        return Outcome.FAILED, says
    strange = [each for each in hosts if not _alike(each, hosts[0])]
    if strange and not receives_at(hosts[0]):
        says = f"Not assessed: whether {hosts[0]} and {strange[0]} belong to one service."
        return Outcome.NOT_ASSESSED, says
    return Outcome.PASSED, f"Mail of {domain} goes to one service."


def _alike(host: str, other: str) -> bool:
    """Tell whether both stand in one domain, or one of them in a domain of the other."""
    own, its = _domain(host), _domain(other)
    return own.endswith(its) or its.endswith(own)


def _domain(host: str) -> str:
    """Return the name above a host, with a dot before it; a name of two parts is its own."""
    above = host.partition(".")[2]
    return f".{above if '.' in above else host}"
