"""A forecast for people and for scripts: dates with their chance, a histogram, the drivers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from pilotage.facts.forecast import Driver, Forecast

BARS, BAR = 12, 40
"""Lines of the histogram, and the width of its longest bar."""


def forecast_json(name: str, found: Forecast) -> dict[str, Any]:
    """Return a forecast as plain values; days are dates, shares lie between 0 and 1."""
    return {
        "name": name,
        "p20": found.day(found.p20),
        "p50": found.day(found.p50),
        "p80": found.day(found.p80),
        "deadline": found.deadline,
        "p_by_deadline": found.p_by_deadline,
        "p_by_deadline_error": found.chance_error,
        "slack_working_days": found.slack,
        "seed": found.seed,
        "runs": found.runs,
        "drivers": [
            {
                "cause": each.cause,
                "wins_days": round(each.days, 2),
                "wins_p80_days": round(each.p80_days, 2),
                "wins_chance": each.chance,
            }
            for each in found.drivers
        ],
        "examined": found.examined,
        "calibrated": found.calibrated,
        "calibration": found.calibration,
        "histogram": [{"day": found.day(day), "runs": runs} for day, runs in found.histogram],
        "critical": [{"task": task, "share": round(share, 3)} for task, share in found.critical],
        "assumed": found.assumed,
    }


def print_forecast(name: str, found: Forecast) -> None:
    """Print when the last wave ends, with which chance, and what would be won without what."""
    click.echo(f"{name}: the last wave ends by")
    for share, days in (("20 %", found.p20), ("50 %", found.p50), ("80 %", found.p80)):
        click.echo(f"  {found.day(days):%a %d %b %Y}  in {share} of {found.runs:,} runs")
    click.echo(_deadline(found))
    click.echo("")
    for line in _histogram(found):
        click.echo(f"  {line}")
    if found.drivers:
        click.echo(f"\nWon without, from the first {found.examined:,} runs computed again:")
    for place, driver in enumerate(found.drivers, start=1):
        click.echo(f"  {place}. {driver.cause}: {_won(driver)}")
    click.echo(f"\n{found.borne_out}")
    click.echo(f"Seed {found.seed}. Rests on {len(found.assumed)} assumptions; --json lists them.")


def _deadline(found: Forecast) -> str:
    if found.deadline is None or found.p_by_deadline is None or found.chance_error is None:
        return "No deadline is agreed, so there is no chance to tell."
    return (
        f"Deadline {found.deadline:%a %d %b %Y}: made in {found.p_by_deadline:.1%} of the runs"
        f" (within {found.chance_error:.1%}), {found.slack} working days after the 50 % day"
    )


def _won(driver: Driver) -> str:
    days = f"{driver.days:.1f} days on average"
    if driver.chance is None:
        return days
    return f"{days}, {driver.chance * 100:.1f} points of chance"


def _histogram(found: Forecast) -> Iterator[str]:
    """Yield a line per day or stretch of days, the rest in one line."""
    shown, rest = found.histogram[:BARS], found.histogram[BARS:]
    most = max(runs for _, runs in shown)
    for day, runs in shown:
        mark = " <- deadline missed" if _misses(found, day) else ""
        bar = "#" * max(1, round(BAR * runs / most))
        yield f"{found.day(day):%d %b %Y}  {bar:<{BAR}} {runs / found.runs:6.1%}{mark}"
    if rest:
        share = sum(runs for _, runs in rest) / found.runs
        yield f"{'later':<11}  {'':<{BAR}} {share:6.1%}"


def _misses(found: Forecast, day: int) -> bool:
    return found.deadline is not None and found.day(day) > found.deadline
