"""What Pilotage notes of a collection of its own: what a live system withheld, and what it cost.

Reads   ``collection.json``: the tables that the system would not tell, with its reason
Knows   the key ``pilotage_collection``
Source  Pilotage itself writes it, beside the answers of the system
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.graph.policies import withheld_batch
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table
from pilotage.facts.tables import SETTINGS, TABLES

SIGN = '"pilotage_collection": 1'


def recognise(file: ExportFile) -> str:
    """Return what the file is by its own key."""
    return "collection" if SIGN in file.head else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield every table where it is damaged: nobody knows then what was withheld."""
    if holds:
        yield from TABLES.values()


@reader("collection", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield each withheld table without rows, and what the collection cost.

    Raises:
        InputError: it is damaged.
    """
    found = documents(file)
    manifest = found[0] if len(found) == 1 else None
    if not isinstance(manifest, Mapping) or not isinstance(manifest.get("withheld"), Mapping):
        raise InputError("is damaged", where=file.name, fix="Collect again.")
    for stream, withheld in manifest["withheld"].items():
        for name in withheld["tables"]:
            if name == SETTINGS.name:
                yield withheld_batch(stream, str(withheld["why"]))
            elif name in TABLES:
                yield Batch(TABLES[name], pl.DataFrame(), missing=str(withheld["why"]))
    yield Facts(tenant=str(manifest.get("tenant") or ""), notes=(_cost(manifest),))


def _cost(manifest: Mapping[str, Any]) -> str:
    efforts = list(manifest.get("effort", {}).values())
    requests, size, retries, waited = (
        sum(each[key] for each in efforts) for key in ("requests", "bytes", "retries", "waited")
    )
    kind, connection = manifest.get("kind"), manifest.get("connection")
    return (
        f"{connection} ({kind}): requests {requests:,}, sent again {retries:,}, "
        f"bytes received {size:,}, seconds waited {waited:,.0f}"
    )
