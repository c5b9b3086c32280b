"""DMARC asks receivers to reject mail that fails.

Why     A policy of none only watches. As long as false mail is delivered, a migration is the best
        moment to send it: people expect strange messages from IT.
Fix     Read the reports, list every true sender, go to p=quarantine before the last wave and to
        p=reject as an outcome of the migration.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/exo.md
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import Answer, MailDomain, by_domain, dmarc, tags
from pilotage.facts.finding import Area, Finding, Outcome, Severity
from pilotage.facts.snapshot import Snapshot


@check(
    "dns.dmarc_rejects",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[],
    frameworks=["MS.EXO.4.2v1"],
)
def dmarc_rejects(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding per mail domain; all records that apply must reject."""
    yield from by_domain(snapshot, "dmarc_records", dmarc, _judge)


def _judge(each: MailDomain) -> Answer:
    asks = [_policy(each, value) for value in each.values]
    if asks and set(asks) == {"reject"}:
        return Outcome.PASSED, f"{each.domain} asks receivers to reject mail that fails."
    words = " and ".join(asks) or "nothing"
    return Outcome.FAILED, f"{each.domain} asks receivers for {words}, not for rejection."


def _policy(each: MailDomain, value: str) -> str:
    """Return the policy for this domain: ``sp`` where it is inherited and stated, else ``p``."""
    known = tags(value)
    own = known.get("p", "none")
    return own if each.found_at == each.domain else known.get("sp", own)
