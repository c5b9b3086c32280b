"""The doors: exit codes, help, and errors that say what to do."""

import subprocess
import sys

import pytest

from pilotage.cli.main import ALIASES, pilotage


def test_help_lists_every_command_with_its_caption(ask):
    answer = ask("--help")

    assert answer.code == 0
    for name in pilotage.list_commands(None):
        assert f"  {name} " in answer.out


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from pilotage.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('polars', 'rich', 'ortools', 'pydantic', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", [*pilotage.list_commands(None), *ALIASES])
def test_every_command_explains_itself(ask, name):
    assert ask(name, "--help").code == 0


def test_an_unknown_command_is_wrong_usage(ask):
    answer = ask("fly")

    assert answer.code == 2
    assert "No such command 'fly'" in answer.err
