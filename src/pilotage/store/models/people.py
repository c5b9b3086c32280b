"""Who signs in, who may see which client, and who comes with a link or a token instead."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from pilotage.store.models.clients import Client, Engagement


class Users(BaseUserManager["User"]):
    """Makes users; an address counts once, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user; without a password only other ways of signing in are open."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in with an address. ``owner`` owns the installation: every client."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    owner = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=60, blank=True)
    shortcuts = models.BooleanField(default=True)

    objects = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """A role of a user at a client; without an engagement it holds for all of them."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="memberships")
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=30)
    vendor = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("client__slug", "user__email", "role")
        indexes = (models.Index(fields=("user", "client")),)

    def __str__(self) -> str:
        return f"{self.user} is {self.role} at {self.client}"


class Link(models.Model):
    """A personal link to one object for somebody without an account.

    ``digest`` is of the secret part of the token; the token itself is never kept. ``kind`` and
    ``key`` name the object; ``person`` is who it was given to.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    person = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.person} to {self.kind} {self.key}"


class ApiToken(models.Model):
    """A token of a user for scripts: it can do no more than the user, in its scopes, for a time.

    ``scopes`` are words such as ``read`` and ``write:decision``. ``client`` narrows it to one.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.name} of {self.user}"
