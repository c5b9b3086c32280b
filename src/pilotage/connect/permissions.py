"""Which permissions a source needs in all: the fewest that answer every question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pilotage.connect.sources import Ask


def least(asks: Iterable[Ask], *, delegated: bool = False) -> tuple[str, ...]:
    """Return permissions so that each question that is always asked has one of those it lists.

    A question with a single permission decides first; of several, one that is needed anyhow is
    taken, else the first, which is the least.
    """
    always = (ask for ask in asks if not ask.only_with)
    wanted: list[Sequence[str]] = [
        ask.delegated if delegated else ask.application for ask in always
    ]
    chosen: set[str] = set()
    for choices in sorted(filter(None, wanted), key=len):
        if chosen.isdisjoint(choices):
            chosen.add(choices[0])
    return tuple(sorted(chosen))
