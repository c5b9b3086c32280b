"""How results reach people: JSON on request, tables otherwise, progress on stderr."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import click
import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

Report = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and how far it will go (0 if unknown)."""

Function = TypeVar("Function", bound=Callable[..., Any])
MOST_ROWS = 40
PIPE_WIDTH = 160


def json_option(function: Function) -> Function:
    """Add ``--json`` to a command: the result as one JSON value on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def print_json(value: object) -> None:
    """Print one JSON value; frames become lists of rows."""
    click.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: object) -> object:
    if isinstance(value, pl.DataFrame):
        return value.to_dicts()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no JSON")


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print the first rows as a table, and say how many there are in all."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows[:MOST_ROWS]:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, width=PIPE_WIDTH)
    console.print(table)
    if len(rows) > MOST_ROWS:
        console.print(f"first {MOST_ROWS} of {len(rows):,}; --json prints all")


def print_frame(title: str, frame: pl.DataFrame) -> None:
    """Print a frame as a table; numbers with at most two decimals."""
    shown = frame.with_columns(pl.col(pl.Float64).round(2)).rows()
    print_table(title, frame.columns, shown)


@contextmanager
def progress() -> Iterator[Report]:
    """Yield a function that shows progress on stderr, one line per thing being done."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description:<34}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        disable=not console.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def report(what: str, done: int, of: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=of or None)
            if not console.is_terminal:
                click.echo(f"{what} ...", err=True)
        bars.update(tasks[what], completed=done, total=of or None)

    with bars:
        yield report
