"""Who does it: the role of an item in words, and the people who hold it."""

from __future__ import annotations

from pilotage.facts.role import role_title
from pilotage.facts.runbook import Runbook


def holders(runbook: Runbook, role: str) -> str:
    """Return the names of those who hold ``role``, or an empty string."""
    return ", ".join(name for held, name in runbook.roles if held == role)


def owner(runbook: Runbook, role: str) -> str:
    """Return role and names, such as ``Migration engineer: Ana, Ben``."""
    names = holders(runbook, role)
    return f"{role_title(role)}: {names}" if names else role_title(role)
