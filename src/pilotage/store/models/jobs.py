"""Work that the doors ask for and a worker does."""

from __future__ import annotations

from django.db import models

from pilotage.store.models.clients import Engagement
from pilotage.store.models.people import User


class Job(models.Model):
    """One piece of work: asked, then running, then done or failed.

    A worker holds a job for as long as ``lease_until`` lies ahead; ``fence`` counts who took it,
    so that one who lost it cannot write any more. ``key`` makes asking twice ask once.
    """

    engagement = models.ForeignKey(
        Engagement, on_delete=models.CASCADE, null=True, related_name="jobs"
    )
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    asked_by = models.CharField(max_length=200)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="asked")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=100, blank=True)
    fence = models.IntegerField(default=0)
    attempt = models.IntegerField(default=0)
    doing = models.CharField(max_length=100, blank=True)
    done = models.IntegerField(default=0)
    of = models.IntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("state", "due_at")),)

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
