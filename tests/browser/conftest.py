"""Pages that people look at, and a real browser to look with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browser.chromium import PROGRAM, chromium
from browser.organisation import settle
from handover.sample import empty, material
from playwright.sync_api import Browser, Page

from pilotage.handover import write_report

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
CLASH = "1,005 people do not fit into 3 windows of 60."
REPORTS = ("report", "infeasible", "almost-empty")
EVERY_PAGE = (*REPORTS, "runbook")


@dataclass
class Visit:
    """A page that was opened, what it asked for, and what it complained about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def unfold(self) -> None:
        """Open everything that is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


Go = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for all tests of a worker."""
    if not PROGRAM.exists():
        pytest.skip("chromium is not installed: apt-get install chromium")
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script that looks for barriers."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci --ignore-scripts")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the file of each page: the demo, a plan that cannot be, and next to nothing."""
    folder = tmp_path_factory.mktemp("pages")
    home = settle(folder, people=60, effort="quick")
    impossible = material(plan=None, runbooks=(), conflict=(CLASH,))
    for name, made in (("infeasible", impossible), ("almost-empty", empty())):
        (folder / f"{name}.html").write_text(write_report(made), "utf-8")
    return {
        "report": home / "report.html",
        "runbook": home / "runbooks/wave-0.html",
        **{name: folder / f"{name}.html" for name in REPORTS[1:]},
    }


@pytest.fixture
def go(browser: Browser, places: dict[str, Path]) -> Iterator[Go]:
    """Open a page by its name, in a browser context of its own."""
    with ExitStack() as opened:

        def visit(name: str, **options: Any) -> Visit:
            context = browser.new_context(**options)
            opened.callback(context.close)
            made = Visit(context.new_page())
            made.page.on("request", lambda request: made.asked.append(request.url))
            made.page.on("console", lambda message: made.complaints.append(message.text))
            made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
            made.page.goto(places[name].as_uri())
            return made

        yield visit
