"""Write the reference pages from the code: checks, rules, tables, permissions, commands.

``python -m pilotage.cli.reference DIR``. A test fails while the pages are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import click

from pilotage.assess import CHECKS, Check
from pilotage.cli.main import pilotage
from pilotage.cli.permissions_page import permissions_page
from pilotage.collect.files import READERS
from pilotage.dependencies import RULES
from pilotage.facts.table import Table
from pilotage.facts.tables import TABLES

NOTE = "<!-- Written by `make docs` from the code. Do not edit. -->\n\n"


def pages() -> dict[str, str]:
    """Return file name and Markdown of every reference page."""
    made = {
        "checks.md": "# Checks\n\n" + "".join(_checks()),
        "rules.md": "# Dependency rules\n\n" + "".join(_rules()),
        "tables.md": "# Data dictionary\n\n" + "".join(map(_table, TABLES.values())),
        "readers.md": "# Files that can be read\n\n" + "".join(_readers()),
        "permissions.md": permissions_page(),
        "commands.md": "# Commands\n\n" + "".join(_commands(pilotage, "pilotage")),
    }
    return {name: NOTE + text.rstrip() + "\n" for name, text in made.items()}


def _checks() -> Iterator[str]:
    checks = CHECKS.load()
    yield f"{len(checks)} checks. An id is the path of its file under `assess/checks`.\n\n"
    for folder, ids in groupby(checks, lambda id: id.partition(".")[0]):
        yield f"## {folder}\n\n"
        yield from (_check(checks[id]) for id in ids)


def _check(check: Check) -> str:
    facts = {
        "Area": check.area.value,
        "Severity": check.severity.name.lower(),
        "Frameworks": ", ".join(check.frameworks),
        "Reads": ", ".join(need.name for need in check.needs),
        "Reads of the target": ", ".join(need.name for need in check.needs_target),
        "Signature counts": f"{check.attest_days} days" if check.attest_days else "",
    }
    return f"### `{check.id}`\n\n{check.page.title}\n\n" + _list({**facts, **check.page.sections})


def _rules() -> Iterator[str]:
    for rule in RULES.load().values():
        shape = "between two units" if rule.shape == "edges" else "over a group of units"
        yield f"## `{rule.id}`\n\n{rule.page.title}\n\n" + _list(
            {"Shape": shape, **rule.page.sections}
        )


def _readers() -> Iterator[str]:
    for reader in READERS.load().values():
        module = sys.modules[reader.read.__module__]
        yield f"## {reader.id}\n\n{(module.__doc__ or '').strip()}\n\n"


def _table(table: Table) -> str:
    head = f"## `{table.name}`\n\n{table.says} Key: {', '.join(table.key)}.\n\n"
    rows = "".join(
        f"| {name} | {column.dtype} | {column.says} |\n" for name, column in table.columns.items()
    )
    return f"{head}Source: {table.source}.\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"


def _commands(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[str]:
    ctx = command.make_context(
        name, [], parent, terminal_width=90, max_content_width=90, resilient_parsing=True
    )
    if parent:
        yield f"## `{ctx.command_path}`\n\n```text\n{command.get_help(ctx)}\n```\n\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            assert found is not None
            yield from _commands(found, inner, ctx)


def _list(facts: Mapping[str, str]) -> str:
    return "".join(f"- {key}: {value}\n" for key, value in facts.items() if value) + "\n"


def write(folder: Path) -> None:
    """Write every page under ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
