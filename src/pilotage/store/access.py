"""The one way to an engagement: through the memberships of the person who asks.

To somebody without a role a client does not exist: the answer is the same as for a name that
was never given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from pilotage.facts.access import OWNER, may, reads_all
from pilotage.facts.actor import Actor
from pilotage.facts.clock import Clock
from pilotage.facts.errors import NotAllowed, NotKnown
from pilotage.facts.role import role_title
from pilotage.store.models import Client, Engagement, Membership, User


@dataclass(frozen=True)
class Scope:
    """An engagement as one person may see it.

    ``at`` is the moment that a page is shown of, None for now. ``vendor`` narrows what a vendor
    sees to its own.
    """

    engagement: Engagement
    user: User
    roles: frozenset[str]
    by: Actor
    at: datetime | None = None
    vendor: str = ""

    @property
    def now(self) -> datetime:
        """Return the moment that counts: the one asked for, the demo's clock, or the real one."""
        return self.at or self.engagement.now

    @property
    def clock(self) -> Clock:
        """Return the clock of the client."""
        return Clock.of(self.engagement.time_zone)

    @property
    def reads_all(self) -> bool:
        """Tell whether the person reads the whole engagement."""
        return reads_all(self.roles)

    def may(self, verb: str) -> bool:
        """Tell whether the person may do ``verb`` (see ``facts.access``); never in the past."""
        return self.at is None and may(self.roles, verb)

    def need(self, verb: str) -> None:
        """Refuse who may not do ``verb``.

        Raises:
            NotAllowed: says which roles the person has.
        """
        if self.at is not None:
            raise NotAllowed("This page shows the past; nothing can be changed there.")
        if not may(self.roles, verb):
            has = ", ".join(role_title(role) for role in sorted(self.roles))
            raise NotAllowed(f"As {has} you cannot do this ({verb}); nothing was changed.")


def roles_of(user: User, engagement: Engagement) -> frozenset[str]:
    """Return the roles of a user in an engagement; empty for an outsider."""
    held = _memberships(user, engagement).values_list("role", flat=True)
    return frozenset(held) | (frozenset({OWNER}) if user.owner else frozenset())


def scope_of(
    user: User, client: str, migration: str, *, source: str, at: datetime | None = None
) -> Scope:
    """Return the engagement as ``user`` may see it.

    Raises:
        NotKnown: there is none of that name, or the user has no role there.
    """
    found = Engagement.objects.select_related("client").filter(client__slug=client, slug=migration)
    engagement = found.first()
    roles = roles_of(user, engagement) if engagement and user.is_active else frozenset()
    if engagement is None or not roles:
        raise NotKnown(f"there is no migration {client}/{migration}")
    vendors = _memberships(user, engagement).filter(role="vendor").values_list("vendor", flat=True)
    vendor = "" if reads_all(roles) else next(iter(vendors), "")
    return Scope(engagement, user, roles, Actor(user.email, source), at, vendor)


def engagements_of(user: User) -> QuerySet[Engagement]:
    """Return every engagement in which the user has a role."""
    every = Engagement.objects.select_related("client")
    if user.owner:
        return every
    held = Membership.objects.filter(user=user)
    clients = held.filter(engagement=None).values("client")
    return every.filter(Q(client__in=clients) | Q(pk__in=held.values("engagement"))).distinct()


def clients_of(user: User) -> QuerySet[Client]:
    """Return every client at which the user has a role."""
    if user.owner:
        return Client.objects.all()
    return Client.objects.filter(memberships__user=user).distinct()


def client_of(user: User, slug: str) -> Client:
    """Return a client.

    Raises:
        NotKnown: there is none of that name, or the user has no role there.
    """
    if client := clients_of(user).filter(slug=slug).first():
        return client
    raise NotKnown(f"there is no client {slug}")


def client_roles(user: User, client: Client) -> frozenset[str]:
    """Return the roles that a user has for the whole client."""
    held = Membership.objects.filter(user=user, client=client, engagement=None)
    roles: Iterable[str] = held.values_list("role", flat=True)
    return frozenset(roles) | (frozenset({OWNER}) if user.owner else frozenset())


def _memberships(user: User, engagement: Engagement) -> QuerySet[Membership]:
    return Membership.objects.filter(
        Q(engagement=engagement) | Q(engagement=None), user=user, client=engagement.client
    )
