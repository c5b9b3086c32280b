"""A hand-off: what one party asks of another, with a clock for each of its four steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pilotage.facts.errors import InputError

STEPS = ("acknowledged", "delivered", "accepted")
"""What follows on asking, in this order; none can be left out."""


@dataclass(frozen=True)
class Handoff:
    """``what`` is asked by ``asker`` of ``party``, a vendor, a department or a person.

    ``answer_hours`` is how long the party may take to say that it read the ask; ``due_on`` is the
    last good day of delivery, ``promised_on`` the day that the party itself gave. ``holds`` names
    what waits for it, such as ``wave 3``.
    """

    what: str
    party: str
    asker: str
    asked_at: datetime
    due_on: date | None = None
    answer_hours: float = 48
    holds: str = ""
    acknowledged_at: datetime | None = None
    delivered_at: datetime | None = None
    accepted_at: datetime | None = None
    promised_on: date | None = None

    @property
    def state(self) -> str:
        """Return the last step that was done: asked, acknowledged, delivered or accepted."""
        done = [step for step in STEPS if getattr(self, f"{step}_at")]
        return done[-1] if done else "asked"

    @property
    def waits_for(self) -> str:
        """Return who must move next; empty when it is accepted."""
        return {"delivered": self.asker, "accepted": ""}.get(self.state, self.party)

    def unanswered(self, now: datetime) -> bool:
        """Tell whether the party has been silent for longer than it may be."""
        late = now - self.asked_at > timedelta(hours=self.answer_hours)
        return self.acknowledged_at is None and late

    def late(self, today: date) -> bool:
        """Tell whether it was due before ``today`` and is not delivered."""
        return self.delivered_at is None and self.due_on is not None and self.due_on < today

    def step(self, done: str, at: datetime) -> Handoff:
        """Return the hand-off after the next step.

        Raises:
            InputError: the step is not the next one.
        """
        expected = next((each for each in STEPS if not getattr(self, f"{each}_at")), "nothing")
        if done != expected:
            raise InputError(f"it is {self.state}; what can follow is {expected}, not {done}")
        if done == "acknowledged":
            return replace(self, acknowledged_at=at)
        if done == "delivered":
            return replace(self, delivered_at=at)
        return replace(self, accepted_at=at)
