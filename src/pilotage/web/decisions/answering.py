"""Answer a question and decide about the scope: for the pages and for scripts."""

from __future__ import annotations

from typing import Literal

from pilotage.coordinate.decisions import answered
from pilotage.coordinate.scope import decided
from pilotage.store import items
from pilotage.store.access import Scope
from pilotage.store.items import Kept


def keep_answer(scope: Scope, key: str, text: str, version: int | None) -> Kept:
    """Keep the answer of the person to a question.

    Raises:
        NotKnown: there is no such question.
        InputError: it was answered already, or the answer is empty.
        ChangedMeanwhile: somebody else saved first.
    """
    kept = items.item(scope.engagement, "decision", key)
    value = answered(kept.value, text, scope.by.who, scope.now)
    seen = kept.version if version is None else version
    return items.save(
        scope.engagement, "decision", value, scope.by, key=key, version=seen, did="answered"
    )


def keep_word(
    scope: Scope, key: str, said: Literal["approved", "refused"], version: int | None
) -> Kept:
    """Keep the sponsor's yes or no to a change of scope.

    Raises:
        NotKnown: there is no such change.
        NotAllowed: the person is not the sponsor.
        InputError: it was decided already.
        ChangedMeanwhile: somebody else saved first.
    """
    kept = items.item(scope.engagement, "scope_change", key)
    value = decided(kept.value, said, scope.by.who, scope.roles, scope.now.date())
    seen = kept.version if version is None else version
    return items.save(
        scope.engagement, "scope_change", value, scope.by, key=key, version=seen, did=said
    )
