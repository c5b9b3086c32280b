"""Pages of cmdlets as they came, in a hidden folder until the whole can be written.

Names of recipients become ids only when every mailbox is known, so files are made at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from pilotage.connect.answers import Answers
from pilotage.connect.exchange.areas import SETTINGS
from pilotage.connect.exchange.commands import MAILBOXES, SHEETS
from pilotage.connect.exchange.declared import Command
from pilotage.connect.exchange.sheets import Thing, recipients, settings, sheet

FOLDER, SETTINGS_FILE = ".pages", "exchange_settings.json"


@dataclass(frozen=True)
class Pages:
    """The pages of one collection."""

    answers: Answers

    def keep(self, command: Command, rows: Sequence[Any], after: str = "") -> None:
        """Keep one page; ``after`` is where the next one begins, empty after the last."""
        place = self._file(command, self.answers.stream(command.id).pages)
        self.answers.page(command.id, place, orjson.dumps(rows), after=after)

    def rows(self, command: Command) -> Iterator[Any]:
        """Yield everything that was kept of a cmdlet, in the order in which it came."""
        for page in range(self.answers.stream(command.id).pages):
            yield from orjson.loads((self.answers.folder / self._file(command, page)).read_bytes())

    def withhold(self, command: Command, why: str) -> None:
        """Note that Exchange will not tell; domains of mail are known from elsewhere too."""
        tables = [table for table in command.tables if table != "domains"]
        self.answers.withhold(command.id, tables, why)

    def withheld(self, command: Command) -> bool:
        """Tell whether all of a cmdlet was withheld; settings are whole or not there."""
        partly = command.sheet and self.answers.stream(command.id).pages
        return command.id in self.answers.withheld and not partly

    def finish(self) -> None:
        """Write the sheets and the settings of all that was not withheld."""
        known = recipients(self.rows(MAILBOXES))
        for command in SHEETS:
            if not self.withheld(command):
                body = sheet(command, self._owned(command), known)
                self.answers.page(f"{command.id}, as CSV", command.sheet, body)
        done = [each for each in SETTINGS if not self.withheld(each)]
        areas = {each.id: [_chosen(each, row) for row in self.rows(each)] for each in done}
        self.answers.page("settings, as one file", SETTINGS_FILE, settings(done, areas))

    def _owned(self, command: Command) -> Iterator[tuple[Thing, Thing]]:
        """Yield each object with the mailbox that it is of, itself where nothing was asked of."""
        for row in self.rows(command):
            if command.each:
                yield from ((thing, row["of"]) for thing in row["gave"])
            else:
                yield row, row

    def _file(self, command: Command, page: int) -> str:
        return f"{FOLDER}/{command.id}/{page:05}.json"


def _chosen(command: Command, thing: Thing) -> Thing:
    """Return the properties that are wanted, all where none are named."""
    return {name: thing.get(name) for name in command.properties} or thing
