"""Harbour Foods grown to a few dozen people, judged and planned: what a report is written from.

All people and organisations here are invented. ``material`` is the rich case; ``large`` has as
many people as one asks for, and nothing that is slow to make.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import harbour
import polars as pl
from harbour import NOW

from pilotage.facts.dependency import (
    DEPENDENCY_SCHEMA,
    GROUP_SCHEMA,
    UNIT_SCHEMA,
    DependencyGraph,
)
from pilotage.facts.finding import Area, Basis, Finding, Outcome, Severity
from pilotage.facts.plan import Cut, Objective, Plan, Wave
from pilotage.facts.readiness import AreaState, Level, Risk, State, Verdict
from pilotage.facts.runbook import Criterion, Gate, Kind, Runbook, Step
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import DEVICES, LICENCES_BOUGHT, SERVERS, SITES
from pilotage.handover.listing import Listing
from pilotage.handover.material import Material

DEPARTMENTS = (
    "Warehouse",
    "Sales north",
    "Sales south",
    "Finance",
    "Purchasing and supplier relations",
    "Quality",
    "Office",
    "IT",
    "Management",
)
AGREED = """
[[person]]
name = "Chen Wu"
roles = ["security_lead", "lead"]
[[person]]
name = "Ana Vos"
roles = ["sponsor"]
[[freeze]]
department = "Finance"
first = 2026-01-28
last = 2026-02-03
reason = "month end"
[[freeze]]
department = "Finance"
first = 2026-02-26
last = 2026-03-03
reason = "month end"
[[freeze]]
department = "Warehouse"
first = 2026-02-09
last = 2026-02-13
reason = "stocktaking"
[[freeze]]
department = "*"
first = 2026-02-16
last = 2026-02-20
reason = "winter holiday"
[[deviation]]
check = "identity.legacy_auth_blocked"
who = "Chen Wu"
why = "Label printers send by basic sign-in until they are replaced"
expires_on = 2026-03-15
"""
HOLE = "The roster has no one on Sun 1 Feb, 08:00 to 12:00."
REASON = "3 people still sign in with a legacy protocol, which knows no second factor."


def finding(
    outcome: Outcome,
    says: str,
    check: str,
    *,
    area: Area = Area.IDENTITY,
    side: str = "source",
    rows: int = 3,
    **changes: Any,
) -> Finding:
    """Return a finding with as many rows of evidence as asked for."""
    evidence = pl.DataFrame(
        {
            "user": [f"user{n:05}" for n in range(rows)],
            "last_sign_in_at": [NOW - timedelta(days=n % 90) for n in range(rows)],
            "client_app": ["IMAP4" if n % 2 else "Authenticated SMTP" for n in range(rows)],
            "groups": [["all-staff", f"team-{n % 7}"] for n in range(rows)],
        }
    )
    title = check.rsplit(".", maxsplit=1)[-1].replace("_", " ").capitalize()
    made = Finding(outcome, says, "harbour-foods", evidence, side=side, check=check, title=title)
    return replace(made, area=area, **changes)


def findings() -> tuple[Finding, ...]:
    """Return findings of every outcome, side, basis and severity."""
    legacy = {
        "severity": Severity.CRITICAL,
        "frameworks": ("MS.AAD.1.1v1",),
        "fix": "Enforce a policy that blocks legacy sign-in for everyone.",
        "url": "https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy",
    }
    failed, passed, unknown = Outcome.FAILED, Outcome.PASSED, Outcome.NOT_ASSESSED
    return (
        finding(failed, REASON, "identity.legacy_auth_blocked", **legacy),
        finding(
            passed,
            "Legacy sign-in is blocked for everyone in the target.",
            "identity.legacy_auth_blocked",
            side="target",
            **legacy,
        ),
        finding(
            failed,
            "4,312 accounts did not sign in for 90 days.",
            "identity.accounts_used",
            rows=4312,
            severity=Severity.HIGH,
        ),
        finding(
            failed,
            "12 accounts of the target did not sign in for 90 days.",
            "identity.accounts_used",
            side="target",
            rows=12,
            severity=Severity.HIGH,
        ),
        finding(passed, "Every administrator has strong MFA.", "identity.admins_strong"),
        finding(
            failed,
            "2 administrators of the target have no strong MFA.",
            "identity.admins_strong",
            side="target",
            rows=2,
            severity=Severity.CRITICAL,
            frameworks=("MS.AAD.3.6v1",),
        ),
        finding(passed, "Guests are reviewed.", "identity.guests_reviewed"),
        finding(
            passed, "Guests of the target are reviewed.", "identity.guests_reviewed", side="target"
        ),
        finding(
            unknown,
            "Not assessed: role_assignments was not collected.",
            "identity.standing_roles_few",
            rows=0,
            severity=Severity.HIGH,
        ),
        finding(
            failed,
            "Finance and Sales north named no champion.",
            "people.champions_named",
            area=Area.COMMUNICATION,
            side="migration",
            basis=Basis.COMPUTED,
        ),
        finding(
            passed,
            "Ana Vos attests: the business case was agreed (until 01 Mar 2026)",
            "people.business_case",
            area=Area.ALIGNMENT,
            side="migration",
            rows=0,
            basis=Basis.ATTESTED,
        ),
        finding(
            failed,
            HOLE,
            "support.roster_whole",
            area=Area.SUPPORT,
            side="migration",
            rows=1,
            basis=Basis.COMPUTED,
            severity=Severity.HIGH,
            fix="Name a person for each hole, or shorten the hours that are promised.",
        ),
        finding(
            failed,
            "5 shared mailboxes have no owner.",
            "mail.shared_owned",
            area=Area.DEPENDENCIES,
            rows=5,
            severity=Severity.LOW,
        ),
        *(
            finding(
                unknown,
                "Not assessed: nothing can measure this and nobody has signed it.",
                f"{area.name.lower()}.question_{number}",
                area=area,
                side="migration",
                rows=0,
            )
            for area in (Area.CONTINUITY, Area.HYPERCARE, Area.DOCUMENTATION)
            for number in range(3)
        ),
    )


def areas(found: tuple[Finding, ...]) -> tuple[AreaState, ...]:
    """Return the eight areas, counted from findings the simple way."""
    states = []
    for area in Area:
        mine = [each for each in found if each.area is area]
        count = {one: sum(each.outcome is one for each in mine) for one in Outcome}
        troubles = tuple(each for each in mine if each.outcome is not Outcome.PASSED)
        state = State.OFF_TRACK if count[Outcome.FAILED] > 1 else State.AT_RISK
        if not count[Outcome.FAILED]:
            state = State.UNKNOWN if count[Outcome.NOT_ASSESSED] else State.ON_TRACK
        counts = (count[Outcome.PASSED], count[Outcome.FAILED], count[Outcome.NOT_ASSESSED])
        states.append(AreaState(area, state, *counts, troubles))
    return tuple(states)


RISKS = (
    Risk(
        "onboarding",
        "Incomplete user onboarding planning",
        "planning",
        "lead",
        Level.MEDIUM,
        ("5 people have no target account.",),
        ("Weekly list per champion", "Walk-in hour"),
    ),
    Risk(
        "settings",
        "Misconfigured Microsoft 365 security settings",
        "identity",
        "security_lead",
        Level.HIGH,
        (REASON, "2 administrators of the target have no strong MFA."),
        ("Standard applied before the first person", "Deviation with end date"),
    ),
    Risk(
        "support",
        "No owner of support after the move",
        "coordination",
        "helpdesk_lead",
        Level.LOW,
        (),
        ("Roster before G2",),
    ),
)


def graph(people: int = 63, departments: tuple[str, ...] = DEPARTMENTS) -> DependencyGraph:
    """Return managers, delegates and teams of ``people``, round robin over departments."""
    count = len(departments)
    place = pl.int_range(people, eager=True)
    home = [departments[n % count] for n in range(people)]
    units = pl.DataFrame(
        {
            "unit": [f"u{n}" for n in range(people)] + ["orders", "erp"],
            "kind": ["user"] * people + ["shared_mailbox", "application"],
            "name": [f"Person {n}" for n in range(people)] + ["Orders", "Stock system"],
            "department": [*home, None, None],
        },
        schema=UNIT_SCHEMA,
    )
    number = pl.col("n")
    other = pl.when(number % 3 == 0).then(number * 7 + number // 5 + 1).otherwise(number + count)
    other = other % people
    edges = (
        pl.DataFrame({"n": place})
        .select(
            ("u" + number.cast(pl.String)).alias("dependent"),
            ("u" + other.cast(pl.String)).alias("needs"),
            (1 + number % 9).cast(pl.Float64).alias("weight"),
            pl.when(number % 3 == 0)
            .then(pl.lit("calendar_delegates"))
            .otherwise(pl.lit("managers"))
            .alias("rule"),
            pl.lit("manages the calendar of the other").alias("because"),
            (number % 3 == 0).alias("order"),
        )
        .filter(pl.col("dependent") != pl.col("needs"))
    )
    shared = edges.head(14).with_columns(
        pl.lit("orders").alias("needs"),
        pl.lit("mailbox_permissions").alias("rule"),
        pl.lit("reads the mailbox Orders").alias("because"),
    )
    groups = pl.DataFrame(
        {
            "group": [f"team-{n // 7}" for n in range(people)],
            "member": [f"u{n}" for n in range(people)],
            "weight": [4.0] * people,
            "rule": ["groups"] * people,
            "because": ["work in one team"] * people,
        },
        schema=GROUP_SCHEMA,
    )
    every = pl.concat([edges, shared]).select(*DEPENDENCY_SCHEMA)
    return DependencyGraph(units, every, groups)


def plan(made: DependencyGraph, waves: int = 5) -> Plan:
    """Return a plan that moves the units of ``made`` in waves of equal size, a week apart."""
    units = made.units["unit"].to_list()
    wave_of = {unit: n * waves // len(units) for n, unit in enumerate(units)}
    members: list[list[str]] = [[] for _ in range(waves)]
    for unit, place in wave_of.items():
        members[place].append(unit)
    cuts = tuple(
        Cut(row["dependent"], row["needs"], row["weight"], row["rule"], row["because"], apart)
        for row in made.edges.head(400).iter_rows(named=True)
        if (apart := abs(wave_of[row["dependent"]] - wave_of[row["needs"]]))
    )
    why = dict.fromkeys(units, "its department is free of freezes and its team moves then")
    made_waves = tuple(wave(number, tuple(each)) for number, each in enumerate(members))
    objective = Objective(0.413, 7100, 5200, bound=6900, gap=0.029)
    return Plan("harbour", made_waves, wave_of, objective, cuts, why, seed=7)


def wave(number: int, members: tuple[str, ...]) -> Wave:
    """Return a wave on a Saturday evening, the first of which is the pilot."""
    starts = datetime(2026, 1, 17, 17, tzinfo=UTC) + timedelta(days=7 * number)
    return Wave(
        number,
        5 + 7 * number,
        members,
        users=len(members),
        gb=61.4 * (number + 1),
        tickets=len(members) * 0.4,
        cap_users=60,
        cap_gb=400 if number else -1,
        cap_tickets=10,
        binding="cap_gb",
        starts_at=starts,
        ends_at=starts + timedelta(hours=8),
        pilot=number == 0,
    )


def runbook(made: Wave) -> Runbook:
    """Return a short runbook with a gate, a one-way door and a point of no return."""
    hours = timedelta(hours=1)
    steps = (
        Step("copy", "Copy ahead", "prepare", "engineer", -72 * hours, 600, "counts agree"),
        Gate("G2", "Go or no-go", "decide", -27 * hours, (Criterion("ready"),), "sponsor", "lead"),
        Step(
            "close",
            "Close the source",
            "move",
            "engineer",
            0 * hours,
            30,
            "sign-in refused",
            "open it again",
            20,
        ),
        Step(
            "records",
            "Switch the mail records",
            "move",
            "engineer",
            2 * hours,
            45,
            "mail arrives",
            reversible=False,
            point_of_no_return=True,
        ),
        Step("look", "Try critical journeys", "prove", "champion", 4 * hours, 70, "all work"),
    )
    window = (made.starts_at, made.ends_at) if made.starts_at and made.ends_at else None
    title = f"Wave {made.number}"
    return Runbook(made.number, title, Kind.TENANT_TO_TENANT, steps, made.members, window)


def situation(**changes: Any) -> harbour.Situation:
    """Return Harbour Foods with sites, devices, a withheld table and refused rows."""
    gone = harbour.capture(
        LICENCES_BOUGHT, [{"sku": "e3", "name": "SPE_E3", "bought": 70, "assigned": 63}]
    )
    source = (
        harbour.tenant()
        .with_table(SITES, harbour.capture(SITES, [{"site": "s1", "size_bytes": 84 * 10**9}]))
        .with_table(DEVICES, harbour.capture(DEVICES, [{"device": f"d{n}"} for n in range(71)]))
        .with_table(LICENCES_BOUGHT, gone)
    )
    source = harbour.without(source, SERVERS, "the inventory gave no permission to list servers")
    refused = (
        Refusal("mailboxes.csv, line 14", "size_bytes is negative"),
        Refusal("users-page-3.json", "the file ends in the middle of a value", 0),
    )
    agreed = harbour.engagement(AGREED)
    migration = replace(
        agreed.migration,
        time_zone="Europe/Amsterdam",
        deadline=date(2026, 2, 27),
        deadline_reason="the contract of the old tenant ends",
        missing_it_costs=6400.0,
        driver="Harbour Foods was sold and leaves the tenant of its former owner",
        demo=True,
    )
    healthy: dict[str, Any] = {
        "source": replace(source, refused=refused),
        "engagement": replace(agreed, migration=migration),
    }
    return harbour.situation(**{**healthy, **changes})


def material(**changes: Any) -> Material:
    """Return the rich case, with the named parts replaced."""
    found, map_ = findings(), graph()
    made = plan(map_)
    rich: dict[str, Any] = {
        "situation": situation(),
        "findings": found,
        "areas": areas(found),
        "risks": RISKS,
        "verdict": Verdict(
            State.AT_RISK,
            (
                f"Chen Wu (Identity and security lead) must act: {REASON}",
                f"The help-desk lead (nobody is named) must act: {HOLE}",
                "Ana Vos (Executive sponsor) must decide what gives if time runs short.",
            ),
        ),
        "graph": map_,
        "plan": made,
        "runbooks": tuple(runbook(each) for each in made.waves),
        "names": dict(map_.units.select("unit", "name").iter_rows()),
    }
    return Material(**{**rich, **changes})


def empty(**changes: Any) -> Material:
    """Return what there is when nothing was read, assessed or planned."""
    nothing = DependencyGraph(
        pl.DataFrame(schema=UNIT_SCHEMA),
        pl.DataFrame(schema=DEPENDENCY_SCHEMA),
        pl.DataFrame(schema=GROUP_SCHEMA),
    )
    blind = harbour.situation(source=None, target=None, engagement=None)
    return replace(Material(blind, (), (), (), Verdict(State.UNKNOWN, ()), nothing), **changes)


def large(people: int = 20_000) -> Material:
    """Return an organisation of ``people`` in 60 departments, with long evidence."""
    departments = tuple(f"Department of matters number {n}" for n in range(60))
    map_ = graph(people, departments)
    made = plan(map_, waves=80)
    many = tuple(
        finding(
            Outcome.FAILED if n % 2 else Outcome.PASSED,
            f"Check {n} found something that takes a whole sentence to say to a customer.",
            f"identity.check_{n}",
            rows=2_000,
            area=list(Area)[n % 8],
        )
        for n in range(120)
    )
    names = dict(map_.units.select("unit", "name").iter_rows())
    books = tuple(runbook(each) for each in made.waves)
    return material(
        findings=many, areas=areas(many), graph=map_, plan=made, runbooks=books, names=names
    )


def cells(table: Listing) -> list[tuple[str, ...]]:
    """Return the cells of a table as text."""
    return [tuple("" if cell is None else str(cell) for cell in row) for row in table.rows]
