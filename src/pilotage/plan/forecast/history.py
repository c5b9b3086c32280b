"""Read what was forecast for finished migrations, and when they ended, from a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import PurePath

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.plan.forecast.calibration import Outcome

NEEDED = ("p20", "p80", "finished")
OPTIONAL = ("p_by_deadline", "deadline")

_OUTCOME = TypeAdapter(Outcome)


def read_history(data: bytes, file: PurePath) -> tuple[tuple[Outcome, ...], tuple[Refusal, ...]]:
    """Return the outcomes of a CSV file, and the lines that could not be used.

    Its columns are ``p20``, ``p80`` and ``finished``, dates, and where known ``p_by_deadline``,
    a share, and ``deadline``, a date.

    Raises:
        InputError: the file is not UTF-8, or a column is missing.
    """
    try:
        rows = csv.DictReader(data.decode("utf-8-sig").splitlines())
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=str(file)) from error
    if missing := [name for name in NEEDED if name not in (rows.fieldnames or ())]:
        says = f"has no column {' and '.join(missing)}"
        fix = f"Columns are {', '.join((*NEEDED, *OPTIONAL))}."
        raise InputError(says, where=str(file), fix=fix)
    found = list(_lines(rows, file))
    return (
        tuple(each for each in found if isinstance(each, Outcome)),
        tuple(each for each in found if isinstance(each, Refusal)),
    )


def _lines(rows: csv.DictReader[str], file: PurePath) -> Iterator[Outcome | Refusal]:
    for row in rows:
        where = f"{file}, line {rows.line_num}"
        known = {name: row[name] for name in (*NEEDED, *OPTIONAL) if row.get(name)}
        try:
            yield _checked(_OUTCOME.validate_strings(known))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            yield Refusal(where, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
        except ValueError as error:
            yield Refusal(where, str(error))


def _checked(outcome: Outcome) -> Outcome:
    if outcome.p20 > outcome.p80:
        raise ValueError("p20: lies after p80")
    chance = outcome.p_by_deadline
    if chance is not None and not 0 <= chance <= 1:
        raise ValueError("p_by_deadline: must be a share from 0 to 1")
    return outcome
