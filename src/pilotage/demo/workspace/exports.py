"""What a client of the demo workspace exported, as it was on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pilotage.demo import demo_files
from pilotage.demo.workspace.cast import Client, Workspace


def exports(workspace: Workspace, client: Client, seen_on: date) -> Iterator[tuple[str, bytes]]:
    """Yield every file as (name inside the folder, content), in the words of the client."""
    scenario = workspace.scenario(client, seen_on)
    for name, content in demo_files(client.people, client.seed, client.starts_on, scenario):
        yield name, _in_words(content, client)


def _in_words(content: bytes, client: Client) -> bytes:
    for word, ours in client.words.items():
        content = content.replace(word.encode(), ours.encode())
    return content
