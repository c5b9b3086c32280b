"""Make clients, engagements, users and memberships; each leaves its entry in the audit log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from pilotage.facts.access import WRITES
from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Engagement as Agreed
from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.stage import Stage
from pilotage.store import audit
from pilotage.store.agreed import take_in
from pilotage.store.choice import CLIENTS
from pilotage.store.kinds import slug
from pilotage.store.models import Client, Engagement, Membership, User


def add_client(name: str, by: Actor, *, demo: bool = False) -> Client:
    """Return the client of that name; it is made where there is none.

    Raises:
        InputError: the name has no letter that can stand in an address.
    """
    short = slug(name)[:60]
    if not short:
        raise InputError(f"a client cannot be called {name!r}", fix="Use letters or digits.")
    with transaction.atomic():
        client, new = Client.objects.get_or_create(
            slug=short, defaults={"name": name, "demo": demo, "created_at": timezone.now()}
        )
        if new:
            audit.write(client, by, "added", ("client", short), after={"name": name})
    return client


def add_engagement(
    agreed: Agreed, by: Actor, *, client: str = "", key: str = "", folder: str | None = None
) -> Engagement:
    """Return the engagement that an engagement file describes, with its items brought up to date.

    It is made where there is none. ``client`` is for whom the work is done, by default the
    client of the file; ``key`` is its name in addresses; ``folder`` holds its snapshots, seen
    from the home folder.
    """
    migration = agreed.migration
    with transaction.atomic():
        owner = add_client(client or migration.client, by, demo=migration.demo)
        key = key or slug(migration.name)[:60]
        made, new = Engagement.objects.get_or_create(
            client=owner,
            slug=key,
            defaults={
                "folder": f"{CLIENTS}/{owner.slug}/{key}" if folder is None else folder,
                "created_at": timezone.now(),
            },
        )
        made.name, made.kind = migration.name, migration.kind.value
        made.time_zone, made.demo = migration.time_zone, migration.demo
        made.save()
        if new:
            audit.write(made, by, "added", ("engagement", key), after={"name": made.name})
        take_in(made, agreed, by)
    return made


def recorded_in(home: Path, folder: Path, agreed: Agreed, by: Actor) -> Engagement:
    """Return the engagement whose files lie in ``folder`` of the home, brought up to date.

    It is made where there is none.
    """
    inside = folder.resolve().relative_to(home.resolve()).as_posix()
    inside = "" if inside == "." else inside
    known = Engagement.objects.select_related("client").filter(folder=inside).first()
    if known is None:
        return add_engagement(agreed, by, folder=inside)
    return add_engagement(agreed, by, client=known.client.name, key=known.slug)


def engagement_named(name: str) -> Engagement:
    """Return the engagement that a person at the command line calls ``client/migration``.

    An empty name stands for the only one that there is.

    Raises:
        NotKnown: there is none of that name, or more than one and none was named.
    """
    found = Engagement.objects.select_related("client")
    if name:
        client, _, key = name.partition("/")
        found = found.filter(client__slug=client)
        found = found.filter(slug=key) if key else found
    known = list(found[:2])
    if len(known) == 1:
        return known[0]
    every = ", ".join(str(each) for each in Engagement.objects.select_related("client")[:20])
    asked = f"migration {name}" if name else "one migration alone"
    raise NotKnown(f"there is no {asked}; name one with --migration: {every or 'none yet'}")


def move_to_stage(engagement: Engagement, stage: Stage, by: Actor) -> None:
    """Say where the migration stands in its life."""
    with transaction.atomic():
        before = engagement.stage
        if before == stage.value:
            return
        engagement.stage = stage.value
        engagement.save(update_fields=("stage",))
        what = ("engagement", engagement.slug)
        audit.write(engagement, by, "moved to stage", what, before=before, after=stage.value)


def stop_clock(engagement: Engagement, at: datetime | None, by: Actor) -> None:
    """Let a demo stand still at a moment; None lets it follow the real time."""
    with transaction.atomic():
        engagement.clock = at
        engagement.save(update_fields=("clock",))
        moment = at.isoformat() if at else "the real time"
        audit.write(engagement, by, "set clock", ("engagement", engagement.slug), after=moment)


def folder_of(engagement: Engagement, home: Path) -> Path:
    """Return the folder that holds the snapshots, plans and reports of an engagement."""
    return home / engagement.folder


def add_user(
    email: str, by: Actor, *, name: str = "", password: str | None = None, owner: bool = False
) -> User:
    """Make a user.

    Raises:
        InputError: the address is taken, or is no address.
    """
    address = email.strip().lower()
    if "@" not in address or any(part.isspace() for part in address):
        raise InputError(f"{email!r} is no mail address")
    if User.objects.filter(email=address).exists():
        raise InputError(f"{address} has an account already")
    with transaction.atomic():
        user = User.objects.create_user(address, password, name=name, owner=owner)
        audit.write(None, by, "added", ("user", address), after={"name": name, "owner": owner})
    return user


def give_role(
    user: User, role: str, by: Actor, *, at: Client | Engagement, vendor: str = ""
) -> Membership:
    """Give a user a role at a client, or in one engagement.

    Raises:
        InputError: there is no such role, or a vendor's company is not named.
    """
    if role not in WRITES:
        raise InputError(f"there is no role {role}; known are {', '.join(sorted(WRITES))}")
    if role == "vendor" and not vendor:
        raise InputError("a vendor needs the name of the company", fix="Name it with --vendor.")
    engagement = at if isinstance(at, Engagement) else None
    client = at.client if isinstance(at, Engagement) else at
    with transaction.atomic():
        made, new = Membership.objects.get_or_create(
            user=user,
            client=client,
            engagement=engagement,
            role=role,
            vendor=vendor,
            defaults={"created_at": timezone.now()},
        )
        if new:
            audit.write(at, by, "gave role", ("membership", user.email), after={"role": role})
    return made


def take_role(membership: Membership, by: Actor) -> None:
    """Take a role away; from the next request on the person has it no more."""
    with transaction.atomic():
        at = membership.engagement or membership.client
        what = ("membership", membership.user.email)
        audit.write(at, by, "took role", what, before={"role": membership.role})
        membership.delete()
