"""What named persons answer for in ``engagement.toml``: attested, accepted, left out, set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Attestation:
    """A named person signs what nothing can measure; it counts until it expires.

    ``check`` is the id of the check it answers; ``subject`` narrows it to one object.
    """

    check: str
    who: str
    says: str
    signed_on: date
    expires_on: date
    evidence: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Deviation:
    """An accepted failing check, with the person who carries the risk, and an end."""

    check: str
    who: str
    why: str
    expires_on: date
    side: str = ""


@dataclass(frozen=True)
class Exclusion:
    """Accounts that a security policy may leave out, such as emergency access.

    ``policy`` is a public policy id such as MS.AAD.3.2, or a check id. ``domains`` may be
    forwarded to where the policy is about that.
    """

    policy: str
    why: str
    users: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    expires_on: date | None = None


@dataclass(frozen=True)
class NotApplicable:
    """A rule that does not concern this migration, such as one for federal agencies only.

    ``rule`` is a public policy id such as MS.EXO.4.3, with or without version, or a check id.
    """

    rule: str
    who: str
    why: str
    side: str = ""
    expires_on: date | None = None
