"""Who plays which role in the demo migration."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pilotage.demo.scenario import USUAL, Outsider, Scenario
from pilotage.demo.tenant import Tenant

Account = dict[str, Any]


@dataclass
class Roles:
    """The people of the engagement file, each once, in the order in which they were named."""

    named: dict[str, dict[str, Any]] = field(default_factory=dict)

    def give(self, account: Account, role: str, backup: Account | None = None) -> str:
        """Give ``account`` a role and return the name."""
        entry = self.named.setdefault(
            account["id"],
            {
                "name": account["name"],
                "address": account["address"],
                "department": account["department"],
                "phone": f"+31 71 555 {account['row'] or 0:06d}",
                "roles": [],
                "backup": "",
            },
        )
        if role not in entry["roles"]:
            entry["roles"].append(role)
        if backup is not None:
            entry["backup"] = backup["name"]
        return str(account["name"])

    def welcome(self, outsider: Outsider) -> None:
        """Name somebody who has no account in the source."""
        self.named[outsider.address] = {
            "name": outsider.name,
            "address": outsider.address,
            "department": "",
            "phone": outsider.phone,
            "roles": list(outsider.roles),
            "backup": outsider.backup,
        }


@dataclass(frozen=True)
class Department:
    """A department with its head and its champion; one has none."""

    name: str
    head: str
    champion: str
    people: int


@dataclass(frozen=True)
class Team:
    """Everyone with a role, by role."""

    roles: Roles
    sponsor: str
    lead: str
    security: str
    helpdesk: str
    receiver: str
    on_call: tuple[str, ...]
    departments: tuple[Department, ...]
    absent: str
    vips: tuple[str, ...]
    pilots: tuple[str, ...]
    pair: tuple[str, ...]


def team(source: Tenant, target: Tenant, scenario: Scenario = USUAL) -> Team:
    """Return who does what: IT of the source, all heads, and IT of the target as receiver.

    The outsiders of the scenario come first, in the place of those of the source.
    """
    roles = Roles()
    for outsider in scenario.outsiders:
        roles.welcome(outsider)
    people = list(source.people.iter_rows(named=True))
    it = [each for each in people if each["department"].startswith("IT")]
    heads = [each for each in people if each["rank"] == 0]
    finance = next(each for each in heads if each["department"].startswith("Finance"))

    def of_it(place: int) -> Account:
        return it[place % len(it)]

    def given(account: Account, role: str, backup: Account) -> str:
        outsider = scenario.outsider(role)
        return outsider.name if outsider else roles.give(account, role, backup)

    sponsor = given(people[0], "sponsor", finance)
    lead = given(of_it(0), "lead", of_it(1))
    roles.give(of_it(1), "engineer", of_it(0))
    security = given(of_it(2), "security_lead", of_it(3))
    helpdesk = given(of_it(3), "helpdesk_lead", of_it(4))
    on_call = tuple(dict.fromkeys([*(roles.give(of_it(at), "helpdesk_agent") for at in (4, 5, 6)),
                                   roles.give(of_it(1), "engineer")]))  # fmt: skip
    receivers = target.people.filter(pl.col("department").str.starts_with("IT"))
    receiver = roles.give(receivers.row(0, named=True), "receiver")
    gone = source.of("disabled").row(0, named=True)
    gone = {**gone, "name": f"{gone['given']} {gone['surname']}"}
    quiet = _quiet(source)
    return Team(
        roles=roles,
        sponsor=sponsor,
        lead=lead,
        security=security,
        helpdesk=helpdesk,
        receiver=receiver,
        on_call=on_call,
        departments=_departments(roles, people, heads),
        absent=roles.give(gone, "data_owner"),
        vips=tuple(each["upn"] for each in [people[0], finance]),
        pilots=tuple(quiet.unique("department", keep="first", maintain_order=True)["upn"][:6]),
        pair=tuple(quiet.filter(pl.col("team") == pl.col("team").last())["upn"][-2:]),
    )


def _departments(
    roles: Roles, people: list[Account], heads: list[Account]
) -> tuple[Department, ...]:
    """Return every department; the last one has found no champion yet."""
    found = []
    for head in heads:
        champion = people[head["row"] + 1]
        last = head is heads[-1]
        found.append(
            Department(
                head["department"],
                roles.give(head, "dept_head"),
                "" if last else roles.give(champion, "champion"),
                head["size"],
            )
        )
    return tuple(found)


def _quiet(source: Tenant) -> pl.DataFrame:
    """Return people without trouble, without reports and without a role: pilots come from them."""
    troubled = [row for rows in source.cast.values() for row in rows]
    free = ~pl.col("row").is_in(troubled) & ~pl.col("leads") & (pl.col("rank") > 1)
    return source.people.filter(free)
