"""A runbook as CSV, one row per item, that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime

from pilotage.facts.clock import Clock, from_t0
from pilotage.facts.engagement import Engagement
from pilotage.facts.runbook import Gate, Item, Runbook, Step
from pilotage.facts.spreadsheet import harmless
from pilotage.runbook.owners import holders
from pilotage.runbook.timing import at, ends, timing_of

COLUMNS = (
    "wave",
    "key",
    "what",
    "phase",
    "title",
    "role",
    "people",
    "from_t0",
    "starts_utc",
    "starts_local",
    "ends_local",
    "minutes",
    "after",
    "checks",
    "proof",
    "way_back",
    "way_back_minutes",
    "one_way",
    "point_of_no_return",
    "critical_path",
    "detail",
)


def write_csv(runbook: Runbook, engagement: Engagement) -> str:
    """Return the runbook as CSV with a header row.

    A cell that a spreadsheet would take for a formula is made harmless.
    """
    clock = Clock.of(engagement.migration.time_zone)
    critical = set(timing_of(runbook).critical)
    made = io.StringIO()
    writer = csv.DictWriter(made, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for item in runbook.items:
        cells = _cells(item, runbook, clock, critical)
        writer.writerow({column: harmless(cell) for column, cell in cells.items()})
    return made.getvalue()


def _cells(item: Item, runbook: Runbook, clock: Clock, critical: set[str]) -> Mapping[str, str]:
    starts, ended = at(runbook, item.starts), at(runbook, ends(item))
    common = {
        "wave": str(runbook.wave),
        "key": item.key,
        "phase": item.phase,
        "title": item.title,
        "from_t0": from_t0(item.starts),
        "starts_utc": f"{starts:%Y-%m-%dT%H:%M:%SZ}" if starts else "",
        "starts_local": _local(starts, clock),
        "ends_local": _local(ended, clock),
        "critical_path": _yes(item.key in critical),
    }
    return common | (_step(item, runbook) if isinstance(item, Step) else _gate(item, runbook))


def _step(step: Step, runbook: Runbook) -> dict[str, str]:
    return {
        "what": "step",
        "role": step.owner,
        "people": holders(runbook, step.owner),
        "minutes": f"{step.minutes:g}",
        "after": " ".join(step.after),
        "checks": " ".join(step.checks),
        "proof": step.verify,
        "way_back": step.undo,
        "way_back_minutes": f"{step.undo_minutes:g}" if step.reversible else "",
        "one_way": _yes(not step.reversible),
        "point_of_no_return": _yes(step.point_of_no_return),
        "detail": step.detail,
    }


def _gate(gate: Gate, runbook: Runbook) -> dict[str, str]:
    signers = [holders(runbook, role) for role in (gate.business, gate.technical)]
    return {
        "what": "gate",
        "role": f"{gate.business} and {gate.technical}",
        "people": " and ".join(signer for signer in signers if signer),
        "checks": " ".join(each.check for each in gate.criteria if each.check),
        "proof": "; ".join(each.says for each in gate.criteria),
        "detail": f"If nobody answers: {gate.if_silent}",
    }


def _local(moment: datetime | None, clock: Clock) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M %Z}" if moment else ""


def _yes(so: bool) -> str:
    return "yes" if so else ""
