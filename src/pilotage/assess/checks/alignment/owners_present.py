"""The people who own something have an account, and are there when it counts.

Why     An owner who left, or is on holiday in the change window, cannot decide. The team finds
        out at night, with the clock running.
Fix     The migration lead names another person, or a backup for the days away, in [[person]] of
        engagement.toml; the security lead enables the account if it was disabled by mistake.
Source  https://sre.google/sre-book/managing-incidents/
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import callings
from pilotage.assess.agreed.entries import agreed, find_person, holds, lacks
from pilotage.assess.agreed.spans import days_of, span_of, told, windows_ahead, zone_of
from pilotage.facts.engagement import Engagement, Person
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.tables import ADDRESSES, USERS


@migration_check(
    "alignment.owners_present",
    area=Area.ALIGNMENT,
    severity=Severity.HIGH,
    source=[USERS.needs("upn", "address", "enabled")],
)
def owners_present(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per person who cannot act, or one PASSED for all of them."""
    engagement = agreed(situation)
    everyone = _everyone(engagement)
    state, domains = _accounts(situation, everyone), _domains(situation)
    faults = []
    for person in everyone:
        reasons = [_account(person, state, domains), _away(person, engagement, situation)]
        if says := " ".join(filter(None, reasons)):
            faults.append(lacks(person.name, says, [person]))
    yield from faults
    if not faults and engagement.person:
        says = f"All {len(engagement.person)} people with a role can act."
        yield holds(engagement.migration.name, says, engagement.person)
    elif not faults:
        says = "Nobody is named in the engagement file, so nobody can own anything."
        yield lacks(engagement.migration.name, says)


def _everyone(engagement: Engagement) -> list[Person]:
    """Return the people of the file, and owners of services who are named by address only."""
    owners = {each.owner.strip() for each in engagement.service if "@" in each.owner}
    strangers = sorted(owner for owner in owners if find_person(engagement, owner) is None)
    owning = [Person(name, ("service owner",), address=name) for name in strangers]
    return [*engagement.person, *owning]


def _accounts(situation: Situation, people: list[Person]) -> dict[str, bool | None]:
    """Return for each address of ``people`` that leads to an account whether it may sign in.

    Both sides count; an account that may sign in on one of them is enough.
    """
    wanted = sorted({_address(person) for person in people})
    sides = []
    for snapshot in situation.snapshots():
        users = snapshot.rows(USERS)
        alias = pl.col("address").str.to_lowercase()
        aliases = snapshot.rows(ADDRESSES).select(called=alias, user="object")
        ways = pl.concat([callings(users), aliases]).filter(pl.col("called").is_in(wanted))
        sides.append(ways.join(users.select("user", "enabled"), on="user"))
    known = pl.concat(sides).group_by("called").agg(pl.col("enabled").max())
    return dict(known.iter_rows())


def _domains(situation: Situation) -> set[str]:
    """Return the mail domains whose accounts we know."""
    domain = pl.col("address").str.to_lowercase().str.extract(r"@(.+)$")
    sides = [each.rows(USERS).select(domain.unique()) for each in situation.snapshots()]
    return set(pl.concat(sides)["address"].drop_nulls())


def _address(person: Person) -> str:
    return person.address.strip().lower()


def _account(person: Person, state: dict[str, bool | None], domains: set[str]) -> str:
    address = _address(person)
    if state.get(address) is False:
        return f"The account of {person.name} ({address}) is disabled."
    if address not in state and address.partition("@")[2] in domains:
        return f"{person.name} has no account: nobody answers to {address}."
    return ""


def _away(person: Person, engagement: Engagement, situation: Situation) -> str:
    if person.backup.strip():
        return ""
    zone = zone_of(engagement)
    for window in windows_ahead(engagement, situation.now):
        first, last = days_of(span_of(window, zone), zone)
        if missed := [day for day in person.away if first <= day <= last]:
            return f"{person.name} is away in the window of {told(missed[0])}, without backup."
    return ""
