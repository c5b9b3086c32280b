"""What the API answered, so that asking twice by accident does it once."""

from __future__ import annotations

from django.db import models

from pilotage.store.models.people import User


class Said(models.Model):
    """An answer to a request with an idempotency key; ``digest`` is of what was asked."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.IntegerField(default=0)
    body = models.JSONField(null=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="said_by_key"),)
        indexes = (models.Index(fields=("said_at",)),)

    def __str__(self) -> str:
        return f"{self.status} to {self.key} of {self.user}"
