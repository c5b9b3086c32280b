"""Values of exported objects, whatever PowerShell made of them on the way.

A list of one member came as that member, or as its properties; a number or a truth may have come
as text. What is absent or cannot be understood is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from pilotage.assess.baseline import Export, Thing, flat, lone
from pilotage.facts.finding import Finding, failed, not_assessed, passed

BREAKS = "breaks_the_rule"
"""Column of ``judged``: true is offending, false is fine, null cannot be told."""

SHOWN = "object"
"""Column of ``judged`` that names the thing."""

TRUTHS = {"true": True, "false": False}


def flag(thing: Thing, name: str) -> bool | None:
    """Return a property that is true or false."""
    return TRUTHS.get(str(thing.get(name)).lower())


def number(thing: Thing, name: str) -> float | None:
    """Return a property that is a number."""
    text = str(thing.get(name)).strip()
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def word(thing: Thing, name: str) -> str | None:
    """Return a property that is text, in lower case; None where it is empty."""
    value = thing.get(name)
    return value.strip().lower() or None if isinstance(value, str) else None


def members(thing: Thing, name: str) -> list[Any]:
    """Return the members of a list, texts and numbers too; objects are flat like the export's."""
    if below := lone(thing, name):
        return [*below]
    value = thing.get(name)
    items = value if isinstance(value, list) else [value]
    return [flat(one) if isinstance(one, Mapping) else one for one in items if one is not None]


def either(*values: bool | None) -> bool | None:
    """Return true if one value is true, false if all are false, None otherwise."""
    if any(values):
        return True
    return None if None in values else False


def judged(
    things: Iterable[Thing],
    names: tuple[str, ...],
    settings: tuple[str, ...],
    breaks: Callable[[Thing], bool | None],
) -> pl.DataFrame:
    """Return a row per thing: its name, these settings as text, and whether it breaks the rule.

    ``names`` are the properties that name it; the first known one wins.
    """
    rows = [
        {
            SHOWN: next((str(thing[name]) for name in names if thing.get(name)), None),
            **{name: _text(thing.get(name)) for name in settings},
            BREAKS: breaks(thing),
        }
        for thing in things
    ]
    texts = dict.fromkeys((SHOWN, *settings), pl.String)
    return pl.DataFrame(rows, schema={**texts, BREAKS: pl.Boolean}, orient="row")


def verdict(
    export: Export,
    area: str,
    settings: tuple[str, ...],
    meets: bool | None,
    *,
    right: str,
    wrong: str,
) -> Finding:
    """Return the finding about one value of the whole tenant, with its settings as evidence.

    ``right`` and ``wrong`` are full sentences; ``meets`` is None where it cannot be told.
    """
    if meets is None:
        return not_assessed(export.tenant, f"{area} came without {', '.join(settings)}")
    rows = export.evidence(area).filter(pl.col("setting").is_in(settings))
    return passed(export.tenant, right, rows) if meets else failed(export.tenant, wrong, rows)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
