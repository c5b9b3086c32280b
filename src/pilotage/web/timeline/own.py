"""Hand-offs as their reader may see them, and what the reader may say to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pilotage.facts.errors import InputError, NotAllowed, NotKnown
from pilotage.facts.handoff import Handoff
from pilotage.store.access import Scope
from pilotage.store.items import Kept, items, save


def own_handoffs(scope: Scope) -> list[Kept]:
    """Return every hand-off; to a vendor, what is asked of it alone."""
    every = items(scope.engagement, "handoff", scope.at)
    if scope.reads_all:
        return list(every)
    return [each for each in every if scope.vendor and each.value.party == scope.vendor]


def own_handoff(scope: Scope, key: str) -> Kept:
    """Return one hand-off that the reader may see.

    Raises:
        NotKnown: there is none of that key, or it is asked of somebody else.
    """
    for each in own_handoffs(scope):
        if each.key == key:
            return each
    raise NotKnown(f"there is no hand-off {key}")


def stepped(scope: Scope, key: str, step: str, version: int | None) -> Kept:
    """Keep that a hand-off was acknowledged, delivered or accepted.

    Raises:
        NotKnown: see ``own_handoff``.
        NotAllowed: a vendor accepts its own work.
        InputError: the step is not the next one.
        ChangedMeanwhile: somebody else saved first.
    """
    if step == "accepted" and not scope.reads_all:
        raise NotAllowed("Who asked for it accepts it; nothing was changed.")
    return _changed(scope, key, lambda each: each.step(step, scope.now), version, step)


def promised(scope: Scope, key: str, day: date, version: int | None) -> Kept:
    """Keep the day on which the party says that it delivers.

    Raises:
        NotKnown: see ``own_handoff``.
        InputError: it is delivered already, or the day is over.
        ChangedMeanwhile: somebody else saved first.
    """
    if day < scope.clock.local(scope.now).date():
        raise InputError(f"{day:%d %b %Y} is over", where="promised_on")

    def dated(ask: Handoff) -> Handoff:
        if ask.delivered_at:
            raise InputError("it is delivered already", where=key)
        return replace(ask, promised_on=day)

    return _changed(scope, key, dated, version, "promised")


def _changed(
    scope: Scope, key: str, change: Callable[[Handoff], Handoff], version: int | None, did: str
) -> Kept:
    value = change(own_handoff(scope, key).value)
    return save(scope.engagement, "handoff", value, scope.by, key=key, version=version, did=did)
