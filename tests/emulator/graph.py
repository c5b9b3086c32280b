"""Answers one question as Graph does: may it be asked, is it too much, what is there to tell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from .answer import Question, Refused, Reply, as_json, error_body
from .clock import Clock
from .counts import Counts
from .endpoints import USAGE, Endpoint, endpoint
from .faults import Faults
from .limits import Meter
from .listing import Lister
from .mishaps import after, before
from .query import Query, parsed
from .registration import Registration
from .tenant import Tenant
from .usage import located

UNLICENSED = {
    "P1": (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
           "Neither tenant is B2C or tenant doesn't have premium license"),
    "P2": (400, "AadPremiumLicenseRequired",
           "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance "
           "license."),
    "INTUNE": (400, "BadRequest", "Request not applicable to target tenant."),
}  # fmt: skip


@dataclass
class Graph:
    """The service. ``elsewhere`` is the address of the host that usage reports lie on."""

    tenant: Tenant
    clock: Clock
    faults: Faults
    meter: Meter
    counts: Counts = field(default_factory=Counts)
    skew: timedelta = timedelta(0)
    elsewhere: str = "https://downloads.example"

    def answer(self, asked: Question, app: Registration, base: str, *, part: bool = False) -> Reply:
        """Return the answer to one question, or to one ``part`` of a batch.

        ``base`` is the address under which the client sees the emulator.
        """
        said: dict[str, str] = {}
        try:
            at, id = endpoint(asked.path.removesuffix("/$count"))
            number = "/$count" if asked.path.endswith("/$count") else ""
            counted = asked.path if at is USAGE else at.path + number
            (self.counts.parts if part else self.counts.requests)[counted] += 1
            fault = self.faults.strike(at.path, asked, part=part)
            if fault:
                before(fault, self.clock.now() + self.skew)
            query = parsed(asked, at)
            said = self._admit(asked, at, query, app)
            self._allow(at, query, app)
            told = self._told(asked, at, id, query, base)
            reply = replace(told, headers={**told.headers, **said})
            return after(fault, asked, reply, self.elsewhere) if fault else reply
        except Refused as error:
            self.counts.refused[error.status] += 1
            return self.refusal(error, said)

    def envelope(self, asked: Question, answer: Callable[[Question], Reply]) -> Reply:
        """Return the answer to a batch as a whole, which may go wrong like any other.

        Raises:
            Refused: the batch cannot be read.
        """
        self.counts.requests["$batch"] += 1
        fault = self.faults.strike("$batch", asked, part=False)
        if fault:
            before(fault, self.clock.now() + self.skew)
        reply = answer(asked)
        return after(fault, asked, reply, self.elsewhere) if fault else reply

    def refusal(self, error: Refused, said: Mapping[str, str] | None = None) -> Reply:
        """Return a refusal as an answer."""
        when = f"{self.clock.now():%Y-%m-%dT%H:%M:%S}"
        body = error_body(error, str(uuid.UUID(int=sum(self.counts.requests.values()))), when)
        return as_json(error.status, body, {**(said or {}), **error.headers})

    def _admit(
        self, asked: Question, at: Endpoint, query: Query, app: Registration
    ) -> dict[str, str]:
        """Count the question against its limits; return what Graph says of the load.

        Raises:
            Refused: it is one too many.
        """
        said: dict[str, str] = {}
        now, units = self.clock.seconds(), cost(at, query)
        areas = [(at.limit, app.client_id, units if at.limit == "identity" else 1)]
        if at is USAGE:
            areas = [(at.limit, asked.path.partition("(")[0], 1), ("usage_reports", "tenant", 1)]
        elif at.limit == "conditional_access":
            areas = [(at.limit, "tenant", 1)]
        if "signInActivity" in query.select:
            areas.append(("sign_in_activity", app.client_id, 1))
        for area, whose, spent in areas:
            if load := self.meter.ask(area, whose, spent, now):
                said |= load.headers
                if load.refused:
                    raise _too_many(area, said)
        return said | ({"x-ms-resource-unit": str(units)} if at.limit == "identity" else {})

    def _allow(self, at: Endpoint, query: Query, app: Registration) -> None:
        """Check permissions and licences.

        Raises:
            Refused: one is missing.
        """
        activity = "signInActivity" in query.select
        asked_for = [(at.permissions, at.denied)]
        if activity:
            asked_for.append((("AuditLog.Read.All",), "Authentication_MSGraphPermissionMissing"))
        for permissions, code in asked_for:
            if not app.permissions & set(permissions):
                raise Refused(403, code, _needs(code, permissions))
        needed = "P1" if activity else at.licence
        if needed and needed not in self.tenant.licences:
            raise Refused(*UNLICENSED[needed])

    def _told(self, asked: Question, at: Endpoint, id: str, query: Query, base: str) -> Reply:
        if at is USAGE:
            return located(self.tenant, asked.path, self.elsewhere)
        lister = Lister(self.tenant, self.clock, asked, base)
        if asked.path.endswith("/$count"):
            return lister.count(at, id, query)
        if at.single:
            return as_json(200, lister.single(at, id, query), {})
        body = lister.delta(at, query) if at.path.endswith("/delta") else None
        return as_json(200, body or lister.page(at, id, query), {})


def cost(at: Endpoint, query: Query) -> int:
    """Return the resource units of a question.

    Source: https://learn.microsoft.com/graph/throttling-limits#resource-unit-costs
    """
    small = 0 < query.size < 20
    return max(1, at.cost - bool(query.select) + bool(query.expand) - small)


def _too_many(area: str, said: dict[str, str]) -> Refused:
    headers: dict[str, Any] = {name.replace("-", "_"): value for name, value in said.items()}
    headers["x_ms_throttle_scope"] = "Tenant_Application/Read"
    headers["x_ms_throttle_information"] = area
    return Refused(429, "TooManyRequests", "Too many requests. Try again later.", **headers)


def _needs(code: str, permissions: tuple[str, ...]) -> str:
    if code == "Authorization_RequestDenied":
        return "Insufficient privileges to complete the operation."
    if code == "AccessDenied":
        return "You cannot perform the requested operation, required scopes are missing."
    return f"The application needs one of these permissions: {', '.join(permissions)}"
