"""Show the eight areas of readiness, or each check of one with its proof and its age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from pilotage.assess.explained import FAILED, UNKNOWN, Explained
from pilotage.cli.engaged import engaged
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.answers import Asked, asked, questions
from pilotage.engine.readiness import areas_of, findings_of
from pilotage.facts.finding import Area
from pilotage.store.items import values
from pilotage.store.models import Engagement

HOURS_SHOWN = 48
"""Ages below so many hours are shown in hours, others in days."""

AREAS = tuple(area.name.lower() for area in Area)


@click.command("readiness")
@click.argument("area", required=False, type=click.Choice(AREAS))
@click.option("--explain", is_flag=True, help="Show every check with its value, source and age.")
@json_option
@click.pass_context
def command(ctx: click.Context, area: str | None, explain: bool, as_json: bool) -> None:
    """Show the eight areas of readiness, or one AREA with what fails in it.

    Of each area the questions that no system can answer are shown too: who has not answered, and
    where answers differ.

    Exit code 3: a check fails. 4: nothing fails, but something is unknown.
    """
    engagement = engaged(ctx)
    now = engagement.now
    if area is None:
        words = _show_areas(engagement, now, as_json)
    else:
        words = _show_area(engagement, now, area, explain, as_json)
    ctx.exit(
        CRITERIA_NOT_MET if FAILED in words else NOT_ENOUGH_EVIDENCE if UNKNOWN in words else 0
    )


def _show_areas(engagement: Engagement, now: datetime, as_json: bool) -> set[str]:
    views = areas_of(engagement, now)
    if as_json:
        print_json({"areas": views})
    else:
        rows = [(each.area, each.state, *each.counts.values(), "; ".join(each.reasons[:1]))
                for each in views]  # fmt: skip
        print_table("Readiness", ("area", "state", *views[0].counts, "worst"), rows)
    return {word for each in views for word, count in each.counts.items() if count}


def _show_area(
    engagement: Engagement, now: datetime, area: str, explain: bool, as_json: bool
) -> set[str]:
    found = findings_of(engagement, now, area=area)
    shown = found if explain else [each for each in found if each.word in (FAILED, UNKNOWN)]
    put = asked(
        questions(area), values(engagement, "person"), values(engagement, "answer"), now.date()
    )
    if as_json:
        print_json({"area": area, "checks": [_plain(each, now) for each in shown],
                    "questions": [_question(each) for each in put]})  # fmt: skip
    else:
        _print_checks(area, shown, now)
        _print_questions(put)
    return {each.word for each in found}


def _print_checks(area: str, shown: Sequence[Explained], now: datetime) -> None:
    columns = ("check", "side", "state", "value", "known", "source", "age")
    rows = [
        (each.check, each.side, each.word, _value(each), each.basis, each.source, _age(each, now))
        for each in shown
    ]
    print_table(f"Readiness: {area}", columns, rows)


def _print_questions(put: Sequence[Asked]) -> None:
    missing = [(person.name, each.question.ask) for each in put for person in each.missing]
    print_table("Who has not answered", ("who", "question"), missing)
    differ = [
        (each.question.ask, "; ".join(f"{one.who}: {one.short}" for one in each.answers))
        for each in put
        if each.conflicting
    ]
    print_table("Answers that differ", ("question", "answers"), differ)


def _value(each: Explained) -> str:
    return f"{each.says} Last known: {each.last_known}" if each.last_known else each.says


def _age(each: Explained, now: datetime) -> str:
    """Return how old the proof is, of an unknown value that of the last known one."""
    at = each.known_at or each.read_at
    if at is None:
        return ""
    hours = int((now - at).total_seconds() // 3600)
    return f"{hours} h" if hours < HOURS_SHOWN else f"{hours // 24} days"


def _plain(each: Explained, now: datetime) -> dict[str, Any]:
    plain = asdict(each) | {"severity": each.severity.name.lower(), "age": _age(each, now)}
    del plain["position"]
    return plain


def _question(each: Asked) -> dict[str, Any]:
    return {
        "id": each.question.id,
        "question": each.question.ask,
        "missing": [person.name for person in each.missing],
        "unheld": list(each.unheld),
        "conflicting": each.conflicting,
        "answers": [asdict(one) for one in each.answers],
    }
