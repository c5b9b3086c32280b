"""Show the waves of the plan, and who in them is ready, who is not, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click
import polars as pl

from pilotage.assess.waves import wave_readiness
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.engine.plans import standing_plan
from pilotage.engine.run import stored_situation
from pilotage.facts.errors import NotKnown
from pilotage.facts.plan import Plan, Wave
from pilotage.facts.wave_readiness import READY, WaveCount, WaveReadiness
from pilotage.plan import as_plan
from pilotage.store.clock import now_in

NOBODY = {"people": 0, "not_ready": 0, "unknown": 0, "ready": 0}


def wave_number(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """Return the number of a wave that is written as ``2`` or ``w2``."""
    if found := re.fullmatch(r"[wW]?(\d+)", value):
        return int(found[1])
    raise click.BadParameter(f"{value} is no wave; waves are numbers, such as 2 or w2", ctx, param)


@click.group("wave")
def command() -> None:
    """Show the waves of the plan, and who in them is ready, who is not, and why.

    Exit code 3: somebody is not ready. 4: nobody is known to be not ready, and of somebody it
    is not known.
    """


@command.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the waves that move anybody: when, how many people, the load, and who is ready."""
    plan, found = _read(ctx.obj)
    counts = {each.wave: each for each in found.counts}
    waves = [_row(wave, counts.get(wave.number)) for wave in plan.waves if wave.members]
    if as_json:
        print_json({"waves": waves})
    else:
        columns = ("wave", "starts", "people", "not_ready", "unknown", "ready", "gb", "tickets")
        rows = [tuple(_shown(wave[name]) for name in columns) for wave in waves]
        heads = [name.replace("_", " ") for name in columns]
        print_table(f"Waves of {plan.name}", heads, rows)
    ctx.exit(_code(found.counts))


@command.command("users")
@click.argument("wave", callback=wave_number)
@click.option("--not-ready", "only_open", is_flag=True, help="Leave out who is ready.")
@json_option
@click.pass_context
def users(ctx: click.Context, wave: int, only_open: bool, as_json: bool) -> None:
    """List the people of WAVE, the worst first, with the items that block each of them."""
    plan, found = _read(ctx.obj)
    if wave not in {each.number for each in plan.waves}:
        numbers = ", ".join(str(each.number) for each in plan.waves)
        raise NotKnown(f"the plan has no wave {wave}; it has {numbers}")
    people = found.people.filter(wave=wave)
    counts = [each for each in found.counts if each.wave == wave]
    shown = people.filter(pl.col("state") != READY) if only_open else people
    if as_json:
        print_json(
            {"wave": wave, **_counted(next(iter(counts), None)), "users": _users(found, shown)}
        )
    else:
        columns = ("name", "department", "state", "because")
        print_table(_title(wave, counts), columns, _lines(shown))
    ctx.exit(_code(counts))


def _read(home: Path) -> tuple[Plan, WaveReadiness]:
    """Return the plan at home and who is ready, judged now.

    Raises:
        NotKnown: there is no plan, or no source snapshot.
    """
    problem, solution = standing_plan(home)
    situation = stored_situation(home, now_in(home))
    if situation.source is None:
        raise NotKnown(f"there is no source snapshot in {home}; collect files first")
    plan = as_plan(problem, solution)
    return plan, wave_readiness(situation, plan)


def _code(counts: Iterable[WaveCount]) -> int:
    """Return the exit code: somebody not ready, else somebody unknown, else good."""
    counts = list(counts)
    if any(each.not_ready for each in counts):
        return CRITERIA_NOT_MET
    return NOT_ENOUGH_EVIDENCE if any(each.unknown for each in counts) else 0


def _row(wave: Wave, count: WaveCount | None) -> dict[str, object]:
    return {
        "wave": wave.number,
        "pilot": wave.pilot,
        "day": wave.day,
        "starts": wave.starts_at,
        "ends": wave.ends_at,
        "units": len(wave.members),
        "gb": round(wave.gb, 1),
        "tickets": round(wave.tickets, 1),
        **_counted(count),
    }


def _counted(count: WaveCount | None) -> dict[str, int]:
    if count is None:
        return NOBODY
    return {name: getattr(count, name) for name in NOBODY}


def _users(found: WaveReadiness, shown: pl.DataFrame) -> list[dict[str, object]]:
    """Return each person with every item that is not ready or not known."""
    open_ = found.items.filter(pl.col("state") != READY).join(
        shown.select("person"), on="person", how="semi", maintain_order="left"
    )
    each = {
        person: items.select("item", "state", "because").to_dicts()
        for (person,), items in open_.group_by("person", maintain_order=True)
    }
    people = shown.select("person", "name", "department", "state").iter_rows(named=True)
    return [{**row, "items": each.get(row["person"], [])} for row in people]


def _lines(people: pl.DataFrame) -> list[tuple[object, ...]]:
    shown = people.select(
        "name",
        "department",
        pl.col("state").cast(pl.String).str.replace("_", " "),
        pl.col("because").list.join("; "),
    )
    return shown.rows()


def _title(wave: int, counts: list[WaveCount]) -> str:
    if not counts:
        return f"Wave {wave}: no people"
    [count] = counts
    return (
        f"Wave {wave}, {count.people:,} people: {count.not_ready:,} not ready, "
        f"{count.unknown:,} unknown, {count.ready:,} ready"
    )


def _shown(value: object) -> object:
    return f"{value:%a %d %b %Y %H:%M} UTC" if isinstance(value, datetime) else value
