"""The option that replaces what a forecast takes for granted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


def assume_option(function: Function) -> Function:
    """Add ``--assume NAME=NUMBER``, as often as wanted, to a command."""
    return click.option(
        "--assume",
        multiple=True,
        callback=_assumed,
        help="Replace an assumption: NAME=NUMBER.",
    )(function)


def _assumed(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> dict[str, float]:
    """Return assumptions that are written as ``vendor_late=0.5``."""
    found = {}
    for each in given:
        name, _, value = each.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError as error:
            says = f"{each} is not a name and a number, such as vendor_late=0.5"
            raise click.BadParameter(says, ctx, param) from error
    return found
