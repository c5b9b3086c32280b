"""Keep signatures and waivers of gates, with a copy of what was seen and a task per condition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from pilotage.coordinate.judging import Standing
from pilotage.coordinate.points import GatePoint, gate_named
from pilotage.coordinate.signing import NO_GO, accepted_waiver, may_sign, side_of
from pilotage.engine.gates import Gates, GateState
from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Engagement as Agreed
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.gate import Signature, Waiver
from pilotage.facts.task import Task
from pilotage.store import items
from pilotage.store.gate_evidence import keep_copy

_JUDGED = TypeAdapter(Standing)


def sign(
    gates: Gates,
    name: str,
    role: str,
    person: str,
    roles: Iterable[str],
    by: Actor,
    folder: Path,
    *,
    go: bool,
    statement: str = "",
    conditions: tuple[str, ...] = (),
    version: int | None = None,
) -> GateState:
    """Keep a signature, a copy of what it saw, and a task for each condition; return the gate.

    ``roles`` are all that the person holds. A gate that was decided is not decided again, except
    that a no may still follow a yes before the window begins. Every criterion that is open when
    somebody says go becomes a condition.

    Raises:
        NotAllowed: the person may not sign for this side.
        InputError: the gate is decided, or its time is over.
    """
    state = gates.one(name)
    rule = state.point.rule
    side = side_of(rule, role)
    may_sign(side, person, tuple(roles), state.signatures)
    if go and state.decided.word == NO_GO and not _revises(state, side):
        says = f"{state.point.name} is a no-go: {state.decided.because}"
        raise InputError(says, fix="Move the date of what it decides, then sign again.")
    open_now = tuple(f"{each.rule.id} {each.rule.says}" for each in state.standing.open)
    asked = (*conditions, *open_now) if go else conditions
    copy, digest = keep_copy(
        folder, gates.run, state.point.name, gates.now,
        _JUDGED.dump_python(state.standing, mode="json"),
    )  # fmt: skip
    signature = Signature(
        state.point.name, person, role, side, go, gates.now, statement, asked,
        gates.run.number, digest, copy,
    )  # fmt: skip
    with items.all_or_nothing():
        items.save(gates.engagement, "signature", signature, by, version=version, did=_verb(go))
        if go:
            _ask_for(gates, state.point, asked, by)
    return Gates(gates.engagement, gates.now).one(name)


def _revises(state: GateState, side: str) -> bool:
    """Tell whether the only no is the signer's own, which may be taken back in time."""
    noes = [each for each in state.signatures if not each.go]
    return bool(noes) and all(each.side == side for each in noes)


def _verb(go: bool) -> str:
    return "signed go" if go else "signed no-go"


def _ask_for(gates: Gates, point: GatePoint, conditions: tuple[str, ...], by: Actor) -> None:
    """Make each condition a task of the lead, once, due when the gate's window begins."""
    because = f"condition of {point.name}"
    known = {
        each.title for each in items.values(gates.engagement, "task") if each.because == because
    }
    owner = next((person.name for person in gates.agreed.holders("lead")), "")
    window = gates.window(point.wave)
    due = (window[0] if window else point.decide_at or gates.now).date()
    for title in dict.fromkeys(conditions):
        if title not in known:
            task = Task(title, owner, wave=point.wave, due=due, because=because)
            items.save(gates.engagement, "task", task, by, did="asked")


def waive(
    gates: Gates,
    name: str,
    waiver: Waiver,
    by: Actor,
    *,
    carriers: tuple[str, ...],
    version: int | None = None,
) -> GateState:
    """Keep a waiver of one criterion; return the gate as it then stands.

    ``carriers`` are the people who carry the risk of the client: its sponsors.

    Raises:
        InputError: the criterion cannot be waived, or reason or end is missing.
        NotAllowed: the person does not carry the risk.
        ChangedMeanwhile: it was waived by somebody else after ``version``.
    """
    point = gate_named(gates.points, name)
    accepted = accepted_waiver(point.rule, replace(waiver, gate=point.name), carriers)
    items.save(gates.engagement, "waiver", accepted, by, version=version, did="waived")
    return Gates(gates.engagement, gates.now).one(name)


def holder_of(agreed: Agreed, role: str) -> tuple[str, tuple[str, ...]]:
    """Return the address of the first person who holds a role, and all roles of that person.

    Raises:
        NotKnown: nobody holds it.
    """
    for person in agreed.holders(role):
        return person.address or person.name, person.roles
    raise NotKnown(f"nobody holds the role {role}, so nobody can sign as {role}")
