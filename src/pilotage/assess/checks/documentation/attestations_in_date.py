"""Every attestation counts: it is signed, in date, and answers a check that may be signed.

Why     A signature that has ended, or was never allowed, proves nothing, but it looks like proof.
Fix     The person who signed looks again and signs anew, or takes the [[attestation]] out; the
        page of each check says for how many days a signature may count.
Source  https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final (CA-2, control assessments)
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import CHECKS, migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds
from pilotage.assess.agreed.spans import told
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.signed import Attestation
from pilotage.facts.situation import Situation


@migration_check(
    "documentation.attestations_in_date", area=Area.DOCUMENTATION, severity=Severity.MEDIUM
)
def attestations_in_date(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per attestation that does not count, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, signed = engagement.migration.name, engagement.attestation
    faults = each_fault(
        signed, lambda each: each.subject or each.check, lambda each: _void(each, today)
    )
    says = f"All {len(signed)} attestations count today."
    yield from faults or [holds(name, says, signed)]


def _void(signed: Attestation, today: date) -> str:
    if signed.check not in CHECKS:
        return f'{signed.who} signed the check "{signed.check}", which does not exist.'
    longest = CHECKS[signed.check].attest_days
    if not longest:
        return f"{signed.check} must be measured; the signature of {signed.who} does not count."
    if not signed.who.strip():
        return f"The attestation of {signed.check} does not say who signed it."
    return _out_of_time(signed, longest, today)


def _out_of_time(signed: Attestation, longest: int, today: date) -> str:
    what = f"The attestation of {signed.check} by {signed.who}"
    if signed.signed_on > today:
        return f"{what} is dated in the future, {told(signed.signed_on)}."
    if signed.expires_on < today:
        return f"{what} ended on {told(signed.expires_on)}."
    if (signed.expires_on - signed.signed_on).days > longest:
        return f"{what} asks for more than the {longest} days that it may count, so it does not."
    return ""
