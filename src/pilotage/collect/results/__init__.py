"""What other assessment tools concluded -> rows of THIRD_PARTY_RESULTS.

A module per tool turns its objects into ``Result`` values. Words differ from tool to tool; here
each becomes passed, failed or not_assessed, and the tool's own word is kept beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.moments import moment
from pilotage.facts.finding import Outcome
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import THIRD_PARTY_RESULTS

TENANT = "tenant"
"""Subject of a result about the environment as a whole."""

UNDATED = "undated"
"""Run of a result whose file does not say when the tool ran."""

SEVERITIES = ("low", "medium", "high", "critical")
NAMELESS = "a result without an id or an outcome"


@dataclass(frozen=True)
class Result:
    """One conclusion. ``at`` is the moment as the tool writes it, empty if it does not.

    ``tenants`` are ids and domains of the tenant that was looked at, where the tool says so.
    """

    tool: str
    result_id: str
    word: str
    outcome: Outcome
    title: str = ""
    says: str = ""
    severity: str = ""
    frameworks: tuple[str, ...] = ()
    at: str = ""
    subject: str = TENANT
    tenants: tuple[str, ...] = ()


def batch_of(found: Iterable[Result | None], where: str, tenants: tuple[str, ...] = ()) -> Batch:
    """Return the results as rows; None is one that could not be understood, and is counted.

    ``tenants`` are those of the whole file, for results that do not say it themselves.
    """
    every = list(found)
    kept = _numbered([one for one in every if one is not None])
    rows = [
        {**asdict(one), "outcome": one.outcome.value, "tenants": one.tenants or tenants}
        for one in kept
    ]
    schema = {
        name: pl.String if name == "at" else dtype
        for name, dtype in THIRD_PARTY_RESULTS.schema.items()
    }
    texts = ("word", "severity", "title", "says")
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        moment(pl.col("at")), *(pl.col(name).replace("", None) for name in texts)
    )
    frame = frame.with_columns(run=pl.col("at").dt.strftime("%Y-%m-%d").fill_null(UNDATED))
    lost = len(every) - len(kept)
    refused = (Refusal(where, NAMELESS, lost),) if lost else ()
    return Batch(THIRD_PARTY_RESULTS, frame, refused)


def text(thing: Mapping[str, Any], *path: str) -> str:
    """Return the text at the end of ``path``, empty where there is none."""
    value: Any = thing
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value.strip() if isinstance(value, str) else ""


def severity(word: str) -> str:
    """Return a severity as the table has it, empty for a word that is none."""
    return word.lower() if word.lower() in SEVERITIES else ""


def _numbered(found: Sequence[Result]) -> list[Result]:
    """Return results whose ids are theirs alone: the second of one id is ``id #2``."""
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for one in found:
        key = (one.tool, one.result_id, one.subject)
        seen[key] += 1
        often = seen[key]
        made.append(one if often == 1 else replace(one, result_id=f"{one.result_id} #{often}"))
    return made
