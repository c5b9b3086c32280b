"""How rows become one finding: true is offending, false is fine, null cannot be told.

A check states its rule as one Polars expression. Polars keeps unknown apart from false, so a
row whose flag was never read can neither fail nor help to pass.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from pilotage.facts.finding import Finding, failed, not_assessed, passed

NAMED = 3
"""How many names a sentence carries; the evidence carries all."""


@dataclass(frozen=True)
class Words:
    """How a check speaks. The parts follow a count, as in ``3 of 9 accounts`` + ``wrong``.

    ``name`` lists the columns that name a row, the first known one wins.
    """

    things: str
    wrong: str
    right: str
    unsure: str
    name: tuple[str, ...]


def conclude(
    subject: str,
    rows: pl.DataFrame,
    bad: pl.Expr,
    words: Words,
    *,
    among: pl.Expr | None = None,
    expected: bool = False,
) -> Finding:
    """Judge the rows of ``among`` by ``bad`` and return one finding about ``subject``.

    It fails on any row that is certainly bad, is not assessed while any row may be, and passes
    otherwise. ``expected`` says that a healthy environment has at least one such row, so that
    none at all is unknown rather than fine.
    """
    judged = rows if among is None else rows.filter(among.fill_null(True))
    offends = bad if among is None else among & bad
    if judged.is_empty():
        if expected:
            return not_assessed(subject, f"no {words.things} were read")
        return passed(subject, f"There are no {words.things}.", judged)
    wrong = judged.filter(offends)
    unsure = judged.filter(offends.is_null())
    if not wrong.is_empty():
        says = f"{wrong.height} of {judged.height} {words.things} {words.wrong}: "
        return failed(subject, says + f"{naming(wrong, *words.name)}.{_more(unsure)}", wrong)
    if not unsure.is_empty():
        why = f"{unsure.height} of {judged.height} {words.things} {words.unsure}: "
        return replace(not_assessed(subject, why + naming(unsure, *words.name)), evidence=unsure)
    return passed(subject, f"All {judged.height} {words.things} {words.right}.", judged)


def naming(rows: pl.DataFrame, *columns: str) -> str:
    """Return the first names of ``rows``, and how many more there are."""
    known = rows.select(name=pl.coalesce(columns).fill_null("(no name)"))["name"]
    distinct = known.unique(maintain_order=True)
    more = distinct.len() - NAMED
    first = ", ".join(distinct.head(NAMED))
    return f"{first} and {more} more" if more > 0 else first


def _more(unsure: pl.DataFrame) -> str:
    return f" {unsure.height} more cannot be told." if unsure.height else ""
