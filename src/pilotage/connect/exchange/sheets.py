"""What cmdlets gave, as the files that the export script writes too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from pilotage.connect.exchange.declared import ADDRESS, KNOWN, LIST, OWNER, Command, Kept
from pilotage.connect.sheet import as_csv

Thing = Mapping[str, Any]


@dataclass(frozen=True)
class Recipients:
    """Object id and address of every mailbox, by the name that cmdlets show."""

    ids: Mapping[str, str]
    addresses: Mapping[str, str]

    def known(self, names: Any) -> str:
        """Return the ids of ``names``, joined; a name that is no mailbox stays."""
        return ";".join(self.ids.get(name, name) for name in map(_text, _listed(names)))

    def address(self, name: Any) -> str:
        """Return the address of a mailbox; a name that is none stays."""
        text = _text(name)
        return self.addresses.get(text, text)


def recipients(mailboxes: Iterable[Thing]) -> Recipients:
    """Return how the mailboxes are called, in names, ids and addresses."""
    named = [(_text(each.get("Identity")), each) for each in mailboxes]
    return Recipients(
        {name: _text(each.get("ExternalDirectoryObjectId")) for name, each in named},
        {name: _text(each.get("PrimarySmtpAddress")) for name, each in named},
    )


def sheet(command: Command, rows: Iterable[tuple[Thing, Thing]], known: Recipients) -> bytes:
    """Return the CSV of ``rows``: what the cmdlet gave, each with the mailbox that was asked."""
    return as_csv(
        [kept.header for kept in command.kept],
        (
            {kept.header: _cell(kept, thing, owner, known) for kept in command.kept}
            for thing, owner in rows
        ),
    )


def settings(done: Sequence[Command], areas: Mapping[str, Sequence[Thing]]) -> bytes:
    """Return the areas as one export of the form of ScubaGear."""
    commands = [each.cmdlet for each in done]
    export = {"exo_successful_commands": commands, "exo_unsuccessful_commands": [], **areas}
    return orjson.dumps(export, option=orjson.OPT_INDENT_2)


def _cell(kept: Kept, thing: Thing, owner: Thing, known: Recipients) -> str:
    value = (owner if kept.how == OWNER else thing).get(kept.of)
    if kept.how == LIST:
        return kept.mark.join(map(_text, _listed(value)))
    ways: dict[str, Callable[[Any], str]] = {KNOWN: known.known, ADDRESS: known.address}
    return ways.get(kept.how, _text)(value)


def _listed(value: Any) -> Iterator[Any]:
    yield from value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
