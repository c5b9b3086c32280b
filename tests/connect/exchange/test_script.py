"""The export script is generated, whole, and only reads."""

import json
import re

import pytest
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.connect.exchange.commands import ALL, SHEETS
from pilotage.connect.exchange.script import export_script

OWN = {
    "Set-Content", "New-Item", "Join-Path", "Out-Null", "Export-Csv", "Select-Object",
    "Where-Object", "ConvertTo-Json", "Write-Warning",
}  # fmt: skip
"""Cmdlets of PowerShell itself, which write the files of the export and touch no tenant."""


def test_every_cmdlet_that_asks_exchange_is_a_get():
    code = re.sub(r"<#.*?#>|#[^\n]*", "", export_script(), flags=re.DOTALL)
    run = set(re.findall(r"\b[A-Z][a-z]+-[A-Z]\w+", code))

    assert {name for name in run - OWN if not name.startswith("Get-")} == set()
    assert {command.cmdlet for command in ALL} == run - OWN


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.id)
def test_each_question_is_asked(command):
    assert f"{command.cmdlet} " in export_script()
    assert (f"'{command.sheet}'" if command.sheet else f"Area '{command.id}'") in export_script()


def test_brackets_are_balanced():
    script = export_script()

    assert all(script.count(a) == script.count(b) for a, b in ("()", "{}", "[]"))


def test_it_is_one_page_of_plain_text():
    script = export_script()

    assert script.isascii()
    assert len(script.splitlines()) < 200


@pytest.mark.parametrize("command", SHEETS, ids=lambda command: command.id)
def test_a_sheet_without_rows_still_fills_its_tables(tmp_path, command):
    path = tmp_path / command.sheet
    path.parent.mkdir(exist_ok=True)
    path.write_text(",".join(kept.header for kept in command.kept) + "\n")
    (tmp_path / "users.csv").write_text("user,upn\nana,ana@harbour.example\n")

    captures = read_folder([tmp_path], side="source", taken_at=NOW).snapshot.captures

    assert set(command.tables) <= set(captures)


def test_what_failed_in_the_script_is_read_as_withheld(tmp_path):
    about = '{"pilotage_collection": 1, "kind": "export script", "connection": "Exchange Online"'
    withheld = {"sizes": {"tables": ["mailboxes"], "why": "2 mailboxes could not be asked"}}
    assert about in export_script()
    (tmp_path / "collection.json").write_text(f'{about}, "withheld": {json.dumps(withheld)}}}')
    (tmp_path / "mailboxes.csv").write_text("mailbox\nana\n")

    captures = read_folder([tmp_path], side="source", taken_at=NOW).snapshot.captures

    assert captures["mailboxes"].missing == "2 mailboxes could not be asked"
