"""Senders must deliver over TLS, to the hosts that accept the mail.

Why     Without MTA-STS anybody on the way can switch encryption off and read the mail. A policy
        that does not name the new MX hosts is worse: on the night of the switch large senders
        refuse to deliver.
Fix     Publish v=STSv1 at _mta-sts and serve the policy at mta-sts. Before the switch, name the
        hosts of source and target in it, give it a new id, and wait one old max_age. The mode
        testing is right around the switch, protects nothing, and ends with the last wave.
Source  https://www.rfc-editor.org/rfc/rfc8461
"""

import re
from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer
from pilotage.assess.mail_dns.transport_policy import LEAST_AGE, MOST_AGE, transport_policy
from pilotage.assess.mail_dns.zone import NEEDS, Values, Zone, judge_mail_domains, not_asked
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot

RECORD = re.compile(r"v=STSv1\s*;")
ID = re.compile(r";\s*id=[A-Za-z0-9]{1,32}\s*(;|$)")


@check("dns.mta_sts_enforced", area=Area.IDENTITY, severity=Severity.MEDIUM, needs=NEEDS)
def mta_sts_enforced(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per domain that accepts mail; testing fails, as it refuses nothing."""
    yield from judge_mail_domains(snapshot, ("_mta-sts.", "mta-sts.", ""), _judge)


def _judge(zone: Zone, domain: str, hosts: Values) -> Answer:
    texts, served = zone.ask(f"_mta-sts.{domain}", "TXT"), zone.ask(f"mta-sts.{domain}", "MTA-STS")
    if texts is None:
        return not_asked(f"_mta-sts.{domain}", "TXT")
    if fault := _record_fault(texts):
        return Outcome.FAILED, f"{domain} has {fault}."
    if served is None:
        return Outcome.NOT_ASSESSED, f"Not assessed: the MTA-STS policy of {domain} was not read."
    if not served:
        return Outcome.FAILED, f"{domain} has an MTA-STS record and serves no policy."
    if faults := [fault for text in served if (fault := _policy_fault(text, hosts))]:
        return Outcome.FAILED, f"The MTA-STS policy of {domain} {faults[0]}."
    return Outcome.PASSED, f"{domain} enforces TLS for the mail that it accepts."


def _record_fault(texts: Values) -> str:
    """Say what the texts at the name lack of one valid record, or return an empty string."""
    records = [text for text in texts if RECORD.match(text)]
    if len(records) > 1:
        return "several MTA-STS records, which count as none"
    if not records:
        return "no MTA-STS record"
    return "" if ID.search(records[0]) else "an MTA-STS record without a valid id"


def _policy_fault(text: str, hosts: Values) -> str:
    """Say what is wrong with a policy, the worst first, or return an empty string."""
    policy = transport_policy(text)
    uncovered = policy.uncovered(hosts)
    faults = {
        "does not say version: STSv1, so senders ignore it": policy.version != "STSv1",
        "has no valid mode": policy.mode not in ("enforce", "testing", "none"),
        "has mode none, which takes it back": policy.mode == "none",
        f"does not cover {', '.join(uncovered)}, where mail is accepted": uncovered,
        "has mode testing: failures are reported, and mail goes without TLS": (
            policy.mode == "testing"
        ),
        f"has no max_age from {LEAST_AGE} to {MOST_AGE} seconds": (
            policy.max_age is None or not LEAST_AGE <= policy.max_age <= MOST_AGE
        ),
    }
    return next((says for says, wrong in faults.items() if wrong), "")
