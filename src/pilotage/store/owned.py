"""Everything in the records that must have an owner, and who in the directory is active."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from pilotage.facts.errors import InputError
from pilotage.facts.finding import Outcome
from pilotage.store.kinds import KINDS, kind_named
from pilotage.store.models import Engagement, Membership, Run

_NOT_OWNED = frozenset({"signature", "waiver", "ownership", "date_change", "answer", "excuse",
                        "attestation", "not_applicable", "duty"})  # fmt: skip
"""Kinds whose owner column says who did something, and nobody has to answer for it after."""

_OVER = ("done", "waived", "approved", "refused", "accepted")
PRESENT = "alignment.owners_present"


def owned_items(engagement: Engagement) -> list[tuple[str, str, str, str]]:
    """Return kind, key, title and owner of every open item that must have an owner."""
    kinds = [each.name for each in KINDS.values() if each.owner and each.name not in _NOT_OWNED]
    rows = engagement.items.filter(kind__in=kinds).exclude(state__in=_OVER)
    return list(rows.values_list("kind", "key", "title", "owner"))


def active_names(run: Run, names: Iterable[str]) -> set[str]:
    """Return which of the names belong to people whom the run knows, or to users of the client."""
    wanted = set(names)
    people = run.members.filter(Q(unit__in=wanted) | Q(name__in=wanted), kind="user")
    users = Membership.objects.filter(client__engagements=run.engagement_id, user__is_active=True)
    return {word for row in people.values_list("unit", "name") for word in row} | {
        word for row in users.values_list("user__email", "user__name") for word in row if word
    }


def cannot_act(run: Run) -> dict[str, str]:
    """Return, by name, why a person of the plan cannot act, as the newest run found it."""
    rows = run.findings.filter(check_id=PRESENT, outcome=Outcome.FAILED.value)
    return {
        subject: says for subject, says in rows.values_list("subject", "says") if "account" in says
    }


def owner_field(kind: str) -> str:
    """Return the field that names the owner of an item of a kind.

    Raises:
        InputError: items of that kind have no owner.
    """
    if field := kind_named(kind).owner:
        return field
    raise InputError(f"a {kind} has no owner")
