"""Ask for decisions, list them with the time that is left, and answer them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from pilotage.cli.engaged import actor, engaged
from pilotage.cli.show import json_option, print_json, print_table
from pilotage.coordinate.decisions import Asked, answered, asked, median_latency, time_left
from pilotage.engine.gate_signing import holder_of
from pilotage.facts.clock import Clock, lasting
from pilotage.facts.engagement import Decision, Option
from pilotage.facts.errors import InputError
from pilotage.store import items
from pilotage.store.agreed import agreed


@click.group("decision")
def command() -> None:
    """Ask for decisions, list them with the time that is left, and answer them."""


@command.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only what nobody has answered.")
@json_option
@click.pass_context
def list_(ctx: click.Context, only_open: bool, as_json: bool) -> None:
    """List decisions: what is open first, by the time that is left."""
    engagement = engaged(ctx)
    now = engagement.now
    kept = [(each.key, each.value) for each in items.items(engagement, "decision")]
    found = [e for e in asked(kept, now, engagement.time_zone) if e.open or not only_open]
    took = median_latency(found)
    if as_json:
        print_json({"decisions": [_document(each) for each in found], "median_latency_hours": (
            None if took is None else round(took.total_seconds() / 3600, 1))})  # fmt: skip
        return
    clock = Clock.of(engagement.time_zone)
    rows = [
        (e.key, e.decision.question, e.decision.decider, clock.day(e.decision.decide_by),
         time_left(e), e.state, e.answer)
        for e in found
    ]  # fmt: skip
    print_table("Decisions", ("key", "question", "who", "by", "time left", "state", "answer"), rows)
    if took is not None:
        click.echo(f"Half of the answers took at most {lasting(took)}.")


@command.command("ask")
@click.argument("question")
@click.option("--of", "decider", required=True, help="Who decides.")
@click.option("--by", "decide_by", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--option", "options", multiple=True, help="ANSWER or ANSWER=PRICE; give several.")
@click.option("--recommend", default="", help="The answer that you recommend.")
@click.option("--delay-costs", type=float, help="Money per week of waiting.")
@click.option("--default", "silent", default="", help="What holds if nobody answers.")
@click.pass_context
def ask(
    ctx: click.Context,
    question: str,
    decider: str,
    decide_by: datetime,
    options: tuple[str, ...],
    recommend: str,
    delay_costs: float | None,
    silent: str,
) -> None:
    """Ask QUESTION of somebody, with options and a day."""
    engagement = engaged(ctx)
    decision = Decision(
        question, decider, decide_by.date(), option=tuple(_option(each) for each in options),
        recommendation=recommend, delay_costs=delay_costs, default=silent,
        asked_at=engagement.now,
    )  # fmt: skip
    kept = items.save(engagement, "decision", decision, actor(), did="asked")
    click.echo(f"{kept.key} is asked of {decider}.")


@command.command("answer")
@click.argument("key")
@click.argument("answer")
@click.option("--as", "role", default="sponsor", show_default=True, help="The role that decides.")
@json_option
@click.pass_context
def answer_(ctx: click.Context, key: str, answer: str, role: str, as_json: bool) -> None:
    """Answer the decision KEY, with an ANSWER or the number of an option."""
    engagement = engaged(ctx)
    person, _ = holder_of(agreed(engagement), role)
    kept = items.item(engagement, "decision", key)
    now = engagement.now
    value = answered(kept.value, answer, person, now)
    items.save(
        engagement, "decision", value, actor(person), key=key, version=kept.version, did="answered"
    )
    if as_json:
        print_json(asdict(value))
    else:
        click.echo(f"{key}: {value.answer} ({person})")


def _option(text: str) -> Option:
    name, _, price = text.partition("=")
    try:
        return Option(name.strip(), float(price) if price else None)
    except ValueError as error:
        raise InputError(f"{price!r} is no price", where="--option", fix="Write 1200.") from error


def _document(each: Asked) -> dict[str, object]:
    left = None if each.left is None else round(each.left.total_seconds() / 3600, 1)
    return {
        "key": each.key, "state": each.state, "hours_left": left, "answer": each.answer,
        **{k: v for k, v in asdict(each.decision).items() if k != "answer"},
    }  # fmt: skip
