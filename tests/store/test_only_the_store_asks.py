"""The database is known to ``store`` alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pilotage

SOURCE = Path(pilotage.__file__).parent


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return found


def test_no_module_outside_the_store_imports_the_database():
    outside = [path for path in SOURCE.rglob("*.py") if "store" not in path.parts]

    guilty = [
        path
        for path in outside
        if any(f"{each}.".startswith("django.db.") for each in imports(path))
    ]

    assert not guilty
