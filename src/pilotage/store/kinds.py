"""The kinds of items: which dataclass each is, how it is named, and what screens filter by.

Adding a kind is one line here and a dataclass in ``facts``; versions, audit, point in time,
export, API and isolation follow from it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from pilotage.facts.answer import Answer
from pilotage.facts.assignment import Assignment, Ownership
from pilotage.facts.date_change import DateChange
from pilotage.facts.disruption import Disruption, Pulse
from pilotage.facts.edge_claim import EdgeClaim
from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import NotKnown
from pilotage.facts.excuse import Excuse
from pilotage.facts.gate import Signature, Waiver
from pilotage.facts.handoff import Handoff
from pilotage.facts.improvement import Improvement
from pilotage.facts.phase import Phase
from pilotage.facts.relaxation import Relaxation
from pilotage.facts.risk_change import RiskChange
from pilotage.facts.scope_change import ScopeChange
from pilotage.facts.task import Task, TaskWaiver

SETTINGS = "settings"
"""The one key of a kind that an engagement has once."""


@dataclass(frozen=True)
class Kind:
    """One kind of item.

    ``called`` names the fields whose text makes the key; without it keys are ``prefix`` and a
    number. A kind that is ``one`` exists once per engagement. ``title``, ``state``, ``owner``,
    ``due`` and ``ends`` name the fields that are repeated in columns.
    """

    name: str
    type: Any
    called: tuple[str, ...] = ()
    prefix: str = ""
    one: bool = False
    title: str = ""
    state: str = ""
    owner: str = ""
    due: str = ""
    ends: str = ""

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Return what turns documents into values and back."""
        return TypeAdapter(self.type)

    def key_of(self, value: Any) -> str:
        """Return the key that a value asks for; empty where it is numbered."""
        if self.one:
            return SETTINGS
        return "-".join(filter(None, (slug(str(getattr(value, each))) for each in self.called)))

    def columns(self, value: Any) -> dict[str, Any]:
        """Return the columns that repeat what the value says."""
        text = {name: str(self._part(value, name) or "") for name in ("title", "state", "owner")}
        text["title"] = text["title"][:300] or self.key_of(value)[:300]
        text["owner"], text["state"] = text["owner"][:200], text["state"][:30]
        return text | {"due_on": self._part(value, "due"), "ends_on": self._part(value, "ends")}

    def _part(self, value: Any, column: str) -> Any:
        field = getattr(self, column)
        return getattr(value, field) if field else None


def slug(text: str) -> str:
    """Return ``text`` as a part of an address: lower case letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:120]


def _type(name: str) -> Any:
    """Return the type of an entry of a field of ``Engagement``, or of the field itself."""
    hint = get_type_hints(Engagement)[name]
    inner = get_args(hint)[:1]
    return inner[0] if inner and is_dataclass(inner[0]) else hint


AGREED = tuple(each.name for each in fields(Engagement))
"""Everything that an engagement file holds."""

_KINDS = (
    Kind("migration", _type("migration"), one=True, title="name", due="deadline"),
    Kind("source", _type("source"), one=True, title="name"),
    Kind("target", _type("target"), one=True, title="name"),
    Kind("capacity", _type("capacity"), one=True),
    Kind("pilot", _type("pilot"), one=True),
    Kind("window", _type("window"), prefix="W"),
    Kind("freeze", _type("freeze"), prefix="F", title="reason", ends="last"),
    Kind("person", _type("person"), ("name",), title="name"),
    Kind("department", _type("department"), ("name",), title="name", owner="head"),
    Kind("vendor", _type("vendor"), ("name",), title="name", due="needed_on"),
    Kind("service", _type("service"), ("name",), title="name", owner="owner"),
    Kind("journey", _type("journey"), ("name",), title="name", owner="tester", state="result"),
    Kind("message", _type("message"), ("title", "audience"), title="title"),
    Kind("duty", _type("duty"), prefix="S", owner="primary"),
    Kind("decision", _type("decision"), prefix="D", title="question", owner="decider",
         due="decide_by"),
    Kind("document", _type("document"), ("title",), title="title", owner="owner"),
    Kind("attestation", _type("attestation"), prefix="A", title="check", owner="who",
         ends="expires_on"),
    Kind("deviation", _type("deviation"), prefix="V", title="check", owner="who",
         ends="expires_on"),
    Kind("exclusion", _type("exclusion"), prefix="X", title="policy", ends="expires_on"),
    Kind("not_applicable", _type("not_applicable"), prefix="N", title="rule", owner="who",
         ends="expires_on"),
    Kind("pin", _type("pin"), prefix="P"),
    Kind("together", _type("together"), prefix="T"),
    Kind("before", _type("before"), prefix="B"),
    Kind("blocked", _type("blocked"), prefix="K"),
    Kind("limit", _type("limit"), prefix="L"),
    Kind("emergency_accounts", _type("emergency_accounts"), one=True),
    Kind("vips", _type("vips"), one=True),
    Kind("relaxation", Relaxation, prefix="E", title="what", owner="who", ends="ends"),
    Kind("improvement", Improvement, ("check",), title="check", owner="who", state="decision"),
    Kind("answer", Answer, ("question", "who"), title="question", owner="who"),
    Kind("edge_claim", EdgeClaim, state="verdict", owner="owner", ends="expires_on"),
    Kind("task", Task, prefix="J", title="title", owner="owner", state="state", due="due"),
    Kind("task_waiver", TaskWaiver, ("task",), title="task", owner="owner", due="review_on"),
    Kind("excuse", Excuse, ("person", "item"), title="person", owner="who", ends="until"),
    Kind("phase", Phase, ("title",), title="title", owner="owner", due="ends_on"),
    Kind("handoff", Handoff, prefix="H", title="what", state="state", owner="party", due="due_on"),
    Kind("risk_change", RiskChange, ("risk",), title="risk", owner="who", ends="expires_on"),
    Kind("disruption", Disruption, prefix="Z", title="what"),
    Kind("pulse", Pulse, prefix="U", title="department"),
    Kind("date_change", DateChange, prefix="C", title="what", owner="who", state="cause"),
    Kind("scope_change", ScopeChange, prefix="Q", title="what", owner="who", state="state"),
    Kind("signature", Signature, ("gate", "side"), title="gate", owner="person"),
    Kind("waiver", Waiver, ("gate", "criterion"), title="criterion", owner="who",
         ends="expires_on"),
    Kind("assignment", Assignment, ("what", "wave"), title="what"),
    Kind("ownership", Ownership, ("kind", "key"), title="key", owner="who"),
)  # fmt: skip

KINDS: dict[str, Kind] = {each.name: each for each in _KINDS}
"""Every kind by its name."""


def kind_named(name: str) -> Kind:
    """Return a kind.

    Raises:
        NotKnown: there is no such kind; says which there are.
    """
    if name not in KINDS:
        raise NotKnown(f"there is no kind {name}; known are {', '.join(KINDS)}")
    return KINDS[name]
