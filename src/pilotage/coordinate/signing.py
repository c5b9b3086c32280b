"""Decide a gate: who may sign for which side, and what the signatures come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from pilotage.coordinate.judging import Standing
from pilotage.coordinate.rules import GateRule
from pilotage.facts.errors import InputError, NotAllowed
from pilotage.facts.gate import Side, Signature, Waiver
from pilotage.facts.role import role_title

PENDING, GO, NO_GO = "pending", "go", "no-go"
PROVIDER = frozenset({"lead", "engineer", "security_lead", "helpdesk_lead", "helpdesk_agent",
                      "msp_owner"})  # fmt: skip
"""Roles of those who do the work; who holds one cannot sign for the business."""


@dataclass(frozen=True)
class Decided:
    """What a gate comes to: its word, why, and which sides have not signed yet."""

    word: str
    because: str
    missing: tuple[str, ...] = ()


def decided(
    gate: GateRule,
    signatures: Iterable[Signature],
    standing: Standing,
    decide_at: datetime | None,
    now: datetime,
) -> Decided:
    """Return what the signatures come to; silence at ``decide_at`` is a no.

    Business and technical must both say go. Security signs the part of identity besides: its no
    counts, its silence is told.
    """
    signed = {each.side: each for each in signatures}
    for side in gate.sides():
        if side in signed and not signed[side].go:
            return Decided(NO_GO, f"{signed[side].person} said no for {side}.")
    missing = tuple(side for side in gate.sides() if side not in signed)
    needed = tuple(side for side in missing if side != "security")
    if not needed:
        number = len(standing.open)
        conditions = f", on {number} conditions that are still open" if number else ""
        silent = " Security has not signed the identity part." if missing else ""
        return Decided(GO, f"Business and technical said go{conditions}.{silent}", missing)
    if decide_at is not None and now >= decide_at:
        return Decided(NO_GO, f"The time to decide is over: {gate.if_silent}.", missing)
    return Decided(PENDING, f"Not signed yet: {', '.join(missing)}.", missing)


def side_of(gate: GateRule, role: str) -> Side:
    """Return the side for which a role signs the gate.

    Raises:
        NotAllowed: the role does not sign this gate; says which do.
    """
    sides: tuple[Side, ...] = ("business", "technical", "security")
    for side in sides:
        if role in gate.roles(side):
            return side
    names = [role_title(each) for side in gate.sides() for each in gate.roles(side)]
    raise NotAllowed(f"{role_title(role)} does not sign {gate.id}; {', '.join(names)} do.")


def may_sign(
    side: Side, person: str, roles: Collection[str], standing_signatures: Iterable[Signature]
) -> None:
    """Refuse a signature that would not be a second pair of eyes.

    Raises:
        NotAllowed: the person does the work and signs for the business, or signed another side.
    """
    if side == "business" and (held := PROVIDER & set(roles)):
        titles = ", ".join(role_title(role) for role in sorted(held))
        raise NotAllowed(
            f"{person} does the work ({titles}) and cannot sign for the business; "
            "the client's own people do."
        )
    for other in standing_signatures:
        if other.side != side and other.person.casefold() == person.casefold():
            raise NotAllowed(
                f"{person} already signed for {other.side}; nobody signs for the other side."
            )


def accepted_waiver(gate: GateRule, waiver: Waiver, carriers: Collection[str]) -> Waiver:
    """Return the waiver, if it may be: by somebody who carries risk, with an end and a reason.

    ``carriers`` are the people who may carry the risk of the client.

    Raises:
        InputError: the gate has no such criterion, it cannot be waived, or no reason is given.
        NotAllowed: the person does not carry the risk.
    """
    rules = {each.id: each for each in gate.criteria}
    if waiver.criterion not in rules:
        raise InputError(f"{gate.id} has no criterion {waiver.criterion}")
    if not rules[waiver.criterion].waivable:
        raise InputError(f"{waiver.criterion} cannot be waived: {rules[waiver.criterion].says}")
    if not waiver.why.strip():
        raise InputError("a waiver needs a reason", where="why")
    if waiver.signed_on and waiver.expires_on < waiver.signed_on:
        raise InputError("a waiver must end in the future", where="expires_on")
    if waiver.who not in carriers:
        raise NotAllowed(f"{waiver.who} does not carry the risk; {', '.join(carriers)} may waive.")
    return waiver
