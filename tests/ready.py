"""Harbour Foods on the morning when everything is agreed: every check of the migration passes.

A test takes one agreement away and looks who notices. People and vendors are invented.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from harbour import HEALTHY, NOW, PEOPLE, engagement, tenant, user

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Finding
from pilotage.facts.signed import Attestation, Exclusion
from pilotage.facts.situation import Situation
from pilotage.facts.table import Row

TODAY = NOW.date()

AGREED = """
[[window]]
starts = 2026-01-16T20:00:00Z
hours = 8
[[window]]
starts = 2026-01-30T20:00:00Z
hours = 8
[[freeze]]
department = "*"
first = 2026-02-24
last = 2026-02-28
reason = "Month end"
[[freeze]]
department = "Office"
first = 2026-01-30
last = 2026-01-31
reason = "Stocktake"
[[person]]
name = "Ana"
roles = ["sponsor", "dept_head"]
address = "ana@harbour.example"
phone = "+31 10 0000001"
department = "Management"
backup = "Ben"
accepted_on = 2026-01-05
[[person]]
name = "Ben"
roles = ["champion", "helpdesk_lead"]
address = "ben@harbour.example"
phone = "+31 10 0000002"
department = "Office"
accepted_on = 2026-01-05
[[person]]
name = "Chen"
roles = ["lead", "engineer", "security_lead"]
address = "chen@harbour.example"
phone = "+31 10 0000003"
department = "IT"
backup = "Ana"
accepted_on = 2026-01-05
[[person]]
name = "Dara"
roles = ["receiver", "champion"]
address = "dara@harbour.example"
phone = "+31 10 0000004"
department = "Warehouse"
accepted_on = 2026-01-05
[[vendor]]
name = "Dock Internet"
service = "line of Quay 1"
contact = "Eva"
out_of_hours = "+31 10 0000009"
needed_on = 2026-01-14
promised_on = 2026-01-13
window_confirmed_on = 2026-01-07
contract_ends_on = 2027-01-01
[[service]]
name = "Order desk"
owner = "Ana"
applications = ["orders"]
critical = true
rto_hours = 4
rpo_hours = 1
signed_on = 2026-01-06
restored_on = 2026-01-06
[[journey]]
name = "Take an order"
department = "Office"
tester = "Ben"
workaround = "Paper pad, entered the next day"
tested_on = 2026-01-07
result = "passed"
[[decision]]
question = "Do old sites move?"
decider = "Ana"
decide_by = 2026-01-08
answered_on = 2026-01-07
answer = "No: nobody opened them in two years."
[[attestation]]
check = "support.escalation_drilled"
who = "Ben"
says = "All three levels answered within target."
signed_on = 2026-01-08
expires_on = 2026-02-01
"""


def _agreed() -> Engagement:
    roster = "".join(
        f'[[duty]]\nstarts = {start}T20:00:00Z\nhours = 60\nprimary = "Ben"\nbackup = "Chen"\n'
        for start in ("2026-01-16", "2026-01-30")
    ) + "".join(
        f'[[duty]]\nstarts = {start}T08:00:00Z\nhours = 60\nprimary = "Dara"\nbackup = "Chen"\n'
        for start in ("2026-01-19", "2026-02-02")
    )
    departments = "".join(
        f'[[department]]\nname = "{name}"\nhead = "Ana"\nchampion = "{champion}"\n'
        'impact = "New sign-in name"\nconfirmed_on = 2026-01-06\n'
        for name, champion in (
            ("Management", "Ana"),
            ("Office", "Ben"),
            ("IT", "Chen"),
            ("Warehouse", "Dara"),
        )
    )
    messages = "".join(
        f'[[message]]\ntitle = "Day {days}"\naudience = "all"\ndays = {days}\napproved_by = "Ana"\n'
        + ("sent_on = 2026-01-02\nreached_percent = 96\n" if days == -14 else "")
        for days in (-14, -7, -2, 0, 1)
    )
    documents = "".join(
        f'[[document]]\ntitle = "{title}"\nowner = "Chen"\nreviewed_on = 2026-01-06\n'
        for title in (
            "Joiner, mover and leaver",
            "Known issues",
            "Escalation path",
            "Admin model",
            "Backup and restore",
            "Guide for people",
        )
    )
    made = engagement(AGREED + roster + departments + messages + documents)
    return replace(
        made,
        migration=replace(
            made.migration,
            driver="The lease of the mail server ends",
            outcomes=("One sign-in", "No shared passwords", "Mail on the phone"),
            missing_it_costs=4000.0,
            time_zone="Europe/Amsterdam",
        ),
        source=replace(made.source, domains=("harbour.example",)),
        target=replace(made.target, domains=("harbour.example", "quay.example")),
        capacity=replace(made.capacity, helpdesk_hours_per_week=40.0),
        emergency_accounts=("sos-1@quay.example", "sos-2@quay.example"),
        exclusion=tuple(
            Exclusion(policy, "emergency access", users=("sos-1",))
            for policy in ("MS.AAD.1.1v1", "MS.AAD.3.2v2")
        ),
    )


READY = _agreed()

NOTHING_ELSE: dict[str, list[Row]] = {
    "site_memberships": [],
    "drives": [],
    "app_role_assignments": [],
    "role_assignments": [],
    "devices": [],
    "named_locations": [],
}
"""What Harbour Foods does not use: it was read, and there is none."""

NOBODY_OUTSIDE: list[Row] = [
    {"area": area, "object": "tenant", "setting": setting, "value": value}
    for area, setting, value in (
        ("SPO_tenant", "sharingcapability", "0"),
        ("SPO_tenant", "odbsharingcapability", "0"),
        ("federation_configuration", "allowfederatedusers", "false"),
        ("federation_configuration", "allowteamsconsumer", "false"),
    )
]
"""Neither side shares files or chats with other organisations."""

SOURCE: dict[str, list[Row]] = {
    **NOTHING_ELSE,
    "settings": NOBODY_OUTSIDE,
    "groups": [{"group": "all-staff", "name": "Harbour staff", "kind": "microsoft_365"}],
    "licences_assigned": [{"user": name, "sku": "e3"} for name in PEOPLE],
    "identity_map": [
        {"source_user": name, "target_user": name, "rule": "address"} for name in PEOPLE
    ],
    "applications": [{"application": "orders", "name": "Orders", "owner": "ana"}],
    "application_credentials": [
        {
            "application": "orders",
            "credential": "k1",
            "kind": "secret",
            "ends_at": datetime(2027, 1, 1, tzinfo=UTC),
        }
    ],
    "sign_ins": [
        {
            "user": name,
            "application": "orders",
            "application_name": "Orders",
            "client_app": "Browser",
            "legacy": False,
            "count": 50,
            "last_at": NOW,
            "days": 30,
        }
        for name in PEOPLE
    ],
    "domains": [{"domain": "harbour.example", "verified": True}],
}

TARGET: dict[str, list[Row]] = {
    **NOTHING_ELSE,
    "settings": NOBODY_OUTSIDE,
    "users": [
        *HEALTHY["users"],
        *(
            user(f"sos-{number}", upn=f"sos-{number}@quay.example", address=None)
            for number in (1, 2)
        ),
    ],
    "conditional_access_policies": [
        {**each, "exclude_users": ["sos-1"]} for each in HEALTHY["conditional_access_policies"]
    ],
    "domains": [{"domain": "quay.example", "verified": True}],
    "licences_bought": [
        {
            "sku": "e3",
            "name": "SPE_E3",
            "bought": 10,
            "assigned": 4,
            "suspended": 0,
            "plans": ["EXCHANGE_S_ENTERPRISE", "TEAMS1"],
        }
    ],
    "licences_assigned": [{"user": name, "sku": "e3"} for name in PEOPLE],
}


def ready(
    *,
    source: dict[str, Iterable[Row]] | None = None,
    target: dict[str, Iterable[Row]] | None = None,
    **agreed: Any,
) -> Situation:
    """Return the migration that is ready, with tables or fields of the engagement replaced."""
    return Situation(
        NOW,
        tenant(**{**SOURCE, **(source or {})}),
        tenant(side="target", **{**TARGET, **(target or {})}),
        replace(READY, **agreed),
    )


def bare() -> Situation:
    """Return a migration that was only just begun: an almost empty file, and nothing read."""
    begun = engagement()
    return Situation(
        NOW, engagement=replace(begun, migration=replace(begun.migration, deadline=None))
    )


def ask(check: str, situation: Situation) -> list[Finding]:
    """Return what one check says about ``situation``."""
    importlib.import_module(f"pilotage.assess.checks.{check}")
    return list(assess(situation, [CHECKS[check]]))


def answer(check: str, situation: Situation) -> Finding:
    """Return the only finding of one check."""
    [finding] = ask(check, situation)
    return finding


def day(number: int, month: int = 1) -> date:
    """Return a day of the first months of 2026."""
    return date(2026, month, number)


def signed_for(check: str, days: int) -> Situation:
    """Return the ready migration in which Ana signed ``check`` today, for so many days."""
    signed = Attestation(check, "Ana", "I saw it.", TODAY, TODAY + timedelta(days=days))
    return ready(attestation=(signed,))
