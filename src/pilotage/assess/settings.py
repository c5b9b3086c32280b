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


def decoded(value: str | None) -> Any:
    """Return the value that a row holds as compact JSON; text that is not JSON is itself."""
    try:
        return json.loads(value or "null")
    except ValueError:
        return value


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
