"""SPF is published and fails senders that are not listed.

Why     Without a failing end anybody can send as the domain. During a move two systems send, and
        the one that is not listed lands in the junk folder of every customer.
Fix     Publish one TXT record that lists the senders of source and target and ends in -all or
        ~all, or that redirects to one that does. Take the source out after the last wave.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

import re
from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer, MailDomain, by_domain, spf
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

END = re.compile(r"(?i)\s([-~?+]?)all(?=\s|$)")
FAILING = "-~"
"""Since its third version the policy takes a soft fail for a fail, as receivers with DMARC do."""


@check(
    "dns.spf_published",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[],
    frameworks=["MS.EXO.2.2v3", "CIS M365 7.0.0 2.1.8"],
)
def spf_published(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per mail domain; whoever made an export has followed redirects."""
    yield from by_domain(snapshot, "spf_records", spf, _judge)


def _judge(each: MailDomain) -> Answer:
    """Conclude from what the export found at the end of its redirects, then from the record."""
    if each.judged is False:
        return Outcome.FAILED, f"{each.domain} publishes no SPF that fails senders not listed."
    if len(each.values) != 1:
        return _none_or_several(each)
    end = END.search(each.values[0])
    if end and end[1] and end[1] in FAILING:
        return Outcome.PASSED, f"{each.domain} fails senders that are not listed."
    if end or "redirect=" not in each.values[0].lower():
        return Outcome.FAILED, f"The SPF record of {each.domain} ends neither in -all nor in ~all."
    if each.judged:
        return Outcome.PASSED, f"{each.domain} redirects to an SPF record that fails others."
    return Outcome.NOT_ASSESSED, f"Not assessed: {each.domain} leaves its SPF to another record."


def _none_or_several(each: MailDomain) -> Answer:
    """Conclude where there is not one record; an export may have found one and not kept it."""
    if each.values:
        return Outcome.FAILED, f"{each.domain} publishes several SPF records, which is an error."
    if each.judged:
        return Outcome.PASSED, f"{each.domain} publishes SPF, as the export found."
    return Outcome.FAILED, f"{each.domain} publishes no SPF record."
