"""Which requirement is proven by which tests, and how that ended: for ``make acceptance``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
NUMBERS = tuple([f"R{number}" for number in range(1, 116)] + [f"D{at}" for at in range(1, 13)])
"""The 115 requirements and 12 rules for pages of content/requirements.yaml."""

PROVES = re.compile(r"((?:_[rd]\d+)+)(?:\[.*\])?$")


def numbers_of(name: str) -> tuple[str, ...]:
    """Return the numbers that the name of a test ends with: ``_r1_d2`` gives R1 and D2."""
    found = PROVES.search(name)
    return tuple(part.upper() for part in found[1].split("_")[1:]) if found else ()


def proven() -> dict[str, list[str]]:
    """Return the tests that prove each number, by file and name."""
    found: dict[str, list[str]] = {number: [] for number in NUMBERS}
    for path in sorted(HERE.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for number in numbers_of(node.name):
                    found[number].append(f"{path.relative_to(HERE)}::{node.name}")
    return found


def outcomes(passed: Iterable[str], failed: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the numbers that pass, fail and are not built yet, of tests by their name."""
    bad = {number for name in failed for number in numbers_of(name)}
    good = {number for name in passed for number in numbers_of(name)} - bad
    return {
        "pass": tuple(each for each in NUMBERS if each in good),
        "fail": tuple(each for each in NUMBERS if each in bad),
        "not built yet": tuple(each for each in NUMBERS if each not in good | bad),
    }
