"""Clients and their engagements: everything else belongs to one of them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class Client(models.Model):
    """An organisation that is moved; ``slug`` is its name in addresses."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


class Engagement(models.Model):
    """One migration of a client.

    ``folder`` holds its snapshots, plans and reports, seen from the home folder. ``clock`` is the
    moment at which a demo stands still; None follows the real time. ``stage`` is where it is in
    its life (``facts.stage``).
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="engagements")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    stage = models.CharField(max_length=20, default="draft")
    time_zone = models.CharField(max_length=60, default="UTC")
    folder = models.CharField(max_length=300)
    demo = models.BooleanField(default=False)
    clock = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("client__slug", "slug")
        constraints = (
            models.UniqueConstraint(fields=("client", "slug"), name="engagement_of_client"),
        )

    def __str__(self) -> str:
        return f"{self.client.slug}/{self.slug}"

    @property
    def now(self) -> datetime:
        """Return the moment that counts: where a demo stands still, or the real time."""
        return self.clock or timezone.now()
