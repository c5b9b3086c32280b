"""From a condition over rows to the state of each person, with a sentence for each."""

from __future__ import annotations

import polars as pl

from pilotage.assess.waves.crossing import NO_ACCOUNT
from pilotage.facts.wave_readiness import NOT_READY, READY, STATE, UNKNOWN

Says = str | pl.Expr


def judged(
    rows: pl.DataFrame, wrong: pl.Expr, *, says: Says, right: Says, unsure: Says
) -> pl.DataFrame:
    """Return ``person``, ``state`` and ``because`` of ``rows``, which hold each person once.

    ``wrong`` is true for who is not ready, false for who is, and null where it is not known.
    """
    state = pl.when(wrong).then(pl.lit(NOT_READY)).when(~wrong).then(pl.lit(READY))
    words = pl.when(wrong).then(_text(says)).when(~wrong).then(_text(right))
    return rows.select(
        "person",
        state=state.otherwise(pl.lit(UNKNOWN)).cast(STATE),
        because=words.otherwise(_text(unsure)),
    )


def in_account(wrong: pl.Expr) -> pl.Expr:
    """Return ``wrong``, and null for whoever has no account in the target to look at."""
    return pl.when(pl.col("target").is_not_null()).then(wrong)


def or_no_account(unsure: Says) -> pl.Expr:
    """Return why it is not known: there is no account yet, or else ``unsure``."""
    return pl.when(pl.col("target").is_null()).then(pl.lit(NO_ACCOUNT)).otherwise(_text(unsure))


def _text(says: Says) -> pl.Expr:
    return pl.lit(says) if isinstance(says, str) else says
