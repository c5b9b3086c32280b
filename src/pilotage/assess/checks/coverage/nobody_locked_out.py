"""Every user has a way to sign in under the enforced policies.

Why     A policy that asks for a device or a method that somebody does not have shuts that person
        out without a word. Found on the morning after the move, it is a ticket per person.
Fix     Give those people the device or method that the named policies ask for before their wave,
        or leave them out until they have it, with a date. `pilotage coverage --lockout` lists all.
Source  https://learn.microsoft.com/entra/identity/conditional-access/plan-conditional-access
"""

from collections.abc import Iterator

from pilotage.assess import check
from pilotage.assess.coverage.locked import Words, conclude
from pilotage.assess.coverage.lockout import ENFORCED, EVERYTHING, OFFICE
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import USERS

WORDS = Words(
    wrong="cannot sign in at all, or not to Office 365",
    right="Every user has a way to sign in.",
)


@check(
    "coverage.nobody_locked_out",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[NEEDED, USERS],
)
def nobody_locked_out(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; its evidence names each user and the policies that stop them."""
    yield conclude(snapshot, WORDS, lambda found: found.of(ENFORCED, EVERYTHING, OFFICE))
