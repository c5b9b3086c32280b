"""What a gate rests on, out of the records; and the sealed copies of it that signatures keep."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Q
from pydantic import TypeAdapter

from pilotage.facts.edge_claim import edge_key
from pilotage.facts.errors import NotKnown
from pilotage.facts.finding import Area, Basis, Finding, Outcome, Severity
from pilotage.facts.plan import Cut
from pilotage.facts.wave_readiness import READY
from pilotage.store.findings import found
from pilotage.store.items import values
from pilotage.store.members import waves_of
from pilotage.store.models import Engagement, Run
from pilotage.store.runs import section, sections

_FIELDS = ("outcome", "says", "subject", "basis", "applies", "side", "check_id", "title")
_CUTS = TypeAdapter(list[Cut])
COPIES = "gates"
"""The folder of the copies, seen from the engagement's."""


def findings_for(run: Run, checks: Collection[str]) -> tuple[Finding, ...]:
    """Return the findings of some checks, and every critical one of identity, without evidence."""
    critical = Q(area=Area.IDENTITY.name.lower(), severity=Severity.CRITICAL.value)
    rows = run.findings.filter(Q(check_id__in=checks) | critical).order_by("position")
    return tuple(
        Finding(
            Outcome(outcome),
            says,
            subject,
            basis=Basis(basis),
            applies=applies,
            side=side,
            check=check,
            title=title,
            area=Area[area.upper()],
            severity=Severity(severity),
        )
        for outcome, says, subject, basis, applies, side, check, title, area, severity in (
            rows.values_list(*_FIELDS, "area", "severity")
        )
    )


def excused_people(
    engagement: Engagement, run: Run, today: Any, at: datetime | None = None
) -> dict[int, int]:
    """Return, by wave, how many people who are not ready are excused from all that is open."""
    excuses: dict[str, set[str]] = {}
    for each in values(engagement, "excuse", at):
        if each.until >= today:
            excuses.setdefault(each.person, set()).add(each.item)
    rows = run.members.filter(unit__in=excuses).exclude(state=READY)
    counted: dict[int, int] = {}
    for wave, unit, blocking in rows.values_list("wave", "unit", "blocking"):
        if blocking and set(blocking) <= excuses[unit]:
            counted[wave] = counted.get(wave, 0) + 1
    return counted


def cuts_without_plan(
    engagement: Engagement, run: Run, at: datetime | None = None
) -> dict[int, list[str]] | None:
    """Return, by wave at either end, the cut dependencies that nobody has a plan for.

    None while there is no plan of waves.
    """
    cuts = section(run, "cuts")
    if cuts is None:
        return None
    planned = {
        edge_key(each.dependent, each.needs)
        for each in values(engagement, "edge_claim", at)
        if each.plan
    }
    known = [
        c for c in _CUTS.validate_python(cuts) if edge_key(c.dependent, c.needs) not in planned
    ]
    waves = waves_of(run, {end for cut in known for end in (cut.dependent, cut.needs)})
    by_wave: dict[int, list[str]] = {}
    for cut in known:
        ends = {waves[end][0] for end in (cut.dependent, cut.needs) if end in waves}
        for wave in sorted(ends):
            by_wave.setdefault(wave, []).append(cut.because)
    return by_wave


def keep_copy(folder: Path, run: Run, gate: str, at: datetime, judged: Any) -> tuple[str, str]:
    """Write what a signature saw, with all findings and sources; returns path and SHA-256.

    The path is seen from ``folder``, the engagement's. The same content is kept once.
    """
    document = {
        "gate": gate,
        "at": at.isoformat(),
        "run": run.number,
        "judged_at": run.at.isoformat(),
        "criteria": judged,
        "findings": found(run),
        **sections(run, ("sources", "plan", "forecast")),
    }
    data = json.dumps(document, ensure_ascii=False, sort_keys=True, default=str).encode()
    digest = hashlib.sha256(data).hexdigest()
    path = folder / COPIES / f"{digest}.json.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.write_bytes(gzip.compress(data, mtime=0))
        fresh.replace(path)
    return f"{COPIES}/{path.name}", digest


def read_copy(folder: Path, digest: str) -> bytes:
    """Return a copy as JSON.

    Raises:
        NotKnown: there is none of that digest, or it is not any more what was signed.
    """
    path = folder / COPIES / f"{digest}.json.gz"
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise NotKnown(f"the copy {digest[:12]} cannot be read: {error}") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise NotKnown(f"the copy {digest[:12]} is not what was signed")
    return data
