"""Values of a tenant's configuration, whichever export spelled them."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS


def area(snapshot: Snapshot, *names: str) -> pl.DataFrame:
    """Return the settings whose area is one of ``names``, however it is written.

    Case, underscores and the path before the last slash do not count, so that
    ``policies/authorizationPolicy`` and ``authorization_policies`` can be asked for at once.
    """
    wanted = [_plain(name) for name in names]
    written = pl.col("area").str.split("/").list.last().str.to_lowercase().str.replace_all("_", "")
    return snapshot[SETTINGS].filter(written.is_in(wanted))


def was_read(snapshot: Snapshot, name: str, command: str) -> bool:
    """Tell whether an export spoke of the area ``name``, be it to say that it is empty.

    Exports of ScubaGear list their areas and commands as settings; a failed ``command`` leaves
    its area empty, which is not the same as none.
    """
    rows = snapshot[SETTINGS]
    listed = rows.filter((pl.col("area") == "areas") & (pl.col("object") == name))
    failed = rows.filter(
        (pl.col("area") == "commands")
        & (pl.col("object") == command)
        & (pl.col("value") == "false")
    )
    return not listed.is_empty() and failed.is_empty()


def decoded(value: str | None) -> Any:
    """Return the value that a row holds as compact JSON; text that is not JSON is itself."""
    try:
        return json.loads(value or "null")
    except ValueError:
        return value


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
