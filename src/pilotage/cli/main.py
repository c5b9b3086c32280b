"""``pilotage``: find the command a person typed, run it, and turn errors into exit codes.

0 done and good, 1 error, 2 wrong usage, 3 criteria not met, 4 not enough evidence.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import click

from pilotage.cli.failure import fail

COMMANDS = "pilotage.cli.commands"
ALIASES = {"deps": "dependencies"}


class Commands(click.Group):
    """Commands by the name of their file; a file is imported when its command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command, without importing one."""
        package = find_spec(COMMANDS)
        assert package is not None
        folders = package.submodule_search_locations
        return sorted(found.name for found in pkgutil.iter_modules(folders))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of one command."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"{COMMANDS}.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the first line of each file, unimported."""
        lines = [(name, _caption(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(lines)


def _caption(name: str) -> str:
    source = pkgutil.get_data(COMMANDS, f"{name}.py") or b""
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("pilotage-home"),
    envvar="PILOTAGE_HOME",
    show_default=True,
    help="Folder that holds snapshots, plans and reports.",
)
@click.version_option(package_name="pilotage")
@click.pass_context
def pilotage(ctx: click.Context, home: Path) -> None:
    """Pilotage: a control room for IT migrations.

    Start with: pilotage demo DIR, then pilotage run DIR.
    """
    ctx.obj = home


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command; exit with the code that says how it went."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = pilotage.main(words, prog_name="pilotage", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        code = fail(error, "--json" in words)
    sys.exit(code)
