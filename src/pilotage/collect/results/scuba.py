"""Verdicts of ScubaGear.

Source: https://github.com/cisagov/ScubaGear/blob/main/docs/misc/tooloutputschema.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pilotage.collect.results import Result, text
from pilotage.collect.results.frameworks import scuba
from pilotage.collect.results.plain import plain
from pilotage.facts.finding import Outcome

TOOL = "ScubaGear"
OUTCOMES = {"pass": Outcome.PASSED, "fail": Outcome.FAILED, "warning": Outcome.FAILED}
"""What a result means; a warning is a SHOULD that is not met. Others are no verdict: N/A is for
a person, Error and Omitted say nothing, and Incorrect is doubted by who ran it."""

SEVERITIES = {"shall": "high", "should": "medium"}


def controls(results: Any) -> Iterator[Any]:
    """Yield the controls of every product and group below ``Results``."""
    products = results.values() if isinstance(results, Mapping) else ()
    for groups in products:
        for group in groups if isinstance(groups, list) else [groups]:
            found = group.get("Controls") if isinstance(group, Mapping) else None
            yield from found if isinstance(found, list) else [found]


def result(control: Any, at: str = "") -> Result | None:
    """Return the verdict of one control, None if it is none."""
    if not isinstance(control, Mapping):
        return None
    id, word = text(control, "Control ID"), text(control, "Result")
    if not id or not word:
        return None
    return Result(
        TOOL,
        id,
        word,
        OUTCOMES.get(word.lower(), Outcome.NOT_ASSESSED),
        title=plain(text(control, "Requirement")),
        says=plain(text(control, "Details")),
        severity=SEVERITIES.get(text(control, "Criticality").lower().partition("/")[0], ""),
        frameworks=tuple(scuba([id])),
        at=at,
    )
