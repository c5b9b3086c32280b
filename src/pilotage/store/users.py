"""People who sign in, and the roles they have: found by name, and changed with an entry."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from pilotage.facts.actor import Actor
from pilotage.facts.errors import NotKnown
from pilotage.store import audit
from pilotage.store.models import Client, Engagement, Membership, User


def user_named(email: str) -> User:
    """Return who signs in with an address, whatever its capitals.

    Raises:
        NotKnown: nobody does.
    """
    if user := User.objects.filter(email=email.strip().lower()).first():
        return user
    raise NotKnown(f"nobody signs in with {email}; invite with: pilotage user add {email}")


def client_named(slug: str) -> Client:
    """Return a client.

    Raises:
        NotKnown: there is none of that name; says which there are.
    """
    if client := Client.objects.filter(slug=slug).first():
        return client
    known = ", ".join(Client.objects.values_list("slug", flat=True)[:20])
    raise NotKnown(f"there is no client {slug}; there is: {known or 'none yet'}")


def members_of(at: Client | Engagement) -> QuerySet[Membership]:
    """Return the roles given for a whole client, or for one engagement alone."""
    engagement = at if isinstance(at, Engagement) else None
    client = at.client if isinstance(at, Engagement) else at
    found = Membership.objects.select_related("user", "client", "engagement")
    return found.filter(client=client, engagement=engagement)


def set_password(user: User, password: str, by: Actor) -> None:
    """Give a new password; every session that was begun with the old one ends."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=("password",))
        audit.write(None, by, "gave password", ("user", user.email))


def set_active(user: User, active: bool, by: Actor) -> None:
    """Let a user sign in or not; a session that stands counts no more from the next request on."""
    with transaction.atomic():
        before, user.is_active = user.is_active, active
        user.save(update_fields=("is_active",))
        what = ("user", user.email)
        audit.write(None, by, "switched", what, before={"active": before}, after={"active": active})
