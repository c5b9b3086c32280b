"""How a failure reaches people and scripts: a sentence on stderr, an exit code, JSON on request.

A fault of our own is a sentence too; ``PILOTAGE_DEBUG=1`` shows where it happened.
"""

from __future__ import annotations

import json
import os
import traceback
from typing import Any

import click

from pilotage.facts.errors import Infeasible, InputError, PilotageError

ERROR, USAGE, CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE = 1, 2, 3, 4


def fail(error: BaseException, as_json: bool) -> int:
    """Say what went wrong, and return the exit code.

    With ``as_json`` stdout gets one object: ``error``, and ``where``, ``fix`` and ``conflict``
    where they are known.
    """
    if os.environ.get("PILOTAGE_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, click.UsageError):
        error.show()
        said: dict[str, Any] = {"error": error.format_message()}
    else:
        said = _told(error)
        click.echo(said.pop("line"), err=True)
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False))
    return _code(error)


def _told(error: BaseException) -> dict[str, Any]:
    """Return the ``line`` for people and the parts for scripts."""
    if isinstance(error, Infeasible):
        line = "Not possible: " + "\n  ".join(error.conflicts)
        return {"line": line, "error": "not possible", "conflict": error.conflicts}
    if isinstance(error, InputError):
        parts = {"error": error.says, "where": error.where, "fix": error.fix}
        return {"line": f"Error: {error}", **{name: text for name, text in parts.items() if text}}
    says = sentence(error)
    return {"line": f"Error: {says}", "error": says}


def sentence(error: BaseException) -> str:
    """Return what went wrong, in words for people."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return "stopped by you. What was there before is unchanged."
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, PilotageError):
        return str(error)
    if isinstance(error, MemoryError):
        return (
            "there is not enough memory for this. Give it in smaller parts, or on a larger machine."
        )
    if isinstance(error, OSError):
        return f"{error.filename or 'the system'}: {error.strerror or error}"
    return (
        f"this should not happen ({type(error).__name__}: {error}). It is a fault in Pilotage. "
        "Please report it with what PILOTAGE_DEBUG=1 prints."
    )


def _code(error: BaseException) -> int:
    if isinstance(error, click.UsageError):
        return USAGE
    return CRITERIA_NOT_MET if isinstance(error, Infeasible) else ERROR
