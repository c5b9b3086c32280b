"""Who may do what: the roles of a person in an engagement, and the verbs each role has.

A verb is the kind of an item that may be written, or ``sign``, ``plan`` (move people and waves),
``run`` (read, assess, plan anew), ``members`` (give roles) and ``tokens``. Everybody with a role
reads; vendor and champion read only what is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

EVERYTHING: Final = "*"

OWNER = "owner"
"""Owns the installation, and with it every client."""

WRITES: dict[str, frozenset[str]] = {
    OWNER: frozenset({EVERYTHING}),
    "msp_owner": frozenset({EVERYTHING}),
    "lead": frozenset({EVERYTHING}),
    "engineer": frozenset(
        {
            "run",
            "task",
            "handoff",
            "note",
            "evidence",
            "attestation",
            "dependency",
            "edge_claim",
            "vendor",
            "before",
            "together",
            "pin",
        }
    ),
    "security_lead": frozenset(
        {
            "run",
            "sign",
            "risk_change",
            "deviation",
            "relaxation",
            "attestation",
            "exclusion",
            "not_applicable",
            "improvement",
            "answer",
            "edge_claim",
            "claim",
            "standard",
            "handoff",
            "note",
            "evidence",
        }
    ),
    "helpdesk_lead": frozenset(
        {"sign", "duty", "attestation", "answer", "handoff", "note", "evidence"}
    ),
    "helpdesk_agent": frozenset({"note"}),
    "sponsor": frozenset(
        {
            "sign",
            "decision",
            "scope_change",
            "risk_change",
            "waiver",
            "attestation",
            "improvement",
            "answer",
            "note",
        }
    ),
    "dept_head": frozenset({"department", "freeze", "attestation", "answer", "edge_claim", "note"}),
    "champion": frozenset({"journey", "department", "attestation", "note", "evidence"}),
    "data_owner": frozenset({"attestation", "note", "evidence"}),
    "receiver": frozenset({"sign", "attestation", "note"}),
    "vendor": frozenset({"handoff", "evidence"}),
    "auditor": frozenset(),
}
"""The verbs of each role; the sponsor, for one, decides and signs but plans nothing."""

OWN_ONLY = frozenset({"vendor", "champion"})
"""Roles that read what is theirs and not the whole engagement."""


def may(roles: Iterable[str], verb: str) -> bool:
    """Tell whether one of the roles has the verb."""
    return any({verb, EVERYTHING} & WRITES.get(role, frozenset()) for role in roles)


def reads_all(roles: Iterable[str]) -> bool:
    """Tell whether one of the roles reads the whole engagement."""
    return any(role in WRITES and role not in OWN_ONLY for role in roles)
