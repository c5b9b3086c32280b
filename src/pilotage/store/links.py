"""Personal links: for somebody without an account, to one object, for a time, until taken back.

The address holds a random secret, signed with the secret of the installation; kept is a digest of
it, so that nobody who reads the records can open a link.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pilotage.facts.actor import Actor
from pilotage.facts.errors import InputError, NotKnown
from pilotage.store import audit
from pilotage.store.items import item
from pilotage.store.models import Engagement, Link
from pilotage.store.tokens import digest_of

KINDS = ("vendor", "decision")
"""What a link can lead to: the hand-offs of one vendor, or one decision."""

MOST_DAYS = 180


@dataclass(frozen=True)
class Opened:
    """A link that counts: the engagement, the one object, and who holds it."""

    engagement: Engagement
    kind: str
    key: str
    person: str
    expires_at: datetime

    @property
    def by(self) -> Actor:
        """Return who acts through the link."""
        return Actor(self.person, "link")

    @property
    def now(self) -> datetime:
        """Return the moment that counts: the demo's clock, or the real one."""
        return self.engagement.now


def add_link(
    engagement: Engagement, what: tuple[str, str], person: str, by: Actor, *, days: int
) -> tuple[Link, str]:
    """Make a link for a person to an object, and return it with its token, shown this once.

    Raises:
        NotKnown: there is no such object.
        InputError: no link leads to that kind, nobody is named, or the time is too long.
    """
    kind, key = what
    if kind not in KINDS:
        raise InputError(f"no link leads to a {kind}", fix=f"Use one of: {', '.join(KINDS)}.")
    if not person.strip() or not 1 <= days <= MOST_DAYS:
        raise InputError(f"a link is for somebody, for 1 to {MOST_DAYS} days")
    item(engagement, kind, key)
    secret, now = secrets.token_urlsafe(24), timezone.now()
    with transaction.atomic():
        link = Link.objects.create(
            engagement=engagement,
            kind=kind,
            key=key,
            person=person.strip(),
            digest=digest_of(secret),
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        after = {"person": link.person, "to": f"{kind} {key}", "days": days}
        audit.write(engagement, by, "gave link", ("link", str(link.pk)), after=after)
    return link, _signer().sign(secret)


def opened(token: str, kind: str) -> Opened:
    """Return what a token opens.

    Raises:
        NotKnown: it is forged, over, taken back, or leads to something else; it is not said which.
    """
    says = "this link leads nowhere, or no more; ask who sent it for a new one"
    try:
        secret = _signer().unsign(token)
    except BadSignature as error:
        raise NotKnown(says) from error
    found = Link.objects.select_related("engagement__client").filter(
        digest=digest_of(secret), kind=kind, revoked_at=None, expires_at__gt=timezone.now()
    )
    if link := found.first():
        return Opened(link.engagement, link.kind, link.key, link.person, link.expires_at)
    raise NotKnown(says)


def standing(engagement: Engagement) -> QuerySet[Link]:
    """Return the links of an engagement that were not taken back, newest first."""
    return engagement.links.filter(revoked_at=None).order_by("-created_at")


def revoke_link(engagement: Engagement, number: int, by: Actor) -> None:
    """Take a link back; it opens nothing from the next request on.

    Raises:
        NotKnown: the engagement has no such link.
    """
    with transaction.atomic():
        link = standing(engagement).filter(pk=number).first()
        if link is None:
            raise NotKnown(f"there is no link {number} of {engagement}")
        link.revoked_at = timezone.now()
        link.save(update_fields=("revoked_at",))
        before = {"person": link.person, "to": f"{link.kind} {link.key}"}
        audit.write(engagement, by, "took link back", ("link", str(number)), before=before)


def _signer() -> Signer:
    return Signer(salt="pilotage.link")
