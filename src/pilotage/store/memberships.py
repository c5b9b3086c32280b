"""Roles as one person may give them: at which clients and migrations, and who has which there."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet

from pilotage.facts.access import WRITES, may
from pilotage.facts.actor import Actor
from pilotage.facts.clock import zone_named
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store import audit
from pilotage.store.access import client_roles, engagements_of, roles_of
from pilotage.store.clients import add_user, give_role
from pilotage.store.models import Client, Engagement, Membership, User

VERB = "members"
Place = Client | Engagement


def places_of(user: User) -> dict[str, Place]:
    """Return where a user gives roles, by name: ``client``, or ``client/migration``.

    Who leads one migration gives roles there, and none that count for the whole client.
    """
    found: dict[str, Place] = {}
    whole: dict[int, bool] = {}
    for each in engagements_of(user):
        if each.client_id not in whole:
            whole[each.client_id] = may(client_roles(user, each.client), VERB)
            if whole[each.client_id]:
                found[each.client.slug] = each.client
        if whole[each.client_id] or may(roles_of(user, each), VERB):
            found[str(each)] = each
    return dict(sorted(found.items()))


def place_named(user: User, name: str) -> Place:
    """Return the place of that name.

    Raises:
        NotKnown: there is none, or the user gives no roles there; it is not said which.
    """
    if place := places_of(user).get(name):
        return place
    raise NotKnown(f"there is no client or migration {name} where you give roles")


def given_at(user: User) -> QuerySet[Membership]:
    """Return every role that was given where a user gives roles."""
    every = Membership.objects.select_related("user", "client", "engagement")
    places = places_of(user).values()
    clients = [each.pk for each in places if isinstance(each, Client)]
    alone = [each.pk for each in places if isinstance(each, Engagement)]
    return every.filter(Q(engagement=None, client__in=clients) | Q(engagement__in=alone))


def own(user: User) -> QuerySet[Membership]:
    """Return the roles that a user has."""
    return Membership.objects.select_related("client", "engagement").filter(user=user)


def invite(
    email: str, role: str, by: Actor, *, at: Place, name: str = "", vendor: str = ""
) -> Membership:
    """Give somebody a role, and an account where there is none yet.

    Raises:
        InputError: there is no such role to give, it is no address, or a vendor has no company.
    """
    if role not in WRITES or role == "owner":
        raise InputError(f"the role {role or 'that was left out'} cannot be given", where="role")
    with transaction.atomic():
        known = User.objects.filter(email=email.strip().lower()).first()
        return give_role(known or add_user(email, by, name=name), role, by, at=at, vendor=vendor)


def prefer(user: User, by: Actor, *, time_zone: str, shortcuts: bool) -> None:
    """Keep a user's own time zone (IANA name, empty for UTC) and whether keys move through pages.

    Raises:
        InputError: the time zone is not known.
    """
    if time_zone and zone_named(time_zone) is None:
        raise InputError(f"there is no time zone {time_zone}", fix="Write one like Europe/London.")
    before = {"time_zone": user.time_zone, "shortcuts": user.shortcuts}
    after = {"time_zone": time_zone, "shortcuts": shortcuts}
    if before == after:
        return
    with transaction.atomic():
        user.time_zone, user.shortcuts = time_zone, shortcuts
        user.save(update_fields=("time_zone", "shortcuts"))
        audit.write(None, by, "changed", ("user", user.email), before=before, after=after)
