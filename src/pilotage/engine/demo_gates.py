"""Signatures of the demo: every gate whose time has passed was signed by its people in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from pilotage.engine.gate_signing import holder_of
from pilotage.engine.gates import Gates
from pilotage.facts.actor import Actor
from pilotage.facts.errors import NotKnown
from pilotage.facts.gate import Side, Signature
from pilotage.store.items import save
from pilotage.store.models import Engagement

BEFORE = timedelta(hours=2)
"""So long before the last moment they sign."""

SIDES: tuple[Side, ...] = ("business", "technical")


def sign_past_gates(engagement: Engagement, now: datetime) -> None:
    """Keep a go of both sides for each gate that was decided before ``now``.

    They saw nothing that was kept, so these signatures have no copy.
    """
    gates = Gates(engagement, now)
    for point in gates.points:
        if point.decide_at is None or point.decide_at >= now:
            continue
        for side in SIDES:
            role = point.rule.roles(side)[0]
            try:
                person, _ = holder_of(gates.agreed, role)
            except NotKnown:
                continue
            at = point.decide_at - BEFORE
            signature = Signature(point.name, person, role, side, go=True, at=at)
            save(engagement, "signature", signature, Actor(person, "demo"), did="signed go")
