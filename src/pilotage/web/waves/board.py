"""The board: waves side by side, what each carries, and what the plan cuts between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.store import items, members, runs
from pilotage.store.access import Scope
from pilotage.store.models import Run
from pilotage.web.page import page
from pilotage.web.scope import engagement_for
from pilotage.web.waves.columns import STEP, Arc, Bar, Column, arcs_of, columns_of


@dataclass(frozen=True)
class Rule:
    """A rule that the planner keeps: its value, and which waves break it."""

    says: str
    value: str
    broken: str = ""


@require_GET
def show(request: HttpRequest, client: str, migration: str) -> HttpResponse:
    """Show the board of waves."""
    scope = engagement_for(request, client, migration)
    run = runs.latest(scope.engagement, scope.at)
    found = runs.sections(run, ("plan", "cuts", "conflict"))
    plan = found.get("plan")
    if not plan:
        return page(request, "waves/none.html", run=run, conflict=found.get("conflict") or [])
    arcs = _arcs(run, plan, found["cuts"])
    counted = members.groups(run)
    columns = columns_of(plan, counted, arcs, scope.now)
    return page(
        request,
        "waves/board.html",
        run=run,
        plan=plan,
        columns=columns,
        arcs=arcs,
        wide=STEP * len(columns),
        rules=tuple(_rules(scope, columns)),
        freezes=tuple(_freezes(scope, columns, counted)),
        people=sum(column.people for column in columns),
        may_move=scope.may("plan"),
    )


def _arcs(run: Run, plan: dict[str, Any], cuts: Sequence[dict[str, Any]]) -> tuple[Arc, ...]:
    ends = {unit for cut in cuts for unit in (cut["dependent"], cut["needs"])}
    waves = members.waves_of(run, ends)
    return arcs_of(cuts, waves, [wave["number"] for wave in plan["waves"]])


def _rules(scope: Scope, columns: Sequence[Column]) -> Iterator[Rule]:
    """Yield the rules that are hard, with the waves that break them."""
    for place, name in enumerate(("People", "GB", "Tickets")):
        bars = [(column.title, column.bars[place]) for column in columns]
        caps = sorted({bar.cap for _, bar in bars if bar.cap is not None})
        if caps:
            least, most = f"{caps[0]:,.0f}", f"{caps[-1]:,.0f}"
            value = least if least == most else f"{least} to {most}"
            yield Rule(f"Most {name} in a wave", value, ", ".join(_over(bars)))
    for kind, says in (("together", "Must share a wave"), ("before", "Must move earlier")):
        if count := len(items.items(scope.engagement, kind, scope.at)):
            yield Rule(says, f"{count} agreed")


def _freezes(
    scope: Scope, columns: Sequence[Column], counted: Sequence[dict[str, Any]]
) -> Iterator[Rule]:
    """Yield each freeze with the waves that move its department on one of its days."""
    days = {
        column.number: scope.clock.local(column.starts).date()
        for column in columns
        if column.starts
    }
    for freeze in items.values(scope.engagement, "freeze", scope.at):
        everyone = freeze.department == "*"
        waves = sorted(
            {
                row["wave"]
                for row in counted
                if (everyone or row["department"] == freeze.department)
                and row["wave"] in days
                and freeze.first <= days[row["wave"]] <= freeze.last
            }
        )
        yield Rule(
            f"{'Everybody' if everyone else freeze.department}: {freeze.reason or 'freeze'}",
            f"{scope.clock.day(freeze.first)} to {scope.clock.day(freeze.last)}",
            ", ".join(f"wave {number}" for number in waves),
        )


def _over(bars: Sequence[tuple[str, Bar]]) -> Iterator[str]:
    for title, bar in bars:
        if bar.cap is not None and bar.load > bar.cap:
            yield f"{title} by {bar.load - bar.cap:,.0f}"
