"""Who does it: the role of an item in words, and the people who hold it."""

from __future__ import annotations

from pilotage.facts.role import role_title
from pilotage.facts.runbook import Runbook


def names(runbook: Runbook, role: str) -> tuple[str, ...]:
    """Return the names of those who hold ``role``."""
    return tuple(name for held, name in runbook.roles if held == role)


def holders(runbook: Runbook, role: str) -> str:
    """Return the names of those who hold ``role`` as text, empty where nobody does."""
    return ", ".join(names(runbook, role))


def owner(runbook: Runbook, role: str) -> str:
    """Return role and names, such as ``Migration engineer: Ana, Ben``."""
    people = holders(runbook, role)
    return f"{role_title(role)}: {people}" if people else role_title(role)
