"""Conclusions of other tools beside ours: where they agree, and where they do not.

A result is matched by public policy id. Where a tool names the version, it must be ours, because
another version is another rule; where it names none, any version of the policy is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pilotage.facts.finding import Finding, Outcome

RANK = {Outcome.FAILED.value: 0, Outcome.NOT_ASSESSED.value: 1, Outcome.PASSED.value: 2}
"""The worse first: one failed resource makes a failed policy."""

POLICY = r"^(MS\.[A-Z]+\.\d+\.\d+)v\d+$"
"""A versioned id of the SCuBA baselines, and the part without its version."""

OURS = {
    "framework": pl.String,
    "check": pl.String,
    "ours": pl.String,
    "says": pl.String,
}


def beside(findings: Iterable[Finding], results: pl.DataFrame) -> pl.DataFrame:
    """Return a row per policy and result of another tool that we both speak of.

    ``findings`` and ``results`` (THIRD_PARTY_RESULTS) are of one environment. Columns are
    framework, check, ours, says, tool, result_id, theirs, they_say, at (when the tool ran) and
    contradicts (one passed what the other failed). Sorted by framework, tool and result.
    """
    ours, theirs = _ours(findings), _theirs(results)
    matched = _keys(ours).join(theirs, on="key")
    apart = {Outcome.PASSED.value, Outcome.FAILED.value}
    decided = pl.col("ours").is_in(apart) & pl.col("theirs").is_in(apart)
    return (
        matched.with_columns(contradicts=decided & (pl.col("ours") != pl.col("theirs")))
        .drop("key")
        .sort("framework", "tool", "result_id")
    )


def contradictions(findings: Iterable[Finding], results: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``beside`` in which one tool passed what the other failed."""
    return beside(findings, results).filter("contradicts")


def unmatched(findings: Iterable[Finding], results: pl.DataFrame) -> pl.DataFrame:
    """Return the results that no check of ours speaks of: they stand as third-party findings."""
    known = beside(findings, results).select("tool", "result_id").unique()
    return results.join(known, on=["tool", "result_id"], how="anti")


def _ours(findings: Iterable[Finding]) -> pl.DataFrame:
    """Return our worst answer to each policy."""
    rows = [
        (framework, finding.check, finding.outcome.value, finding.says)
        for finding in findings
        for framework in finding.frameworks
    ]
    every = pl.DataFrame(rows, schema=OURS, orient="row")
    return _worst(every, "ours", "framework")


def _theirs(results: pl.DataFrame) -> pl.DataFrame:
    """Return what the last run of each test said of each policy: of several resources the worst.

    A run without a date counts where there is no other.
    """
    day = pl.col("at").dt.date()
    last = day.max().over("tool", "result_id")
    every = (
        results.filter(day.eq_missing(last))
        .select(
            "tool",
            "result_id",
            pl.col("outcome").alias("theirs"),
            pl.col("says").alias("they_say"),
            "at",
            pl.col("frameworks").alias("key"),
        )
        .explode("key", empty_as_null=True, keep_nulls=True)
    )
    return _worst(every.drop_nulls("key"), "theirs", "tool", "result_id", "key")


def _worst(rows: pl.DataFrame, outcome: str, *by: str) -> pl.DataFrame:
    """Return the row of each group whose outcome is the worst; of equals the first."""
    rank = pl.col(outcome).replace_strict(RANK, default=1, return_dtype=pl.Int64)
    return rows.sort(rank, maintain_order=True).unique(list(by), keep="first", maintain_order=True)


def _keys(ours: pl.DataFrame) -> pl.DataFrame:
    """Return our answers under their own id and under the id without its version."""
    bare = ours.with_columns(key=pl.col("framework").str.extract(POLICY)).drop_nulls("key")
    return pl.concat([ours.with_columns(key=pl.col("framework")), bare])
