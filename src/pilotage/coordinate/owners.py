"""Owners of everything: who is nobody, who cannot act, and who did not accept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pilotage.facts.assignment import Ownership
from pilotage.facts.engagement import Engagement
from pilotage.facts.role import ROLES


@dataclass(frozen=True)
class Owned:
    """One thing that must have an owner, and who that is."""

    kind: str
    key: str
    title: str
    owner: str


@dataclass(frozen=True)
class Held:
    """One owned thing with its answer: ``orphaned`` says why nobody really owns it."""

    owned: Owned
    orphaned: str = ""
    accepted: bool | None = None

    @property
    def state(self) -> str:
        """Return the word for it."""
        if self.orphaned:
            return "orphan"
        return {True: "accepted", False: "refused", None: "not asked"}[self.accepted]


def held(
    owned: Iterable[Owned],
    agreed: Engagement,
    *,
    directory: Collection[str],
    cannot_act: Mapping[str, str],
    answers: Iterable[Ownership],
) -> tuple[Held, ...]:
    """Return every owned thing, orphans first.

    ``directory`` holds names and addresses of active accounts, ``cannot_act`` the reason why a
    person of the plan cannot act, by name. A refusal makes an orphan.
    """
    said = {(each.kind, each.key, each.who.casefold()): each for each in answers}
    active = {name.casefold() for name in directory}
    known = {
        word.casefold()
        for each in agreed.person
        for word in (each.name, each.address)
        if word.strip()
    }
    known |= {each.name.casefold() for each in agreed.vendor}
    known |= {each.name.casefold() for each in agreed.department}
    out = {name.casefold(): says for name, says in cannot_act.items()}
    found = []
    for each in owned:
        owner = each.owner.strip().casefold()
        answer = said.get((each.kind, each.key, owner))
        reason = _orphaned(each, owner, active, known, out)
        if not reason and answer and not answer.accepted:
            reason = f"{each.owner} refused: {answer.why or 'no reason given'}."
        found.append(Held(each, reason, answer.accepted if answer else None))
    return tuple(sorted(found, key=lambda h: (not h.orphaned, h.owned.kind, h.owned.key)))


def _orphaned(
    owned: Owned, owner: str, active: set[str], known: set[str], out: Mapping[str, str]
) -> str:
    if not owner:
        return "Nobody owns it."
    if owner in active:
        return ""
    if owner in out:
        return out[owner]
    if owner in ROLES or owner in known:
        return ""
    return f"{owned.owner} is neither an active account nor a known contact."
