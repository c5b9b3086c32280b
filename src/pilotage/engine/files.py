"""Everything that the main job leaves for people, as file names and contents."""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.engine.pipeline import Planned, Prepared
from pilotage.facts.engagement import Engagement
from pilotage.facts.runbook import Runbook
from pilotage.facts.situation import Situation
from pilotage.handover import write_report
from pilotage.handover.workbook import write_workbook
from pilotage.plan.plan_json import plan_to_json
from pilotage.plan.problem_json import problem_to_json
from pilotage.runbook.csv import write_csv
from pilotage.runbook.html import write_html
from pilotage.runbook.ics import write_ics


def report_files(prepared: Prepared) -> Iterator[tuple[str, str | bytes]]:
    """Yield the report as a page and as a workbook."""
    yield "report.html", write_report(prepared.material)
    yield "report.xlsx", write_workbook(prepared.material)


def plan_files(planned: Planned) -> Iterator[tuple[str, bytes]]:
    """Yield the planning problem and its answer."""
    yield "problem.json", problem_to_json(planned.problem)
    yield "plan.json", plan_to_json(planned.problem, planned.answer, seconds=planned.seconds)


def runbook_files(
    runbooks: tuple[Runbook, ...], engagement: Engagement, situation: Situation
) -> Iterator[tuple[str, str | bytes]]:
    """Yield each runbook as a page, a table and a calendar."""
    for runbook in runbooks:
        stem = f"wave-{runbook.wave}"
        yield f"{stem}.html", write_html(runbook, engagement, now=situation.now)
        yield f"{stem}.csv", write_csv(runbook, engagement)
        yield f"{stem}.ics", write_ics(runbook, engagement, now=situation.now)
