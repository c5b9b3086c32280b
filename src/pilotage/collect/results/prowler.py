"""Verdicts of Prowler, as findings of the Open Cybersecurity Schema Framework or as CSV.

Source: https://docs.prowler.com (reporting) and https://schema.ocsf.io (detection finding)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pilotage.collect.results import TENANT, Result, severity, text
from pilotage.collect.results.frameworks import of_compliance
from pilotage.collect.results.plain import plain
from pilotage.collect.results.tenants import tenants
from pilotage.facts.finding import Outcome

TOOL = "Prowler"
OUTCOMES = {"pass": Outcome.PASSED, "fail": Outcome.FAILED}
"""MANUAL is for a person to look at."""

PROVIDER = "m365"
ACCOUNT = (("cloud", "provider"), ("cloud", "account", "uid"), ("cloud", "account", "name"))
"""Where a finding names the provider, and the id and the domain of the tenant."""

LATEST = 253402300799
"""Seconds since 1970 at the end of the year 9999; what is more is no moment."""


def of_ocsf(finding: Any) -> Result | None:
    """Return the verdict of one finding, None if it is none."""
    if not isinstance(finding, Mapping):
        return None
    id, word = text(finding, "metadata", "event_code"), text(finding, "status_code")
    if not id or not word:
        return None
    unmapped = finding.get("unmapped")
    compliance = unmapped.get("compliance") if isinstance(unmapped, Mapping) else None
    return Result(
        TOOL,
        id,
        word,
        OUTCOMES.get(word.lower(), Outcome.NOT_ASSESSED),
        title=plain(text(finding, "finding_info", "title")),
        says=plain(text(finding, "status_detail") or text(finding, "message")),
        severity=severity(text(finding, "severity")),
        frameworks=of_compliance(compliance) if isinstance(compliance, Mapping) else (),
        at=text(finding, "time_dt") or _seconds(finding.get("time")),
        subject=_resource(finding.get("resources")),
        tenants=_tenants(*(text(finding, *path) for path in ACCOUNT)),
    )


def of_row(row: Mapping[str, Any]) -> Result | None:
    """Return the verdict of one row of the CSV, None if it is none."""
    id, word = text(row, "CHECK_ID"), text(row, "STATUS")
    if not id or not word:
        return None
    return Result(
        TOOL,
        id,
        word,
        OUTCOMES.get(word.lower(), Outcome.NOT_ASSESSED),
        title=plain(text(row, "CHECK_TITLE")),
        says=plain(text(row, "STATUS_EXTENDED")),
        severity=severity(text(row, "SEVERITY")),
        frameworks=of_compliance(_compliance(text(row, "COMPLIANCE"))),
        at=text(row, "TIMESTAMP"),
        subject=text(row, "RESOURCE_UID") or text(row, "RESOURCE_NAME") or TENANT,
        tenants=_tenants(text(row, "PROVIDER"), text(row, "ACCOUNT_UID")),
    )


def _compliance(cell: str) -> dict[str, list[str]]:
    """Return ``CIS-4.0: 1.1.1, 1.1.3 | ISO: A.5`` as a map from framework to requirements."""
    parts = [part.partition(":") for part in cell.split("|") if ":" in part]
    return {name.strip(): ids.split(",") for name, _, ids in parts}


def _tenants(provider: str, *account: str) -> tuple[str, ...]:
    """Return the account as a tenant; of another provider it is something else."""
    return tenants(*account) if provider.lower() == PROVIDER else ()


def _resource(resources: Any) -> str:
    """Return the id of the first resource that a finding is about."""
    first = resources[0] if isinstance(resources, list) and resources else None
    if not isinstance(first, Mapping):
        return TENANT
    return text(first, "uid") or text(first, "name") or TENANT


def _seconds(value: Any) -> str:
    """Return seconds since 1970 as the moment they mean."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < LATEST:
        return ""
    return datetime.fromtimestamp(value, UTC).isoformat()
