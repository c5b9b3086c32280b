"""The guide and the README show commands that exist, with options that they have."""

import re
import shlex
from pathlib import Path

import click
import pytest

from pilotage.cli.main import pilotage

HERE = Path(__file__).parents[1]
PAGES = [HERE / "README.md", *sorted((HERE / "docs/guide").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)\)")


def shown(page):
    """Return every command on a page, in its blocks and between its lines, without comments."""
    found = re.findall(r"^(pilotage [^#\n]+)|`(pilotage [^`]+)`", page.read_text(), re.MULTILINE)
    return [block or inline for block, inline in found]


def unknown_words(line):
    """Return the words of a command line that name no command and no option of it."""
    command, options, unknown = pilotage, set(), []
    for word in shlex.split(line)[1:]:
        options |= {name for each in command.params for name in each.opts}
        if word.startswith("--"):
            unknown += [] if word in options else [word]
        elif isinstance(command, click.Group):
            below = command.get_command(click.Context(command), word)
            command = below or command
    return unknown + ([line] if command is pilotage and line != "pilotage" else [])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_exists(page):
    assert {line: words for line in shown(page) if (words := unknown_words(line))} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    assert [to for to in LINK.findall(page.read_text()) if not (page.parent / to).exists()] == []


def test_a_command_that_does_not_exist_would_be_seen():
    assert unknown_words("pilotage plan --twice") == ["--twice"]
    assert unknown_words("pilotage fly") == ["pilotage fly"]
