"""What an error of Graph means: a right that is missing, a licence, a place that is gone.

Source  https://learn.microsoft.com/graph/errors
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from pilotage.connect.graph.declared import Resource
from pilotage.facts.errors import SourceDenied

LICENCE_CODES = (
    "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
    "AadPremiumLicenseRequired",
    "PremiumLicenseRequired",
)
LICENCE_WORDS = ("license", "licence", "premium", "subscription", "not applicable to target tenant")
EXPIRED_WORDS = ("expired", "resync", "syncstate", "skiptoken", "deltatoken")
SIZE_WORDS = ("page size", "$top", "'top'")
LONGEST = 200
BAD_REQUEST, REFUSED, FORBIDDEN, NOT_FOUND, GONE = 400, 401, 403, 404, 410


class Refused(SourceDenied):
    """Graph will not answer one question; the others may go on."""

    def __init__(self, why: str, *, licence: bool = False) -> None:
        super().__init__(why)
        self.why, self.licence = why, licence


class PageTooLarge(Refused):
    """Graph takes another size of page than its documentation says, or none at all."""


class Expired(SourceDenied):
    """A link or token to go on with is no longer valid; the stream starts again."""


@dataclass(frozen=True)
class Error:
    """An error as Graph words it; both texts are empty where it has another shape."""

    status: int
    code: str = ""
    message: str = ""

    @property
    def licence(self) -> bool:
        """Tell whether the organisation lacks a licence, and not we a right."""
        said = self.message.lower()
        return self.code in LICENCE_CODES or any(word in said for word in LICENCE_WORDS)

    @property
    def too_large(self) -> bool:
        """Tell whether it is the size of the page that was refused."""
        said = self.message.lower()
        return self.status == BAD_REQUEST and any(word in said for word in SIZE_WORDS)

    @property
    def expired(self) -> bool:
        """Tell whether a link or token is no longer valid."""
        said = f"{self.code} {self.message}".lower()
        return self.status == GONE or any(word in said for word in EXPIRED_WORDS)

    def __str__(self) -> str:
        said = ": ".join(filter(None, (self.code, self.message)))
        return f"{self.status} {said}".strip()


def error_of(status: int, body: bytes | Mapping[str, Any]) -> Error:
    """Read an error; the message is cut to one short line."""
    try:
        said = orjson.loads(body) if isinstance(body, bytes) else body
    except orjson.JSONDecodeError:
        return Error(status)
    inner = said.get("error") if isinstance(said, Mapping) else None
    if not isinstance(inner, Mapping):
        return Error(status)
    code, message = (str(inner.get(name) or "") for name in ("code", "message"))
    return Error(status, code[:LONGEST], " ".join(message.split())[:LONGEST])


def refusal(resource: Resource, error: Error) -> Refused:
    """Return why Graph will not answer, and what to do about it."""
    if error.too_large:
        return PageTooLarge(f"Graph refused the size of the page (it said {error})")
    if error.licence and error.status != REFUSED:
        needs = resource.licence or "another licence"
        return Refused(f"the organisation has no {needs} (Graph said {error})", licence=True)
    if error.status in (REFUSED, FORBIDDEN):
        return Refused(f"{missing(resource)} (Graph said {error})")
    return Refused(f"Graph refused the question (it said {error})")


def missing(resource: Resource) -> str:
    """Say which permission is needed, and which role where a person signs in."""
    rights = " and ".join(resource.application or resource.delegated)
    role = f", or the role {resource.role} where a person signed in" if resource.role else ""
    return f"the permission {rights} is missing{role}" if rights else "a permission is missing"
