"""``pilotage``: find the command a person typed, run it, and turn errors into exit codes.

0 done and good, 1 error, 2 wrong usage, 3 criteria not met, 4 not enough evidence.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn

import click

from pilotage.cli.failure import fail
from pilotage.store.choice import chosen, folder_named

COMMANDS = "pilotage.cli.commands"
"""Commands that work on files and on the folder of one migration."""

RECORDS = "pilotage.cli.records"
"""Commands that work on the records; Django is made ready before one is imported."""

ALIASES = {"deps": "dependencies"}
HOME, MIGRATION = "pilotage.home", "pilotage.migration"
"""What every command finds in the context: the home folder, and the migration that was named."""


class Commands(click.Group):
    """Commands by the name of their file; a file is imported when its command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command, without importing one."""
        return sorted({*_files(COMMANDS), *_files(RECORDS)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of one command, or the two files that make it up."""
        name = ALIASES.get(cmd_name, cmd_name).replace("-", "_")
        plain = _load(COMMANDS, name) if name in _files(COMMANDS) else None
        if name not in _files(RECORDS):
            return plain
        if plain:
            return Both(plain, lambda: _load(RECORDS, name))
        return _load(RECORDS, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the first line of each file, unimported."""
        lines = [(name.replace("_", "-"), _caption(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(lines)


class Both(click.Group):
    """A command with further parts that work on the records; those are imported when needed.

    Where the first word is no part, the ``plain`` command gets all the words.
    """

    def __init__(self, plain: click.Command, load: Callable[[], click.Command]) -> None:
        super().__init__(plain.name, params=plain.params, callback=plain.callback, help=plain.help)
        self.plain, self.load = plain, load

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the parts of both files."""
        plain = self.plain.list_commands(ctx) if isinstance(self.plain, click.Group) else []
        return sorted({*plain, *self._recorded().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one part; the records are asked only for what is not among the plain ones."""
        plain = self.plain
        if isinstance(plain, click.Group) and (known := plain.get_command(ctx, cmd_name)):
            return known
        return self._recorded().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the part that was named, with nothing of the plain command before it."""
        if not isinstance(self.plain, click.Group):
            self.callback = None
        return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the empty word before the words of the plain command; a part gets none of them."""
        asks_help = args[:1] and args[0] in ctx.help_option_names
        alone = not isinstance(self.plain, click.Group) and not asks_help
        if alone:
            self.params = []
            args = args if args and self.get_command(ctx, args[0]) else ["", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the plain command for the empty word."""
        if args[:1] == [""]:
            return "", self.plain, args[1:]
        return super().resolve_command(ctx, args)

    def _recorded(self) -> click.Group:
        group = self.load()
        assert isinstance(group, click.Group)
        return group


@cache
def _files(package: str) -> tuple[str, ...]:
    found = find_spec(package)
    assert found is not None
    modules = pkgutil.iter_modules(found.submodule_search_locations)
    return tuple(each.name.rstrip("_") for each in modules)


def _module(name: str) -> str:
    """Return the module of a command; one that Python keeps for itself ends with a line."""
    return f"{name}_" if iskeyword(name) else name


def _load(package: str, name: str) -> click.Command:
    if package == RECORDS:
        importlib.import_module("pilotage.store.records").start_django()
    command = importlib.import_module(f"{package}.{_module(name)}").command
    assert isinstance(command, click.Command)
    return command


def _caption(name: str) -> str:
    package = COMMANDS if name in _files(COMMANDS) else RECORDS
    source = pkgutil.get_data(package, f"{_module(name)}.py") or b""
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
@click.option(
    "--migration",
    envvar="PILOTAGE_MIGRATION",
    default="",
    metavar="CLIENT/MIGRATION",
    help="Which migration of the records; needed where there is more than one.",
)
@click.version_option(package_name="pilotage")
@click.pass_context
def pilotage(ctx: click.Context, home: Path, migration: str) -> None:
    """Pilotage: a control room for IT migrations.

    Start with: pilotage demo DIR, then pilotage run DIR.
    """
    ctx.meta[HOME], ctx.meta[MIGRATION] = home, migration or chosen(home)
    ctx.obj = folder_named(home, ctx.meta[MIGRATION])


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command; exit with the code that says how it went."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = pilotage.main(words, prog_name="pilotage", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        code = fail(error, "--json" in words)
    sys.exit(code)


if __name__ == "__main__":
    main()
