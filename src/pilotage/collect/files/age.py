"""When the exports of a folder were made, where they say it themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from pilotage.collect.files.plausible import LEEWAY

EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)
"""Before it there was nothing to export."""


def made_at(stated: Mapping[str, datetime], files: Iterable[str], read_at: datetime) -> datetime:
    """Return the latest moment that ``files`` state, or ``read_at``.

    The reading counts where one of them states none, and where what they state cannot be: it
    lies in the future, or before there was anything to export.
    """
    told = [stated.get(file) for file in files]
    known = [moment for moment in told if moment is not None]
    if not known or len(known) < len(told):
        return read_at
    latest = max(known)
    return min(latest, read_at) if EARLIEST <= latest <= read_at + LEEWAY else read_at
