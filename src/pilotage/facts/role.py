"""The roles of a migration: ids for files and code, words for screens, and their duties."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One duty with one accountable person; ``needed`` roles may not be empty."""

    id: str
    title: str
    duty: str
    needed: bool = True


ROLES: dict[str, Role] = {
    role.id: role
    for role in (
        Role("sponsor", "Executive sponsor", "Carries the outcome; decides scope and risk."),
        Role("lead", "Migration lead", "Runs the plan day to day; calls the way back."),
        Role("engineer", "Migration engineer", "Builds, copies, tests and executes steps."),
        Role("security_lead", "Identity and security lead", "Owns controls and deviations."),
        Role("helpdesk_lead", "Help-desk lead", "Owns support from the minute of cutover."),
        Role("helpdesk_agent", "Help-desk agent", "Answers people and groups tickets.", False),
        Role("champion", "Department champion", "Tests journeys, briefs people, reports."),
        Role("dept_head", "Department head", "Confirms impact, freezes and workarounds."),
        Role("vendor", "Vendor or partner", "Delivers its part and is reachable.", False),
        Role("receiver", "Receiving team", "Takes over operation and proves it can."),
        Role("msp_owner", "Service owner", "Answers for all clients of the provider.", False),
        Role("data_owner", "Data or application owner", "Decides on one site or tool.", False),
        Role("auditor", "Auditor", "Reads evidence and log, changes nothing.", False),
    )
}
"""Every role by its id."""


def role_title(role: str) -> str:
    """Return the words for a role, the id itself where it is none of ours."""
    return ROLES[role].title if role in ROLES else role
