"""Sign what nothing can measure: for the page and for scripts."""

from __future__ import annotations

from datetime import date, timedelta

from pilotage.facts.errors import InputError
from pilotage.facts.signed import Attestation
from pilotage.store.access import Scope
from pilotage.store.items import Kept, save
from pilotage.store.signer import signer
from pilotage.web.readiness.checks import check_named


def attested(
    scope: Scope, check: str, says: str, ends: date | None, *, who: str = "", evidence: str = ""
) -> Kept:
    """Keep what the person signs about a check; ``who`` may repeat the person's own name.

    Raises:
        NotKnown: there is no such check.
        NotAllowed: ``who`` is somebody else.
        InputError: the check has to be measured, nothing is said, or the end is no such day.
    """
    known, today = check_named(check), scope.now.date()
    if not known.attest_days:
        raise InputError(f"{check} has to be measured; nobody can sign it")
    if not says.strip():
        raise InputError("must not be empty", where="says")
    end = end_within(ends, today, known.attest_days)
    value = Attestation(check, signer(scope, who), says.strip(), today, end, evidence.strip())
    return save(scope.engagement, "attestation", value, scope.by, version=0, did="attested")


def end_within(ends: date | None, today: date, most_days: int) -> date:
    """Return the end.

    Raises:
        InputError: it is no day, lies in the past, or is further off than allowed.
    """
    last = today + timedelta(days=most_days)
    if ends is None or not today <= ends <= last:
        raise InputError(f"must be a day until {last:%d %b %Y}", where="ends")
    return ends
