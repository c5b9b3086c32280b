"""The three sub-scores for scripts, and on one screen for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import click
import polars as pl

from pilotage.cli.show import print_table
from pilotage.facts.finding import Outcome
from pilotage.facts.score import SIDES, Answer, Opinion, Score, ScoredCheck

MOST = 6
"""Rows of one kind on the screen; --json has all."""

WORST_FIRST = (Outcome.FAILED, Outcome.NOT_ASSESSED, Outcome.PASSED)


def as_plain(
    made: Sequence[Score], alone: Mapping[str, pl.DataFrame], now: datetime
) -> dict[str, Any]:
    """Return the sub-scores with every check as plain values; ages are in whole days.

    ``alone`` holds, by side, results of other tools that no check of ours speaks of.
    """
    return {
        "scores": [
            {
                "score": score.name.value,
                "counts": {
                    side: {one.value: score.count(side, one) for one in Outcome} for side in SIDES
                },
                "contradictions": len(score.contradictions),
                "checks": [_check(each, now) for each in score.checks],
            }
            for score in made
        ],
        "contradictions": sum(len(score.contradictions) for score in made),
        "third_party_only": {side: rows.to_dicts() for side, rows in alone.items()},
    }


def _check(each: ScoredCheck, now: datetime) -> dict[str, Any]:
    return {
        "check": each.check,
        "title": each.title,
        "severity": each.severity.name.lower(),
        "frameworks": list(each.frameworks),
        "sides": {side: _answer(one, now) for side, one in each.answers.items()},
        "third_party": [_opinion(one, now) for one in each.opinions],
    }


def _answer(one: Answer, now: datetime) -> dict[str, Any]:
    return {
        "outcome": one.outcome.value,
        "says": one.says,
        "basis": one.basis.value,
        "source": one.source,
        "taken_at": one.taken_at,
        "age_days": _days(one.taken_at, now),
    }


def _opinion(one: Opinion, now: datetime) -> dict[str, Any]:
    return {
        "side": one.side,
        "framework": one.framework,
        "tool": one.tool,
        "outcome": one.theirs,
        "says": one.they_say,
        "taken_at": one.at,
        "age_days": _days(one.at, now),
        "ours": one.ours,
        "contradicts": one.contradicts,
    }


def _days(at: datetime | None, now: datetime) -> int | None:
    return None if at is None else (now - at) // timedelta(days=1)


def print_scores(made: Sequence[Score], alone: Mapping[str, pl.DataFrame], now: datetime) -> None:
    """Print the counts, the worst failures, and where another tool says otherwise."""
    columns = ["sub-score", "side", "failed", "not assessed", "passed", "contradicted"]
    rows = [
        (score.name.value, side, *counts, _contradicted(score, side))
        for score in made
        for side in SIDES
        if any(counts := [score.count(side, one) for one in WORST_FIRST])
    ]
    print_table("Identity and security, in checks", columns, rows)
    failed = [
        (each.severity.name.lower(), score.name.value, each.check, ", ".join(sides))
        for score in made
        for each in score.checks
        if (sides := [s for s, one in each.answers.items() if one.outcome is Outcome.FAILED])
    ]
    rank = {"critical": 0, "high": 1, "medium": 2, "low": 3}
    failed.sort(key=lambda row: rank[row[0]])
    _print_first("Failed", ["severity", "sub-score", "check", "on"], failed)
    _print_opinions(made, alone, now)


def _contradicted(score: Score, side: str) -> int:
    return sum(one.side == side for one in score.contradictions)


def _print_opinions(
    made: Sequence[Score], alone: Mapping[str, pl.DataFrame], now: datetime
) -> None:
    apart = [
        (one.tool, one.framework, one.side, one.theirs, one.ours, _age(one.at, now))
        for score in made
        for one in score.contradictions
    ]
    columns = ["tool", "policy", "side", "it says", "we say", "its age"]
    _print_first("Other tools say otherwise", columns, apart)
    for side, rows in alone.items():
        if rows.height:
            click.echo(f"Of other tools on the {side}, matched to no check: {rows.height:,}.")


def _age(at: datetime | None, now: datetime) -> str:
    days = _days(at, now)
    return "unknown" if days is None else f"{days:,} days"


def _print_first(title: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    if rows:
        more = f"; first {MOST}, --json has all" if len(rows) > MOST else ""
        print_table(f"{title}: {len(rows):,}{more}", columns, rows[:MOST])
