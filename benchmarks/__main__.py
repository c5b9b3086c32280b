"""``python -m benchmarks [NAME]``: run all files or one, print a table, write bench.json."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure
from benchmarks.process import measure, names


def machine() -> dict[str, object]:
    """Return cores and memory of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    cores = len(os.sched_getaffinity(0))
    return {"cores": cores, "memory_gb": round(memory, 1), "python": sys.version.split()[0]}


def show(found: list[Figure]) -> None:
    """Print the figures as a table."""
    here = machine()
    table = Table(title=f"{here['cores']} cores, {here['memory_gb']} GB, Python {here['python']}")
    for column in ("figure", "value", "peer or limit", "its value", "ratio", "peak MB"):
        table.add_column(column)
    for each in found:
        table.add_row(
            each.name,
            f"{each.value:,.3g} {each.unit}",
            each.peer,
            f"{each.peer_value:,.3g} {each.unit}",
            f"{each.ratio:.3g}",
            f"{each.peak_mb:,.0f}",
        )
    Console(width=140).print(table)


def main(asked: list[str]) -> None:
    """Run what was asked for, or everything; bench.json keeps what was not run again."""
    if unknown := set(asked) - set(names()):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    found = [figure for name in asked or names() for figure in measure(name)]
    show(found)
    path = Path("bench.json")
    rows = [{**asdict(each), "ratio": each.ratio, "machine": machine()} for each in found]
    new = {row["name"] for row in rows}
    kept = json.loads(path.read_text()) if asked and path.is_file() else []
    path.write_text(json.dumps([r for r in kept if r["name"] not in new] + rows, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
