"""What was measured, as CSV of two tables: measurements, and the link that they are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from pilotage.connect.network.throughput import DOWNLOAD, UPLOAD, Throughput
from pilotage.connect.network.timing import Sample
from pilotage.connect.sheet import as_csv
from pilotage.facts.tables import NETWORK_LINKS, NETWORK_MEASUREMENTS

MEASUREMENTS_FILE, LINKS_FILE = "network_measurements.csv", "network_links.csv"


def measurements(
    office: str, at: datetime, samples: Iterable[Sample], flows: Iterable[Throughput]
) -> bytes:
    """Return the CSV of NETWORK_MEASUREMENTS; ``at`` is when measuring began."""
    groups: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    for sample in samples:
        groups[sample.target, sample.kind].append(sample)
    about = {"office": office, "at": f"{at:%Y-%m-%dT%H:%M:%SZ}"}
    rows = [_latency(group) | about for _, group in sorted(groups.items())]
    rows += [_flow(each) | about for each in flows]
    return as_csv(NETWORK_MEASUREMENTS.columns, rows)


def links(link: str, office: str, at: datetime, flows: Sequence[Throughput]) -> bytes:
    """Return the CSV of NETWORK_LINKS: one link, with what was measured of it."""
    by_kind = {each.kind: each.mbps for each in flows}
    row = {
        "link": link,
        "office": office,
        "down_mbps": by_kind.get(DOWNLOAD),
        "up_mbps": by_kind.get(UPLOAD),
        "measured_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
    }
    return as_csv([name for name in NETWORK_LINKS.columns if name in row], [row])


def _latency(samples: Sequence[Sample]) -> dict[str, Any]:
    """Return one row for a step to a target: half and 95 of 100 took no longer than this."""
    took = sorted(each.ms for each in samples if each.ms is not None)
    lost = len(samples) - len(took)
    return {
        "target": samples[0].target,
        "kind": samples[0].kind,
        "samples": len(samples),
        "loss_percent": round(100 * lost / len(samples), 2),
        "p50_ms": _percentile(took, 50),
        "p95_ms": _percentile(took, 95),
        "why": next((each.why for each in samples if each.why), ""),
    }


def _percentile(ordered: Sequence[float], percent: int) -> float | None:
    """Return the nearest rank: the least value that so many of a hundred do not exceed."""
    if not ordered:
        return None
    return round(ordered[ceil(len(ordered) * percent / 100) - 1], 2)


def _flow(flow: Throughput) -> dict[str, Any]:
    lost = {"samples": 1, "loss_percent": 0 if flow.mbps is not None else 100}
    return {"target": flow.host, "kind": flow.kind, "mbps": flow.mbps, "why": flow.why, **lost}
